"""Sharing the cost of all: by demand, by the cost alone, by what each adds."""

from collections.abc import Sequence
from fractions import Fraction
from math import factorial

import numpy as np

from foedus.questions.costs.pool.game import CostGame, sizes


def in_proportion(game: CostGame, measures: Sequence[Fraction | int]) -> tuple[Fraction, ...]:
    """Each pays in proportion to its measure; where nobody measures anything, there is no cost."""
    whole = sum(measures)
    if not whole:
        return tuple(Fraction(0) for _ in measures)
    return tuple(Fraction(game.total) * measure / whole for measure in measures)


def shapley(game: CostGame) -> tuple[Fraction, ...]:
    """Each pays what it adds to those before it, on average over all orders of joining.

    Shapley, "A Value for n-Person Games", Contributions to the Theory of Games II (1953). Summing
    costs by size of coalition, with and without the player, spares the orders.
    """
    count = len(game.players)
    by_size = [np.flatnonzero(sizes(count) == size) for size in range(count + 1)]
    room = game.largest * len(game.costs) < 2**62
    costs = game.costs if room else game.costs.astype(object)
    everyone = [int(costs[found].sum()) for found in by_size]
    values = []
    for player in range(count):
        inside = [int(costs[found[found >> player & 1 == 1]].sum()) for found in by_size]
        values.append(
            sum(
                (
                    Fraction(
                        (inside[size + 1] - (everyone[size] - inside[size]))
                        * factorial(size)
                        * factorial(count - 1 - size),
                        factorial(count),
                    )
                    for size in range(count)
                ),
                Fraction(0),
            )
        )
    return tuple(values)
