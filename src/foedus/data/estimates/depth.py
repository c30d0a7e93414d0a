"""How deep an alliance is: the index of Leeds and Anac, from what ATOP codes of it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

HIGH, MODERATE, NONE = 2, 1, 0


def institutionalisation() -> "pl.Expr":
    """2 high, 1 moderate, 0 none.

    High: an integrated command, a common defence policy (`milcon` 3) or bases in each other's
    land. Moderate: official contact of the forces in peace (`milcon` 2), training or technology
    given (`milaid` 3, 4), command subordinated in war, a specific contribution, or an organisation
    with a military purpose.
    """
    import polars as pl

    high = (pl.col("milcon") == 3) | (pl.col("intcom") == 1) | (pl.col("base") > 0)
    moderate = (
        (pl.col("milcon") == 2)
        | pl.col("milaid").is_in([3, 4])
        | (pl.col("subord") > 0)
        | (pl.col("contrib") == 1)
        | pl.col("orgpurp1").is_in([1, 4])
        | pl.col("orgpurp2").is_in([1, 4])
    )
    return (
        pl.when(high.fill_null(value=False))
        .then(HIGH)
        .when(moderate.fill_null(value=False))
        .then(MODERATE)
        .otherwise(NONE)
    )
