"""Direct contiguity: which states bordered each other, by land or over how much water."""

from foedus.data.store.adapter import Adapter, Column, Coverage, File, Publication, Raw, Tables


def tables(raw: Raw) -> Tables:
    """`contiguity`: a row a pair (the lower code first) and year."""
    import polars as pl

    return {
        "contiguity": raw["contiguity"]
        .filter(pl.col("state1no") < pl.col("state2no"))
        .select(
            pl.col("state1no").alias("ccode1").cast(pl.Int16),
            pl.col("state2no").alias("ccode2").cast(pl.Int16),
            pl.col("year").cast(pl.Int16),
            pl.col("conttype").cast(pl.Int8),
        )
        .sort("year", "ccode1", "ccode2")
    }


ADAPTER = Adapter(
    name="cow-contiguity",
    title="Direct Contiguity",
    version="3.2",
    authors="Correlates of War Project; Stinnett, Tir, Schafer, Diehl and Gochman",
    home="https://correlatesofwar.org/data-sets/direct-contiguity/",
    citation="""@article{stinnett2002contiguity,
  author = {Stinnett, Douglas M. and Tir, Jaroslav and Schafer, Philip and Diehl, Paul F. and
            Gochman, Charles},
  title = {The Correlates of War Project Direct Contiguity Data, Version 3},
  journal = {Conflict Management and Peace Science},
  volume = {19},
  number = {2},
  pages = {58--66},
  year = {2002}
}""",
    terms="Free for research with citation; no licence is stated. Not redistributed by foedus.",
    coverage=Coverage(1816, 2016),
    files=(
        File(
            "contiguity",
            ("contdird.csv",),
            (
                Column("dyad", low=2_020, high=990_990),
                Column("state1no", low=2, high=990),
                Column("state1ab", "text"),
                Column("state2no", low=2, high=990),
                Column("state2ab", "text"),
                Column("year", low=1816, high=2016),
                Column("conttype", low=1, high=5),
                Column("version", "float", low=3.2, high=3.2),
            ),
            rows=82_498,
            sha256=("42b8fe2bc7fffe58665a38f7476d7d76cf3acd5a22e176c3691670997a4717f2",),
            key=("state1no", "state2no", "year", "conttype"),
        ),
    ),
    keys={"contiguity": ("ccode1", "ccode2", "year", "conttype")},
    tables=tables,
    sources=(
        Publication("https://correlatesofwar.org/wp-content/uploads/DirectContiguity320.zip"),
    ),
)
