"""The linear programme of the core and the nucleolus, solved exactly.

Find payments and the smallest e such that no coalition pays more than e above its cost alone,
where what some coalitions pay is settled. Its dual gives weights to coalitions: the certificate.
It has a column for every coalition, far more than rows, so columns are made when they are needed:
the coalition with the largest excess enters. The rule for leaving is lexicographic, so that the
method ends; all numbers are fractions, so that it ends at the optimum itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from foedus.questions.pooling.game import CostGame, bits, subset_sums

Vector: TypeAlias = list[Fraction]
Matrix: TypeAlias = list[Vector]
ZERO, ONE = Fraction(0), Fraction(1)


class Span:
    """The coalitions whose payment follows from those that are settled."""

    def __init__(self, players: int) -> None:
        self.players = players
        self.settled: list[int] = []
        self._rows: dict[int, Vector] = {}

    @property
    def full(self) -> bool:
        """Whether all that is settled settles everything."""
        return len(self.settled) == self.players

    def add(self, coalition: int) -> bool:
        """Settle a coalition; False if it followed from the others already."""
        row = _indicator(coalition, self.players)
        for pivot, known in self._rows.items():
            row = _minus(row, row[pivot], known)
        lead = next((i for i, value in enumerate(row) if value), None)
        if lead is None:
            return False
        row = [value / row[lead] for value in row]
        self._rows = {p: _minus(known, known[lead], row) for p, known in self._rows.items()}
        self._rows[lead] = row
        self.settled.append(coalition)
        return True

    def open(self) -> NDArray[np.bool_]:
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

    def copy(self) -> "Span":
        """Another span, settled so far as this one."""
        other = Span(self.players)
        other.settled, other._rows = list(self.settled), dict(self._rows)
        return other


@dataclass(frozen=True)
class Least:
    """Payments with the least largest excess, and what proves that none is smaller.

    The weights of the coalitions sum to one, and every player is in as much of them as any other,
    but for the settled coalitions.
    """

    payments: tuple[Fraction, ...]
    excess: Fraction
    weights: dict[int, Fraction]
    settled: dict[int, Fraction]


def least_excess(game: CostGame, span: Span, paid: dict[int, Fraction]) -> Least:
    """Payments with the least largest excess of open coalitions, given what is settled."""
    players = len(game.players)
    basis = _Basis(game, span, paid)
    still_open = span.open()
    while True:
        prices = basis.prices()
        payments, excess = prices[:players], prices[players]
        excesses, unit = game.excesses(payments)
        floor = excesses.min()
        entering = int(np.where(still_open, excesses, floor - 1).argmax())
        if Fraction(int(excesses[entering]), unit) <= excess:
            return Least(tuple(payments), excess, *basis.weights())
        basis.enter(entering)


class _Basis:
    """The basic columns: first the settled coalitions, whose weights are free, then open ones."""

    def __init__(self, game: CostGame, span: Span, paid: dict[int, Fraction]) -> None:
        self.game, self.paid = game, paid
        self.players = len(game.players)
        self.free = len(span.settled)
        self.columns = [*span.settled, *_first(span)]
        self.inverse = _inverse([self._column(row) for row in range(self.free + self._left())])
        self.moves = [_unit(row, len(self.columns)) for row in range(len(self.columns))]

    def _left(self) -> int:
        return self.players + 1 - self.free

    def _column(self, position: int) -> Vector:
        return self._entries(self.columns[position], position < self.free)

    def _entries(self, coalition: int, free: bool) -> Vector:
        inside = _indicator(coalition, self.players)
        return [*inside, ZERO] if free else [*(-value for value in inside), ONE]

    def prices(self) -> Vector:
        """Payments and the largest excess, by which every basic column is tight."""
        gains = [
            self.paid[c] if position < self.free else Fraction(-int(self.game.costs[c]))
            for position, c in enumerate(self.columns)
        ]
        rows = range(len(gains))
        return [sum((gains[r] * self.inverse[r][k] for r in rows if gains[r]), ZERO) for k in rows]

    def enter(self, coalition: int) -> None:
        """Bring a coalition in; of those that could leave, the lexicographically first does."""
        entries = self._entries(coalition, free=False)
        at = [k for k, value in enumerate(entries) if value]
        change = [sum((row[k] * entries[k] for k in at), ZERO) for row in self.inverse]
        leaving = min(
            (row for row in range(self.free, len(change)) if change[row] > 0),
            key=lambda row: [
                self.inverse[row][-1] / change[row],
                *(move / change[row] for move in self.moves[row]),
            ],
        )
        for table in (self.inverse, self.moves):
            pivot = [value / change[leaving] for value in table[leaving]]
            for row, factor in enumerate(change):
                table[row] = pivot if row == leaving else _minus(table[row], factor, pivot)
        self.columns[leaving] = coalition

    def weights(self) -> tuple[dict[int, Fraction], dict[int, Fraction]]:
        """The weights of the open coalitions that are not zero, and those of the settled."""
        held = [(c, row[-1]) for c, row in zip(self.columns, self.inverse, strict=True)]
        return {c: w for c, w in held[self.free :] if w}, dict(held[: self.free])


def _first(span: Span) -> list[int]:
    """Open coalitions to begin with: single players that complete the span, and a complement."""
    trial = span.copy()
    singles = [1 << player for player in range(span.players) if trial.add(1 << player)]
    everyone = (1 << span.players) - 1
    return [*singles, everyone ^ singles[0]]


def _indicator(coalition: int, players: int) -> Vector:
    row = [ZERO] * players
    for player in bits(coalition):
        row[player] = ONE
    return row


def _unit(position: int, length: int) -> Vector:
    return [ONE if i == position else ZERO for i in range(length)]


def _minus(row: Sequence[Fraction], factor: Fraction, other: Sequence[Fraction]) -> Vector:
    """The row less so many times another."""
    if not factor:
        return list(row)
    return [a - factor * b if b else a for a, b in zip(row, other, strict=True)]


def _inverse(columns: Matrix) -> Matrix:
    """The inverse of the matrix with these columns, by Gauss and Jordan."""
    size = len(columns)
    table = [[*(columns[k][row] for k in range(size)), *_unit(row, size)] for row in range(size)]
    for k in range(size):
        found = next(row for row in range(k, size) if table[row][k])
        table[k], table[found] = table[found], table[k]
        lead = table[k][k]
        table[k] = [value / lead for value in table[k]]
        for row in range(size):
            if row != k:
                table[row] = _minus(table[row], table[row][k], table[k])
    return [row[size:] for row in table]
