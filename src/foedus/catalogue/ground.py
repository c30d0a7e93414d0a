"""On whose land or in whose waters a point lies, as far as the sources can tell.

A point that lies nearer to a line than the line is exact is settled by the towns about it; where
they do not settle it either, it has a side for each that it may be of.
"""

import functools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from foedus.catalogue.definitions import Definitions
from foedus.catalogue.enclosed import ACROSS, Enclosed
from foedus.catalogue.outlines import FAR, Frame, Near, in_order, outlines
from foedus.catalogue.rings import in_any
from foedus.catalogue.towns import cell, towns
from foedus.model.places import Area, Place, Sea, Territory

if TYPE_CHECKING:
    from foedus.catalogue.survey import Survey

WATERS: Final = ""
MILE: Final = 1.852
REACH: Final = 25.0
"""Kilometres: as far as a territorial sea of twelve miles and the error of a coast."""
COAST: Final = 1.5
"""Kilometres that a coast is off; scripts/measure_borders.py."""
TOWN: Final = 3.0
"""A town so near tells whose the land is, if the line says the same."""
CENTRE: Final = 0.5
"""And so near, whatever the line says."""
ISLET: Final = 1.0
"""The radius of an island that has no outline."""
TWICE: Final = 2.0
"""The nearest town on the other side must be so many times as far."""
USUAL: Final = 12.0
LEAST: Final = 3.0
CONVENTION: Final = date(1994, 11, 16)
"""The Convention on the Law of the Sea in force: twelve miles for whoever claims nothing else.

Before that a state had three miles at least, and how many more is known only where it is recorded.
"""


