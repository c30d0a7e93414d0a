"""How many UN peacekeepers were in each mission, by month, and in which state."""

from typing import Final

from foedus.data.adapters.ipi_peacekeeping import TRENDS
from foedus.data.store.adapter import Adapter, Column, Coverage, File, Raw, Tables

_KINDS: Final = {"troops": "Troops", "police": "Police", "observers": "Observers"}
_FILE: Final = "data_mission.csv"
NO_STATE: Final = ("ESH",)
"""Western Sahara, where MINURSO is, is on no list of states."""


def tables(raw: Raw) -> Tables:
    """`missions`: troops, police and observers of each mission, by month, with its host.

    A kind that the lists leave empty was not there, so that is 0.
    """
    import polars as pl

    months = raw["missions"].select(
        month=pl.col("Date").dt.month_start(),
        year=pl.col("Date").dt.year(),
        mission="Mission",
        host="Country of Mission ISO-3",
        **{kind: pl.col(column).fill_null(0).cast(pl.Int32) for kind, column in _KINDS.items()},
    )
    return {
        "missions": raw.names.with_codes(months, "host", "year", _FILE, NO_STATE)
        .select("mission", "ccode", "month", *_KINDS)
        .sort("month", "mission", "ccode")
    }


ADAPTER = Adapter(
    name="ipi-missions",
    title="IPI Peacekeeping Database: UN missions by month",
    version="2017",
    authors="Chris Perry and Adam C. Smith, International Peace Institute",
    home="https://www.providingforpeacekeeping.org/contributions/",
    citation=TRENDS,
    terms="The repository is under GPL-2; cite the authors. Not redistributed by foedus.",
    coverage=Coverage(1990, 2017, note="November 1990 to March 2017; seven months are missing."),
    files=(
        File(
            "missions",
            (_FILE,),
            (
                Column("Date", "date", low=1990, high=2017),
                Column("Mission", "text"),
                Column("Country of Mission ISO-3", "text"),
                *(Column(column, low=0, missing=("NA",), nulls=True) for column in _KINDS.values()),
            ),
            rows=5_330,
            others=True,
            key=("Date", "Mission"),
            sha256=("f2d85e446109c9ce6cbd4cb27340e0ffa17634f62856f2ce2435bdd2ceb4c371",),
        ),
    ),
    keys={"missions": ("mission", "ccode", "month")},
    tables=tables,
    by_hand="get data_mission.csv of IPIDataLab's PPP_Loader",
)
