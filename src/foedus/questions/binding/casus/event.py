"""Reading an event: names become ids, and a place is found."""

import re
from datetime import date
from typing import Any

from pydantic import Field, field_validator

from foedus.asking.declare import Inputs
from foedus.catalogue.catalogue import Catalogue, UnknownIdError
from foedus.catalogue.sites import UnknownPlaceError
from foedus.documents.faults import SHORT
from foedus.documents.numbers import Day, Flag, Latitude, Longitude
from foedus.errors import QuestionError
from foedus.language.leaves.acts import CONSENT, REQUEST
from foedus.model.events import KINDS, Domain, Event, Fact, Kind, Object, Point

_POINT = re.compile(r"\s*([+-]?\d+(?:\.\d+)?)\s*,\s*([+-]?\d+(?:\.\d+)?)\s*")
FactInput = Flag | Day | str | list[str]


class PointInput(Inputs):
    """Degrees north and east."""

    lat: Latitude
    lon: Longitude


class EventInput(Inputs):
    """An event that may be a casus foederis; what is left out is not known."""

    attacked: list[str] = Field(
        min_length=1, description="State attacked (id or name); repeat for several"
    )
    attacker: list[str] = Field(
        [], description="State or actor that attacked; leave out where unknown"
    )
    at: str | PointInput | None = Field(
        None, description='Place by name, or "latitude,longitude"; leave out where unknown'
    )
    kind: Kind = Field("armed-attack", description=f"What happened: {', '.join(KINDS)}")
    object: Object = Field("territory", description="What was attacked")
    domain: Domain | None = Field(None, description="Where it was fought, if not the usual")
    facts: dict[str, FactInput] = Field(
        {},
        description="Further facts as name=value, such as un-security-council-authorisation=true",
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
        if isinstance(value, str) and (match := _POINT.fullmatch(value)):
            value = {"lat": float(match[1]), "lon": float(match[2])}
        if isinstance(value, dict):
            for axis, limit in (("lat", 90), ("lon", 180)):
                degrees = value.get(axis)
                if not isinstance(degrees, int | float) or abs(degrees) > limit:
                    raise ValueError(
                        f"{axis} must lie between -{limit} and {limit}, got {SHORT.repr(degrees)}"
                    )
        return value


def read_event(given: EventInput, catalogue: Catalogue) -> Event:
    """The event with ids for names. Raises QuestionError for somebody or some place unknown."""
    try:
        attacked = tuple(catalogue.state(name).id for name in given.attacked)
        attacker = tuple(catalogue.someone(name) for name in given.attacker)
        at: str | Point | None = None
        if isinstance(given.at, PointInput):
            at = Point(given.at.lat, given.at.lon)
        elif given.at is not None:
            at = catalogue.sites.find(given.at).name
        facts = {name: _fact(name, value, catalogue) for name, value in given.facts.items()}
    except (UnknownIdError, UnknownPlaceError) as error:
        raise QuestionError(str(error)) from None
    both = set(attacked) & set(attacker)
    if both:
        names = ", ".join(sorted(both))
        raise QuestionError(f"{names} cannot be both the attacked and the attacker of one event")
    return Event(given.kind, attacked, attacker, at, given.object, given.domain, facts)


def _fact(name: str, value: FactInput, catalogue: Catalogue) -> Fact:
    if name in (CONSENT, REQUEST) and not isinstance(value, bool | int | date):
        names = [value] if isinstance(value, str) else value
        return tuple(catalogue.someone(item) for item in names)
    return tuple(value) if isinstance(value, list) else value
