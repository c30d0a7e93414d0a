"""`respond`: say what a state itself does under a provision, or that it does nothing."""

from datetime import datetime

from pydantic import Field

from foedus.acting.clauses import check_party, clause_on
from foedus.acting.declare import ActError, ActInputs, act, day_of, drafted
from foedus.acting.events import event_on_record
from foedus.acting.names import EventId, Text
from foedus.asking.names import WithinFramework
from foedus.asking.world import World
from foedus.documents.numbers import Day
from foedus.model.entries import Draft
from foedus.model.people import Person
from foedus.record.contents.crisis import Response


class RespondInput(ActInputs):
    """What a state does: what, how much, from when and until when."""

    event: EventId
    provision: WithinFramework = Field(description="The provision, as nato/art-5")
    what: Text = Field(description="What it does, or that it does nothing, in a line")
    amount: str = Field("", max_length=200, description="How much, such as 2 frigates")
    start: Day | None = Field(None, description="The first day of it")
    end: Day | None = Field(None, description="The first day on which it is over")


@act(
    "respond",
    inputs=RespondInput,
    who=("head-of-delegation", "desk-officer"),
    example={"event": "EV-1", "provision": "eu/teu-42-7", "what": "Relieves forces in Mali"},
)
def respond(world: World, inputs: RespondInput, actor: Person, moment: datetime) -> Draft:
    """Say what a state itself does under a provision: each decides for itself.

    The state is a party to the provision on the day. A later response about the same event stands
    beside the earlier; one that ended is told by correcting it with its end.
    """
    found, on = event_on_record(world, inputs.event), day_of(inputs, moment)
    clause = clause_on(world.catalogue, inputs.provision, found.report.happened)
    check_party(world.catalogue, clause, actor.party, on, "respond under")
    if inputs.start and inputs.end and inputs.end <= inputs.start:
        raise ActError(f"it would end on {inputs.end}, before it starts", ("end",))
    much = f" ({inputs.amount})" if inputs.amount else ""
    return drafted(
        inputs,
        actor,
        moment,
        framework=clause.framework.id,
        content=Response(
            inputs.event,
            clause.provision.id,
            inputs.what,
            inputs.amount,
            inputs.start,
            inputs.end,
        ),
        told=f"{actor.party}, under {clause.provision.id} about {inputs.event}: "
        f"{inputs.what}{much}.",
        within=found.entry.draft.audience,
    )
