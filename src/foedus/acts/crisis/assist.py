"""`assist`: a step of assistance, from the request to its end."""

from datetime import datetime
from typing import Final

from pydantic import Field

from foedus.acting.declare import ActError, ActInputs, act, drafted
from foedus.acting.events import event_on_record
from foedus.acting.names import EntryId, EventId, Text
from foedus.asking.names import MaybeState
from foedus.asking.world import World
from foedus.model.entries import Draft, Entry
from foedus.model.people import Person
from foedus.record.contents.crisis import Assistance, Step
from foedus.record.crises import Crisis

BEFORE: Final[dict[Step, tuple[Step, ...]]] = {
    "requested": (),
    "offered": ("requested",),
    "accepted": ("offered",),
    "delivered": ("accepted",),
    "ended": ("delivered", "accepted"),
}
"""What each step follows; an offer may also come unasked."""


class AssistInput(ActInputs):
    """A step of assistance, and the step that it follows."""

    event: EventId
    step: Step = Field(description="requested, offered, accepted, delivered or ended")
    what: Text = Field(description="What, and how much, in a line")
    recipient: MaybeState = Field("", description="Whom it is asked of, or for, if it is one state")
    follows: EntryId | None = Field(
        None, description="The step before it, as AS-1: the offer that is accepted"
    )
    cost_borne_by: MaybeState = Field("", description="Who bears the cost, if that is agreed")


@act(
    "assist",
    inputs=AssistInput,
    who=("head-of-delegation", "desk-officer"),
    example={"event": "EV-1", "step": "requested", "what": "Air defence for the capital"},
)
def assist(world: World, inputs: AssistInput, actor: Person, moment: datetime) -> Draft:
    """Ask for assistance, offer, accept, deliver or end it.

    Only a state attacked asks or accepts; an acceptance follows an offer, a delivery an
    acceptance, and whoever offered delivers.
    """
    found = event_on_record(world, inputs.event)
    attacked = actor.party in found.report.attacked
    if inputs.step in ("requested", "accepted") and not attacked:
        whom = ", ".join(found.report.attacked)
        told = f"{actor.party} was not attacked in {inputs.event}, and help comes at the request"
        raise ActError(f"{told} of the victim, {whom} (ICJ, Nicaragua, 1986, para. 199)", ("step",))
    if inputs.step != "requested":
        _follows(found, inputs, actor)
    return drafted(
        inputs,
        actor,
        moment,
        framework=found.entry.draft.framework,
        content=Assistance(
            inputs.event,
            inputs.step,
            inputs.what,
            inputs.recipient,
            inputs.follows or "",
            inputs.cost_borne_by,
        ),
        told=f"Assistance {inputs.step} by {actor.party} about {inputs.event}: {inputs.what}.",
        within=found.entry.draft.audience,
    )


def _follows(found: Crisis, inputs: AssistInput, actor: Person) -> None:
    """The step before is there, and is another's or one's own as it must be."""
    if inputs.follows is None:
        if inputs.step == "offered":
            return
        told = f"say which step is {inputs.step}, as AS-1"
        raise ActError(told, ("follows",))
    steps: dict[str, tuple[Entry, Assistance]] = {e.id: (e, said) for e, said in found.assistance}
    if inputs.follows not in steps:
        told = f"{inputs.follows} is not a step of assistance about {inputs.event}"
        raise ActError(told, ("follows",))
    entry, before = steps[inputs.follows]
    if before.step not in BEFORE[inputs.step]:
        needed = " or ".join(BEFORE[inputs.step])
        told = f"{inputs.follows} was {before.step}; what is {inputs.step} must be {needed} first"
        raise ActError(told, ("follows",))
    if inputs.step in ("delivered", "ended") and before.step == "accepted":
        offered = steps.get(before.follows)
        giver = offered[0].by if offered else entry.by
        if inputs.step == "delivered" and actor.party != giver:
            raise ActError(f"{giver} offered it, so {giver} delivers it", ("step",))
