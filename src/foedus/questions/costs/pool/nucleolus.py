"""The nucleolus: payments that make the most aggrieved coalition least aggrieved, then the next.

Schmeidler, "The Nucleolus of a Characteristic Function Game", SIAM Journal on Applied Mathematics
17 (1969), 1163-1170. It is found by Maschler's sequence of linear programmes: each finds the
least largest excess; the coalitions with a weight in its dual have it in every solution, so their
payments are settled, and the next programme is about the rest.

Payments above the cost alone are not excluded beforehand. They do not occur where two coalitions
never lose by joining, as in every game of `fleet`.
"""

from fractions import Fraction

import numpy as np

from foedus.questions.costs.pool.game import CostGame
from foedus.questions.costs.pool.linear import (
    CoreRow,
    LinearSolution,
    Span,
    Vector,
    indicator,
    solve,
)


def nucleolus(game: CostGame) -> Vector:
    """What each player pays."""
    span = whole_cost(game)
    payments: Vector = (Fraction(game.total),)
    while not span.full:
        least = _least(game, span)
        payments = least.payments
        for row, _ in least.weights:
            span.settle(CoreRow(row.shares, row.bound + least.e, row.of))
    return payments


def least_core(game: CostGame) -> LinearSolution | None:
    """Payments of the whole cost with the least largest excess; None for a single player."""
    span = whole_cost(game)
    return None if span.full else _least(game, span)


def whole_cost(game: CostGame) -> Span:
    """All pay the whole cost; nothing else is settled."""
    span = Span(len(game.players))
    span.settle(condition(game, game.everyone))
    return span


def condition(game: CostGame, coalition: int, *, strict: bool = False) -> CoreRow:
    """That a coalition pays no more than its cost."""
    shares = indicator(coalition, len(game.players))
    return CoreRow(shares, Fraction(int(game.costs[coalition])), coalition, strict)


def _least(game: CostGame, span: Span) -> LinearSolution:
    """Payments with the least largest excess of the coalitions that are open."""
    still_open = span.open_coalitions()
    singles = [1 << player for player in span.completing()]
    first = [condition(game, c) for c in (*singles, game.everyone ^ singles[0])]

    def worst(payments: Vector, e: Fraction) -> CoreRow | None:
        excesses, unit = game.excesses(payments)
        coalition = int(np.where(still_open, excesses, excesses.min() - 1).argmax())
        broken = Fraction(int(excesses[coalition]), unit) > e
        return condition(game, coalition) if broken else None

    return solve(span.settled, first, worst)
