"""From a place's name or a point to what the rules ask of a place."""

import functools
import gzip
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args

from foedus.catalogue.definitions import Definitions, fold
from foedus.errors import FoedusError, did_you_mean, nearest, quoted
from foedus.model.events import Point
from foedus.model.places import Place, Ring, Site, Status

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHAPES: Final = Path(__file__).parents[1] / "definitions" / "places" / "shapes.json.gz"
OWN: Final = frozenset(get_args(Status)) - {"occupied", "leased"}
TERRITORIAL_SEA: Final = 0.2
"""Degrees off the coast that still count as the territory: about 12 nautical miles."""


class UnknownPlaceError(FoedusError):
    """A place that the gazetteer does not know."""


class Sites:
    """Places resolved against the territories and areas of the definitions."""

    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions
        self._areas_of: dict[str, frozenset[str]] = {}
        self._homes: dict[tuple[str, date], tuple[str, ...]] = {}
        self._ringed = [area for area in definitions.areas.values() if area.rings]

    def find(self, name: str) -> Place:
        """The place of that name, or the only one that begins so. Raises UnknownPlaceError."""
        territory = self.definitions.territories.get(name)
        if territory is not None:
            return Place(territory.name, *territory.point, territory.id)
        wanted = fold(name)
        place = self.definitions.places.get(wanted) or self._completed(wanted)
        if place is None:
            known = [
                self.definitions.places[k].name for k in nearest(wanted, self.definitions.places)
            ]
            raise UnknownPlaceError(
                f"no place {quoted(name)} is in the gazetteer; latitude and longitude, such as "
                f"-51.7,-57.85, always work{did_you_mean(known)}"
            )
        return place

    def _completed(self, wanted: str) -> Place | None:
        """The one place whose name begins with the words given: Perejil is Perejil Island."""
        begun = {
            (p.lat, p.lon): p
            for folded, p in self.definitions.places.items()
            if folded.startswith(f"{wanted} ")
        }
        return next(iter(begun.values())) if len(begun) == 1 else None

    def place(self, at: str | Point) -> Place:
        """The place of an event: a name of the gazetteer, or a point and the land it lies on."""
        if isinstance(at, str):
            return self.find(at)
        [territory] = self.territories_at([at.lat], [at.lon])
        return Place(_degrees(at), at.lat, at.lon, territory)

    def site(self, at: str | Point, on: date) -> Site:
        """A place as the rules see it on a day."""
        place = self.place(at)
        territory = self.definitions.territories.get(place.territory)
        if territory is None:
            return Site(place.name, place.lat, place.lon, "", False, self.areas(place), ())
        return Site(
            name=place.name,
            lat=place.lat,
            lon=place.lon,
            territory=territory.id,
            island=territory.island,
            areas=self.areas(place),
            tenures=territory.holders(on) or None,
        )

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
            if (area.covers_land or not place.territory)
            and any(contains(ring, place.lat, place.lon) for ring in area.rings)
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

    def territories_at(self, lats: "Any", lons: "Any") -> list[str]:
        """The territory on which each point lies, up to 12 nautical miles off its coast; "" at sea.

        Territories too small for a shape are found within the same distance of their point.
        """
        ids, codes = shapes_at(lats, lons, self._points())
        return [ids[code] if code >= 0 else "" for code in codes]

    def _points(self) -> tuple[tuple[str, float, float], ...]:
        """Territories that have no shape, by their point."""
        drawn = load_shapes()
        return tuple(
            (t.id, *t.point) for t in self.definitions.territories.values() if t.id not in drawn
        )


def contains(ring: Ring, lat: float, lon: float) -> bool:
    """Whether a ring of (lat, lon) contains a point: the even-odd rule."""
    inside = False
    previous_lat, previous_lon = ring[-1]
    for next_lat, next_lon in ring:
        if (next_lat > lat) != (previous_lat > lat):
            crossing = (previous_lon - next_lon) * (lat - next_lat) / (previous_lat - next_lat)
            if lon < crossing + next_lon:
                inside = not inside
        previous_lat, previous_lon = next_lat, next_lon
    return inside


@functools.cache
def load_shapes() -> Mapping[str, Any]:
    """The shapes of the territories: polygons of rings of [longitude, latitude]."""
    with gzip.open(SHAPES, "rt", encoding="utf-8") as file:
        shapes: dict[str, Any] = json.load(file)
    return shapes


@functools.cache
def _shapes(points: tuple[tuple[str, float, float], ...]) -> tuple[list[str], Any]:
    import numpy as np
    import shapely

    ids, geometries = [], []
    for territory, polygons in load_shapes().items():
        for rings in polygons:
            ids.append(territory)
            geometries.append(shapely.Polygon(rings[0], rings[1:]))
    for territory, lat, lon in points:
        ids.append(territory)
        geometries.append(shapely.Point(lon, lat))
    return ids, np.array(geometries)


def shapes_at(
    lats: Any, lons: Any, points: tuple[tuple[str, float, float], ...]
) -> "tuple[list[str], NDArray[np.int64]]":
    """For many points, the index of the shape each lies in or nearest to; -1 at sea."""
    import numpy as np
    import shapely

    ids, shapes = _shapes(points)
    asked = shapely.points(np.asarray(lons, dtype=float), np.asarray(lats, dtype=float))
    found = np.full(len(asked), -1, dtype=np.int64)
    # Asking each shape for its points, not each point for its shape, lets GEOS prepare the shape.
    shape, inside = shapely.STRtree(asked).query(shapes, predicate="contains")
    found[inside[::-1]] = shape[::-1]
    at_sea = np.flatnonzero(found < 0)
    shape, off = shapely.STRtree(asked[at_sea]).query(
        shapes, predicate="dwithin", distance=TERRITORIAL_SEA
    )
    farthest_first = np.argsort(-shapely.distance(shapes[shape], asked[at_sea[off]]), kind="stable")
    found[at_sea[off[farthest_first]]] = shape[farthest_first]
    return ids, found


def _degrees(point: Point) -> str:
    north = f"{abs(point.lat):g}°{'N' if point.lat >= 0 else 'S'}"
    return f"{north} {abs(point.lon):g}°{'E' if point.lon >= 0 else 'W'}"
