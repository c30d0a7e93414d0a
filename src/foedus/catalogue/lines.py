"""The lines of all outlines as arrays, for points in millions.

What is worked out here of many points is what `outlines.Outlines.near` works out of one.
"""

import math
from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from foedus.catalogue.outlines import FLATTENED, SCALE, Outlines

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

PIECE: Final = 8
"""Stretches of a line that share a box."""
BINS: Final = 20
"""Bands to a degree of latitude."""
BLOCK: Final = 20_000
"""Points that are worked out at a time, so that a million fit into memory."""


class Found(NamedTuple):
    """Pairs of a point and a territory, by number, and the kilometres between them."""

    point: Whole
    territory: Whole
    km: Floats


class Places:
    """Places by where they are, each with the number of its territory."""

    def __init__(self, lat: Floats, lon: Floats, territory: Whole) -> None:
        from shapely import STRtree, points

        self.lat, self.lon, self.territory = lat, lon, territory
        self._tree = STRtree(points(lon * SCALE, lat * SCALE))

    def near(self, lat: Floats, lon: Floats, reach: float) -> Found:
        """The places within `reach` kilometres of each point."""
        return joined(
            [
                _moved(self._near(lat[part], turned[part], reach), part)
                for turned, rows in turns(lon, reach)
                for part in _blocks(rows)
            ]
        )

    def _near(self, lat: Floats, lon: Floats, reach: float) -> Found:
        x, y, across, along = frames(lat, lon)
        point, place = self._tree.query(_boxes(x, y, across, along, reach))
        east = (self.lon[place] * SCALE - x[point]) * across[point]
        km = np.hypot(east, (self.lat[place] * SCALE - y[point]) * along[point])
        close = km <= reach
        return Found(point[close], self.territory[place[close]], km[close])


