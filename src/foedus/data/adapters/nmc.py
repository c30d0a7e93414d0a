"""National material capabilities: the six indicators and the composite index of each state."""

from foedus.data.store.adapter import Adapter, Column, Coverage, File, Publication, Raw, Tables

_MISSING = ("-9", "-9.0")
_INDICATORS = (
    Column("milex", low=0, missing=_MISSING),
    Column("milper", low=0, high=20_000, missing=_MISSING),
    Column("irst", low=0, high=3_000_000, missing=_MISSING),
    Column("pec", low=0, missing=_MISSING),
    Column("tpop", "float", low=0, high=2_000_000, missing=_MISSING),
    Column("upop", "float", low=0, high=1_000_000, missing=_MISSING),
    Column("cinc", "float", low=0, high=1, missing=_MISSING),
)


def tables(raw: Raw) -> Tables:
    """`capabilities`: a row a state and year; what the authors give as -9 is null."""
    import polars as pl

    return {
        "capabilities": raw["capabilities"]
        .select(
            pl.col("ccode", "year").cast(pl.Int16),
            pl.col("milex", "milper", "irst", "pec").cast(pl.Int32),
            "tpop",
            "upop",
            "cinc",
        )
        .sort("year", "ccode")
    }


ADAPTER = Adapter(
    name="nmc",
    title="National Material Capabilities",
    version="6.0 or 7.0",
    authors="Correlates of War Project; Singer, Bremer and Stuckey",
    home="https://correlatesofwar.org/data-sets/national-material-capabilities/",
    citation="""@incollection{singer1972capability,
  author = {Singer, J. David and Bremer, Stuart and Stuckey, John},
  title = {Capability Distribution, Uncertainty, and Major Power War, 1820--1965},
  booktitle = {Peace, War, and Numbers},
  editor = {Russett, Bruce},
  publisher = {Sage},
  address = {Beverly Hills},
  pages = {19--48},
  year = {1972},
  note = {National Material Capabilities, version 6.0 (2021)}
}""",
    terms="Free for research with citation; no licence is stated. Not redistributed by foedus.",
    coverage=Coverage(1816, 2016, note="Version 7.0 goes on to 2022."),
    files=(
        File(
            "capabilities",
            ("NMC-60-abridged.csv", "NMC-70-abridged.csv", "NMC*abridged*.csv", "cow_nmc.csv"),
            (
                Column("stateabb", "text", optional=True),
                Column("ccode", low=2, high=990),
                Column("year", low=1816, high=2022),
                *_INDICATORS,
                Column("version", low=2021, high=2030, optional=True),
            ),
            rows=15_951,
            sha256=("989920cc06ccb652bf8b0c537f78220463ecfe14c41295a8876e9f263e78f323",),
            key=("ccode", "year"),
        ),
    ),
    keys={"capabilities": ("ccode", "year")},
    tables=tables,
    sources=(
        Publication("https://correlatesofwar.org/wp-content/uploads/NMC_Documentation-6.0.zip"),
    ),
)
