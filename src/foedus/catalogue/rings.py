"""Whether a ring contains a point."""

from collections.abc import Iterable

from foedus.model.places import Ring


def in_any(rings: Iterable[Ring], lat: float, lon: float) -> bool:
    """Whether any of the rings contains a point."""
    return any(contains(ring, lat, lon) for ring in rings)


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
