"""The core: payments from which no coalition gains by leaving."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from foedus.questions.costs.pool.game import CostGame
from foedus.questions.costs.pool.nucleolus import least_core


@dataclass(frozen=True)
class Blocking:
    """The coalition that would gain most by leaving, and how much it pays too much."""

    members: tuple[str, ...]
    gain: Fraction


@dataclass(frozen=True)
class Balanced:
    """Why no payments satisfy everyone: weights of coalitions that cost less than all together.

    Every player is in coalitions whose weights sum to one. If each coalition paid no more than its
    own cost, all together would pay no more than `costs`, which falls short of the cost of all
    (Bondareva 1963, Shapley 1967).
    """

    weights: tuple[tuple[tuple[str, ...], Fraction], ...]
    costs: Fraction


def blocking(game: CostGame, payments: Sequence[Fraction]) -> Blocking | None:
    """The coalition that gains most by leaving, the smallest, first by name; None in the core."""
    excesses, unit = game.excesses(payments)
    most = int(excesses.max())
    if most <= 0:
        return None
    found = [int(c) for c in (excesses == most).nonzero()[0]]
    coalition = min(found, key=lambda c: (c.bit_count(), sorted(game.names(c))))
    return Blocking(game.names(coalition), Fraction(most, unit))


def why_empty(game: CostGame) -> Balanced | None:
    """Weights that show that the core is empty; None where it is not."""
    least = least_core(game)
    if least is None or least.e <= 0:
        return None
    [scale] = least.settled
    found = sorted((row.of, weight / scale) for row, weight in least.weights)
    costs = sum((weight * int(game.costs[c]) for c, weight in found), Fraction(0))
    return Balanced(tuple((game.names(c), weight) for c, weight in found), costs)
