"""Roll calls of the UN General Assembly, and the ideal points that their authors publish."""

from foedus.data.store.adapter import Adapter, Column, Coverage, File, Raw, Tables

_CITATION = """@article{bailey2017estimating,
  author = {Bailey, Michael A. and Strezhnev, Anton and Voeten, Erik},
  title = {Estimating Dynamic State Preferences from {United Nations} Voting Data},
  journal = {Journal of Conflict Resolution},
  volume = {61},
  number = {2},
  pages = {430--456},
  year = {2017},
  doi = {10.1177/0022002715595700}
}"""
FIRST_YEAR = 1945


def votes(raw: Raw) -> Tables:
    """`roll_calls`, and `votes`: 1 yes, 2 abstain, 3 no; who was absent has no row.

    `whole` tells votes on whole resolutions from those on a paragraph or amendment.
    """
    import polars as pl

    calls = raw["roll_calls"].select(
        pl.col("rcid").cast(pl.Int32),
        pl.col("session").cast(pl.Int16),
        "date",
        pl.col("unres").alias("resolution"),
        pl.col("importantvote").cast(pl.Int8).alias("important"),
        whole=((pl.col("para").fill_null(0) == 0) & (pl.col("amend").fill_null(0) == 0)),
    )
    answers = {"yes": 1, "abstain": 2, "no": 3}
    given = raw["votes"].select(
        pl.col("rcid").cast(pl.Int32),
        "country",
        pl.col("vote").replace_strict(answers, return_dtype=pl.Int8),
    )
    given = given.join(calls.select("rcid", "session", year=pl.col("date").dt.year()), on="rcid")
    coded = raw.names.with_codes(given, "country", "year", "un_votes")
    table = coded.select("session", "rcid", "ccode", "vote").unique(
        ["rcid", "ccode"], keep="first", maintain_order=True
    )
    return {
        "roll_calls": calls.sort("rcid"),
        "votes": table.sort("session", "rcid", "ccode"),
    }


VOTES = Adapter(
    name="unga-votes",
    title="United Nations General Assembly roll calls",
    version="unvotes 0.3",
    authors="Erik Voeten, Anton Strezhnev and Michael Bailey; package unvotes by David Robinson",
    home="https://doi.org/10.7910/DVN/LEJUQZ",
    citation=_CITATION,
    terms="CC0 at the Harvard Dataverse; the package unvotes is under the MIT licence.",
    coverage=Coverage(
        1946,
        2019,
        note="Sessions 1 to 74 (to January 2020); a newer file of the same form goes on. Only who "
        "voted has a row.",
    ),
    files=(
        File(
            "votes",
            ("un_votes.parquet", "un_votes.csv"),
            (
                Column("rcid", low=1, high=20_000),
                Column("country", "text"),
                Column("country_code", "text", nulls=True, optional=True),
                Column("vote", "text", codes=("yes", "abstain", "no")),
            ),
            rows=869_937,
            sha256=("9c7ff554f8a3b25af7efc1e0426659920b41eb65e0d4d97fa2288e85b33e78f3",),
            key=("rcid", "country"),
        ),
        File(
            "roll_calls",
            ("un_roll_calls.csv",),
            (
                Column("rcid", low=1, high=20_000),
                Column("session", low=1, high=100),
                Column("importantvote", codes=(0, 1), nulls=True),
                Column("date", "date", low=1945, high=2100),
                Column("unres", "text", nulls=True),
                Column("amend", codes=(0, 1), nulls=True),
                Column("para", codes=(0, 1), nulls=True),
            ),
            rows=6_202,
            others=True,
            sha256=("e95008edfd05e628ea20202608e5dac106f12bfc7bb24ef76cc7700c81f84a59",),
            key=("rcid",),
        ),
    ),
    keys={"roll_calls": ("rcid",), "votes": ("rcid", "ccode")},
    tables=votes,
    by_hand="export un_votes and un_roll_calls from the R package unvotes",
)


def published(raw: Raw) -> Tables:
    """`ideal_points`: position, standard deviation (from the 90 per cent interval) and votes."""
    import polars as pl

    return {
        "ideal_points": raw["ideal_points"]
        .select(
            pl.col("session", "ccode").cast(pl.Int16),
            pl.col("IdealPoint").alias("ideal_point"),
            ((pl.col("Q95%") - pl.col("Q5%")) / (2 * 1.6448536)).alias("ideal_point_sd"),
            pl.col("NVotes").cast(pl.Int16).alias("votes"),
        )
        .drop_nulls("ideal_point")
        .sort("session", "ccode")
    }


PUBLISHED = Adapter(
    name="unga-ideal-points",
    title="Ideal points from UN General Assembly votes, as published",
    version="April 2020",
    authors="Michael A. Bailey, Anton Strezhnev and Erik Voeten",
    home="https://doi.org/10.7910/DVN/LEJUQZ",
    citation=_CITATION,
    terms="CC0 at the Harvard Dataverse; the authors' repository is under the MIT licence.",
    coverage=Coverage(
        1946,
        2019,
        note="Sessions 1 to 74 without the 19th, which had one vote; newer files go on.",
    ),
    files=(
        File(
            "ideal_points",
            ("IdealpointestimatesAll*.csv",),
            (
                Column("ccode", low=2, high=990),
                Column("session", low=1, high=100),
                Column("NVotes", low=1, nulls=True, also=("NVotesAll",)),
                *(
                    Column(name, "float", low=-6, high=6, nulls=True, also=(f"{name}All",))
                    for name in ("IdealPoint", "Q5%", "Q95%")
                ),
            ),
            rows=10_469,
            others=True,
            encoding="latin-1",
            sha256=("9757b73a770355f4be8fa306afc15fb552dd9338ac14022436d9f198307596de",),
            key=("ccode", "session"),
        ),
    ),
    keys={"ideal_points": ("session", "ccode")},
    tables=published,
    by_hand="get IdealpointestimatesAll from the Harvard Dataverse",
)