class Ground:
    """Points resolved against the outlines, the towns, and the seas that states claimed."""

    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions
        self.enclosed = Enclosed(definitions.seas.values())
        self.near = functools.lru_cache(100_000)(self._near)
        self._sides = functools.lru_cache(100_000)(self._sides_on)
        self._alike: dict[tuple[str, str, date], bool] = {}

    def sides(self, lat: float, lon: float, on: date) -> tuple[str, ...]:
        """The territories that a point may lie on that day, WATERS among them; the likeliest first.

        Nearly always it is one.
        """
        return self._sides(lat, lon, on)

    def afloat(self, lat: float, lon: float) -> bool:
        """Whether a point lies off every coast."""
        near = self.near(lat, lon)
        return not near or near[0].km > COAST

    @functools.cached_property
    def survey(self) -> "Survey":
        """The same for points in millions."""
        from foedus.catalogue.survey import Survey

        return Survey(self)

    @functools.cached_property
    def turns(self) -> list[date]:
        """The days on which it may change where a point lies."""
        spans = [sea.during for sea in self.definitions.seas.values()]
        for territory in self.definitions.territories.values():
            spans += [tenure.during for tenure in territory.under]
            spans += [control.during for control in territory.control]
        return sorted({CONVENTION}.union(*((span.start, span.end) for span in spans)))

    def listed(self) -> list[Place]:
        """Every place that an author listed and that tells whose the land is."""
        return [place for places in self._listed.values() for place in places]

    def breadth(self, territory: str, on: date) -> tuple[float, float] | None:
        """The kilometres that its holder's sea surely and at most reached, wherever off it.

        Nothing where that is not the same everywhere.
        """
        claims = self._claims(territory, on)
        if any(sea.rings or sea.short_of for sea in claims):
            return None
        return _reached(_closest(claims), on)

    def _near(self, lat: float, lon: float) -> tuple[Near, ...]:
        """The land about a point: by outline; off the outlines by the places on it."""
        drawn = outlines().near(lat, lon, REACH)
        if drawn and drawn[0].km == 0:
            return drawn
        best = {near.territory: near.km for near in drawn}
        frame = Frame(lat, lon)
        for place in (*self._islets(lat, lon), *(p for _, p in towns().near(lat, lon, REACH))):
            km = max(frame.km(place.lat, place.lon) - ISLET, 0.0)
            if km < best.get(place.territory, REACH):
                best[place.territory] = km
        return in_order(Near(territory, km) for territory, km in best.items())

    def in_waters(
        self, lat: float, lon: float, on: date, sides: tuple[str, ...] = (WATERS,)
    ) -> tuple[str, ...]:
        """The sides of a point that may lie on waters, where a state has those as its own."""
        seas = self.enclosed.about(lat, lon, on) if WATERS in sides else ()
        if not seas:
            return sides
        lands = tuple(s for s in sides if s) or tuple(self.enclosed.lands(seas, lat, lon))
        open_to_doubt = any(sea.contested for sea in seas)
        return (*dict.fromkeys(lands), *([WATERS] if open_to_doubt else []))

    def _sides_on(self, lat: float, lon: float, on: date) -> tuple[str, ...]:
        return self.sides_of(self.near(lat, lon), lat, lon, on)

    def sides_of(self, near: Sequence[Near], lat: float, lon: float, on: date) -> tuple[str, ...]:
        """The sides of a point, the land about it being known."""
        return self.in_waters(lat, lon, on, self._by_coast(near, lat, lon, on))

    def _by_coast(self, near: Sequence[Near], lat: float, lon: float, on: date) -> tuple[str, ...]:
        if not near:
            return (WATERS,)
        first = near[0]
        if first.km <= COAST and (belied := self._belied(lat, lon, near)):
            if belied not in outlines().ids:
                return (belied,)
            if not self.as_good(first.territory, belied, on):
                return (first.territory, belied)
        if first.km == 0:
            rivals = [n for n in near[1:] if n.km < outlines().error(first.territory, n.territory)]
            return self._settled(lat, lon, first.territory, rivals, on)
        return self._at_sea(lat, lon, near, on)

    def _belied(self, lat: float, lon: float, near: Sequence[Near]) -> str:
        """The territory of a place at the point itself, where the outlines have it elsewhere."""
        if len(near) == 1 and not any(True for _ in self._listed_about(lat, lon)):
            return ""
        places = self._places(lat, lon)
        if places and places[0][0] <= CENTRE and places[0][1].territory != near[0].territory:
            return places[0][1].territory
        return ""

    def _settled(
        self, lat: float, lon: float, first: str, rivals: Sequence[Near], on: date
    ) -> tuple[str, ...]:
        """The first, or all of them where a rival would matter and no town settles it."""
        others = [n.territory for n in rivals if not self.as_good(first, n.territory, on)]
        if not others:
            return (first,)
        sides = (first, *others)
        found = self._by_town(lat, lon, sides)
        return (found,) if found else sides

    def _by_town(self, lat: float, lon: float, sides: Sequence[str]) -> str:
        """The side of the nearest town, where the line does not belie it; else nothing."""
        known = [(km, p.territory) for km, p in self._places(lat, lon) if p.territory in sides]
        if not known:
            return ""
        km, territory = known[0]
        other = next((far for far, its in known if its != territory), FAR)
        if other < TWICE * km:
            return ""
        return territory if territory == sides[0] or km <= CENTRE else ""

    def _places(self, lat: float, lon: float) -> list[tuple[float, Place]]:
        """The places about a point, the nearest first; what authors listed before a town there."""
        frame = Frame(lat, lon)
        listed = ((frame.km(p.lat, p.lon), p) for p in self._listed_about(lat, lon))
        found = [(km, False, p) for km, p in listed if km <= TOWN]
        found += [(km, True, p) for km, p in towns().near(lat, lon, TOWN)]
        found.sort(key=lambda told: (told[0], told[1], told[2].territory))
        return [(km, place) for km, _, place in found]

    def _at_sea(self, lat: float, lon: float, near: Sequence[Near], on: date) -> tuple[str, ...]:
        """Off the coasts: whose territorial sea it is, or may be."""
        reached: list[tuple[float, str, bool]] = []
        for land in near:
            sure, most = self._breadth(land, lat, lon, on)
            if land.km <= max(most, 0) + COAST:
                is_sure = land.km <= max(sure - COAST, COAST)
                reached.append((land.km, land.territory, is_sure))
        if not reached:
            return (WATERS,)
        km, first, is_sure = reached[0]
        rivals = [
            Near(territory, far)
            for far, territory, _ in reached[1:]
            if far - km < max(2 * COAST, outlines().error(first, territory))
        ]
        sides = self._settled(lat, lon, first, rivals, on)
        return sides if any(sure for _, _, sure in reached) else (*sides, WATERS)

    def _claims(self, land: str, on: date) -> list[Sea]:
        """What the holder of a land claimed as its sea that day."""
        territory = self.definitions.territories.get(land)
        holder = next((t.state for t in territory.holders(on)), "") if territory else ""
        return [
            sea
            for sea in self._seas.get(holder, ())
            if on in sea.during and (not sea.territories or land in sea.territories)
        ]

    def _breadth(self, land: Near, lat: float, lon: float, on: date) -> tuple[float, float]:
        """The kilometres that the sea of a land's holder surely and at most reached."""
        sea = _closest(
            [
                sea
                for sea in self._claims(land.territory, on)
                if not sea.rings or in_any(sea.rings, lat, lon)
            ]
        )
        sure, most = _reached(sea, on)
        if sea and sea.short_of:
            sure = most = min(most, self._across(sea, lat, lon, on) - 2 * sea.short_by * MILE)
        return sure, most

    def _across(self, sea: Sea, lat: float, lon: float, on: date) -> float:
        """How far the coast is that the median line is drawn against."""
        frame = Frame(lat, lon)
        drawn = ((near.km, near.territory) for near in outlines().near(lat, lon, ACROSS))
        listed = ((frame.km(p.lat, p.lon), p.territory) for p in self._listed_about(lat, lon))
        for km, land in sorted((*drawn, *listed)):
            territory = self.definitions.territories.get(land)
            if territory and any(t.state == sea.short_of for t in territory.holders(on)):
                return km
        return FAR

    def as_good(self, one: str, other: str, on: date) -> bool:
        """Whether it makes no difference, that day, on which of two territories a point lies."""
        key = one, other, on
        if key not in self._alike:
            lands = [self.definitions.territories.get(territory) for territory in (one, other)]
            first, second = (self._weight(land, on) for land in lands)
            self._alike[key] = first == second
        return self._alike[key]

    def _weight(self, land: Territory | None, on: date) -> object:
        if land is None:
            return None
        areas = frozenset(a.id for a in self._areas if land.id in a.territories)
        return land.holders(on), land.in_control(on), areas, land.island

    @functools.cached_property
    def _areas(self) -> list[Area]:
        return list(self.definitions.areas.values())

    @functools.cached_property
    def _seas(self) -> dict[str, list[Sea]]:
        found: dict[str, list[Sea]] = defaultdict(list)
        for sea in self.definitions.seas.values():
            if not sea.whole:
                found[sea.state].append(sea)
        return found

    def _listed_about(self, lat: float, lon: float) -> Iterator[Place]:
        """The places that authors listed, in the nine square degrees about a point."""
        row, column = int(lat // 1), int(lon // 1)
        for north in (-1, 0, 1):
            for east in (-1, 0, 1):
                key = cell(row + north, (column + east + 180) % 360 - 180)
                yield from self._listed.get(key, ())

    @functools.cached_property
    def _listed(self) -> dict[int, list[Place]]:
        """The listed places on land, by square degree; a territory only where it has no outline."""
        drawn = set(outlines().ids)
        found: dict[int, dict[tuple[float, float], Place]] = defaultdict(dict)
        for place in (p for named in self.definitions.places.values() for p in named):
            whole = place.people and place.territory in drawn
            if place.territory and not whole:
                key = cell(int(place.lat // 1), int(place.lon // 1))
                found[key][place.lat, place.lon] = place
        return {key: list(places.values()) for key, places in found.items()}

    def _islets(self, lat: float, lon: float) -> Iterator[Place]:
        """The listed places about a point that lie off the outlines."""
        frame = Frame(lat, lon)
        for place in self._listed_about(lat, lon):
            if frame.km(place.lat, place.lon) <= REACH and self._is_off(place.lat, place.lon):
                yield place

    @functools.cached_property
    def _off(self) -> dict[tuple[float, float], bool]:
        return {}

    def _is_off(self, lat: float, lon: float) -> bool:
        """Whether a place lies on no outline."""
        if (lat, lon) not in self._off:
            near = outlines().near(lat, lon, COAST)
            self._off[lat, lon] = not near
        return self._off[lat, lon]


def _closest(claims: Sequence[Sea]) -> Sea | None:
    """Of several claims that of a part before that of the whole."""
    parts = [sea for sea in claims if sea.territories or sea.rings]
    return next(iter((*parts, *claims)), None)


def _reached(sea: Sea | None, on: date) -> tuple[float, float]:
    """The kilometres that a sea surely and at most reached; short of no line."""
    if sea is None:
        return (USUAL if on >= CONVENTION else LEAST) * MILE, USUAL * MILE
    return sea.miles * MILE, sea.miles * MILE
