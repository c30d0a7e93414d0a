"""Waters that a state holds, or claims, as its own however far from its coasts."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from foedus.catalogue.outlines import outlines
from foedus.catalogue.rings import in_any
from foedus.model.places import Sea

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ACROSS: Final = 70.0
"""Kilometres: so far is the coast looked for that such waters go with, or the other coast where a
territorial sea ends short of the median line.
"""


class Enclosed:
    """The bays and inner seas that are a state's altogether, by law or by its claim."""

    def __init__(self, seas: Iterable[Sea]) -> None:
        self._seas = [sea for sea in seas if sea.whole]

    def about(self, lat: float, lon: float, on: date) -> tuple[Sea, ...]:
        """Those about a point that day; most often none."""
        return tuple(sea for sea in self._seas if on in sea.during and in_any(sea.rings, lat, lon))

    def lands(self, seas: Iterable[Sea], lat: float, lon: float) -> Iterator[str]:
        """The territory that the point goes with in each: that of the nearest coast."""
        near: list[str] | None = None
        for sea in seas:
            if len(sea.territories) > 1 and near is None:
                near = [land.territory for land in outlines().near(lat, lon, ACROSS)]
            yield next((land for land in near or () if land in sea.territories), sea.territories[0])

    def squares(self) -> "NDArray[np.int64]":
        """The squares that any of them may reach into."""
        import numpy as np  # a single point needs no arrays

        from foedus.catalogue.quiet import SIDE, squares

        found = [np.empty(0, dtype=np.int64)]
        for ring in (ring for sea in self._seas for ring in sea.rings):
            lats, lons = np.array(ring, dtype=float).T
            step = 1 / SIDE
            lat = np.arange(lats.min(), lats.max() + step, step)
            lon = np.arange(lons.min(), lons.max() + step, step)
            one, other = np.meshgrid(lat, lon)
            found.append(squares(one.ravel(), other.ravel()))
        return np.unique(np.concatenate(found))
