"""Where the capitals of states lay, and when they moved."""

from foedus.data.adapters.isard import GATHERED
from foedus.data.store.adapter import Adapter, Column, Coverage, File, Raw, Tables


def tables(raw: Raw) -> Tables:
    """`capitals`: a row a state and spell (half-open) with the place of its capital."""
    import polars as pl

    return {
        "capitals": raw["capitals"]
        .select(
            pl.col("ccode").cast(pl.Int16),
            "capital",
            start="stdate",
            end=pl.col("enddate") + pl.duration(days=1),
            latitude="lat",
            longitude="lng",
        )
        .sort("ccode", "start")
    }


ADAPTER = Adapter(
    name="cow-capitals",
    title="Capitals of the states of the Correlates of War",
    version="peacesciencer 1.2",
    authors="Steven V. Miller",
    home="https://svmiller.com/peacesciencer/reference/cow_capitals.html",
    citation=GATHERED,
    terms="Package under GPL-2; cite the author. Not redistributed by foedus.",
    coverage=Coverage(1816, 2024),
    files=(
        File(
            "capitals",
            ("cow_capitals.csv",),
            (
                Column("ccode", low=2, high=990),
                Column("statenme", "text"),
                Column("capital", "text"),
                Column("stdate", "date", low=1816, high=2024),
                Column("enddate", "date", low=1816, high=2024),
                Column("lat", "float", low=-90, high=90),
                Column("lng", "float", low=-180, high=180),
            ),
            rows=242,
            sha256=("9c6d89029b28f36a7c61a00f9dffd8ee66390f19f929e45d80797c87cb28d77b",),
            key=("ccode", "stdate"),
        ),
    ),
    keys={"capitals": ("ccode", "start")},
    tables=tables,
    by_hand="export cow_capitals from the R package peacesciencer as cow_capitals.csv",
)
