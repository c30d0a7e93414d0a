"""`invoke`: invoke a provision about an event."""

from datetime import datetime

from pydantic import Field

from foedus.acting.clauses import check_party, clause_on
from foedus.acting.declare import ActError, ActInputs, act, day_of, drafted
from foedus.acting.events import event_on_record
from foedus.acting.names import EventId, Text
from foedus.asking.names import WithinFramework
from foedus.asking.world import World
from foedus.model.entries import Draft
from foedus.model.people import SECRETARIAT, Person
from foedus.record.contents.crisis import Invocation


class InvokeInput(ActInputs):
    """A provision, and in what words it is invoked."""

    event: EventId
    provision: WithinFramework = Field(description="The provision, as nato/art-5")
    words: Text = Field(description="In which words")


@act(
    "invoke",
    inputs=InvokeInput,
    who=("head-of-delegation", "chair", "secretariat"),
    example={
        "event": "EV-1",
        "provision": "eu/teu-42-7",
        "words": "France asks for the aid and assistance of its partners",
    },
)
def invoke(world: World, inputs: InvokeInput, actor: Person, moment: datetime) -> Draft:
    """Invoke a provision about an event: the formal step, not what the body then finds.

    The provision is in force on the day of the event and called by one, and whoever invokes it is
    a party to it, or its secretariat for the body.
    """
    found, on = event_on_record(world, inputs.event), day_of(inputs, moment)
    clause = clause_on(world.catalogue, inputs.provision, found.report.happened)
    provision = clause.provision
    if provision.trigger is None:
        told = f"{provision.id} is not called by an event ({provision.cite}): {provision.says}"
        raise ActError(told, ("provision",))
    if actor.party != SECRETARIAT:
        check_party(world.catalogue, clause, actor.party, on, "invoke")
    if (earlier := found.invoked(provision.id, on)) is not None and not inputs.corrects:
        told = f"{provision.id} was invoked about {inputs.event} already, by {earlier.id}"
        raise ActError(told, ("provision",))
    return drafted(
        inputs,
        actor,
        moment,
        framework=clause.framework.id,
        content=Invocation(inputs.event, provision.id, inputs.words),
        told=f"{actor.party} invokes {provision.id} about {inputs.event}: {inputs.words}",
        within=found.entry.draft.audience,
    )