class Lines:
    """Every stretch of every outline, in units of the file."""

    def __init__(self, outlines: Outlines) -> None:
        from shapely import STRtree
        from shapely import box as box_of

        polygons = list(outlines.polygons())
        chunks = [
            (number, box, steps)
            for number, polygon in enumerate(polygons)
            for box, steps in zip(polygon.boxes, polygon.steps, strict=True)
        ]
        length = np.array([len(steps) // 4 for _, _, steps in chunks], dtype=np.int64)
        first = length.cumsum() - length
        moves = np.frombuffer(b"".join(steps for _, _, steps in chunks), dtype="<i2")
        moves = moves.reshape(-1, 2).astype(np.int64)
        ran = np.vstack([np.zeros((1, 2), dtype=np.int64), moves.cumsum(axis=0)])
        begin = np.array([start[4:6] for _, start, _ in chunks], dtype=np.int64)
        ends = ran[1:] + np.repeat(begin - ran[first], length, axis=0)
        self.to_x, self.to_y = ends.T.astype(np.float64)
        self.from_x, self.from_y = (ends - moves).T.astype(np.float64)
        self.polygon = np.repeat(np.array([p for p, _, _ in chunks]), length)
        self.of = np.array([polygon.territory for polygon in polygons])
        self.box = np.array([polygon.box for polygon in polygons], dtype=np.float64)
        parts, number = spread(-(-length // PIECE))
        self._first = first[parts] + number * PIECE
        self._length = np.minimum(PIECE, first[parts] + length[parts] - self._first)
        low_x, low_y, high_x, high_y = (
            f.reduceat(f(one, other), self._first)
            for f, one, other in (
                (np.minimum, self.from_x, self.to_x),
                (np.minimum, self.from_y, self.to_y),
                (np.maximum, self.from_x, self.to_x),
                (np.maximum, self.from_y, self.to_y),
            )
        )
        self._tree = STRtree(box_of(low_x, low_y, high_x, high_y))
        self._bands = _banded(self.from_y, self.to_y)

    def near(self, lat: Floats, lon: Floats, reach: float) -> Found:
        """How far each outline within `reach` kilometres is, be the point inside or not."""
        return joined(
            [
                _moved(self._near(lat[part], turned[part], reach), part)
                for turned, rows in turns(lon, reach)
                for part in _blocks(rows)
            ]
        )

    def inside(self, lat: Floats, lon: Floats, reach: float) -> tuple[Whole, Whole]:
        """The points that lie inside an outline, and inside whose."""
        found = [
            (part[point], territory)
            for turned, rows in turns(lon, reach)
            for part in _blocks(rows)
            for point, territory in (self._inside(lat[part], turned[part]),)
        ]
        none = np.zeros(0, dtype=np.int64)
        points, territories = zip((none, none), *found, strict=True)
        return np.concatenate(points), np.concatenate(territories)

    def _near(self, lat: Floats, lon: Floats, reach: float) -> Found:
        x, y, across, along = frames(lat, lon)
        point, piece = self._tree.query(_boxes(x, y, across, along, reach))
        pair, number = spread(self._length[piece])
        edge, of = self._first[piece][pair] + number, point[pair]
        squared = _squared(
            ((self.from_x[edge] - x[of]) * across[of], (self.from_y[edge] - y[of]) * along[of]),
            ((self.to_x[edge] - x[of]) * across[of], (self.to_y[edge] - y[of]) * along[of]),
        )
        starts = np.flatnonzero(np.diff(pair, prepend=-1))
        km = np.sqrt(np.minimum.reduceat(squared, starts)) if len(starts) else squared
        close = km <= reach
        territory = self.of[self.polygon[self._first[piece]]]
        return Found(point[close], territory[close], km[close])

    def _inside(self, lat: Floats, lon: Floats) -> tuple[Whole, Whole]:
        """By the rays to the east: what a ray crosses an odd number of times it began in."""
        x, y = lon * SCALE, lat * SCALE
        starts, edges = self._bands
        band = _band(y)
        point, number = spread(starts[band + 1] - starts[band])
        edge = edges[starts[band][point] + number]
        px, py, polygon = x[point], y[point], self.polygon[edge]
        one, other = self.from_y[edge], self.to_y[edge]
        about = ((one > py) != (other > py)) & (self.box[polygon, 0] <= px)
        about &= self.box[polygon, 2] >= px
        point, edge, px, py, polygon = (a[about] for a in (point, edge, px, py, polygon))
        one, other, start = one[about], other[about], self.from_x[edge]
        way = (py - one) / (other - one)
        east = px < start + way * (self.to_x[edge] - start)
        keys, times = np.unique(point[east] * len(self.of) + polygon[east], return_counts=True)
        odd = keys[times % 2 == 1]
        return odd // len(self.of), self.of[odd % len(self.of)]


def frames(lat: Floats, lon: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """`outlines.Frame` of each point: where it is, and the kilometres in a unit."""
    turn = np.radians(lat).tolist()
    sine, cosine = (
        np.fromiter(map(of, turn), dtype=np.float64, count=len(turn))  # to the last bit: ties tie
        for of in (math.sin, math.cos)
    )
    flat = 1 - FLATTENED * sine * sine
    across = 111.3195 * cosine / np.sqrt(flat) / SCALE
    return lon * SCALE, lat * SCALE, across, 110.5743 / (flat * np.sqrt(flat)) / SCALE


def turns(lon: Floats, reach: float) -> Iterator[tuple[Floats, Whole]]:
    """The longitudes, and near the antimeridian the same counted on; the points that it is for."""
    yield lon, np.arange(len(lon))
    beyond = np.flatnonzero(np.abs(lon) >= 180 - reach / 20)
    if len(beyond):
        yield np.where(lon > 0, lon - 360, lon + 360), beyond


def spread(lengths: Whole) -> tuple[Whole, Whole]:
    """For every member of runs so long: the run that it is in, and its number there from nought."""
    run = np.repeat(np.arange(len(lengths)), lengths)
    return run, np.arange(len(run)) - np.repeat(lengths.cumsum() - lengths, lengths)


def joined(parts: list[Found]) -> Found:
    """The least distance of each pair, by point and then by distance."""
    columns = zip(*parts, strict=True)
    point, territory, km = (np.concatenate(column) for column in columns)
    order = np.lexsort((km, territory, point))
    point, territory, km = point[order], territory[order], km[order]
    new = np.ones(len(point), dtype=bool)
    new[1:] = (np.diff(point) != 0) | (np.diff(territory) != 0)
    point, territory, km = point[new], territory[new], km[new]
    order = np.lexsort((territory, km, point))
    return Found(point[order], territory[order], km[order])


def _moved(found: Found, part: Whole) -> Found:
    """The pairs of a part of the points, by the numbers that they have among all."""
    return joined([Found(part[found.point], found.territory, found.km)])


def _boxes(
    x: Floats, y: Floats, across: Floats, along: Floats, reach: float
) -> NDArray[np.object_]:
    from shapely import box

    wide, high = reach / np.maximum(across, 1e-6), reach / along
    found: NDArray[np.object_] = box(x - wide, y - high, x + wide, y + high)
    return found


def _blocks(rows: Whole) -> Iterator[Whole]:
    """The rows a block at a time, and one block where there is none."""
    for start in range(0, max(len(rows), 1), BLOCK):
        yield rows[start : start + BLOCK]


def _squared(one: tuple[Floats, Floats], other: tuple[Floats, Floats]) -> Floats:
    """The squared distance of the origin from stretches between two points."""
    (from_x, from_y), (to_x, to_y) = one, other
    step_x, step_y = to_x - from_x, to_y - from_y
    length = step_x * step_x + step_y * step_y
    way = -(from_x * step_x + from_y * step_y)
    way = np.divide(way, length, out=np.zeros_like(way), where=length != 0)
    way = np.clip(way, 0.0, 1.0)
    off_x, off_y = from_x + way * step_x, from_y + way * step_y
    return off_x * off_x + off_y * off_y


def _band(y: Floats) -> Whole:
    return np.clip((y + 90 * SCALE) * BINS // SCALE, 0, 180 * BINS - 1).astype(np.int64)


def _banded(one: Floats, other: Floats) -> tuple[Whole, Whole]:
    """The stretches in each band of latitude: where those of a band begin, and which they are."""
    low, high = _band(np.minimum(one, other)), _band(np.maximum(one, other))
    edge, number = spread(high - low + 1)
    band = low[edge] + number
    order = np.argsort(band, kind="stable")
    starts = np.searchsorted(band[order], np.arange(180 * BINS + 1))
    return starts, edge[order]
