"""How far apart states are."""

from typing import TYPE_CHECKING, Final

from foedus.data.panels.groups import Gives, column_group
from foedus.data.panels.scope import by_year

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    from foedus.data.panels.scope import Scope

    Floats = NDArray[np.float64]

RADIUS: Final = 6371.0088
"""Of the Earth, the mean, in kilometres."""


def apart(latitudes: "Floats", longitudes: "Floats") -> "Floats":
    """The great-circle distances in kilometres between all of some places, given in degrees."""
    import numpy as np

    north, east = np.radians(latitudes), np.radians(longitudes)
    half = (
        np.sin((north[:, None] - north) / 2) ** 2
        + np.cos(north[:, None]) * np.cos(north) * np.sin((east[:, None] - east) / 2) ** 2
    )
    found: Floats = 2 * RADIUS * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return found


@column_group(
    "distance",
    level="dyad",
    needs=("cow-capitals",),
    gives={
        "capital_distance": Gives(
            "kilometres between the capitals, as they were at the end of the year", 1816, 2023
        )
    },
)
def distance(scope: "Scope") -> "pl.LazyFrame":
    """How far apart the capitals are, along a great circle."""
    import polars as pl

    from foedus.data.panels.pairs import as_pairs

    capitals = scope.scan("cow-capitals", "capitals").sort("ccode", "start")
    columns = ("ccode", "start", "latitude", "longitude")
    last = (
        by_year(capitals, columns, max(scope.first, 1816), min(scope.last, 2023))
        .group_by("ccode", "year")
        .agg(pl.col("latitude", "longitude").sort_by("start").last())
        .sort("year", "ccode")
        .collect()
    )
    kinds = {"state1": pl.Int16, "state2": pl.Int16, "year": pl.Int16}
    parts = [pl.DataFrame(schema={**kinds, "capital_distance": pl.Float64})]
    for (year,), part in last.group_by("year", maintain_order=True):
        places = (part["latitude"].to_numpy(), part["longitude"].to_numpy())
        parts.append(as_pairs(year, part["ccode"].to_numpy(), capital_distance=apart(*places)))
    return pl.concat(parts).lazy()
