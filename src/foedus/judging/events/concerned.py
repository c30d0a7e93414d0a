"""Which events of a table a provision can be about at all: those in its life, towards its circle.

Nearly all of a table is neither, so the rules are asked of the others alone.
"""

import functools
from typing import Final

import numpy as np
from numpy.typing import NDArray

from foedus.catalogue.clause import Clause
from foedus.catalogue.lines import spread
from foedus.judging.events.between import NOBODY, Codes, Sides
from foedus.judging.events.tables import NO, Flags, Tables, day_number
from foedus.judging.events.verdicts import Rows

ROW: Final = 40
"""The bits that a row takes: numbers are sorted far quicker than orders are found."""


class Concerned:
    """The rows of a table of events by state and epoch."""

    def __init__(self, sides: Sides, tables: Tables) -> None:
        self._sides, self._tables = sides, tables

    def rows(self, clause: Clause) -> Rows:
        """The rows on which a clause may say anything but no, as far as its circle tells."""
        life = clause.life
        towards = self._tables.circle(clause, clause.relation.to)
        ends = np.array([day_number(life.start), day_number(life.end)])
        first, last = self._tables.epoch_of(ends).tolist()
        epochs = slice(first, last + 1)  # a provision may begin and end within an epoch
        rows = self._by_victim.rows(towards != NO, epochs)
        if clause.relation.either:
            rows = np.union1d(rows, self._by_attacker.rows(_with_nobody(towards), epochs))
        days = self._sides.day[rows]
        inside: Rows = rows[(days >= ends[0]) & (days < ends[1])]
        return inside

    @functools.cached_property
    def _by_victim(self) -> "_Cells":
        return self._cells(self._sides.victim)

    @functools.cached_property
    def _by_attacker(self) -> "_Cells":
        """Those whose attacker is unknown last."""
        attacker = self._sides.attacker
        return self._cells(np.where(attacker == NOBODY, np.int32(len(self._tables.ids)), attacker))

    def _cells(self, codes: Codes) -> "_Cells":
        cell = codes.astype(np.int64) * self._tables.epochs + self._sides.epoch
        return _Cells(cell, len(self._tables.ids) + 1, self._tables.epochs)


class _Cells:
    """Rows by the cell that each lies in, of a table of codes by epoch."""

    def __init__(self, cell: Rows, codes: int, epochs: int) -> None:
        self._epochs = epochs
        self._order = np.sort(cell << ROW | np.arange(len(cell))) & ((1 << ROW) - 1)
        self._count = np.bincount(cell, minlength=codes * epochs)
        self._first = self._count.cumsum() - self._count

    def rows(self, wanted: NDArray[np.bool_], epochs: slice) -> Rows:
        """The rows of the cells that are wanted, in some of the epochs."""
        code, epoch = np.nonzero(wanted[:, epochs])
        cell = code * self._epochs + epoch + epochs.start
        cell = cell[self._count[cell] > 0]
        run, number = spread(self._count[cell])
        return np.sort(self._order[self._first[cell][run] + number])


def _with_nobody(flags: Flags) -> NDArray[np.bool_]:
    """A circle, and whoever it may be where that is unknown."""
    return np.vstack([flags != NO, np.ones((1, flags.shape[1]), dtype=bool)])
