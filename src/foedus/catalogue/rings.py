"""Whether a ring contains a point."""

from foedus.model.places import Ring


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
