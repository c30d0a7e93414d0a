"""The Correlates of War state system: which states there were, and which were major powers."""

from typing import TYPE_CHECKING

from foedus.data.store.adapter import Adapter, Column, Coverage, File, Publication, Raw, Tables
from foedus.data.store.raw import in_order

if TYPE_CHECKING:
    import polars as pl

_CODE = Column("ccode", low=2, high=990)
_SPELL = (
    Column("styear", low=1816, high=2016),
    Column("stmonth", low=1, high=12),
    Column("stday", low=1, high=31),
    Column("endyear", low=1816, high=2016),
    Column("endmonth", low=1, high=12),
    Column("endday", low=1, high=31),
)
_VERSION = Column("version", codes=(2016,))


def tables(raw: Raw) -> Tables:
    """`states` and `majors`: spells, half-open; `still` where one ran on at the end of the data."""
    import polars as pl

    return {
        "states": _spells(
            "states2016.csv",
            raw["states"],
            pl.col("stateabb").alias("abbreviation"),
            pl.col("statenme").alias("name"),
        ),
        "majors": _spells("majors2016.csv", raw["majors"]),
    }


def _spells(name: str, frame: "pl.DataFrame", *more: "pl.Expr") -> "pl.DataFrame":
    import polars as pl

    last = pl.date("endyear", "endmonth", "endday")
    made = frame.select(
        pl.col("ccode").cast(pl.Int16),
        *more,
        start=pl.date("styear", "stmonth", "stday"),
        end=last.dt.offset_by("1d"),
        still=last == pl.date(2016, 12, 31),
    )
    in_order(name, made["start"] < made["end"])
    return made.sort("ccode", "start")


ADAPTER = Adapter(
    name="cow-states",
    title="Correlates of War state system membership and major powers",
    version="2016",
    authors="Correlates of War Project",
    home="https://correlatesofwar.org/data-sets/state-system-membership/",
    citation="""@misc{cow2017states,
  author = {{Correlates of War Project}},
  title = {State System Membership List, v2016},
  year = {2017},
  howpublished = {Online},
  url = {https://correlatesofwar.org/data-sets/state-system-membership/}
}""",
    terms="Free for research with citation; no licence is stated. Not redistributed by foedus.",
    coverage=Coverage(1816, 2016),
    files=(
        File(
            "states",
            ("states2016.csv", "states20*.csv", "cow_states.csv"),
            (
                Column("stateabb", "text"),
                _CODE,
                Column("statenme", "text"),
                *_SPELL,
                _VERSION,
            ),
            rows=243,
            sha256=("21822fe1ef67aedf2e64ebe9746e2b875c6175c8ce599750bc0e77e4ce393167",),
            key=("ccode", "styear", "stmonth", "stday"),
        ),
        File(
            "majors",
            ("majors2016.csv", "majors20*.csv", "cow_majors.csv"),
            (Column("stateabb", "text", optional=True), _CODE, *_SPELL, _VERSION),
            rows=14,
            sha256=("6ba42de12f2f63401ff5a61e6d0037d17b5dd03ed9aca07d0bc16660e03694eb",),
            key=("ccode", "styear", "stmonth", "stday"),
        ),
    ),
    keys={"states": ("ccode", "start"), "majors": ("ccode", "start")},
    tables=tables,
    sources=(
        Publication("https://correlatesofwar.org/wp-content/uploads/states2016.csv"),
        Publication("https://correlatesofwar.org/wp-content/uploads/majors2016.csv"),
    ),
)
