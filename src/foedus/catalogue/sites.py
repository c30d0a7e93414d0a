"""From a place's name or a point to what the rules ask of a place."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final, get_args

import msgspec

from foedus.catalogue.definitions import Definitions
from foedus.catalogue.gazetteer import Gazetteer, Reach, nowhere
from foedus.catalogue.ground import WATERS, Ground
from foedus.catalogue.rings import in_any
from foedus.model.events import Point
from foedus.model.places import Place, Site, Status

SHAPES: Final = Path(__file__).parents[1] / "definitions" / "places" / "shapes.json.gz"
"""The outlines for a map: thinned, and not what a point is judged by."""
OWN: Final = frozenset(get_args(Status)) - {"occupied", "leased"}


class Sites:
    """Places resolved against the territories and areas of the definitions."""

    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions
        self.gazetteer = Gazetteer(definitions, self.areas)
        self.ground = Ground(definitions)
        self._areas_of: dict[str, frozenset[str]] = {}
        self._homes: dict[tuple[str, date], tuple[str, ...]] = {}
        self._ringed = [area for area in definitions.areas.values() if area.rings]

    def find(
        self, name: str, by: Sequence[str] = (), on: date = date.max, reach: Reach = nowhere
    ) -> Place:
        """The place that a name means to those attacked. Raises UnknownPlaceError."""
        return self.gazetteer.find(name, by, on, reach)

    def places(
        self, at: str | Point, on: date, by: Sequence[str] = (), reach: Reach = nowhere
    ) -> tuple[Place, ...]:
        """The place of an event, on each land it may lie on: by name nearly always one."""
        if isinstance(at, str):
            place = self.find(at, by, on, reach)
            if place.territory:
                return (place,)
            waters = self.ground.in_waters(place.lat, place.lon, on)
            return tuple(
                msgspec.structs.replace(place, territory=side, afloat=True) for side in waters
            )
        name = _degrees(at)
        sides = self.ground.sides(at.lat, at.lon, on)
        afloat = self.ground.afloat(at.lat, at.lon)
        return tuple(Place(name, at.lat, at.lon, side, 0, afloat) for side in sides)

    def site(
        self, at: str | Point, on: date, by: Sequence[str] = (), reach: Reach = nowhere
    ) -> Site:
        """A place as the rules see it on a day; to those attacked, `by`, a name means their own."""
        sides = [self._site(place, on) for place in self.places(at, on, by, reach)]
        first = sides[0]
        if len(sides) == 1:
            return first
        lands = [self.land(side.territory, on) for side in sides if side.territory]
        if self.claimed(first, on) and len(lands) < len(sides):
            where = f"in waters claimed by {' and '.join(dict.fromkeys(lands))}"
        elif len(lands) == 1:
            where = f"near the edge of the territorial sea of {lands[0]}"
        else:
            where = f"near the border of {' and '.join(dict.fromkeys(lands))}"
        name = f"{first.name} ({where})"
        return msgspec.structs.replace(first, name=name, sides=tuple(sides))

    def claimed(self, site: Site, on: date) -> bool:
        """Whether it lies in waters that a state claims as its own and others deny it."""
        return any(sea.contested for sea in self.ground.enclosed.about(site.lat, site.lon, on))

    def _site(self, place: Place, on: date) -> Site:
        territory = self.definitions.territories.get(place.territory)
        if territory is None:
            return Site(place.name, place.lat, place.lon, WATERS, False, self.areas(place), ())
        return Site(
            name=place.name,
            lat=place.lat,
            lon=place.lon,
            territory=territory.id,
            island=territory.island,
            areas=self.areas(place),
            tenures=territory.holders(on) or None,
            afloat=place.afloat,
            control=territory.controlled(on),
        )

    def land(self, territory: str, on: date) -> str:
        """A territory by the name of who held it that day, or its own where that is not known."""
        return self.gazetteer.country(Place("", 0, 0, territory), on) if territory else "the sea"

    def homes(self, state: str, on: date) -> tuple[str, ...]:
        """The territories that a state held as its own that day, its heartland first.

        Land that it only occupied or leased is not its territory.
        """
        if (state, on) not in self._homes:
            held = [
                territory.id
                for territory in self.definitions.territories.values()
                if any(t.state == state and t.status in OWN for t in territory.holders(on))
            ]
            self._homes[state, on] = tuple(sorted(held, key=lambda t: (t != state, t)))
        return self._homes[state, on]

    def areas(self, place: Place) -> frozenset[str]:
        """The ids of the areas and of the territory that the place lies in."""
        ringed = {
            area.id
            for area in self._ringed
            if (area.covers_land or place.afloat or not place.territory)
            and in_any(area.rings, place.lat, place.lon)
        }
        return self.areas_of_territory(place.territory) | ringed

    def areas_of_territory(self, territory: str) -> frozenset[str]:
        """The ids of the areas that take in a whole territory, and its own."""
        if not territory:
            return frozenset()
        if territory not in self._areas_of:
            areas = self.definitions.areas.values()
            inside = {area.id for area in areas if territory in area.territories}
            self._areas_of[territory] = frozenset(inside | {territory})
        return self._areas_of[territory]


def _degrees(point: Point) -> str:
    north = f"{abs(point.lat):g}°{'N' if point.lat >= 0 else 'S'}"
    return f"{north} {abs(point.lon):g}°{'E' if point.lon >= 0 else 'W'}"
