"""Territories and who held them, named areas, and places events happen at."""

from datetime import date, timedelta
from typing import Literal, TypeAlias

import msgspec

from foedus.model.citations import Citation
from foedus.model.time import Interval

Status: TypeAlias = Literal[
    "integral", "dependency", "mandate", "protectorate", "administered", "occupied", "leased"
]


class Tenure(msgspec.Struct, frozen=True):
    """A state's sovereignty or jurisdiction over a territory for a time."""

    state: str
    during: Interval
    status: Status = "integral"


class Control(msgspec.Struct, frozen=True):
    """A state's or an actor's power in fact over land that it has no settled title to."""

    by: str
    during: Interval
    cite: str = ""

    @property
    def settled(self) -> Interval:
        """The days but the first: on that, an attack found the land as it was before."""
        day = timedelta(days=0 if self.during.start == date.min else 1)
        return Interval(self.during.start + day, self.during.end)


class Territory(msgspec.Struct, frozen=True):
    """The smallest unit of land that treaties tell apart.

    `under` tells who held it by title, or by what stands in for one; `control` who had it in fact
    where that was another; `claimed_by` who else says that it is its own.
    """

    id: str
    name: str
    point: tuple[float, float]
    island: bool = False
    under: tuple[Tenure, ...] = ()
    control: tuple[Control, ...] = ()
    claimed_by: tuple[str, ...] = ()
    note: str = ""

    def holders(self, on: date) -> tuple[Tenure, ...]:
        """Who held it that day; empty where foedus has no record of it."""
        return tuple(t for t in self.under if on in t.during)

    def controlled(self, on: date) -> tuple[str, ...]:
        """Who had it in fact before that day, and had no title; empty where nobody is on record."""
        return tuple(c.by for c in self.control if on in c.settled)

    def in_control(self, on: date) -> tuple[str, ...]:
        """Who had it in fact that day: where nobody else is on record, those who held it."""
        return tuple(c.by for c in self.control if on in c.during) or tuple(
            dict.fromkeys(t.state for t in self.holders(on))
        )


Ring: TypeAlias = tuple[tuple[float, float], ...]


class Area(msgspec.Struct, frozen=True):
    """A named area: the union of its territories and its rings of (latitude, longitude).

    The rings of a sea are drawn over its coasts; only where the area `covers_land` do they count
    for places on land.
    """

    id: str
    name: str
    territories: frozenset[str] = frozenset()
    rings: tuple[Ring, ...] = ()
    covers_land: bool = False
    cite: str = ""


class Sea(msgspec.Struct, frozen=True):
    """The breadth of the territorial sea that a state claimed for a time, in nautical miles.

    Only off `territories` and inside `rings` where it names any. It ends `short_by` miles before
    the median line with the state that it is `short_of`. Where it is `whole`, all the water inside
    `rings` is the state's, however broad, and one of `territories`; `contested` says who denies it.
    """

    id: str
    state: str
    during: Interval
    cite: Citation
    miles: float = 0.0
    whole: bool = False
    contested: str = ""
    territories: tuple[str, ...] = ()
    rings: tuple[Ring, ...] = ()
    short_of: str = ""
    short_by: float = 0.0


class Place(msgspec.Struct, frozen=True):
    """A named point, on a territory or (where `territory` is empty) on waters.

    `people` live there; 0 where that is not told. It is `afloat` in the territorial sea of its
    territory: then it lies in the sea about it too.
    """

    name: str
    lat: float
    lon: float
    territory: str = ""
    people: int = 0
    afloat: bool = False


class Site(msgspec.Struct, frozen=True):
    """Where an event happened, as the rules see it: resolved once per event.

    `tenures` is None where the land's holder on that day is not on record, and empty on waters;
    `control` tells who had the land in fact before that day, where that was another.
    Where no source is exact enough to tell on which side of a line a point lies, `sides` has the
    site on each, the likeliest first, and the rest is as on that. It is `afloat` off every coast.
    """

    name: str
    lat: float
    lon: float
    territory: str
    island: bool
    areas: frozenset[str]
    tenures: tuple[Tenure, ...] | None
    sides: "tuple[Site, ...]" = ()
    afloat: bool = False
    control: tuple[str, ...] = ()

    @property
    def administrators(self) -> tuple[str, ...] | None:
        """Who administered the land, by title or without; None where nobody is on record."""
        return self.control or (None if self.tenures is None else self.holders)

    @property
    def holders(self) -> tuple[str, ...]:
        """The states that held the land."""
        return tuple(dict.fromkeys(t.state for t in self.tenures or ()))
