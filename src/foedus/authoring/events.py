"""Events of the past: what happened to whom, as a definition file tells it."""

from collections.abc import Callable
from typing import Annotated

from pydantic import Field

from foedus.authoring.making import Making
from foedus.authoring.world import StateId
from foedus.catalogue.definitions import Definitions, fold
from foedus.documents.entry import Cited, Slug, Words
from foedus.documents.numbers import Day, Flag
from foedus.documents.source import Location
from foedus.model.events import Kind, Object, Precedent


class EventEntry(Cited):
    """An event of the past; what is left out is not known."""

    id: Slug
    title: Words
    on: Day
    kind: Kind
    attacked: Annotated[list[StateId], Field(min_length=1)]
    attacker: list[str] = []
    at: str = ""
    object: Object = "territory"
    facts: dict[Slug, Flag] = {}
    cite: Words
    note: str = ""


event = Making(Precedent, EventEntry)


def check(entry: EventEntry, known: Definitions, report: Callable[[Location, str], None]) -> None:
    """Report what it names that nobody knows, and a state that was not there that day."""
    for name, ids in (("attacked", entry.attacked), ("attacker", entry.attacker)):
        for index, identifier in enumerate(ids):
            state = known.states.get(identifier)
            if state is None and (name == "attacked" or identifier not in known.actors):
                what = "state" if name == "attacked" else "state or actor"
                report((name, index), f"unknown {what} {identifier!r}")
            elif state is not None and not state.exists(entry.on):
                report((name, index), f"{identifier} was not in being on {entry.on}")
    for fact in entry.facts:
        if fact not in known.facts:
            report(("facts", fact), f"unknown fact {fact!r}")
    lands = {fold(territory.name) for territory in known.territories.values()}
    if entry.at and fold(entry.at) not in {*known.places, *lands}:
        report(("at",), f"unknown place {entry.at!r}")
