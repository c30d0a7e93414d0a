"""The outlines of the territories on paper: projected once, and shared by every map."""

import functools
import gzip
import math
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

import msgspec

from foedus.catalogue.sites import SHAPES
from foedus.model.maps import EVERYWHERE

WIDTH: Final = 1136.0
GRID: Final = 4
"""Steps in a unit of the paper to which points are rounded."""
FINE: Final = 3.0
"""Degrees between two points of a line that is straight in latitude and longitude."""
Spot: TypeAlias = tuple[int, int]
"""A point of the paper, in steps of the grid."""
_DECODER: Final = msgspec.json.Decoder(dict[str, list[list[list[tuple[float, float]]]]])
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_ROOT: Final = math.sqrt(3) / 2


class Land(NamedTuple):
    """A territory on paper: its rings, and how many square units it covers."""

    rings: tuple[tuple[Spot, ...], ...]
    area: float

    @property
    def path(self) -> str:
        """Its rings as the data of a path."""
        return "".join(f"{drawn(ring)}z" for ring in self.rings)


def _raw(lat: float, lon: float) -> tuple[float, float]:
    """The Equal Earth projection (Savric, Patterson and Jenny, 2018): areas keep their ratio."""
    turn = math.asin(_ROOT * math.sin(math.radians(lat)))
    square = turn * turn
    sixth = square * square * square
    down = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
    x = math.radians(lon) * math.cos(turn) / (_ROOT * down)
    return x, turn * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))


_HALF, _POLE = _raw(0, 180)[0], _raw(90, 0)[1]
_SCALE: Final = WIDTH / 2 / _HALF
HEIGHT: Final = 2 * _POLE * _SCALE


def at(lat: float, lon: float) -> tuple[float, float]:
    """Where a point lies on paper."""
    x, y = _raw(lat, lon)
    return (x + _HALF) * _SCALE, (_POLE - y) * _SCALE


def spot(lat: float, lon: float) -> Spot:
    """Where a point lies on paper, on the grid."""
    x, y = at(lat, lon)
    return round(x * GRID), round(y * GRID)


def drawn(line: Sequence[Spot]) -> str:
    """A line as the data of a path, each point told from the one before."""
    x, y = line[0]
    parts = [f"M{x} {y}l"]
    for (from_x, from_y), (to_x, to_y) in pairwise(line):
        step = to_y - from_y
        parts.append(f"{to_x - from_x}{step if step < 0 else f' {step}'} ")
    return "".join(parts).rstrip()


def ringed(ring: Iterable[tuple[float, float]]) -> str:
    """A ring of (latitude, longitude) whose sides run straight in these, as data of a path."""
    points = list(ring)
    spots: list[Spot] = []
    for (lat, lon), (to_lat, to_lon) in pairwise([*points, points[0]]):
        steps = max(1, math.ceil(max(abs(to_lat - lat), abs(to_lon - lon)) / FINE))
        spots += (
            spot(lat + (to_lat - lat) * n / steps, lon + (to_lon - lon) * n / steps)
            for n in range(steps)
        )
    return f"{drawn(spots)}z"


def sphere() -> str:
    """The edge of the earth, as data of a path."""
    return ringed(EVERYWHERE)


@functools.cache
def lands(step: int = 1) -> dict[str, Land]:
    """Every territory that has an outline, by its id; on every so manieth line of the grid."""
    found = {}
    for name, parts in _DECODER.decode(gzip.decompress(SHAPES.read_bytes())).items():
        thinned = [[ring for points in part if (ring := _thinned(points, step))] for part in parts]
        area = sum(_area(part[0]) for part in thinned if part)
        found[name] = Land(tuple(ring for part in thinned for ring in part), area)
    return found


@functools.cache
def _seams(step: int) -> tuple[dict[tuple[Spot, Spot], str], dict[tuple[Spot, Spot], str]]:
    """Whose each side of a ring is: of the first territory that has it, and of the second."""
    first: dict[tuple[Spot, Spot], str] = {}
    second: dict[tuple[Spot, Spot], str] = {}
    for name, land in lands(step).items():
        for ring in land.rings:
            for one, other in pairwise((*ring, ring[0])):
                side = (one, other) if one < other else (other, one)
                if first.setdefault(side, name) != name:
                    second[side] = name
    return first, second


def borders(holder: Callable[[str], str], step: int = 1) -> str:
    """The lines between lands of different holders, as data of a path."""
    first, second = _seams(step)
    apart = {s for s, other in second.items() if holder(first[s]) != holder(other)}
    parts: list[str] = []
    for name, land in lands(step).items():
        for ring in land.rings:
            run: list[Spot] = []
            for one, other in pairwise((*ring, ring[0])):
                side = (one, other) if one < other else (other, one)
                if side in apart and first[side] == name:
                    run = run or [one]
                    run.append(other)
                elif run:
                    parts.append(drawn(run))
                    run = []
            if run:
                parts.append(drawn(run))
    return "".join(parts)


def _thinned(points: Sequence[tuple[float, float]], step: int) -> tuple[Spot, ...]:
    """The ring on the grid, without points that fall together; empty where nothing is left."""
    ring: list[Spot] = []
    for lon, lat in points:
        x, y = spot(lat, lon)
        here = round(x / step) * step, round(y / step) * step
        if not ring or ring[-1] != here:
            ring.append(here)
    while len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    return tuple(ring) if len(ring) > 2 else ()


def _area(ring: Sequence[Spot]) -> float:
    """Square units of paper inside a ring."""
    twice = sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in pairwise((*ring, ring[0])))
    return abs(twice) / 2 / GRID / GRID
