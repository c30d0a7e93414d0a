"""Alliances and wars by epoch: how many, how lasting, and how often pairs of states go to war."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from foedus.questions.health.impact.stability import FIRST, LAST, SPAN, TURN, lasting, tied
from foedus.questions.health.impact.tested import Epoch
from foedus.reckoning.association import wilson

if TYPE_CHECKING:
    from foedus.data.panels.scope import Scope

EPOCHS: Final = ((FIRST, TURN), (TURN + 1, LAST), (1820, 1949), (1950, 2000))
"""Those of the designs; and those by which Jackson and Nei count wars."""


def epochs(scope: "Scope") -> Iterator[Epoch]:
    """Each epoch that lies within the years of the scope."""
    import polars as pl

    ties = tied(scope)
    lasted = lasting(ties).filter(pl.col("ccode") < pl.col("ally"))
    states = scope.states().group_by("year").agg(states=pl.len())
    years = states.join(ties.group_by("year").agg(ties=pl.len()), on="year", how="left")
    years = years.with_columns(allies=pl.col("ties").fill_null(0) / pl.col("states"))
    rows = scope.scan("cow-war", "dyad_years").collect()
    began = rows.group_by("warnum").agg(pl.col("year").min())
    opposed = rows.filter(pl.col("onset") == 1, pl.col("ccode1") < pl.col("ccode2"))
    for first, last in EPOCHS:
        if first < scope.first or last > scope.last:
            continue
        within = pl.col("year").is_between(first, last)
        part = years.filter(within)
        pairs = sum(number * (number - 1) // 2 for number in part["states"])
        wars, fought = began.filter(within).height, opposed.filter(within).height
        told = lasted.filter(pl.col("year").is_between(first, last - SPAN))["later"]
        low, high = wilson(wars, pairs)
        yield Epoch(
            first=first,
            last=last,
            pair_years=pairs,
            wars=wars,
            rate=1e5 * wars / pairs,
            low=1e5 * low,
            high=1e5 * high,
            fought=fought,
            pair_rate=1e5 * fought / pairs,
            allies=float(part["allies"].mean()),  # type: ignore[arg-type]
            spread=float(part["allies"].std() or 0.0),  # type: ignore[arg-type]
            ties=len(told),
            span=SPAN,
            survived=float(told.mean()) if len(told) else None,  # type: ignore[arg-type]
        )
