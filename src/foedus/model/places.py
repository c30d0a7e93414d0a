"""Territories and who held them, named areas, and places events happen at."""

from datetime import date
from typing import Literal, TypeAlias

import msgspec

from foedus.model.time import Interval

Status: TypeAlias = Literal[
    "integral", "dependency", "mandate", "protectorate", "administered", "occupied", "leased"
]


class Tenure(msgspec.Struct, frozen=True):
    """A state's sovereignty or jurisdiction over a territory for a time."""

    state: str
    during: Interval
    status: Status = "integral"


class Territory(msgspec.Struct, frozen=True):
    """The smallest unit of land that treaties tell apart."""

    id: str
    name: str
    point: tuple[float, float]
    island: bool = False
    under: tuple[Tenure, ...] = ()
    claimed_by: tuple[str, ...] = ()
    note: str = ""

    def holders(self, on: date) -> tuple[Tenure, ...]:
        """Who held it that day; empty where foedus has no record of it."""
        return tuple(t for t in self.under if on in t.during)


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


class Place(msgspec.Struct, frozen=True):
    """A named point, on a territory or (where `territory` is empty) on waters."""

    name: str
    lat: float
    lon: float
    territory: str = ""


class Site(msgspec.Struct, frozen=True):
    """Where an event happened, as the rules see it: resolved once per event.

    `tenures` is None where the land's holder on that day is not on record, and empty on waters.
    """

    name: str
    lat: float
    lon: float
    territory: str
    island: bool
    areas: frozenset[str]
    tenures: tuple[Tenure, ...] | None
