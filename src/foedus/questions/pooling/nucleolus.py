"""The nucleolus: payments that make the most aggrieved coalition least aggrieved, then the next.

Schmeidler, "The Nucleolus of a Characteristic Function Game", SIAM Journal on Applied Mathematics
17 (1969), 1163-1170. It is found by Maschler's sequence of linear programmes: each finds the
least largest excess; the coalitions with a weight in its dual have it in every solution, so their
payments are settled, and the next programme is about the rest.

Payments above the cost alone are not excluded beforehand. They do not occur where two coalitions
never lose by joining, as in every game of `fleet`.
"""

from fractions import Fraction

from foedus.questions.pooling.excess import Least, Span, least_excess
from foedus.questions.pooling.game import CostGame


def least_core(game: CostGame) -> Least | None:
    """Payments of the whole cost with the least largest excess; None for a single player."""
    span = Span(len(game.players))
    span.add(game.everyone)
    if span.full:
        return None
    return least_excess(game, span, {game.everyone: Fraction(game.total)})


def nucleolus(game: CostGame) -> tuple[Fraction, ...]:
    """What each player pays."""
    span = Span(len(game.players))
    span.add(game.everyone)
    paid = {game.everyone: Fraction(game.total)}
    payments: tuple[Fraction, ...] = (Fraction(game.total),)
    while not span.full:
        least = least_excess(game, span, paid)
        payments = least.payments
        for coalition in least.weights:
            if span.add(coalition):
                paid[coalition] = int(game.costs[coalition]) + least.excess
    return payments
