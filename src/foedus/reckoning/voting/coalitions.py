"""Counting coalitions exactly: who can turn a losing coalition into a winning one, and how often.

The number of coalitions of each size and weight is a polynomial in two variables. One big integer
per size holds it, a slot of bits per weight (Kronecker substitution): adding a player is a shift
and a sum, and nothing is sampled or rounded.
"""

from fractions import Fraction
from math import factorial

import msgspec


class Game(msgspec.Struct, frozen=True):
    """A yes-or-no vote: a coalition of `size` wins if it has at least the weight `needed[size]`.

    None means that no coalition of that size wins. Weights are not negative.
    """

    players: tuple[str, ...]
    weights: tuple[int, ...]
    needed: tuple[int | None, ...]

    def wins(self, size: int, weight: int) -> bool:
        """Whether a coalition of that size and weight wins."""
        needed = self.needed[size]
        return needed is not None and weight >= needed

    def smallest_winning(self) -> int | None:
        """The size of the smallest winning coalition."""
        heaviest = sorted(self.weights, reverse=True)
        sizes = range(len(self.players) + 1)
        return next((s for s in sizes if self.wins(s, sum(heaviest[:s]))), None)

    def smallest_blocking(self) -> int | None:
        """The size of the smallest coalition without which all others lose."""
        lightest = sorted(self.weights)
        count = len(self.players)
        sizes = range(count + 1)
        return next(
            (s for s in sizes if not self.wins(count - s, sum(lightest[: count - s]))), None
        )


class Counts(msgspec.Struct, frozen=True):
    """What was counted: winning coalitions, and by player the swings by size of the others."""

    players: tuple[str, ...]
    winning: int
    swings: tuple[tuple[int, ...], ...]

    @property
    def coalitions(self) -> int:
        """All coalitions there are."""
        return int(2 ** len(self.players))

    def totals(self) -> tuple[int, ...]:
        """The swings of each player."""
        return tuple(sum(by_size) for by_size in self.swings)

    def banzhaf(self) -> tuple[Fraction, ...]:
        """Normalised Banzhaf: a player's share of all swings."""
        totals = self.totals()
        every = sum(totals)
        return tuple(Fraction(own, every) if every else Fraction(0) for own in totals)

    def shapley(self) -> tuple[Fraction, ...]:
        """Shapley-Shubik: the share of the orders of voting in which a player is pivotal."""
        count = len(self.players)
        orders = [factorial(s) * factorial(count - 1 - s) for s in range(count)]
        return tuple(
            Fraction(sum(n * o for n, o in zip(by_size, orders, strict=True)), factorial(count))
            for by_size in self.swings
        )


def count(game: Game) -> Counts:
    """Count the winning coalitions and the swings of every player."""
    players = len(game.players)
    slot = players + 1
    full = [1] + [0] * players
    for added, weight in enumerate(game.weights):
        for size in range(added + 1, 0, -1):
            full[size] += full[size - 1] << weight * slot
    top = sum(game.weights) + 1
    winning = sum(
        _between(full[size], needed, top, slot)
        for size, needed in enumerate(game.needed)
        if needed is not None
    )
    by_weight = {w: _swings(game, full, w, slot) for w in set(game.weights)}
    return Counts(game.players, winning, tuple(by_weight[w] for w in game.weights))


def _swings(game: Game, full: list[int], weight: int, slot: int) -> tuple[int, ...]:
    """How many coalitions of the others, by size, a player of that weight makes win."""
    found = []
    others = 0
    top = sum(game.weights) + 1
    for size in range(len(game.players)):
        others = full[size] - (others << weight * slot)
        with_him, without = game.needed[size + 1], game.needed[size]
        low = top if with_him is None else max(0, with_him - weight)
        found.append(_between(others, low, top if without is None else without, slot))
    return tuple(found)


def _between(packed: int, low: int, high: int, slot: int) -> int:
    """The number of coalitions with a weight of at least `low` and below `high`.

    Their sum is less than a slot holds, so it is the remainder by a full slot.
    """
    if low >= high:
        return 0
    part = (packed >> low * slot) & ((1 << (high - low) * slot) - 1)
    return part % ((1 << slot) - 1)
