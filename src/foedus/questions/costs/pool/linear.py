"""Linear programmes of the core and its relatives, solved exactly.

Find payments and the smallest e such that every row of conditions holds, where what some
combinations of players pay is settled. There are far more rows (one for each coalition) than
players, so the dual is solved, which has a column for each row, and columns are made when they are
needed: a condition that the payments break enters. The rule for leaving is lexicographic, so that
the method ends; all numbers are fractions, so that it ends at the optimum itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from foedus.questions.costs.pool.game import bits, subset_sums

Vector: TypeAlias = tuple[Fraction, ...]
ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True)
class CoreRow:
    """A condition: what the players pay by these shares exceeds the bound by at most e.

    Where it is `strict`, it may not exceed it at all. `of` tells whose condition it is.
    """

    shares: Vector
    bound: Fraction
    of: Any
    strict: bool = False


@dataclass(frozen=True)
class LinearSolution:
    """Payments with the least e, and the weights of conditions that prove that none is smaller.

    The weights of the conditions that are not strict sum to one. Weighted, all conditions sum to
    nothing but settled combinations, whose weights are `settled`.
    """

    payments: Vector
    e: Fraction
    weights: tuple[tuple[CoreRow, Fraction], ...]
    settled: tuple[Fraction, ...]


Worst: TypeAlias = Callable[[Vector, Fraction], CoreRow | None]
"""The condition that payments and e break most; None where they break none."""


def solve(settled: Sequence[CoreRow], first: Sequence[CoreRow], worst: Worst) -> LinearSolution:
    """The payments with the least e.

    A settled row is an equation. The first rows, one more than is needed to settle everything,
    have to be a basis whose weights are not negative.
    """
    basis = _Basis(settled, first)
    while True:
        *payments, e = basis.prices()
        entering = worst(tuple(payments), e)
        if entering is None:
            return LinearSolution(tuple(payments), e, *basis.weights())
        basis.enter(entering)


class Span:
    """The combinations of players whose payment follows from those that are settled."""

    def __init__(self, players: int) -> None:
        self.players = players
        self.settled: list[CoreRow] = []
        self._rows: dict[int, Vector] = {}

    @property
    def full(self) -> bool:
        """Whether all that is settled settles everything."""
        return len(self.settled) == self.players

    def settle(self, row: CoreRow) -> bool:
        """Make the row an equation; False if it followed from the others already."""
        rest = self._rest(row.shares)
        lead = next((i for i, value in enumerate(rest) if value), None)
        if lead is None:
            return False
        pivot = tuple(value / rest[lead] for value in rest)
        self._rows = {p: _minus(known, known[lead], pivot) for p, known in self._rows.items()}
        self._rows[lead] = pivot
        self.settled.append(row)
        return True

    def has(self, shares: Vector) -> bool:
        """Whether what is paid by these shares is settled."""
        return not any(self._rest(shares))

    def open_coalitions(self) -> NDArray[np.bool_]:
        """For every coalition, whether its payment is still open."""
        still = np.zeros(1 << self.players, dtype=bool)
        for column in range(self.players):
            if column in self._rows:
                continue
            weights = [ONE if i == column else ZERO for i in range(self.players)]
            for pivot, row in self._rows.items():
                weights[pivot] = -row[column]
            unit = lcm(*(weight.denominator for weight in weights))
            still |= subset_sums([int(weight * unit) for weight in weights]) != 0
        return still

    def completing(self, shares: Sequence[Vector] = ()) -> list[int]:
        """Players who, with the given shares, settle everything if what they pay is settled."""
        trial = Span(self.players)
        trial._rows = dict(self._rows)
        for given in shares:
            trial.settle(CoreRow(given, ZERO, None))
        singles = (indicator(1 << player, self.players) for player in range(self.players))
        return [k for k, single in enumerate(singles) if trial.settle(CoreRow(single, ZERO, None))]

    def _rest(self, shares: Vector) -> Vector:
        for pivot, known in self._rows.items():
            shares = _minus(shares, shares[pivot], known)
        return shares


class _Basis:
    """The basic columns: first the settled rows, whose weights are free, then others."""

    def __init__(self, settled: Sequence[CoreRow], first: Sequence[CoreRow]) -> None:
        self.free = len(settled)
        self.rows = [*settled, *first]
        size = len(self.rows)
        self.inverse = _inverse([self._entries(row, k) for k, row in enumerate(self.rows)])
        self.moves = [_unit(k, size) for k in range(size)]

    def _entries(self, row: CoreRow, position: int) -> Vector:
        if position < self.free:
            return (*row.shares, ZERO)
        return (*(-share for share in row.shares), ZERO if row.strict else ONE)

    def prices(self) -> list[Fraction]:
        """Payments and e, by which every basic row is tight."""
        gains = [row.bound if k < self.free else -row.bound for k, row in enumerate(self.rows)]
        size = range(len(gains))
        return [sum((gains[r] * self.inverse[r][k] for r in size if gains[r]), ZERO) for k in size]

    def enter(self, row: CoreRow) -> None:
        """Bring a row in; of those that could leave, the lexicographically first does."""
        entries = self._entries(row, self.free)
        at = [k for k, value in enumerate(entries) if value]
        change = [sum((line[k] * entries[k] for k in at), ZERO) for line in self.inverse]
        leaving = min(
            (k for k in range(self.free, len(change)) if change[k] > 0),
            key=lambda k: [
                self.inverse[k][-1] / change[k],
                *(move / change[k] for move in self.moves[k]),
            ],
        )
        for table in (self.inverse, self.moves):
            pivot = tuple(value / change[leaving] for value in table[leaving])
            for k, factor in enumerate(change):
                table[k] = pivot if k == leaving else _minus(table[k], factor, pivot)
        self.rows[leaving] = row

    def weights(self) -> tuple[tuple[tuple[CoreRow, Fraction], ...], tuple[Fraction, ...]]:
        """The weights of the rows that are not zero, and those of the settled."""
        held = [line[-1] for line in self.inverse]
        weighted = zip(self.rows[self.free :], held[self.free :], strict=True)
        return tuple((row, w) for row, w in weighted if w), tuple(held[: self.free])


def indicator(coalition: int, players: int) -> Vector:
    """One for each player in the coalition."""
    row = [ZERO] * players
    for player in bits(coalition):
        row[player] = ONE
    return tuple(row)


def _unit(position: int, length: int) -> Vector:
    return tuple(ONE if i == position else ZERO for i in range(length))


def _minus(row: Vector, factor: Fraction, other: Vector) -> Vector:
    """The row less so many times another."""
    if not factor:
        return row
    return tuple(a - factor * b if b else a for a, b in zip(row, other, strict=True))


def _inverse(columns: Sequence[Vector]) -> list[Vector]:
    """The inverse of the matrix with these columns, by Gauss and Jordan."""
    size = len(columns)
    table = [(*(column[row] for column in columns), *_unit(row, size)) for row in range(size)]
    for k in range(size):
        found = next(row for row in range(k, size) if table[row][k])
        table[k], table[found] = table[found], table[k]
        lead = table[k][k]
        table[k] = tuple(value / lead for value in table[k])
        for row in range(size):
            if row != k:
                table[row] = _minus(table[row], table[row][k], table[k])
    return [row[size:] for row in table]
