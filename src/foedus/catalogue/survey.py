"""On whose land or in whose waters points in millions lie: as `Ground` says it of each.

Most points need no more than the square that they lie in. Of the others it is measured how far
what land is; nearly always that leaves one answer. The few where lines, towns or claims compete
are asked of `Ground`, each once for all days on which the law is the same.
"""

import functools
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from foedus.catalogue import ground as rule
from foedus.catalogue.lines import Floats, Found, Lines, Places, Whole, joined, spread
from foedus.catalogue.outlines import Near, outlines
from foedus.catalogue.quiet import WATERS, Squares, disturbed, squared, squares
from foedus.catalogue.towns import towns
from foedus.model.places import Place

if TYPE_CHECKING:
    from foedus.catalogue.ground import Ground

OPEN: Final = -3
EPOCH: Final = date(1970, 1, 1).toordinal()


class Lie(NamedTuple):
    """For each point the number of the likeliest territory, or WATERS, and whether it is afloat.

    `more` has the other sides: the number of a point, and that of a territory.
    """

    territory: Whole
    afloat: NDArray[np.bool_]
    more: list[tuple[int, int]]


class Survey:
    """What `Ground` says, of many points at once."""

    def __init__(self, ground: "Ground") -> None:
        self._ground = ground
        listed = ground.listed()
        known = dict.fromkeys((*_base().ids, *(place.territory for place in listed)))
        self.ids = tuple(known)
        self._number = {identifier: number for number, identifier in enumerate(self.ids)} | {
            rule.WATERS: WATERS
        }
        self._listed = _places(listed, self._number)
        off = np.ones(len(listed), dtype=bool)
        about = self._lines.near(self._listed.lat, self._listed.lon, rule.COAST)
        off[about.point] = False
        off[self._lines.inside(self._listed.lat, self._listed.lon, rule.COAST)[0]] = False
        self._islets = _places(
            [p for p, is_off in zip(listed, off, strict=True) if is_off], self._number
        )
        self.squares = disturbed(_base().squares, self._listed, rule.REACH)
        self._enclosed = np.zeros(len(self.squares.quiet), dtype=bool)
        self._enclosed[ground.enclosed.squares()] = True
        self.squares.quiet[self._enclosed] = False
        self._days = np.array([day.toordinal() - EPOCH for day in ground.turns])
        self._errors = np.full((len(self.ids), len(self.ids)), outlines().errors["*"])
        for pair, km in outlines().errors.items():
            numbers = [self._number[one] for one in pair.split() if one in self._number]
            if len(numbers) == 2:
                self._errors[numbers, numbers[::-1]] = km

    @property
    def _lines(self) -> Lines:
        return _base().lines

    def lie(self, lat: Floats, lon: Floats, days: Whole) -> Lie:
        """Where each point lies on its day, a number of days since 1970."""
        square = squares(lat, lon)
        land = self.squares.land[square]
        lie = Lie(land, land == WATERS, [])
        rows = np.flatnonzero(~self.squares.quiet[square])
        points, which = np.unique(lat[rows] + 1j * lon[rows], return_inverse=True)
        lie.territory[rows] = OPEN
        self._measured(points.real, points.imag, which, rows, days, lie)
        return lie

    def _measured(
        self, lat: Floats, lon: Floats, which: Whole, rows: Whole, days: Whole, lie: Lie
    ) -> None:
        """Settle the rows, each at one of the points, as far as one answer is left."""
        near = self._near(lat, lon)
        begin = np.searchsorted(near.point, np.arange(len(lat) + 1))
        first, count = begin[:-1], np.diff(begin)
        nearest = np.full(len(lat), np.inf)
        nearest[count > 0] = near.km[first[count > 0]]
        lie.afloat[rows] = (nearest > rule.COAST)[which]
        at = first[near.point]
        rival = (np.arange(len(at)) > at) & (
            near.km < self._errors[near.territory[at], near.territory]
        )
        is_open = self._belied(lat, lon, near, first, nearest)
        ashore = nearest == 0
        is_open |= self._enclosed[squares(lat, lon)] & ~ashore
        settled = np.full(len(lat), OPEN)
        settled[count == 0] = WATERS
        settled[ashore] = near.territory[first[ashore]]
        settled[is_open] = OPEN
        lie.territory[rows] = settled[which]
        rival &= (ashore & ~is_open)[near.point]
        self._ashore(near, first, rival, which, rows, days, lie)
        at_sea = (~ashore & (count > 0) & ~is_open)[which]
        self._at_sea(near, first, count, which[at_sea], rows[at_sea], days, lie)
        self._asked(near, begin, (lat, lon), which, rows, days, lie)

    def _ashore(
        self,
        near: Found,
        first: Whole,
        rival: NDArray[np.bool_],
        which: Whole,
        rows: Whole,
        days: Whole,
        lie: Lie,
    ) -> None:
        """Open again the rows on land near a line that matters on their day."""
        entries = np.flatnonzero(rival)
        begin = np.searchsorted(near.point[entries], np.arange(len(first) + 1))
        run, number = spread(np.diff(begin)[which])
        entry = entries[begin[which][run] + number]
        own = near.territory[first[near.point[entry]]]
        alike = self._alike(own, near.territory[entry], self._epochs(days[rows])[run])
        lie.territory[rows[run[~alike]]] = OPEN

    def _near(self, lat: Floats, lon: Floats) -> Found:
        """As `Ground.near`: the land about each point, the nearest first."""
        square = squares(lat, lon)
        land = self.squares.land[square]
        plain = ~self.squares.crossed[square]
        inland, unsure = np.flatnonzero(plain & (land >= 0)), np.flatnonzero(~plain)
        point, territory = self._lines.inside(lat[unsure], lon[unsure], rule.REACH)
        inside = np.concatenate([inland, unsure[point]])
        within = np.concatenate([land[inland], territory])
        off = np.setdiff1d(np.arange(len(lat)), inside)
        parts = [
            self._lines.near(lat, lon, rule.REACH),
            Found(inside, within, np.zeros(len(inside))),
        ]
        for places in (_base().towns, self._islets):
            found = places.near(lat[off], lon[off], rule.REACH)
            km = np.maximum(found.km - rule.ISLET, 0.0)
            parts.append(Found(off[found.point], found.territory, km))
        return joined(parts)

    def _belied(
        self, lat: Floats, lon: Floats, near: Found, first: Whole, nearest: Floats
    ) -> NDArray[np.bool_]:
        """Whether a place at the point itself has it elsewhere than the lines do."""
        found = np.zeros(len(lat), dtype=bool)
        asked = np.flatnonzero(nearest <= rule.COAST)
        own = near.territory[first[asked]]
        for places in (_base().towns, self._listed):
            about = places.near(lat[asked], lon[asked], rule.CENTRE)
            found[asked[about.point[about.territory != own[about.point]]]] = True
        return found

    def _at_sea(
        self,
        near: Found,
        first: Whole,
        count: Whole,
        point: Whole,
        rows: Whole,
        days: Whole,
        lie: Lie,
    ) -> None:
        """Settle the rows off the coasts, where no two seas compete and none ends at a line."""
        if not len(rows):
            return
        run, number = spread(count[point])
        entry = first[point][run] + number
        territory, km = near.territory[entry], near.km[entry]
        epoch = self._epochs(days[rows])[run]
        sure, most = self._breadths(territory, epoch)
        reached = km <= np.maximum(most, 0) + rule.COAST
        is_sure = reached & (km <= np.maximum(sure - rule.COAST, rule.COAST))
        starts = np.flatnonzero(number == 0)
        foremost = np.minimum.reduceat(np.where(reached, number, len(self.ids)), starts)
        none = foremost == len(self.ids)
        head = starts + np.where(none, 0, foremost)
        behind = reached & (number > foremost[run])
        apart = np.maximum(2 * rule.COAST, self._errors[territory[head][run], territory])
        rival = np.flatnonzero(behind & (km - km[head][run] < apart))
        alike = self._alike(territory[head][run][rival], territory[rival], epoch[rival])
        is_open = np.logical_or.reduceat(np.isnan(most), starts)
        is_open[run[rival[~alike]]] = True
        surely = np.logical_or.reduceat(is_sure, starts)
        found = np.where(none, WATERS, territory[head])
        found[is_open] = OPEN
        lie.territory[rows] = found
        lie.more.extend((row, WATERS) for row in rows[~is_open & ~none & ~surely].tolist())

    def _alike(self, one: Whole, other: Whole, epoch: Whole) -> NDArray[np.bool_]:
        """Whether it makes no difference in an epoch on which of two territories a point lies."""
        shape = len(self.ids), len(self.ids), len(self._days) + 1
        keys, which = np.unique(
            np.ravel_multi_index((one, other, epoch), shape), return_inverse=True
        )
        numbers = zip(*(axis.tolist() for axis in np.unravel_index(keys, shape)), strict=True)
        found = [
            self._ground.as_good(self.ids[a], self.ids[b], self._day(turn))
            for a, b, turn in numbers
        ]
        return np.array(found, dtype=bool)[which]

    def _breadths(self, territory: Whole, epoch: Whole) -> tuple[Floats, Floats]:
        """The breadth of the sea off each territory in each epoch; NaN where the point matters."""
        keys, which = np.unique(territory * (len(self._days) + 1) + epoch, return_inverse=True)
        found = []
        for number, turn in zip(*np.divmod(keys, len(self._days) + 1), strict=True):
            found.append(self._breadth(int(number), int(turn)))
        sure, most = np.array(found).reshape(-1, 2).T
        return sure[which], most[which]

    def _breadth(self, number: int, epoch: int) -> tuple[float, float]:
        breadth = self._ground.breadth(self.ids[number], self._day(epoch))
        return breadth or (np.nan, np.nan)

    def _asked(
        self,
        near: Found,
        begin: Whole,
        points: tuple[Floats, Floats],
        which: Whole,
        rows: Whole,
        days: Whole,
        lie: Lie,
    ) -> None:
        """The rows that are left, each point and epoch once."""
        left = lie.territory[rows] == OPEN
        which, rows = which[left], rows[left]
        known: dict[tuple[int, int], list[int]] = {}
        columns = (which, self._epochs(days[rows]), rows)
        for point, epoch, row in zip(*(column.tolist() for column in columns), strict=True):
            if (point, epoch) not in known:
                about = slice(begin[point], begin[point + 1])
                pairs = zip(near.territory[about].tolist(), near.km[about].tolist(), strict=True)
                land = [Near(self.ids[number], km) for number, km in pairs]
                north, east = (float(axis[point]) for axis in points)
                sides = self._ground.sides_of(land, north, east, self._day(epoch))
                known[point, epoch] = [self._number[side] for side in sides]
            lie.territory[row], *others = known[point, epoch]
            lie.more.extend((row, other) for other in others)

    def _epochs(self, days: Whole) -> Whole:
        """The epochs of days: in one, nothing changes by which a point lies somewhere."""
        return np.searchsorted(self._days, days, side="right")

    def _day(self, epoch: int) -> date:
        return self._ground.turns[epoch - 1] if epoch else date.min


class _Base(NamedTuple):
    """What is the same for every catalogue."""

    ids: list[str]
    lines: Lines
    towns: Places
    squares: Squares


@functools.cache
def _base() -> _Base:
    lines, every = Lines(outlines()), list(towns().all())
    ids = list(dict.fromkeys((*outlines().ids, *(town.territory for town in every))))
    settled = _places(every, {identifier: number for number, identifier in enumerate(ids)})
    earth = disturbed(squared(lines, rule.REACH), settled, rule.REACH)
    return _Base(ids, lines, settled, earth)


def _places(places: Iterable[Place], number: dict[str, int]) -> Places:
    found = [(place.lat, place.lon, number[place.territory]) for place in places]
    lat, lon, territory = np.array(found, dtype=np.float64).reshape(-1, 3).T
    return Places(lat, lon, territory.astype(np.int64))
