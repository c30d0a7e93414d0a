"""Bilateral defence cooperation agreements, and the years that each was in force."""

from foedus.data.store.adapter import Adapter, Column, Coverage, File, Raw, Tables

_CATEGORIES = ("COMMISSION", "DCA", "DIC", "PROCUREMENT", "RESEARCH", "TREX")


def tables(raw: Raw) -> Tables:
    """`agreements`: a row an agreement, the lower code first, from signature to estimated end.

    The authors estimate the last year in force; where they know no end it is 2010, the end of
    their data. `start` is the day of signature, or the first of the month or year they give.
    """
    import polars as pl

    return {
        "agreements": raw["agreements"]
        .select(
            pl.col("DCAid").alias("agreement"),
            pl.min_horizontal("ccode1", "ccode2").cast(pl.Int16).alias("ccode1"),
            pl.max_horizontal("ccode1", "ccode2").cast(pl.Int16).alias("ccode2"),
            start=pl.date(
                "signYear", pl.col("signMonth").fill_null(1), pl.col("signDay").fill_null(1)
            ),
            end=pl.date(pl.col("endYearEstimate") + 1, 1, 1),
            general=(pl.col("type") == "general").cast(pl.Int8),
            category="category1",
        )
        .sort("start", "ccode1", "ccode2")
    }


ADAPTER = Adapter(
    name="dcad",
    title="Defense Cooperation Agreement Dataset",
    version="1.0",
    authors="Brandon J. Kinne",
    home="https://correlatesofwar.org/data-sets/defense-cooperation-agreement-dataset/",
    citation="""@article{kinne2020defense,
  author = {Kinne, Brandon J.},
  title = {The Defense Cooperation Agreement Dataset ({DCAD})},
  journal = {Journal of Conflict Resolution},
  volume = {64},
  number = {4},
  pages = {729--755},
  year = {2020},
  doi = {10.1177/0022002719857796}
}""",
    terms="No licence is stated; cite the author. Not redistributed by foedus.",
    coverage=Coverage(
        1980, 2010, note="Signed in these years; what was signed before 1980 is not in the data."
    ),
    files=(
        File(
            "agreements",
            ("DCAD-v1.0-main.csv", "DCAD*main*.csv"),
            (
                Column("ccode1", low=2, high=990),
                Column("ccode2", low=2, high=990),
                Column("signDay", low=1, high=31, nulls=True),
                Column("signMonth", low=1, high=12, nulls=True),
                Column("signYear", low=1980, high=2010),
                Column("type", "text", codes=("general", "sector")),
                Column("category1", "text", codes=_CATEGORIES),
                Column("endYearEstimate", low=1980, high=2010),
                Column("DCAid", "text"),
            ),
            rows=1_871,
            others=True,
            sha256=("f7d56e1703ae7cd7395b636210fa5d33a5fc3feafe5686734c212ffd5af7405a",),
            key=("ccode1", "ccode2", "DCAid"),
        ),
    ),
    keys={"agreements": ("agreement",)},
    tables=tables,
    by_hand="get kinne_dca.zip from the authors' page at the Correlates of War project",
)
