"""`determine`: record what a body found of an event under a provision."""

from datetime import datetime

from pydantic import Field

from foedus.acting.clauses import clause_on
from foedus.acting.declare import ActError, ActInputs, act, drafted
from foedus.acting.events import event_on_record
from foedus.acting.names import EventId, Text
from foedus.asking.names import BodyId, WithinFramework
from foedus.asking.world import World
from foedus.documents.numbers import Flag
from foedus.model.entries import Draft
from foedus.model.people import Person
from foedus.record.contents.crisis import Determination


class DetermineInput(ActInputs):
    """What a body found."""

    event: EventId
    provision: WithinFramework = Field(description="The provision, as nato/art-5")
    body: BodyId = Field(description="The body that found it, as nato/nac")
    words: Text = Field(description="In which words")
    holds: Flag = Field(True, description="Whether it found that the case had arisen")


@act(
    "determine",
    inputs=DetermineInput,
    who=("chair", "secretariat"),
    example={
        "event": "EV-1",
        "provision": "nato/art-5",
        "body": "nato/nac",
        "words": "The attack was directed from abroad and is covered by Article 5",
    },
)
def determine(world: World, inputs: DetermineInput, actor: Person, moment: datetime) -> Draft:
    """Record what a body found of an event under a provision: that the case has arisen, or not.

    Where the provision, or what is recorded of its procedure, names a body, that one finds it.
    """
    found = event_on_record(world, inputs.event)
    clause = clause_on(world.catalogue, inputs.provision, found.report.happened)
    provision = clause.provision
    if provision.body and inputs.body != provision.body:
        told = f"{provision.id} is for {provision.body} to determine ({provision.cite})"
        raise ActError(f"{told}, not for {inputs.body}", ("body",))
    if not provision.body:
        told = f"{provision.id} names no body that determines it ({provision.cite})"
        raise ActError(f"{told}; each state judges for itself: see `respond`", ("provision",))
    finds = "finds that it applies" if inputs.holds else "finds that it does not apply"
    return drafted(
        inputs,
        actor,
        moment,
        framework=clause.framework.id,
        content=Determination(
            inputs.event, provision.id, inputs.body, holds=inputs.holds, words=inputs.words
        ),
        told=f"{inputs.body} {finds}, {provision.id} about {inputs.event}: {inputs.words}",
        within=found.entry.draft.audience,
    )
