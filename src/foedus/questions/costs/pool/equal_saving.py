"""Equal saving: all save the same percentage of their cost alone, as nearly as the core allows.

The equal profit method of Frisk, Göthe-Lundgren, Jörnsten and Rönnqvist, "Cost allocation in
collaborative forest transportation", European Journal of Operational Research 205 (2010), 448-458:
in the core, the largest difference between the savings of two players is as small as can be. Their
method leaves open which of several such payments is meant. Here the next largest difference is
made as small as can be after the largest, and so on, which leaves one.
"""

from fractions import Fraction
from itertools import permutations

from foedus.questions.costs.pool.allocation import in_proportion
from foedus.questions.costs.pool.core import blocking, why_empty
from foedus.questions.costs.pool.game import CostGame
from foedus.questions.costs.pool.linear import CoreRow, LinearSolution, Span, Vector, solve
from foedus.questions.costs.pool.nucleolus import condition, whole_cost


def equal_saving(game: CostGame) -> Vector:
    """What each player pays; where the core is empty, in proportion to its cost alone."""
    payments = in_proportion(game, game.alone)
    if blocking(game, payments) is None or why_empty(game) is not None:
        return payments
    span = whole_cost(game)
    for player, alone in enumerate(game.alone):
        if not alone:
            span.settle(condition(game, 1 << player))
    while not span.full:
        least = _least(game, span)
        payments = least.payments
        for row, _ in least.weights:
            span.settle(row if row.strict else CoreRow(row.shares, least.e, row.of))
    return payments


def _least(game: CostGame, span: Span) -> LinearSolution:
    """Payments in the core with the least largest difference of savings that is open."""
    payers = [player for player, alone in enumerate(game.alone) if alone]
    every = {pair: _difference(game, *pair) for pair in permutations(payers, 2)}
    pairs = {pair: row for pair, row in every.items() if not span.has(row.shares)}
    (one, other), row = next(iter(pairs.items()))
    singles = span.completing([row.shares])
    first = [row, pairs[other, one], *(condition(game, 1 << k, strict=True) for k in singles)]

    def worst(payments: Vector, e: Fraction) -> CoreRow | None:
        excesses, _ = game.excesses(payments)
        coalition = int(excesses.argmax())
        if excesses[coalition] > 0:
            return condition(game, coalition, strict=True)
        ratio = {k: payments[k] / game.alone[k] for k in payers}
        one, other = max(pairs, key=lambda pair: ratio[pair[0]] - ratio[pair[1]])
        return pairs[one, other] if ratio[one] - ratio[other] > e else None

    return solve(span.settled, first, worst)


def _difference(game: CostGame, one: int, other: int) -> CoreRow:
    """By how much more of its cost alone the one pays than the other."""
    shares = [Fraction(0)] * len(game.players)
    shares[one], shares[other] = Fraction(1, game.alone[one]), Fraction(-1, game.alone[other])
    return CoreRow(tuple(shares), Fraction(0), (one, other))
