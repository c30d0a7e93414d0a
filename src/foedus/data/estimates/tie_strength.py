"""How strongly two states are tied: the weighted sum of what ties them, with its parts."""

from typing import Final

import polars as pl

WEIGHTS: Final = {"tie_alliances": 1.0, "tie_agreements": 1.0, "tie_exercises": 1.0}


def tie_strength(parts: "pl.LazyFrame") -> "pl.LazyFrame":
    """The parts, and `tie_strength`, their weighted sum: one more tie never lowers it.

    A part with no row is 0 here; where its source does not cover a year is for the caller to say.
    """
    return parts.with_columns(pl.col(*WEIGHTS).fill_null(0)).with_columns(
        tie_strength=pl.sum_horizontal(pl.col(name) * weight for name, weight in WEIGHTS.items())
    )
