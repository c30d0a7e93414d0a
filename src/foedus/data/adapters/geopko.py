"""Where UN peacekeepers were stationed: locations of missions by year."""

from foedus.data.store.adapter import Adapter, Column, Coverage, File, Raw, Tables


def tables(raw: Raw) -> Tables:
    """`locations`: a row a mission, year and place, with how many states sent troops there."""
    import polars as pl

    return {
        "locations": raw["locations"]
        .select(
            "mission",
            pl.col("year").cast(pl.Int16),
            "location",
            "latitude",
            "longitude",
            pl.col("No.TCC").cast(pl.Int16).alias("contributors"),
            pl.col("year.overview").alias("overview"),
        )
        .sort("year", "mission", "location")
    }


ADAPTER = Adapter(
    name="geopko",
    title="Geocoded Peacekeeping Operations: locations by year",
    version="2.3",
    authors="Deniz Cil, Hanne Fjelde, Lisa Hultman and Desiree Nilsson",
    home="https://www.uu.se/en/department/peace-and-conflict-research/research/research-data/"
    "geo-pko-dataset",
    citation="""@article{cil2020mapping,
  author = {Cil, Deniz and Fjelde, Hanne and Hultman, Lisa and Nilsson, Desir\\'ee},
  title = {Mapping Blue Helmets: Introducing the Geocoded Peacekeeping Operations ({Geo-PKO})
           Dataset},
  journal = {Journal of Peace Research},
  volume = {57},
  number = {2},
  pages = {360--370},
  year = {2020},
  doi = {10.1177/0022343319871978}
}""",
    terms="The repository is under GPL-2; cite the authors. Not redistributed by foedus.",
    coverage=Coverage(1994, 2024),
    files=(
        File(
            "locations",
            ("TCCMap_v.2.3.csv", "TCCMap*.csv"),
            (
                Column("mission", "text"),
                Column("year", low=1994, high=2024),
                Column("location", "text"),
                Column("latitude", "float", low=-90, high=90),
                Column("longitude", "float", low=-180, high=180),
                Column("No.TCC", low=1, high=200),
                Column("year.overview", "text"),
            ),
            rows=4_927,
            sha256=("acda82786bebb3c49aef46917401869a6fa35a94968f3b3f0367232a57c68837",),
            key=("mission", "year", "location", "latitude", "longitude"),
        ),
    ),
    keys={"locations": ("mission", "year", "location", "latitude", "longitude")},
    tables=tables,
    by_hand="get the data of the Geo-PKO dashboard, version 2.3",
)
