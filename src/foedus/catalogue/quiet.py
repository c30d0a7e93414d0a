"""Where the earth is quiet, for points in millions: squares with no line and no place about."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from foedus.catalogue.lines import Floats, Lines, Places, Whole, spread
from foedus.catalogue.outlines import SCALE
from foedus.catalogue.towns import EVERY_KM

SIDE: Final = 8
"""Squares to a degree."""
UNIT: Final = SCALE // SIDE
"""The side of a square in units of the outlines."""
ROWS, COLUMNS = 180 * SIDE, 360 * SIDE
FINE: Final = UNIT - 1
"""Units of the longest stretch of a line that is looked at whole: it meets squares at corners."""
WATERS: Final = -1
SEVERAL: Final = -2


class Squares(NamedTuple):
    """For each square: whose outline its middle lies in, WATERS, or SEVERAL.

    So lies every point of a square that is not `crossed` by a line; and where it is `quiet` there
    is no other line and no place within reach that could tell otherwise, on any day.
    """

    land: Whole
    crossed: NDArray[np.bool_]
    quiet: NDArray[np.bool_]


def squares(lats: Floats, lons: Floats) -> Whole:
    """The number of the square that each point lies in."""
    rows = np.clip(np.floor((lats + 90) * SIDE), 0, ROWS - 1).astype(np.int64)
    columns = np.floor((lons + 180) * SIDE).astype(np.int64) % COLUMNS
    return rows * COLUMNS + columns


def squared(lines: Lines, reach: float) -> Squares:
    """The earth in squares, whatever places there are."""
    land, crossed = _land(lines), _crossed(lines)
    quiet = ~_widened(crossed, reach) & (land != SEVERAL)
    return Squares(land.ravel(), crossed.ravel(), quiet.ravel())


def disturbed(earth: Squares, places: Places, reach: float) -> Squares:
    """No longer quiet are the squares about a place that is not on the land that they are."""
    quiet = earth.quiet.copy()
    high = int(np.ceil(reach * SIDE / EVERY_KM))
    row, column = np.divmod(squares(places.lat, places.lon), COLUMNS)
    for step in range(-high, high + 1):
        beside = np.clip(row + step, 0, ROWS - 1)
        wide = _reached(beside, reach)
        place, number = spread(2 * wide + 1)
        at = beside[place] * COLUMNS + (column[place] + number - wide[place]) % COLUMNS
        quiet[at[earth.land[at] != places.territory[place]]] = False
    return earth._replace(quiet=quiet)


def _crossed(lines: Lines) -> NDArray[np.bool_]:
    """The squares that a line may pass through."""
    ends = np.column_stack([lines.from_x, lines.from_y, lines.to_x, lines.to_y])
    longest = np.maximum(np.abs(ends[:, 2] - ends[:, 0]), np.abs(ends[:, 3] - ends[:, 1]))
    parts = np.maximum(np.ceil(longest / FINE), 1).astype(np.int64)
    edge, number = spread(parts)
    xs, ys = (
        [
            ends[edge, axis] + (ends[edge, axis + 2] - ends[edge, axis]) * at / parts[edge]
            for at in (number, number + 1)
        ]
        for axis in (0, 1)
    )
    found = np.zeros(ROWS * COLUMNS, dtype=bool)
    for x in xs:
        for y in ys:
            found[squares(y / SCALE, x / SCALE)] = True
    return found.reshape(ROWS, COLUMNS)


def _land(lines: Lines) -> Whole:
    """Whose outline the middle of each square lies in: a row at a time, from line to line."""
    bottom = -90 * SCALE + UNIT / 2
    first, last = (
        np.clip(np.ceil((f(lines.from_y, lines.to_y) - bottom) / UNIT), 0, ROWS).astype(np.int64)
        for f in (np.minimum, np.maximum)
    )
    edge, number = spread(last - first)
    row = first[edge] + number
    way = (bottom + row * UNIT - lines.from_y[edge]) / (lines.to_y[edge] - lines.from_y[edge])
    x = lines.from_x[edge] + way * (lines.to_x[edge] - lines.from_x[edge])
    order = np.lexsort((x, lines.polygon[edge], row))
    column = np.ceil((x[order] + 180 * SCALE - UNIT / 2) / UNIT).astype(np.int64)
    column = np.clip(column, 0, COLUMNS)
    entry = np.where(np.arange(len(order)) % 2, -1, 1)  # a row leaves each polygon that it enters
    of = lines.of[lines.polygon[edge[order]]]
    size = ROWS * (COLUMNS + 1)
    at = row[order] * (COLUMNS + 1) + column
    depth = np.bincount(at, entry, size).reshape(ROWS, -1).cumsum(axis=1)[:, :-1]
    which = np.bincount(at, entry * of, size).reshape(ROWS, -1).cumsum(axis=1)[:, :-1]
    return np.where(depth == 1, which, np.where(depth == 0, WATERS, SEVERAL)).astype(np.int64)


def _reached(row: Whole, reach: float) -> Whole:
    """How many squares to either side lie within `reach` km in each row."""
    north = np.maximum(np.abs(row / SIDE - 90), np.abs((row + 1) / SIDE - 90))
    width = EVERY_KM * np.cos(np.radians(np.minimum(north, 89.9))) / SIDE
    return np.minimum(np.ceil(reach / width), COLUMNS // 2 - 1).astype(np.int64)


def _widened(marked: NDArray[np.bool_], reach: float) -> NDArray[np.bool_]:
    """The marked squares with those about them."""
    high = int(np.ceil(reach * SIDE / EVERY_KM))
    tall = marked.copy()
    for step in range(1, high + 1):
        tall[step:] |= marked[:-step]
        tall[:-step] |= marked[step:]
    wide = _reached(np.arange(ROWS), reach)[:, None]
    most = int(wide.max())
    round_about = np.hstack([tall[:, -most:], tall, tall[:, :most]])
    count = np.zeros((ROWS, COLUMNS + 2 * most + 1), dtype=np.int32)
    np.cumsum(round_about, axis=1, out=count[:, 1:])
    middle = np.arange(COLUMNS)[None, :] + most
    east = np.take_along_axis(count, middle + wide + 1, axis=1)
    return np.asarray(east != np.take_along_axis(count, middle - wide, axis=1))
