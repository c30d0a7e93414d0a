"""The shape of the files on states, actors, places and facts, as an author writes them."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from foedus.authoring.entry import Dated, Entry, Slug, Words
from foedus.model.places import Status

STATE = r"^(C-)?[A-Z]{3}$"
StateId = Annotated[str, Field(pattern=STATE)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
LatLon = tuple[Latitude, Longitude]


class NameEntry(Dated):
    """A name and when it was used."""

    name: Words


class LifeEntry(Dated):
    """A time of existence."""


class CowEntry(Dated):
    """A spell in the Correlates of War state system."""

    code: int
    abbreviation: Words


class GwEntry(Dated):
    """A spell in Gleditsch and Ward's list of states."""

    code: int


class SuccessorEntry(Entry):
    """A state that succeeded."""

    state: StateId
    on: date
    note: str = ""


class StateEntry(Entry):
    """A state."""

    id: StateId
    name: Words
    lives: Annotated[list[LifeEntry], Field(min_length=1)]
    alpha2: str = ""
    numeric: int | None = None
    names: list[NameEntry] = []
    aliases: list[str] = []
    cow: list[CowEntry] = []
    gw: list[GwEntry] = []
    successors: list[SuccessorEntry] = []
    note: str = ""


class ActorEntry(Dated):
    """An armed group or an organisation."""

    id: Slug
    name: Words
    kind: Literal["non-state", "organisation"]
    cite: Words
    bases: list[str] = []
    aliases: list[str] = []
    internal: bool = False


class TenureEntry(Dated):
    """Who held a territory, and under which title."""

    state: StateId
    status: Status = "integral"


class TerritoryEntry(Entry):
    """A territory."""

    id: Annotated[str, Field(pattern=r"^([A-Z]{3}|[a-z0-9]+(-[a-z0-9]+)*)$")]
    name: Words
    point: LatLon
    island: bool = False
    under: list[TenureEntry] = []
    claimed_by: list[StateId] = []
    note: str = ""


class AreaEntry(Entry):
    """A named area. Its polygons are read for waters only, unless it `covers_land`."""

    id: Slug
    name: Words
    cite: Words
    territories: list[str] = []
    areas: list[Slug] = []
    covers_land: bool = False
    polygons: list[Annotated[list[LatLon], Field(min_length=3)]] = []


class PlaceEntry(Entry):
    """A place events happen at; without a territory it lies on waters."""

    name: Words
    at: LatLon
    territory: str = ""
    aliases: list[str] = []


class FactEntry(Entry):
    """A fact that an event may state, and the question it answers."""

    id: Slug
    asks: Words
