"""Who had promised what to the two states of a pair, read naively and by the terms (ATOP)."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import polars as pl

    from foedus.data.panels.scope import Scope

OBLIGATIONS: Final = {"defense": "def", "offense": "off", "neutral": "neu"}
"""The obligations, and how the columns of their conditions begin."""
LIMITS: Final = ("coloc", "cocon")
AHEAD: Final = 5
"""Years: a pact is new for so long, and one that is made within so many is yet to come."""


def promises(scope: "Scope", ahead: int = 0) -> "pl.DataFrame":
    """What each state had promised each other one in each year, and in so many years to come.

    `made` is the year in which the promise began. `defense_limited` is 1 where defence was promised
    against certain adversaries, in certain places or in a certain conflict alone, and
    `defense_elsewhere` where it was for a place or a conflict; so it is for each obligation.
    `statthr1` and `statthr2` are the adversaries that the treaty names.
    """
    import polars as pl

    members = scope.scan("atop", "members")
    terms = members.group_by("atopid", "phase", pl.col("member").alias("ccode1")).agg(
        pl.col("statthr1", "statthr2").max().cast(pl.Int16),
        *(
            pl.max_horizontal(pl.col(f"{short}{limit}").max() for limit in (*LIMITS, "coadv"))
            .fill_null(0)
            .alias(f"{name}_limited")
            for name, short in OBLIGATIONS.items()
        ),
        *(
            pl.max_horizontal(pl.col(f"{short}{limit}").max() for limit in LIMITS)
            .fill_null(0)
            .alias(f"{name}_elsewhere")
            for name, short in OBLIGATIONS.items()
        ),
    )
    return (
        scope.scan("atop", "obligations")
        .join(terms, on=["atopid", "phase", "ccode1"], how="left")
        .with_columns(
            made=pl.col("start").dt.year().min().over("ccode1", "ccode2", "atopid"),
            year=pl.int_ranges(pl.col("start").dt.year(), pl.col("last") + 1, dtype=pl.Int16),
        )
        .explode("year", empty_as_null=False)
        .filter(pl.col("year").is_between(scope.first, scope.last + ahead))
        .collect()
    )


def owed(promised: "pl.DataFrame", obligation: str, name: str) -> "pl.DataFrame":
    """Of each state and year, from how many others it had a promise: `name`."""
    import polars as pl

    return (
        promised.filter(pl.col(obligation) == 1)
        .group_by("ccode2", "year")
        .agg(pl.col("ccode1").n_unique().alias(name))
    )


def against(
    frame: "pl.DataFrame",
    promised: "pl.DataFrame",
    obligation: str,
    to: str,
    other: str,
    name: str,
) -> "pl.DataFrame":
    """With `name`: 1 where a third state had promised something to one of the pair."""
    import polars as pl

    given = promised.filter(pl.col(obligation) == 1)
    own = given.select(
        pl.col("ccode1").alias(other), pl.col("ccode2").alias(to), "year", own=pl.lit(1)
    ).unique()
    number = owed(promised, obligation, "number").rename({"ccode2": to})
    return (
        frame.join(number, on=[to, "year"], how="left", maintain_order="left")
        .join(own, on=[other, to, "year"], how="left", maintain_order="left")
        .with_columns(
            (pl.col("number").fill_null(0) > pl.col("own").fill_null(0)).cast(pl.Int8).alias(name)
        )
        .drop("number", "own")
    )


def unlimited(promised: "pl.DataFrame", obligation: str) -> "pl.DataFrame":
    """Only promises that hold against anyone, anywhere."""
    import polars as pl

    return promised.filter(pl.col(obligation) == 1, pl.col(f"{obligation}_limited") == 0)


def named(
    frame: "pl.DataFrame", promised: "pl.DataFrame", obligation: str, to: str, other: str, name: str
) -> "pl.DataFrame":
    """With `name` also 1 where the promise holds against the other state of the pair by name."""
    import polars as pl

    only = promised.filter(
        pl.col(obligation) == 1,
        pl.col(f"{obligation}_limited") == 1,
        pl.col(f"{obligation}_elsewhere") == 0,
    )
    rows = pl.concat(
        only.select(
            pl.col("ccode2").alias(to),
            pl.col(threat).alias(other),
            "year",
            pl.col("ccode1").alias("ally"),
        )
        for threat in ("statthr1", "statthr2")
    )
    rows = rows.filter(pl.col("ally") != pl.col(other)).drop_nulls()
    named_ = rows.select(to, other, "year", named=pl.lit(1, dtype=pl.Int8)).unique()
    return (
        frame.join(named_, on=[to, other, "year"], how="left", maintain_order="left")
        .with_columns(pl.max_horizontal(name, pl.col("named").fill_null(0)).cast(pl.Int8))
        .drop("named")
    )


def ahead(promised: "pl.DataFrame") -> "pl.DataFrame":
    """The promises that are in force in one of the years to come, by the year before them."""
    import polars as pl

    years = [promised.with_columns(pl.col("year") - back) for back in range(1, AHEAD + 1)]
    return pl.concat(years).unique(["ccode1", "ccode2", "atopid", "phase", "year"])


def between(promised: "pl.DataFrame") -> "pl.DataFrame":
    """The pairs and years in which each had promised to defend the other: `both` is 1."""
    import polars as pl

    given = promised.filter(pl.col("defense") == 1).select("ccode1", "ccode2", "year").unique()
    turned = given.select(ccode1="ccode2", ccode2="ccode1", year="year")
    return given.join(turned, on=["ccode1", "ccode2", "year"], how="semi").with_columns(
        both=pl.lit(1, dtype=pl.Int8)
    )
