"""`extend`: move the end of silence."""

from datetime import datetime

from pydantic import Field

from foedus.acting.declare import ActError, ActInputs, act
from foedus.acting.motions import motion_on_record, on_motion
from foedus.acting.names import MotionId
from foedus.asking.world import World
from foedus.documents.numbers import Moment
from foedus.model.entries import Draft
from foedus.model.people import Person
from foedus.record.contents.decisions import Extended


class ExtendInput(ActInputs):
    """A later end of silence."""

    motion: MotionId
    until: Moment = Field(
        description="When silence ends now, with its time zone: 2026-12-02T12:00 Europe/Brussels"
    )


@act(
    "extend",
    inputs=ExtendInput,
    who=("chair", "secretariat"),
    example={"motion": "M-1", "until": "2026-12-03T12:00 Europe/Brussels"},
)
def extend(world: World, inputs: ExtendInput, actor: Person, moment: datetime) -> Draft:
    """Move the end of silence to a later moment, while it lasts."""
    state = motion_on_record(world, inputs.motion)
    if state.deadline is None:
        raise ActError(f"{inputs.motion} is not under silence", ("motion",))
    if state.over(moment):
        told = f"{inputs.motion} is closed: silence was broken or ended at {state.deadline}"
        raise ActError(told, ("motion",))
    if inputs.until <= state.deadline:
        told = f"{inputs.until} is not after the end of silence as it is, {state.deadline}"
        raise ActError(told, ("until",))
    return on_motion(
        state,
        inputs,
        actor,
        moment,
        Extended(inputs.motion, inputs.until),
        f"Silence on {inputs.motion}, {state.motion.title}, ends at {inputs.until}.",
    )
