"""How near states stand to each other in the UN General Assembly: agreement and ideal points."""

from typing import TYPE_CHECKING

from foedus.data.panels.groups import Gives, column_group

if TYPE_CHECKING:
    import polars as pl

    from foedus.data.panels.scope import Scope

FIRST, LAST = 1946, 2019
BEFORE_THE_FIRST_SESSION = 1945


def _by_year(table: "pl.LazyFrame") -> "pl.LazyFrame":
    """A table of sessions as years: a session goes by the year in which it was opened.

    The first session met in 1946, its second part included.
    """
    import polars as pl

    year = (pl.col("session") + BEFORE_THE_FIRST_SESSION).cast(pl.Int16)
    return table.with_columns(year=year)


@column_group(
    "voting",
    level="dyad",
    needs=("unga-votes",),
    gives={
        "agreement": Gives(
            "agreement in the General Assembly, 0 to 1: alike 1, one abstaining 0.5, yes and no 0",
            FIRST,
            LAST,
            newer=True,
        ),
        "shared_votes": Gives(
            "roll calls that both answered; null where one answered none in the session",
            FIRST,
            LAST,
            newer=True,
            merge="sum",
        ),
    },
)
def voting(scope: "Scope") -> "pl.LazyFrame":
    """Agreement of votes in the UN General Assembly, by session."""
    import polars as pl

    votes = scope.years(_by_year(scope.scan("unga-votes", "votes"))).collect()
    parts = [_agreement(year, part) for (year,), part in votes.group_by("year")]
    schema = {"state1": pl.Int16, "state2": pl.Int16, "year": pl.Int16}
    kinds = {"agreement": pl.Float64, "shared_votes": pl.Int16}
    return pl.concat([pl.DataFrame(schema={**schema, **kinds}), *parts]).lazy()


def _agreement(year: object, part: "pl.DataFrame") -> "pl.DataFrame":
    import numpy as np
    import polars as pl

    from foedus.data.estimates.similarity import agreement
    from foedus.data.panels.pairs import as_pairs

    voters, rows = np.unique(part["ccode"].to_numpy(), return_inverse=True)
    calls, columns = np.unique(part["rcid"].to_numpy(), return_inverse=True)
    table = np.zeros((len(voters), len(calls)), np.int8)
    table[rows, columns] = part["vote"].to_numpy()
    found, shared = agreement(table)
    return as_pairs(year, voters, agreement=found, shared_votes=shared).with_columns(
        pl.col("shared_votes").cast(pl.Int16)
    )


def _ideal(table: "pl.LazyFrame", prefix: str) -> "pl.LazyFrame":
    return _by_year(table).select(
        "year", **{"state": "ccode", prefix: "ideal_point", f"{prefix}_sd": "ideal_point_sd"}
    )


@column_group(
    "ideal-points",
    level="state",
    needs=("unga-votes",),
    gives={
        "ideal_point": Gives(
            "position on the main line of conflict in the Assembly, our estimate: mean 0, standard "
            "deviation 1, the United States positive",
            FIRST,
            LAST,
            newer=True,
        ),
        "ideal_point_sd": Gives("standard deviation of that estimate", FIRST, LAST, newer=True),
    },
)
def ideal_points(scope: "Scope") -> "pl.LazyFrame":
    """Ideal points in the UN General Assembly, estimated by foedus from the roll calls."""
    from foedus.data.estimates.ideal_points.stored import ideal_points_of

    return scope.years(_ideal(ideal_points_of(scope.store), "ideal_point"))


@column_group(
    "ideal-points-published",
    level="state",
    needs=("unga-ideal-points",),
    gives={
        "published_ideal_point": Gives(
            "position as published by Bailey, Strezhnev and Voeten", FIRST, LAST, newer=True
        ),
        "published_ideal_point_sd": Gives(
            "standard deviation of it, as published", FIRST, LAST, newer=True
        ),
    },
)
def ideal_points_published(scope: "Scope") -> "pl.LazyFrame":
    """Ideal points in the UN General Assembly, as published."""
    table = scope.scan("unga-ideal-points", "ideal_points")
    return scope.years(_ideal(table, "published_ideal_point"))


@column_group(
    "ideal-points",
    level="dyad",
    needs=("unga-votes",),
    gives={
        "ideal_distance": Gives(
            "how far apart the two ideal points are", FIRST, LAST, newer=True, merge="min"
        )
    },
)
def ideal_distance(scope: "Scope") -> "pl.LazyFrame":
    """Distance of ideal points."""
    import polars as pl

    table = ideal_points.make(scope)
    return (
        table.join(table, on="year", suffix="2")
        .filter(pl.col("state") < pl.col("state2"))
        .select(
            "year",
            state1="state",
            state2="state2",
            ideal_distance=(pl.col("ideal_point") - pl.col("ideal_point2")).abs(),
        )
    )
