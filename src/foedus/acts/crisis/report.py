"""`report`: put an event on record, as far as it is known."""

from datetime import datetime
from typing import Any

from pydantic import Field, field_validator

from foedus.acting.declare import ActError, ActInputs, act, drafted
from foedus.acting.names import Text
from foedus.asking.declare import find
from foedus.asking.names import ActorName, FrameworkId, StateNames
from foedus.asking.world import World
from foedus.documents.lists import listed
from foedus.documents.numbers import Day, Flag
from foedus.model.entries import Draft
from foedus.model.events import KINDS, Domain, Kind, Object
from foedus.model.people import SECRETARIAT, Person
from foedus.record.contents.crisis import Report, Value


class ReportInput(ActInputs):
    """An event; what is left out is not known."""

    framework: FrameworkId = Field(
        description="Framework in which it is reported", json_schema_extra={"positional": True}
    )
    title: Text = Field(description="What happened, in a line")
    happened: Day = Field(description="The day on which it happened")
    attacked: StateNames = Field(min_length=1, max_length=100, description="Names attacked")
    attacker: list[ActorName] = Field(
        [], max_length=100, description="Names that attacked; leave out where unknown"
    )
    at: str = Field(
        "", max_length=200, description='Place by name, or "latitude,longitude", if known'
    )
    kind: Kind = Field("armed-attack", description=f"What happened: {', '.join(KINDS)}")
    object: Object = Field("territory", description="What was attacked")
    domain: Domain | None = Field(None, description="Where it was fought, if not the usual")
    facts: dict[str, Flag | Day | str | list[str]] = Field(
        {}, description="Further facts as name=value"
    )

    @field_validator("attacker", mode="before")
    @classmethod
    def _listed(cls, given: Any) -> Any:
        return listed(given)


@act(
    "report",
    inputs=ReportInput,
    who=("head-of-delegation", "desk-officer", "secretariat"),
    example={
        "framework": "nato",
        "title": "Attacks on New York and Washington",
        "happened": "2001-09-11",
        "attacked": ["USA"],
        "at": "New York",
        "kind": "terrorist-attack",
    },
)
def report(world: World, inputs: ReportInput, actor: Person, moment: datetime) -> Draft:
    """Put an event on record, as far as it is known; what is learnt later corrects it.

    It must be one that `casus` can be asked of: the states existed that day, and the place is one.
    """
    if inputs.happened > moment.date():
        told = f"{inputs.happened} lies ahead; an event is reported once it has happened"
        raise ActError(told, ("happened",))
    framework = world.catalogue.framework(inputs.framework)
    if inputs.happened not in framework.during:
        told = f"there was no {framework.id} on {inputs.happened}"
        apart = framework.during.apart(inputs.happened)
        raise ActError(f"{told}: {apart}", ("happened",))
    members = world.catalogue.members_on(framework, inputs.happened)
    if actor.party != SECRETARIAT and members.get(actor.party, False) is False:
        told = f"{actor.party} is not a member of {framework.id} on {inputs.happened}"
        raise ActError(f"{told}, so it reports nothing there", ("framework",))
    event = {
        "kind": inputs.kind,
        "attacked": inputs.attacked,
        "attacker": inputs.attacker,
        "at": inputs.at or None,
        "object": inputs.object,
        "domain": inputs.domain,
        "facts": inputs.facts,
    }
    find("casus").ask(world, event, inputs.happened)  # whatever makes no sense is refused there
    return drafted(
        inputs,
        actor,
        moment,
        framework=framework.id,
        content=Report(
            title=inputs.title,
            happened=inputs.happened,
            event=inputs.kind,
            attacked=tuple(inputs.attacked),
            attacker=tuple(inputs.attacker),
            at=inputs.at,
            object=inputs.object,
            domain=inputs.domain or "",
            facts={name: _plain(value) for name, value in inputs.facts.items()},
        ),
        told=f"{actor.party} reports, of {inputs.happened}: {inputs.title}.",
    )


def _plain(value: Any) -> Value:
    if isinstance(value, list):
        return tuple(value)
    return value if isinstance(value, bool | str) else str(value)
