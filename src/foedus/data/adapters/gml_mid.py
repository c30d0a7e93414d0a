"""Gibler, Miller and Little's militarised disputes: dispute-years of pairs, both ways."""

from foedus.data.store.adapter import Adapter, Column, Coverage, File, Raw, Tables

_MISSING = ("-9", "-9.0")


def tables(raw: Raw) -> Tables:
    """`dyad_years`: a row a dispute, year and ordered pair of states on opposite sides."""
    import polars as pl

    return {
        "dyad_years": raw["dyad_years"]
        .select(
            pl.col("ccode1", "ccode2", "year").cast(pl.Int16),
            pl.col("dispnum").cast(pl.Int32),
            pl.col("midonset").cast(pl.Int8).alias("onset"),
            initiator=(
                (pl.col("sidea1") == 1) & (pl.col("orig1") == 1) & (pl.col("midonset") == 1)
            ).cast(pl.Int8),
            hostlev1=pl.col("hostlev1").cast(pl.Int8),
            hostlev2=pl.col("hostlev2").cast(pl.Int8),
        )
        .sort("year", "ccode1", "ccode2", "dispnum")
    }


ADAPTER = Adapter(
    name="gml-mid",
    title="Militarized interstate disputes, as corrected by Gibler, Miller and Little",
    version="2.2.1",
    authors="Douglas M. Gibler, Steven V. Miller and Erin K. Little",
    home="https://internationalconflict.ua.edu/data-download/",
    citation="""@article{gibler2016analysis,
  author = {Gibler, Douglas M. and Miller, Steven V. and Little, Erin K.},
  title = {An Analysis of the Militarized Interstate Dispute ({MID}) Dataset, 1816--2001},
  journal = {International Studies Quarterly},
  volume = {60},
  number = {4},
  pages = {719--730},
  year = {2016}
}""",
    terms="Free for research with citation; no licence is stated. Not redistributed by foedus.",
    coverage=Coverage(1816, 2010),
    files=(
        File(
            "dyad_years",
            ("gml-ddydisp*.csv", "gml_dirdisp.csv", "gml*dirdisp*.csv"),
            (
                Column("dispnum", low=1, high=9999),
                Column("ccode1", low=2, high=990),
                Column("ccode2", low=2, high=990),
                Column("year", low=1816, high=2010),
                Column("midonset", codes=(0, 1)),
                Column("sidea1", codes=(0, 1)),
                Column("hostlev1", low=1, high=5),
                Column("hostlev2", low=1, high=5),
                Column("orig1", codes=(0, 1)),
                Column("version", "text", codes=("gml-2.2.1",)),
            ),
            rows=10_276,
            others=True,
            sha256=("8c5cbc518f6d7eb8b80c240656e476d2c4ca1349fdc23fab89a28ca25322b019",),
            key=("dispnum", "ccode1", "ccode2", "year"),
        ),
    ),
    keys={"dyad_years": ("ccode1", "ccode2", "year", "dispnum")},
    tables=tables,
    by_hand="get gml-mid-data from the authors' page or from peacesciencer (gml_dirdisp)",
)
