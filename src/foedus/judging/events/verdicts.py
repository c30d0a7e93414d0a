"""Verdicts on a table of events. Nearly all are no; only the others are kept, by row."""

from typing import Final, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from foedus.judging.events.tables import UNKNOWN, YES, Flags, nullable

Rows = NDArray[np.int64]


class Verdicts(NamedTuple):
    """The rows, ascending, whose verdict is yes or unknown, and which of the two it is."""

    row: Rows
    flag: Flags

    def open(self) -> Rows:
        """The rows whose verdict is unknown."""
        rows: Rows = self.row[self.flag == UNKNOWN]
        return rows

    def at(self, rows: Rows) -> Flags:
        """The verdict of each of the rows."""
        if not len(self.row):
            return np.zeros(len(rows), dtype=np.int8)
        place = np.minimum(np.searchsorted(self.row, rows), len(self.row) - 1)
        return np.where(self.row[place] == rows, self.flag[place], np.int8(0))

    def agreed(self, event: Rows) -> "Verdicts":
        """By event, what all rows of it say, and unknown where they differ; `event` ascends."""
        if not len(self.row):
            return self
        of = event[self.row]
        starts = np.flatnonzero(np.diff(of, prepend=-1))
        events, yes = of[starts], np.add.reduceat((self.flag == YES).astype(np.int64), starts)
        rows = np.searchsorted(event, events, "right") - np.searchsorted(event, events, "left")
        return Verdicts(events, np.where(yes == rows, np.int8(YES), np.int8(UNKNOWN)))

    def settled(self, verdicts: "Verdicts", asked: NDArray[np.bool_]) -> "Verdicts":
        """With what is now known of the rows that were asked again, where they were unknown."""
        flag = self.flag.copy()
        again = np.flatnonzero((flag == UNKNOWN) & asked[self.row])
        flag[again] = verdicts.at(self.row[again])
        return Verdicts(self.row[flag != 0], flag[flag != 0])

    def column(self, size: int) -> pl.Series:
        """The verdict of every row, null where it is unknown."""
        flags = np.zeros(size, dtype=np.int8)
        flags[self.row] = self.flag
        return nullable(flags)


NOTHING: Final = Verdicts(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int8))
"""No row is but no."""


def joined(parts: list[Verdicts]) -> Verdicts:
    """The verdicts of parts that have no row in common."""
    if len(parts) == 1:
        return parts[0]
    row, flag = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.argsort(row)
    return Verdicts(row[order], flag[order])
