"""`conclude`: close a motion on which enough members have taken position."""

from datetime import datetime

from foedus.acting.declare import ActError, ActInputs, act, day_of
from foedus.acting.motions import check_seen_by_all, motion_on_record, on_motion
from foedus.acting.names import MotionId
from foedus.asking.declare import find
from foedus.asking.recorded import MARK
from foedus.asking.world import World
from foedus.catalogue.chamber import chamber
from foedus.model.entries import Draft
from foedus.model.people import Person
from foedus.record.contents.decisions import Concluded


class ConcludeInput(ActInputs):
    """A motion to close."""

    motion: MotionId


@act("conclude", inputs=ConcludeInput, who=("chair", "secretariat"), example={"motion": "M-1"})
def conclude(world: World, inputs: ConcludeInput, actor: Person, moment: datetime) -> Draft:
    """Close a motion: adopted or rejected, as the rule of its body has it.

    Those who took no position count as absent. A motion under silence closes itself.
    """
    state, on = motion_on_record(world, inputs.motion), day_of(inputs, moment)
    if state.concluded is not None:
        told = f"{inputs.motion} was {state.concluded.outcome} at {state.ended}"
        raise ActError(told, ("motion",))
    if state.deadline is not None:
        told = f"{inputs.motion} is under silence until {state.deadline}, and closes itself"
        raise ActError(told, ("motion",))
    if not state.positions:
        raise ActError(f"nobody has taken position on {inputs.motion}", ("motion",))
    room = chamber(world.catalogue, state.motion.body, state.motion.matter, on)
    audience, cannot = state.entry.draft.audience, f"{inputs.motion} cannot be closed"
    check_seen_by_all(world.catalogue, room, audience, on, cannot, "motion")
    named = {"body": f"{MARK}{inputs.motion}", "running": False}
    answer = find("decide").ask(world, named, on)
    if answer.outcome == "open":
        raise ActError(f"{cannot}: {answer.lead}", ("motion",))
    grounds = ", ".join(answer.grounds)
    return on_motion(
        state,
        inputs,
        actor,
        moment,
        Concluded(inputs.motion, answer.outcome, grounds),
        f"{inputs.motion}, {state.motion.title}: {answer.outcome} ({grounds}).",
    )
