"""A motion on record as the inputs of `decide`."""

from datetime import date, datetime, time
from typing import Any

from foedus.asking.recorded import FromRecord, Recorded
from foedus.asking.world import World
from foedus.errors import QuestionError
from foedus.record.motions import MotionState, motion_state
from foedus.record.record import until


def _read(world: World, entry: str, on: date | None) -> Recorded:
    assert world.known_at is not None
    day = on or world.known_at.date()
    state = motion_state(until(world.record, day), entry)
    if state is None:
        raise QuestionError(f"{entry} is not a motion, or it was withdrawn")
    motion = state.motion
    inputs: dict[str, Any] = {
        "body": motion.body,
        "motion": motion.matter,
        "concerned": list(motion.concerned),
        "participants": list(motion.participants),
        "without_proposal": motion.without_proposal,
        **(_silence(state, day, world.known_at) if motion.deadline else _votes(state)),
    }
    return Recorded({name: value for name, value in inputs.items() if value}, day, state.read)


def _votes(state: MotionState) -> dict[str, Any]:
    """Where members stand; others may vote until the motion is concluded."""
    return {
        "for": list(state.camp("for")),
        "against": list(state.camp("against")),
        "abstain": list(state.camp("abstain", "declared")),
        "declared": list(state.camp("declared")),
        "running": state.concluded is None,
    }


def _silence(state: MotionState, day: date, known: datetime) -> dict[str, Any]:
    """Who broke silence, and when; a day means its end, or what is known of it by now."""
    first, last = state.motion.deadline, state.deadline
    assert first is not None
    assert last is not None
    found: dict[str, Any] = {"deadline": first}
    if last > first:
        found["extended"] = last
    if state.broken is not None:
        found |= {"against": [state.broken.member], "objected": state.broken.at}
    if last.date() == day:
        ended = datetime.combine(day, time.max, tzinfo=last.tzinfo)
        found["at"] = min(ended, known.astimezone(last.tzinfo))
    return found


RECORDED = FromRecord("body", _read)
