"""Cost games: what each coalition of the players would pay for itself.

A coalition is a number whose bit i says whether player i is in it, and the index of its cost.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Whole: TypeAlias = NDArray[Any]
"""Whole numbers: of 64 bits where they fit, else of any size."""
ROOM = 2**62


def whole(values: Iterable[int], bound: int) -> Whole:
    """Whole numbers none of which, nor any number made of them, exceeds the bound."""
    return np.array(list(values), dtype=np.int64 if bound < ROOM else object)


def subset_sums(values: Sequence[int]) -> Whole:
    """The sum of the values in every coalition."""
    sums = whole([0], sum(map(abs, values)))
    for value in values:
        sums = np.concatenate((sums, sums + value))
    return sums


@dataclass(frozen=True, eq=False)
class CostGame:
    """The cost of every coalition, in whole units; that of nobody is nothing."""

    players: tuple[str, ...]
    costs: Whole

    @property
    def everyone(self) -> int:
        """The coalition of all."""
        return len(self.costs) - 1

    @property
    def total(self) -> int:
        """What all pay together."""
        return int(self.costs[self.everyone])

    @property
    def alone(self) -> tuple[int, ...]:
        """What each pays for itself."""
        return tuple(int(self.costs[1 << i]) for i in range(len(self.players)))

    @cached_property
    def largest(self) -> int:
        """The largest cost, whatever its sign."""
        return max(int(self.costs.max()), -int(self.costs.min()))

    def names(self, coalition: int) -> tuple[str, ...]:
        """The members of a coalition."""
        return tuple(self.players[i] for i in bits(coalition))

    def cost_of(self, members: Iterable[str]) -> int:
        """What these members pay for themselves."""
        return int(self.costs[sum(1 << self.players.index(name) for name in members)])

    def added(self, player: int) -> int:
        """What all pay more together because of the player."""
        return self.total - int(self.costs[self.everyone ^ (1 << player)])

    def excesses(self, payments: Sequence[Fraction]) -> tuple[Whole, int]:
        """By how much every coalition pays more than alone, as numerators and one denominator."""
        unit = lcm(*(payment.denominator for payment in payments))
        numerators = [int(payment * unit) for payment in payments]
        bound = sum(map(abs, numerators)) + self.largest * unit
        costs = self.costs if bound < ROOM else self.costs.astype(object)
        return subset_sums(numerators) - costs * unit, unit


def bits(coalition: int) -> Iterator[int]:
    """The players in a coalition."""
    player = 0
    while coalition:
        if coalition & 1:
            yield player
        coalition >>= 1
        player += 1


def sizes(players: int) -> NDArray[np.int64]:
    """The number of players in every coalition."""
    counts: NDArray[np.int64] = subset_sums([1] * players)
    return counts
