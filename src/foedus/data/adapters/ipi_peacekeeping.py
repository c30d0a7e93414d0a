"""Who sent how many to UN peacekeeping, by month and by mission and month."""

from typing import TYPE_CHECKING

from foedus.data.store.adapter import Adapter, Column, Coverage, File, Raw, Tables

if TYPE_CHECKING:
    import polars as pl

_COUNTS = ("Individual_Police", "Formed_Police_Units", "Experts_on_Mission", "Troops", "Total")


def _total(kind: str) -> "pl.Expr":
    import polars as pl

    return pl.col(f"{kind}_Total").fill_null(0).cast(pl.Int32)


def tables(raw: Raw) -> Tables:
    """`by_month`: troops, police and experts of a state; `by_mission`: the same by mission.

    Where the lists have a state and leave a kind empty it sent none of them, so that is 0. A month
    that is in neither list is a month that the authors do not have.
    """
    import polars as pl

    months = (
        raw["by_month"]
        .drop_nulls("country")
        .with_columns(year=pl.col("date").dt.year(), month=pl.col("date").dt.month_start())
    )
    missions = raw["by_mission"].with_columns(
        year=pl.col("Date").dt.year(), month=pl.col("Date").dt.month_start()
    )
    return {
        "by_month": raw.names.with_codes(months, "country", "year", "country_month_1990_2014.csv")
        .select("ccode", "month", pl.col("troops", "police", "experts").fill_null(0).cast(pl.Int32))
        .group_by("ccode", "month")
        .agg(pl.all().sum())
        .sort("month", "ccode"),
        "by_mission": raw.names.with_codes(
            missions, "Contributor", "year", "country_mission_month_2009_2014.csv"
        )
        .select(
            "ccode",
            pl.col("Mission").alias("mission"),
            "month",
            troops=_total("Troops"),
            police=_total("Individual_Police") + _total("Formed_Police_Units"),
            experts=_total("Experts_on_Mission"),
        )
        .sort("month", "mission", "ccode"),
    }


TRENDS = """@techreport{perry2013trends,
  author = {Perry, Chris and Smith, Adam C.},
  title = {Trends in Uniformed Contributions to {UN} Peacekeeping: A New Dataset, 1991--2012},
  institution = {International Peace Institute},
  address = {New York},
  year = {2013}
}"""
"""The citation of the database, of whichever of its tables."""
ADAPTER = Adapter(
    name="ipi-peacekeeping",
    title="IPI Peacekeeping Database: contributions to UN missions",
    version="2014",
    authors="Chris Perry and Adam C. Smith, International Peace Institute",
    home="https://www.providingforpeacekeeping.org/contributions/",
    citation=TRENDS,
    terms="The repository is under GPL-2; cite the authors. Not redistributed by foedus.",
    coverage=Coverage(
        1990,
        2014,
        note="November 1990 to March 2014; by mission from November 2009 to August 2014.",
    ),
    files=(
        File(
            "by_month",
            ("country_month_1990_2014.csv",),
            (
                Column("country", "text", nulls=True),
                Column("date", "date", low=1990, high=2014, nulls=True),
                *(Column(kind, low=1, nulls=True) for kind in ("troops", "police", "experts")),
            ),
            rows=25_658,
            sha256=("69a656f11cf3e7d908d7e6caca58cf1aae8a6697ab7d3741ffad7c76e53ffb51",),
            key=("country", "date"),
        ),
        File(
            "by_mission",
            ("country_mission_month_2009_2014.csv",),
            (
                Column("Date", "date", low=2009, high=2014),
                Column("Contributor", "text"),
                Column("Mission", "text"),
                *(Column(f"{kind}_Total", low=0, nulls=True) for kind in _COUNTS),
            ),
            rows=32_571,
            others=True,
            sha256=("8f895261edf962f394f6d0ba67477d9760f7789adc011f80c7d9c1b6a52a1eb5",),
            key=("Date", "Contributor", "Mission"),
        ),
    ),
    keys={"by_month": ("ccode", "month"), "by_mission": ("ccode", "mission", "month")},
    tables=tables,
    by_hand="assemble the country and mission files of IPIDataLab's PPP_Loader",
)
