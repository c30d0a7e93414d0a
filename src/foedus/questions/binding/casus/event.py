"""Reading an event: names become ids, and a place is found."""

from typing import Annotated, Any, Final

from pydantic import Field, ValidationInfo, field_validator

from foedus.asking.declare import Inputs
from foedus.asking.fields import EACH_NAMED_ONCE
from foedus.asking.names import KNOWN_PLACE, PLACES, ActorName, StateName, point_in
from foedus.documents.faults import SHORT
from foedus.documents.numbers import Day, Flag, Latitude, Longitude
from foedus.documents.shapes import truth
from foedus.documents.zones import ZoneName
from foedus.errors import QuestionError, located
from foedus.language.leaves.acts import NAMING
from foedus.model.events import KINDS, Domain, Event, Fact, Kind, Object, Point

MOST: Final = 100
"""So many may be on one side: every pair of the two sides is judged."""
FactInput = Flag | Day | str | list[str]


class PointInput(Inputs):
    """Degrees north and east."""

    lat: Latitude
    lon: Longitude


class HappeningInput(Inputs):
    """An event that may be a casus foederis; what is left out is not known."""

    attacked: Annotated[list[StateName], EACH_NAMED_ONCE] = Field(
        min_length=1, max_length=MOST, description="State attacked (id or name); repeat for several"
    )
    attacker: Annotated[list[ActorName], EACH_NAMED_ONCE] = Field(
        [], max_length=MOST, description="State or actor that attacked; leave out where unknown"
    )
    at: Annotated[str | PointInput | None, KNOWN_PLACE, PLACES] = Field(
        None, description='Place by name, or "latitude,longitude"; leave out where unknown'
    )
    kind: Kind = Field("armed-attack", description=f"What happened: {', '.join(KINDS)}")
    object: Object = Field("territory", description="What was attacked")
    domain: Domain | None = Field(None, description="Where it was fought, if not the usual")
    facts: dict[str, FactInput] = Field(
        {},
        description="Further facts as name=value: effects-of-armed-attack, intercepted, deliberate "
        "and civil are yes or no, flag names a state; others, such as "
        "un-security-council-authorisation=true, are what a clause asks for",
    )

    @field_validator("attacked", "attacker", mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:
        if value is None:
            return []
        return [value] if isinstance(value, str) else value

    @field_validator("at", mode="before")
    @classmethod
    def _point(cls, value: Any) -> Any:
        if isinstance(value, Point):
            return PointInput(lat=value.lat, lon=value.lon)
        if isinstance(value, str) and (point := point_in(value)):
            value = {"lat": point.lat, "lon": point.lon}
        if isinstance(value, dict):
            for axis, limit in (("lat", 90), ("lon", 180)):
                degrees = value.get(axis)
                if not isinstance(degrees, int | float) or abs(degrees) > limit:
                    raise ValueError(
                        f"{axis} must lie between -{limit} and {limit}, got {SHORT.repr(degrees)}"
                    )
        return value

    @field_validator("facts", mode="after")
    @classmethod
    def _by_whom(cls, facts: dict[str, FactInput], info: ValidationInfo) -> dict[str, FactInput]:
        """Facts that name somebody, by id; those that are true or false, as that."""
        found = dict(facts)
        for name, value in facts.items():
            if not info.context or not isinstance(value, str | list):
                continue
            if name in info.context.truths:
                with located(name):
                    found[name] = _truth(name, value)
            if name in NAMING:
                names = [value] if isinstance(value, str) else value
                with located(name):
                    found[name] = [info.context.someone(item) for item in names]
        return found


class EventInput(HappeningInput):
    """An event, and whether the list of whom to tell of it is wanted."""

    checklist: Flag = Field(
        False,
        description="Also list whom to tell, by when and under which article, with draft letters",
    )
    zone: ZoneName = Field(
        "UTC",
        description="By whose clock the day of the event is, for the list, as Europe/Warsaw",
    )


def read_event(given: HappeningInput) -> Event:
    """The event. Raises QuestionError where it makes no sense."""
    at = Point(given.at.lat, given.at.lon) if isinstance(given.at, PointInput) else given.at
    if isinstance(given, EventInput) and given.zone != "UTC" and not given.checklist:
        told = "is by whose clock the days of the checklist are; ask for the checklist too"
        raise QuestionError(f"zone {told}", ("zone",))
    both = sorted({*given.attacked} & {*given.attacker})
    if both:
        where = "attacker", given.attacker.index(both[0])
        told = f"{', '.join(both)} cannot be both the attacked and the attacker of one event"
        raise QuestionError(told, where)
    facts = {name: _fact(value) for name, value in given.facts.items()}
    attacked, attacker = tuple(given.attacked), tuple(given.attacker)
    return Event(given.kind, attacked, attacker, at, given.object, given.domain, facts)


def _truth(name: str, value: str | list[str]) -> bool:
    """A fact that is true or false, from a text. Raises QuestionError."""
    found = truth(value) if isinstance(value, str) else value
    if not isinstance(found, bool):
        told = f"{name} is true or false, got {SHORT.repr(value)}; write {name}=yes or {name}=no"
        raise QuestionError(told)
    return found


def _fact(value: FactInput) -> Fact:
    return tuple(value) if isinstance(value, list) else value
