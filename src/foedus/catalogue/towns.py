"""The towns of the world, found by name or by where they lie, with a few blocks of a file open."""

import functools
import lzma
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from foedus.catalogue.definitions import fold
from foedus.catalogue.outlines import SCALE, Frame
from foedus.errors import nearest
from foedus.model.places import Place

FILE: Final = Path(__file__).parents[1] / "definitions" / "places" / "towns.bin"
FILTERS: Final = [{"id": lzma.FILTER_LZMA2, "preset": 9}]
KEPT: Final = 64
"""Blocks of names that stay open."""
EVERY_KM: Final = 110.0
"""A degree of latitude."""


class _Town(msgspec.Struct, frozen=True, array_like=True):
    lat: int
    lon: int
    territory: int
    people: int


class _Name(msgspec.Struct, frozen=True, array_like=True):
    name: str
    towns: list[int]

    @property
    def folded(self) -> str:
        return fold(self.name)


class _Header(msgspec.Struct, frozen=True):
    """What is where: the first name, or the first cell, of each block, and where it begins."""

    territories: list[str]
    size: int
    cells: list[int]
    towns: list[int]
    firsts: list[str]
    names: list[int]


_towns: Final = msgspec.msgpack.Decoder(list[_Town])
_names: Final = msgspec.msgpack.Decoder(list[_Name])


class Towns:
    """The table as the file has it."""

    def __init__(self, content: bytes) -> None:
        self._content = memoryview(content)
        begin = 4 + int.from_bytes(self._content[:4], "little")
        packed = _opened(self._content[4:begin])
        self._header = msgspec.msgpack.decode(packed, type=_Header)
        self._begin = begin
        self._town_block = functools.cache(self._read_towns)
        self._cells = functools.cache(self._by_cell)
        self._name_block = functools.lru_cache(KEPT)(self._read_names)

    def named(self, folded: str) -> list[Place]:
        """The towns of a folded name, the largest first."""
        found = [name for name in self._from(folded, whole=True) if name.folded == folded]
        towns = [self._place(number, name.name) for name in found for number in name.towns]
        return sorted(towns, key=lambda place: -place.people)

    def beginning(self, folded: str, most: int = 20) -> list[Place]:
        """The towns one of whose names begins so, the largest first."""
        named = {number: name.name for name in self._from(folded) for number in name.towns}
        towns = (self._place(number, name) for number, name in named.items())
        return sorted(towns, key=lambda place: -place.people)[:most]

    def like(self, folded: str) -> list[str]:
        """Up to three names of towns that a misspelled one is most like."""
        letters = set(folded)
        every = (n for block in range(len(self._header.firsts)) for n in self._name_block(block))
        pool: dict[str, str] = {}
        for one in every:
            known = one.folded
            if (
                abs(len(known) - len(folded)) < 3
                and (known[0] == folded[0] or known[-2:] == folded[-2:])
                and len(letters.symmetric_difference(known)) < 5
            ):
                pool.setdefault(known, one.name)
        return [pool[known] for known in nearest(folded, pool, 0.75)]

    def near(self, lat: float, lon: float, reach: float) -> list[tuple[float, Place]]:
        """The towns within `reach` kilometres, the nearest first: how far, and without a name."""
        frame = Frame(lat, lon)
        high = reach / EVERY_KM
        wide = min(reach / max(frame.across * SCALE, 1e-6), 180.0)
        cells = {
            cell(row, (column + 180) % 360 - 180)
            for row in range(_floor(lat - high), _floor(lat + high) + 1)
            for column in range(_floor(lon - wide), _floor(lon + wide) + 1)
        }
        found = []
        for place in (place for one in sorted(cells) for place in self._in_cell(one)):
            km = frame.km(place.lat, place.lon)
            if km <= reach:
                found.append((km, place))
        return sorted(found, key=lambda pair: (pair[0], pair[1].territory))

    def all(self) -> Iterator[Place]:
        """Every town, without its name."""
        for block in range(len(self._header.cells)):
            for town in self._town_block(block):
                yield self._made(town)

    def _in_cell(self, wanted: int) -> Iterator[Place]:
        cells = self._header.cells
        first = max(bisect_left(cells, wanted) - 1, 0)
        for block in range(first, bisect_right(cells, wanted)):
            yield from self._cells(block).get(wanted, ())

    def _by_cell(self, block: int) -> dict[int, list[Place]]:
        found: dict[int, list[Place]] = {}
        for town in self._town_block(block):
            number = cell(town.lat // SCALE, town.lon // SCALE)
            found.setdefault(number, []).append(self._made(town))
        return found

    def _from(self, folded: str, *, whole: bool = False) -> Iterator[_Name]:
        """The names that begin so, which lie together; `whole`: of no block that cannot have it."""
        first = max(bisect_left(self._header.firsts, folded) - 1, 0)
        for block in range(first, len(self._header.firsts)):
            start = self._header.firsts[block]
            if start > folded and (whole or not start.startswith(folded)):
                return
            names = self._name_block(block)
            for index in range(bisect_left(names, folded, key=_folded), len(names)):
                if not names[index].folded.startswith(folded):
                    return
                yield names[index]

    def _place(self, number: int, name: str) -> Place:
        block, index = divmod(number, self._header.size)
        return self._made(self._town_block(block)[index], name)

    def _made(self, town: _Town, name: str = "") -> Place:
        territory = self._header.territories[town.territory]
        return Place(name, town.lat / SCALE, town.lon / SCALE, territory, town.people)

    def _read_towns(self, block: int) -> list[_Town]:
        return _towns.decode(self._bytes(self._header.towns, block))

    def _read_names(self, block: int) -> list[_Name]:
        return _names.decode(self._bytes(self._header.names, block))

    def _bytes(self, ends: list[int], block: int) -> bytes:
        begin, end = self._begin + ends[block], self._begin + ends[block + 1]
        return _opened(self._content[begin:end])


@functools.cache
def towns() -> Towns:
    """The towns of the package."""
    return Towns(FILE.read_bytes())


def _folded(name: _Name) -> str:
    return name.folded


def _opened(packed: memoryview) -> bytes:
    return lzma.decompress(packed, format=lzma.FORMAT_RAW, filters=FILTERS)


def cell(row: int, column: int) -> int:
    """The number of the square degree whose south-western corner is given."""
    return (row + 90) * 360 + column + 180


def _floor(degrees: float) -> int:
    return int(degrees // 1)
