"""`consult`: ask for consultation under a provision."""

from datetime import datetime

from pydantic import Field

from foedus.acting.clauses import check_party, clause_on
from foedus.acting.declare import ActError, ActInputs, act, day_of, drafted
from foedus.acting.events import event_on_record
from foedus.acting.names import EventId
from foedus.asking.names import WithinFramework
from foedus.asking.world import World
from foedus.model.entries import Draft
from foedus.model.people import Person
from foedus.model.provisions import Duty, Right
from foedus.record.contents.crisis import Consultation


class ConsultInput(ActInputs):
    """A call for consultation about an event."""

    event: EventId
    provision: WithinFramework = Field(description="The provision, as nato/art-4")
    words: str = Field("", max_length=10_000, description="In which words")


@act(
    "consult",
    inputs=ConsultInput,
    who=("head-of-delegation", "desk-officer"),
    example={"event": "EV-1", "provision": "nato/art-4"},
)
def consult(world: World, inputs: ConsultInput, actor: Person, moment: datetime) -> Draft:
    """Ask for consultation under a provision that gives it.

    The provision is in force on the day, one to consult, and the state is a party to it.
    """
    found, on = event_on_record(world, inputs.event), day_of(inputs, moment)
    clause = clause_on(world.catalogue, inputs.provision, on)
    provision = clause.provision
    effect = provision.effect
    consults = isinstance(effect, Right) or (isinstance(effect, Duty) and "consult" in effect.kinds)
    if not consults:
        told = f"{provision.id} gives no consultation ({provision.cite}): {provision.says}"
        raise ActError(told, ("provision",))
    check_party(world.catalogue, clause, actor.party, on, "ask for consultation under")
    return drafted(
        inputs,
        actor,
        moment,
        framework=clause.framework.id,
        content=Consultation(inputs.event, provision.id, inputs.words),
        told=f"{actor.party} asks for consultation under {provision.id}: {found.report.title}.",
        within=found.entry.draft.audience,
    )
