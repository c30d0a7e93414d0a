"""Territorial claims of the Issue Correlates of War project, by year and pair of states."""

from foedus.data.store.adapter import Adapter, Column, Coverage, File, Raw, Tables


def tables(raw: Raw) -> Tables:
    """`claims`: a row a claim of one state on another, and year; how much it matters, 0 to 12."""
    import polars as pl

    return {
        "claims": raw["claims"]
        .select(
            pl.col("claimdy").cast(pl.Int32).alias("claim"),
            pl.col("chal").cast(pl.Int16).alias("challenger"),
            pl.col("tgt").cast(pl.Int16).alias("target"),
            pl.col("year").cast(pl.Int16),
            pl.col("icowsal").cast(pl.Int8).alias("salience"),
        )
        .sort("year", "claim")
    }


ADAPTER = Adapter(
    name="icow-claims",
    title="Issue Correlates of War, territorial claims (provisional), by claim, pair and year",
    version="1.01",
    authors="Bryan A. Frederick, Paul R. Hensel and Christopher Macaulay",
    home="https://www.paulhensel.org/icowterr.html",
    citation="""@article{frederick2017issue,
  author = {Frederick, Bryan A. and Hensel, Paul R. and Macaulay, Christopher},
  title = {The {Issue Correlates of War} Territorial Claims Data, 1816--2001},
  journal = {Journal of Peace Research},
  volume = {54},
  number = {1},
  pages = {99--108},
  year = {2017},
  doi = {10.1177/0022343316676311}
}""",
    terms="Free with citation; the authors ask that copies are not passed on, and that everybody "
    "gets the data from their page. Not redistributed by foedus.",
    coverage=Coverage(1816, 2001, note="A claim that went on after 2001 has no row for it."),
    files=(
        File(
            "claims",
            ("ICOWprovyr101.csv",),
            (
                Column("claimdy", low=101, high=99_999),
                Column("chal", low=2, high=990),
                Column("tgt", low=2, high=990),
                Column("year", low=1816, high=2001),
                Column("icowsal", low=0, high=12),
            ),
            rows=13_673,
            others=True,
            sha256=("a8c70b15f37f9210e0881ed5735020b540fb1c403411216f2a2489f1e3ba4b66",),
            key=("claimdy", "year"),
        ),
    ),
    keys={"claims": ("claim", "year")},
    tables=tables,
    by_hand="get the provisional territorial claims data 1.01 from the authors' page; the file is "
    "ICOWprovyr101.csv",
)
