"""The outlines of the territories: which of them a point lies in, and how far it is to the others.

Read by hand from a file in chunks, so that a single point asks for no library and opens only the
few chunks near it.
"""

import functools
import math
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, TypeAlias

import msgspec

FILE: Final = Path(__file__).parents[1] / "definitions" / "places" / "borders.bin"
SCALE: Final = 10_000
"""Units of the file in a degree."""
TILE: Final = 10
FLATTENED: Final = 0.00669438
"""The square of the eccentricity of the earth (WGS 84)."""
FAR: Final = 1e9
Box: TypeAlias = tuple[int, int, int, int, int, int, int]
"""West, south, east and north of a chunk, where it begins, and the latitude where it ends."""


class Near(msgspec.Struct, frozen=True):
    """A territory near a point, and how many kilometres off; nought where the point is in it."""

    territory: str
    km: float


class Polygon(msgspec.Struct, frozen=True, array_like=True):
    """A polygon of a territory, its rings in chunks that are decoded when they are near."""

    territory: int
    box: tuple[int, int, int, int]
    boxes: tuple[Box, ...]
    steps: tuple[bytes, ...]


class _File(msgspec.Struct, frozen=True):
    ids: list[str]
    errors: dict[str, float]
    tiles: dict[int, list[int]]
    polygons: list[bytes]


_polygon: Final = msgspec.msgpack.Decoder(Polygon)


class Frame:
    """The plane that touches the earth (WGS 84) at a point; right to a metre or two nearby."""

    def __init__(self, lat: float, lon: float) -> None:
        self.x, self.y = lon * SCALE, lat * SCALE
        turn = math.radians(lat)
        sine = math.sin(turn)
        flat = 1 - FLATTENED * sine * sine
        self.across = 111.3195 * math.cos(turn) / math.sqrt(flat) / SCALE
        """Kilometres in a unit to the east."""
        self.along = 110.5743 / (flat * math.sqrt(flat)) / SCALE
        """Kilometres in a unit to the north."""

    def km(self, lat: float, lon: float) -> float:
        """How far another point is, where it is near."""
        turn = (lon * SCALE - self.x + 180 * SCALE) % (360 * SCALE) - 180 * SCALE
        return math.hypot(turn * self.across, (lat * SCALE - self.y) * self.along)


