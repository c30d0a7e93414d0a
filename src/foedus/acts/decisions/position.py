"""`position`: say where a member stands on a motion, or break silence."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from foedus.acting.declare import ActError, ActInputs, act, day_of
from foedus.acting.motions import concluded, motion_on_record, on_motion
from foedus.acting.names import MotionId
from foedus.asking.world import World
from foedus.catalogue.chamber import chamber
from foedus.documents.numbers import Flag
from foedus.model.entries import Draft
from foedus.model.people import Person
from foedus.record.contents.decisions import Concluded, Position


class PositionInput(ActInputs):
    """Where a member stands on a motion; under silence, `break_silence` alone says something."""

    motion: MotionId
    stand: Literal["for", "against", "abstain", "declared"] | None = Field(
        None,
        description="Where it stands; `declared` abstains with the declaration that it shall not "
        "bind (TEU 31(1))",
    )
    break_silence: Flag = Field(False, description="Break the silence under which the motion is")


@act(
    "position",
    inputs=PositionInput,
    who=("head-of-delegation", "desk-officer"),
    example={"motion": "M-1", "stand": "for"},
)
def position(
    world: World, inputs: PositionInput, actor: Person, moment: datetime
) -> tuple[Draft, ...]:
    """Say where a member stands on a motion, or break silence.

    The member must sit in the body and have a vote in the matter, and the motion must be open. A
    later position of the same member stands in place of the earlier. To break silence rejects the
    motion at once.
    """
    state, on = motion_on_record(world, inputs.motion), day_of(inputs, moment)
    motion = state.motion
    if state.over(moment):
        ended = state.ended or state.deadline
        if state.broken is not None:
            told = f"{state.broken.member} broke silence at {state.broken.at}"
        else:
            told = f"it ended at {ended}"
        raise ActError(f"{inputs.motion} is closed: {told}", ("motion",))
    room = chamber(world.catalogue, motion.body, motion.matter, on)
    cite = room.decision.cite
    if actor.party not in room.seated:
        told = f"{actor.party} does not sit in the {room.body.name} on {on} ({cite})"
        raise ActError(told, ("motion",))
    if actor.party in room.barred:
        told = f"{actor.party} has no vote in it: {room.barred[actor.party]} ({cite})"
        raise ActError(told, ("motion",))
    if inputs.break_silence and inputs.stand not in (None, "against"):
        raise ActError("to break silence is to stand against; leave `stand` out", ("stand",))
    if motion.deadline is None and inputs.break_silence:
        raise ActError(f"{inputs.motion} is not under silence; say where you stand", ("stand",))
    if motion.deadline is not None and not inputs.break_silence and inputs.stand != "for":
        told = f"{inputs.motion} is under silence until {state.deadline}: break it, or say nothing"
        raise ActError(told, ("stand",))
    if motion.deadline is None and inputs.stand is None:
        raise ActError("`stand` is missing: for, against, abstain or declared", ("stand",))
    stand = "against" if inputs.break_silence else inputs.stand
    assert stand is not None
    said = "breaks silence on" if inputs.break_silence else f"stands {stand} on"
    told = f"{actor.party} {said} {inputs.motion}, {motion.title}."
    own = on_motion(state, inputs, actor, moment, Position(inputs.motion, stand), told)
    if not inputs.break_silence:
        return (own,)
    ended_by = Concluded(inputs.motion, "rejected", "silence-broken")
    return own, concluded(state, ended_by, own.valid)
