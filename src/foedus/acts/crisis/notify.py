"""`notify`: record a notice that a provision asks for."""

from datetime import datetime

from pydantic import Field

from foedus.acting.clauses import clause_on
from foedus.acting.declare import ActError, ActInputs, act, drafted
from foedus.acting.events import event_on_record
from foedus.acting.names import EventId, Text
from foedus.asking.names import WithinFramework
from foedus.asking.world import World
from foedus.model.entries import Draft
from foedus.model.people import Person
from foedus.record.contents.crisis import Notice


class NotifyInput(ActInputs):
    """A notice that was given."""

    event: EventId
    provision: WithinFramework = Field(description="The provision that asks for it")
    addressee: Text = Field(description="To whom, as the provision has it")
    words: str = Field("", max_length=10_000, description="What was told, or its document number")


@act(
    "notify",
    inputs=NotifyInput,
    who=("head-of-delegation", "desk-officer", "secretariat"),
    example={
        "event": "EV-1",
        "provision": "nato/art-5",
        "addressee": "the United Nations Security Council",
    },
)
def notify(world: World, inputs: NotifyInput, actor: Person, moment: datetime) -> Draft:
    """Record a notice that a provision asks for, such as the report to the Security Council.

    The provision asks for one to that addressee; `due` lists it until it is given.
    """
    found = event_on_record(world, inputs.event)
    happened = found.report.happened
    clause = clause_on(world.catalogue, inputs.provision, happened)
    asked = [n.addressee for n in clause.provision.notices if happened in n.during]
    if inputs.addressee not in asked:
        those = " or ".join(asked)
        asks = f"a notice to {those}" if asked else "no notice"
        told = f"{clause.provision.id} asks for {asks} ({clause.provision.cite})"
        raise ActError(told, ("addressee",))
    return drafted(
        inputs,
        actor,
        moment,
        framework=clause.framework.id,
        content=Notice(inputs.event, clause.provision.id, inputs.addressee, inputs.words),
        told=f"{actor.party} gave notice of {inputs.event} to {inputs.addressee} "
        f"({clause.provision.id}).",
        within=found.entry.draft.audience,
    )