class Outlines:
    """The outlines as the file has them."""

    def __init__(self, content: bytes) -> None:
        file = msgspec.msgpack.decode(zlib.decompress(content), type=_File, strict=False)
        self.ids, self.errors, self._tiles, self._packed = (
            file.ids,
            file.errors,
            file.tiles,
            file.polygons,
        )
        self._open: dict[int, Polygon] = {}

    def near(self, lat: float, lon: float, reach: float) -> tuple[Near, ...]:
        """The territories within `reach` kilometres of a point, the nearest first."""
        found: dict[int, float] = {}
        for turned in _turns(lon, reach):
            frame = Frame(lat, turned)
            wide = reach / max(frame.across, 1e-6)
            high = reach / frame.along
            for polygon in self._at(frame, wide, high):
                km = _distance(polygon, frame, wide, high)
                if km <= reach and km < found.get(polygon.territory, FAR):
                    found[polygon.territory] = km
        return in_order(Near(self.ids[number], km) for number, km in found.items())

    def polygons(self) -> Iterator[Polygon]:
        """Every polygon."""
        return (self._polygon(number) for number in range(len(self._packed)))

    def error(self, one: str, other: str) -> float:
        """How many kilometres the line between two territories may be off, as measured."""
        first, second = sorted((one, other))
        return self.errors.get(f"{first} {second}", self.errors["*"])

    def _at(self, frame: Frame, wide: float, high: float) -> Iterator[Polygon]:
        """The polygons whose boxes are near."""
        west, east, south, north = (
            frame.x - wide,
            frame.x + wide,
            frame.y - high,
            frame.y + high,
        )
        size = TILE * SCALE
        numbers: set[int] = set()
        for column in range(int(west // size), int(east // size) + 1):
            for row in range(int(south // size), int(north // size) + 1):
                numbers.update(self._tiles.get(row * 100 + column, ()))
        for number in sorted(numbers):
            polygon = self._polygon(number)
            box = polygon.box
            if box[0] <= east and box[2] >= west and box[1] <= north and box[3] >= south:
                yield polygon

    def _polygon(self, number: int) -> Polygon:
        found = self._open.get(number)
        if found is None:
            found = self._open[number] = _polygon.decode(self._packed[number])
        return found


def in_order(lands: Iterable[Near]) -> tuple[Near, ...]:
    """The nearest first."""
    return tuple(sorted(lands, key=lambda near: (near.km, near.territory)))


@functools.cache
def outlines() -> Outlines:
    """The outlines of the package."""
    return Outlines(FILE.read_bytes())


def points(box: Box, steps: bytes) -> tuple[list[int], list[int]]:
    """The points of a chunk: all eastings, and all northings."""
    moves = struct.unpack(f"<{len(steps) // 2}h", steps)
    xs, ys = [box[4]], [box[5]]
    x, y = xs[0], ys[0]
    for index in range(0, len(moves), 2):
        x += moves[index]
        y += moves[index + 1]
        xs.append(x)
        ys.append(y)
    return xs, ys


def _turns(lon: float, reach: float) -> Sequence[float]:
    """The longitude, and where the antimeridian may be near the same counted on."""
    if abs(lon) < 180 - reach / 20:
        return (lon,)
    return (lon, lon - 360 if lon > 0 else lon + 360)


def _distance(polygon: Polygon, frame: Frame, wide: float, high: float) -> float:
    """Kilometres from the point of a frame to a polygon: nought inside, much where it is far."""
    x, y = frame.x, frame.y
    inside, least = False, FAR
    for box, steps in zip(polygon.boxes, polygon.steps, strict=True):
        west, south, east, north, _, start, end = box
        is_near = west <= x + wide and east >= x - wide and south <= y + high and north >= y - high
        beside = south <= y <= north and east >= x
        if beside and west > x and not is_near:
            inside ^= (start > y) != (end > y)
        elif is_near or beside:
            xs, ys = points(box, steps)
            if beside:
                inside ^= _crossed(xs, ys, x, y)
            if is_near:
                least = min(least, _nearest(xs, ys, frame))
    return 0.0 if inside else least


def _crossed(xs: Sequence[int], ys: Sequence[int], x: float, y: float) -> bool:
    """Whether a ray to the east of the point crosses the line an odd number of times."""
    odd = False
    for index in range(1, len(xs)):
        one, other = ys[index - 1], ys[index]
        if (one > y) != (other > y):
            way = (y - one) / (other - one)
            odd ^= x < xs[index - 1] + way * (xs[index] - xs[index - 1])
    return odd


def _nearest(xs: Sequence[int], ys: Sequence[int], frame: Frame) -> float:
    """Kilometres from the point of a frame to a line."""
    across, along, x, y = frame.across, frame.along, frame.x, frame.y
    least = FAR
    to_x, to_y = (xs[0] - x) * across, (ys[0] - y) * along
    for index in range(1, len(xs)):
        from_x, from_y = to_x, to_y
        to_x, to_y = (xs[index] - x) * across, (ys[index] - y) * along
        step_x, step_y = to_x - from_x, to_y - from_y
        length = step_x * step_x + step_y * step_y
        way = -(from_x * step_x + from_y * step_y) / length if length else 0.0
        way = 0.0 if way < 0 else 1.0 if way > 1 else way
        off_x, off_y = from_x + way * step_x, from_y + way * step_y
        least = min(least, off_x * off_x + off_y * off_y)
    return math.sqrt(least)
