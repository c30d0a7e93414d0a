"""What pairs of states do together: agreements, exercises, and the strength of their ties."""

from typing import TYPE_CHECKING

from foedus.data.panels.groups import Gives, column_group
from foedus.data.panels.scope import by_year

if TYPE_CHECKING:
    import polars as pl

    from foedus.data.panels.scope import Scope


def _agreement_spells(scope: "Scope") -> "pl.LazyFrame":
    import polars as pl

    return scope.scan("dcad", "agreements").select(
        pl.col("ccode1").alias("state1"),
        pl.col("ccode2").alias("state2"),
        "start",
        "end",
        pl.lit(1, dtype=pl.Int16).alias("dca_agreements"),
        pl.col("general").cast(pl.Int16).alias("dca_general"),
    )


@column_group(
    "agreements",
    level="dyad",
    needs=("dcad",),
    gives={
        "dca_agreements": Gives(
            "defence cooperation agreements signed since 1980 and in force, as estimated (DCAD)",
            1980,
            2010,
            absent=0,
            merge="sum",
        ),
        "dca_general": Gives(
            "of them general frameworks rather than on one sector",
            1980,
            2010,
            absent=0,
            merge="sum",
        ),
    },
    spells=_agreement_spells,
)
def agreements(scope: "Scope") -> "pl.LazyFrame":
    """Bilateral defence cooperation agreements."""
    import polars as pl

    columns = ("dca_agreements", "dca_general")
    years = by_year(
        _agreement_spells(scope), ("state1", "state2", *columns), scope.first, scope.last
    )
    return years.group_by("state1", "state2", "year").agg(pl.col(*columns).sum())


def _joint_exercises(scope: "Scope", dataset: str, name: str) -> "pl.LazyFrame":
    """How many exercises of a list and year each pair took part in."""
    import polars as pl

    taking_part = scope.years(scope.scan(dataset, "participants"))
    return (
        taking_part.join(taking_part, on=["exercise", "year"], suffix="2")
        .filter(pl.col("ccode") < pl.col("ccode2"))
        .group_by(pl.col("ccode").alias("state1"), pl.col("ccode2").alias("state2"), "year")
        .agg(pl.len().cast(pl.Int16).alias(name))
    )


@column_group(
    "exercises",
    level="dyad",
    needs=("mme",),
    gives={
        "exercises": Gives(
            "multinational exercises that began in the year and had both in them (MME 7)",
            1980,
            2010,
            absent=0,
            merge="sum",
        )
    },
)
def exercises(scope: "Scope") -> "pl.LazyFrame":
    """Joint exercises of pairs."""
    return _joint_exercises(scope, "mme", "exercises")


@column_group(
    "exercises",
    level="state",
    needs=("mme",),
    gives={
        "exercises": Gives(
            "multinational exercises that began in the year and had the state in them (MME 7)",
            1980,
            2010,
            absent=0,
            merge="sum",
        )
    },
)
def exercises_of_states(scope: "Scope") -> "pl.LazyFrame":
    """Exercises of states."""
    import polars as pl

    table = scope.years(scope.scan("mme", "participants"))
    return table.group_by(pl.col("ccode").alias("state"), "year").agg(
        pl.len().cast(pl.Int16).alias("exercises")
    )


@column_group(
    "exercises-jme",
    level="dyad",
    needs=("jme",),
    gives={
        "exercises_jme": Gives(
            "joint exercises that began in the year and had both in them (JME 3; reaches back to "
            "1974)",
            1974,
            2010,
            absent=0,
            merge="sum",
        )
    },
)
def exercises_jme(scope: "Scope") -> "pl.LazyFrame":
    """Joint exercises of pairs, by the forerunner of the list."""
    return _joint_exercises(scope, "jme", "exercises_jme")


def _alliances(scope: "Scope") -> "pl.LazyFrame":
    """How many alliances of a year each pair was in together."""
    import polars as pl

    members = scope.scan("atop", "members").select(
        "atopid", "member", "start", pl.col("end").fill_null(pl.date(2019, 1, 1))
    )
    years = by_year(members, ("atopid", "member"), scope.first, scope.last).unique()
    return (
        years.join(years, on=["atopid", "year"], suffix="2")
        .filter(pl.col("member") < pl.col("member2"))
        .group_by(pl.col("member").alias("state1"), pl.col("member2").alias("state2"), "year")
        .agg(pl.len().cast(pl.Int16).alias("tie_alliances"))
    )


_PARTS = {
    "tie_alliances": "alliances that both were members of (ATOP)",
    "tie_agreements": "defence cooperation agreements in force (DCAD)",
    "tie_exercises": "joint exercises (MME 7)",
}


@column_group(
    "tie-strength",
    level="dyad",
    needs=("atop", "dcad", "mme"),
    gives={
        "tie_strength": Gives(
            "sum of alliances, agreements and joint exercises, each counting 1",
            1980,
            2010,
            absent=0,
        ),
        **{name: Gives(says, 1980, 2010, absent=0) for name, says in _PARTS.items()},
    },
)
def strength(scope: "Scope") -> "pl.LazyFrame":
    """How strongly a pair is tied, with the parts that it is the sum of."""
    from foedus.data.estimates.tie_strength import tie_strength

    key = ["state1", "state2", "year"]
    parts = _alliances(scope)
    for other in (
        agreements.make(scope).select(*key, tie_agreements="dca_agreements"),
        _joint_exercises(scope, "mme", "tie_exercises"),
    ):
        parts = parts.join(other, on=key, how="full", coalesce=True)
    return tie_strength(parts)
