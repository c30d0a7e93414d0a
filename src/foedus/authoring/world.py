"""States, actors, territories, areas, places and facts."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from foedus.authoring.making import Making
from foedus.catalogue.definitions import fold
from foedus.catalogue.gazetteer import WHOLE
from foedus.documents.entry import Cited, Dated, Entry, Slug, Words, interval
from foedus.documents.numbers import FLOAT, Count, Day, Flag, Latitude, Longitude
from foedus.model.actors import Actor, Code, Name, State, Succession
from foedus.model.places import Area, Control, Place, Sea, Status, Tenure, Territory

STATE = r"^(C-)?[A-Z]{3}$"
StateId = Annotated[str, Field(pattern=STATE)]
LatLon = tuple[Latitude, Longitude]


class NameEntry(Dated):
    """A name and when it was used."""

    name: Words


class LifeEntry(Dated):
    """A time of existence."""


class CowEntry(Dated):
    """A spell in the Correlates of War state system."""

    code: Count
    abbreviation: Words


class GwEntry(Dated):
    """A spell in Gleditsch and Ward's list of states."""

    code: Count


class SuccessorEntry(Entry):
    """A state that succeeded."""

    state: StateId
    on: Day
    note: str = ""


class StateEntry(Entry):
    """A state."""

    id: StateId
    name: Words
    lives: Annotated[list[LifeEntry], Field(min_length=1)]
    alpha2: str = ""
    numeric: Count | None = None
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
    internal: Flag = False


class TenureEntry(Dated):
    """Who held a territory, and under which title."""

    state: StateId
    status: Status = "integral"


class ControlEntry(Dated):
    """Who had a territory in fact, without a settled title."""

    by: str
    cite: Words


class TerritoryEntry(Entry):
    """A territory."""

    id: Annotated[str, Field(pattern=r"^([A-Z]{3}|[a-z0-9]+(-[a-z0-9]+)*)$")]
    name: Words
    point: LatLon
    island: Flag = False
    under: list[TenureEntry] = []
    control: list[ControlEntry] = []
    claimed_by: list[StateId] = []
    note: str = ""


class AreaEntry(Entry):
    """A named area. Its polygons are read for waters only, unless it `covers_land`."""

    id: Slug
    name: Words
    cite: Words
    territories: list[str] = []
    areas: list[Slug] = []
    covers_land: Flag = False
    polygons: list[Annotated[list[LatLon], Field(min_length=3)]] = []


class PlaceEntry(Cited):
    """A place events happen at; without a territory it lies on waters. `cite` is for its reader."""

    name: Words
    at: LatLon
    territory: str = ""
    aliases: list[str] = []


class SeaEntry(Cited, Dated):
    """How broad a territorial sea a state claimed, or (`whole`) what waters altogether."""

    id: Slug
    state: StateId
    miles: Annotated[float, Field(ge=0, le=200), *FLOAT] = 0.0
    whole: Flag = False
    contested: str = ""
    territories: list[str] = []
    polygons: list[Annotated[list[LatLon], Field(min_length=3)]] = []
    short_of: str = ""
    short_by: Annotated[float, Field(ge=0, le=50), *FLOAT] = 0.0

    @model_validator(mode="after")
    def _measured(self) -> Self:
        if self.whole == bool(self.miles):
            raise ValueError("a sea needs `miles`, or `whole: true` instead")
        if self.whole and not (self.territories and self.polygons):
            raise ValueError("a sea that is `whole` needs `territories` and `polygons`")
        return self


class FactEntry(Entry):
    """A fact that an event may state, and the question it answers."""

    id: Slug
    asks: Words


_NAME = Making(Name, NameEntry)
_COW = Making(Code, CowEntry)
_GW = Making(Code, GwEntry, abbreviation=lambda _: "")
_SUCCESSION = Making(Succession, SuccessorEntry)
state = Making(
    State,
    StateEntry,
    lives=lambda e: tuple(map(interval, e.lives)),
    names=lambda e: tuple(map(_NAME, e.names)),
    cow=lambda e: tuple(map(_COW, e.cow)),
    gw=lambda e: tuple(map(_GW, e.gw)),
    successors=lambda e: tuple(map(_SUCCESSION, e.successors)),
)
actor = Making(Actor, ActorEntry)
_TENURE = Making(Tenure, TenureEntry)
_CONTROL = Making(Control, ControlEntry)
territory = Making(
    Territory,
    TerritoryEntry,
    under=lambda e: tuple(map(_TENURE, e.under)),
    control=lambda e: tuple(map(_CONTROL, e.control)),
)
sea = Making(
    Sea,
    SeaEntry,
    read=["polygons"],
    rings=lambda e: tuple(map(tuple, e.polygons)),
)
area = Making(
    Area,
    AreaEntry,
    read=["areas", "polygons"],  # an area takes in others once all are known
    territories=lambda e: frozenset(e.territories),
    rings=lambda e: tuple(map(tuple, e.polygons)),
)


def places(entry: PlaceEntry) -> tuple[Place, ...]:
    """A place under its name and under each of its aliases."""
    return tuple(
        Place(name, entry.at[0], entry.at[1], entry.territory)
        for name in (entry.name, *entry.aliases)
    )


def lands_as_places(
    territories: Mapping[str, Territory],
    states: Mapping[str, State],
    named: dict[str, tuple[Place, ...]],
) -> None:
    """Add each territory as a place, by its name and by those of the state of the same id."""
    for territory in territories.values():
        state = states.get(territory.id)
        for name in (territory.name, *((state.name, *state.aliases) if state else ())):
            known = named.get(fold(name), ())
            if all(place.territory != territory.id for place in known):
                place = Place(name, *territory.point, territory.id, WHOLE)
                named[fold(name)] = (*known, place)
