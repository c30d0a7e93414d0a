"""A military activity as a question takes it, and as it is judged: ids for names, places found."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, BeforeValidator, Field

from foedus.asking.declare import Document
from foedus.asking.names import EACH_ONCE, PlaceName, StateName, StateNames, point_in
from foedus.catalogue.catalogue import Catalogue
from foedus.documents.lists import listed
from foedus.documents.numbers import Count, Day, Flag, Hours
from foedus.errors import QuestionError, located
from foedus.model.arms_control import ActivityKind, Structure
from foedus.model.places import Site
from foedus.model.wording import counted

LANDINGS = ("amphibious", "heliborne", "airborne")
HOURS = 24


def _places(given: Any) -> Any:
    """Places one by one: a comma may stand between two degrees."""
    return [given] if isinstance(given, str) else given


Kinds = Annotated[list[ActivityKind], BeforeValidator(listed)]
Places = Annotated[list[PlaceName], BeforeValidator(_places)]
Contingents = Annotated[dict[StateName, Count], EACH_ONCE]


class ActivityFields(BaseModel):
    """A military activity; what is left out is not known."""

    name: str = Field("", description="What the activity is called")
    start: Day | None = Field(None, description="Its first day")
    end: Day | None = Field(None, description="Its last day; the first, where left out")
    host: StateNames = Field(
        [], description="State on whose territory it is; repeat, or use commas"
    )
    participants: StateNames = Field([], description="States whose forces take part")
    at: Places = Field([], description='Place by name, or "latitude,longitude"; repeat for several')
    kind: Kinds = Field(
        ["land"],
        description="land, amphibious, heliborne, airborne, air, naval or transfer; several may be "
        "given; land, where left out",
    )
    structure: Structure | None = Field(
        None, description="The level of formation; smaller is less than two brigades or regiments"
    )
    troops: Count | None = Field(None, description="Troops in all, support included")
    contingents: Contingents = Field({}, description="Troops by state, as STATE=NUMBER")
    landing_troops: Count | None = Field(
        None, description="Troops in a landing or parachute assault that is part of it"
    )
    tanks: Count | None = Field(None, description="Battle tanks")
    acv: Count | None = Field(None, description="Armoured combat vehicles")
    artillery: Count | None = Field(None, description="Artillery pieces of 100 mm and more")
    sorties: Count | None = Field(None, description="Sorties of aircraft, helicopters not counted")
    ships: Count | None = Field(None, description="Ships of destroyer or frigate size and above")
    distance_km: Count | None = Field(None, description="Kilometres from the border")
    snap: Flag = Field(False, description="Without advance notice to the troops")
    hours: Hours | None = Field(None, description="How many hours it lasts, if days are too coarse")
    notified: Day | None = Field(None, description="The day on which it was notified, if it was")


class Activity(ActivityFields, Document):
    """A line of a list of activities."""

    start: Day = Field(description="Its first day")


@dataclass(frozen=True)
class Planned:
    """An activity as it is judged. `sites` is empty where no place is given.

    `quantities` holds what is known; `least_hours` and `most_hours` bound how long it lasts.
    `requested` is when an explanation was asked for.
    """

    name: str
    start: date
    end: date
    hosts: tuple[str, ...]
    participants: tuple[str, ...]
    sites: tuple[Site, ...]
    kinds: frozenset[ActivityKind]
    structure: Structure | None
    snap: bool
    least_hours: int
    most_hours: int
    quantities: dict[str, int]
    contingents: dict[str, int]
    notified: date | None
    requested: datetime | None
    notes: tuple[str, ...]

    @property
    def states(self) -> tuple[str, ...]:
        """The states that have a part in it."""
        return tuple(dict.fromkeys((*self.hosts, *self.participants)))


def read(
    given: ActivityFields, catalogue: Catalogue, requested: AwareDatetime | None = None
) -> Planned:
    """Read an activity. Raises QuestionError."""
    if given.start is None:
        raise QuestionError("start is missing: the first day of the activity", ("start",))
    start, end = given.start, given.end or given.start
    name = given.name or f"the activity of {start}"
    if end < start:
        raise QuestionError(f"{name}: it ends on {end}, before it starts on {start}", ("end",))
    notes: list[str] = []
    hosts = tuple(dict.fromkeys(given.host))
    by = hosts or tuple(dict.fromkeys(given.participants))
    with located("at"):
        sites = tuple(catalogue.site(point_in(place) or place, start, by) for place in given.at)
    contingents = given.contingents
    if not hosts and sites:
        hosts = tuple(dict.fromkeys(t.state for site in sites for t in site.tenures or ()))
        if hosts:
            notes.append(f"{name}: assumed from the place: hosted by {' and '.join(hosts)}")
    for site in sites:
        holders = [tenure.state for tenure in site.tenures or ()]
        if holders and not set(holders) & set(hosts):
            held = " and ".join(holders)
            notes.append(
                f"{name}: {site.name} was held by {held} that day, not by a host that is given"
            )
    if not hosts and not sites and requested is None:
        notes.append(
            f"{name}: assumed: it takes place in the zone, on the territory of a state "
            "that takes part in the measures; say otherwise with `at` or `host`"
        )
    days = (end - start).days + 1
    least, most = max(0, days - 2) * HOURS, days * HOURS
    if given.hours is not None:
        if given.hours > most:
            told = f"{name}: {given.hours} hours do not fit into {counted(days, 'day')}"
            raise QuestionError(told, ("hours",))
        least = most = given.hours
    return Planned(
        name=name,
        start=start,
        end=end,
        hosts=hosts,
        participants=tuple(dict.fromkeys((*given.participants, *contingents))),
        sites=sites,
        kinds=frozenset(given.kind),
        structure=given.structure,
        snap=given.snap,
        least_hours=least,
        most_hours=most,
        quantities=_quantities(given, name, contingents),
        contingents=contingents,
        notified=given.notified,
        requested=requested,
        notes=tuple(notes),
    )


def _quantities(given: ActivityFields, name: str, contingents: dict[str, int]) -> dict[str, int]:
    """What is known; the troops of a mere landing are those that land."""
    told, parts = given.troops, sum(contingents.values())
    if told is not None and parts > told:
        more = f"{name}: the contingents are {parts:,} troops, more than {told:,}"
        raise QuestionError(more, ("contingents",))
    troops = parts if told is None and contingents else told
    landing = given.landing_troops
    if landing is None and set(given.kind) <= set(LANDINGS):
        landing = troops
    if landing is not None and troops is not None and landing > troops:
        more = f"{name}: {landing:,} troops land, more than the {troops:,} in all"
        raise QuestionError(more, ("landing_troops",))
    known = {
        "troops": troops,
        "landing-troops": landing,
        "battle-tanks": given.tanks,
        "armoured-combat-vehicles": given.acv,
        "artillery": given.artillery,
        "sorties": given.sorties,
        "ships": given.ships,
        "distance-km": given.distance_km,
    }
    return {quantity: number for quantity, number in known.items() if number is not None}
