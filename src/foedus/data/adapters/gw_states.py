"""Gleditsch and Ward's independent states since 1816."""

from foedus.data.store.adapter import Adapter, Column, Coverage, File, Publication, Raw, Tables
from foedus.data.store.raw import FileError, in_order


def _columns(form: str) -> tuple[Column, ...]:
    return (
        Column("gwcode", low=2, high=999),
        Column("stateabb", "text"),
        Column("statename", "text"),
        Column("startdate", "date", low=1816, high=2030, form=form),
        Column("enddate", "date", low=1816, high=2030, form=form),
    )


def tables(raw: Raw) -> Tables:
    """`states`: spells, half-open; `still` where one ran on at the end of the data."""
    import polars as pl

    if not raw:
        raise FileError(["gw-states needs the file iisystem.dat, and it was not given"])
    frame = pl.concat(raw.values())
    in_order("the list of states", frame["startdate"] <= frame["enddate"])
    last = pl.col("enddate")
    return {
        "states": frame.select(
            pl.col("gwcode").cast(pl.Int16),
            pl.col("stateabb").alias("abbreviation"),
            pl.col("statename").alias("name"),
            start="startdate",
            end=last.dt.offset_by("1d"),
            still=last == last.max(),
        ).sort("gwcode", "start")
    }


ADAPTER = Adapter(
    name="gw-states",
    title="Gleditsch and Ward's list of independent states",
    version="2017",
    authors="Kristian Skrede Gleditsch and Michael D. Ward",
    home="https://ksgleditsch.com/statelist.html",
    citation="""@article{gleditsch1999revised,
  author = {Gleditsch, Kristian Skrede and Ward, Michael D.},
  title = {A Revised List of Independent States since the Congress of Vienna},
  journal = {International Interactions},
  volume = {25},
  number = {4},
  pages = {393--413},
  year = {1999},
  doi = {10.1080/03050629908434958}
}""",
    terms="Free for research with citation; no licence is stated. Not redistributed by foedus.",
    coverage=Coverage(1816, 2017, note="Microstates (another list of the authors) are left out."),
    files=(
        File(
            "states",
            ("iisystem.dat",),
            _columns("%d:%m:%Y"),
            rows=210,
            headless=True,
            optional=True,
            delimiter="\t",
            encoding="latin-1",
            key=("gwcode", "startdate"),
        ),
        File(
            "table",
            ("gw_states.csv", "gwstates.csv"),
            _columns("%Y-%m-%d"),
            rows=210,
            optional=True,
            sha256=("f320b68b89d1533e8d85b7cba8ab6ab36ee1c2d6b01c7ee62bf002c16f53fc9b",),
            key=("gwcode", "startdate"),
        ),
    ),
    keys={"states": ("gwcode", "start")},
    tables=tables,
    sources=(Publication("https://ksgleditsch.com/data/iisystem.dat"),),
)
