"""Where the earth is quiet, for points in millions: squares with no line and no place about."""

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from foedus.catalogue.outlines import SCALE, Outlines
from foedus.catalogue.towns import EVERY_KM
from foedus.model.places import Place

SIDE: Final = 4
"""Squares to a degree."""
ROWS, COLUMNS = 180 * SIDE, 360 * SIDE
FINE: Final = 0.1
"""Degrees between the points by which a long stretch of a line is followed."""


def squares(lats: NDArray[np.float64], lons: NDArray[np.float64]) -> NDArray[np.int64]:
    """The number of the square that each point lies in."""
    rows = np.clip(np.floor((lats + 90) * SIDE), 0, ROWS - 1).astype(np.int64)
    columns = np.floor((lons + 180) * SIDE).astype(np.int64) % COLUMNS
    return rows * COLUMNS + columns


def middle(square: int) -> tuple[float, float]:
    """The latitude and longitude amid a square."""
    row, column = divmod(square, COLUMNS)
    return (row + 0.5) / SIDE - 90, (column + 0.5) / SIDE - 180


def quiet(outlines: Outlines, places: Iterable[Place], reach: float) -> NDArray[np.bool_]:
    """For each square, whether no line and no place lies within `reach` km of any point in it."""
    marked = np.zeros(ROWS * COLUMNS, dtype=bool)
    for polygon in outlines.polygons():
        for box, steps in zip(polygon.boxes, polygon.steps, strict=True):
            moves = np.frombuffer(steps, dtype="<i2").reshape(-1, 2).astype(np.int64)
            ends = np.vstack([[box[4:6]], np.array(box[4:6]) + moves.cumsum(axis=0)]) / SCALE
            for lon, lat in _followed(ends):
                marked[squares(lat, lon)] = True
    listed = [(place.lat, place.lon) for place in places]
    if listed:
        lat, lon = np.array(listed, dtype=float).T
        marked[squares(lat, lon)] = True
    return ~_widened(marked.reshape(ROWS, COLUMNS), reach).ravel()


def _followed(ends: NDArray[np.float64]) -> Iterable[tuple[NDArray[np.float64], ...]]:
    """The points of a line, and enough between them that no square is passed over."""
    yield ends[:, 0], ends[:, 1]
    long = np.flatnonzero(np.abs(np.diff(ends, axis=0)).max(axis=1) > FINE)
    for index in long.tolist():
        one, other = ends[index], ends[index + 1]
        parts = int(np.abs(other - one).max() / FINE) + 2
        between = np.linspace(one, other, parts)
        yield between[:, 0], between[:, 1]


def _widened(marked: NDArray[np.bool_], reach: float) -> NDArray[np.bool_]:
    """The marked squares with those about them."""
    high = int(np.ceil(reach * SIDE / EVERY_KM))
    tall = marked.copy()
    for step in range(1, high + 1):
        tall[step:] |= marked[:-step]
        tall[:-step] |= marked[step:]
    found = tall.copy()
    for row in range(ROWS):
        north = max(abs(row / SIDE - 90), abs((row + 1) / SIDE - 90))
        width = EVERY_KM * np.cos(np.radians(min(north, 89.9))) / SIDE
        wide = min(int(np.ceil(reach / width)), COLUMNS // 2)
        columns = np.flatnonzero(tall[row])
        if len(columns):
            near = (columns[:, None] + np.arange(-wide, wide + 1)) % COLUMNS
            found[row, near.ravel()] = True
    return found
