"""A motion that acts speak of, and the entry that follows when it has ended."""

from datetime import date

from foedus.acting.corrected import check_first
from foedus.acting.declare import ActError
from foedus.asking.world import World
from foedus.errors import located
from foedus.model.entries import NODE, Draft
from foedus.record.contents.decisions import Concluded, Motion
from foedus.record.motions import MotionState, motion_stands, motion_state


def motion_tabled(world: World, motion: str) -> Motion:
    """A motion as it was tabled. Raises ActError where the id is none of one that stands."""
    with located("motion"):
        check_first(world.record, motion)
        found = motion_stands(world.record, motion)
    if found is None:
        raise ActError(f"{motion} is not a motion, or it was withdrawn", ("motion",))
    return found[1]


def motion_on_record(world: World, motion: str) -> MotionState:
    """How a motion stands. Raises ActError where the id is not one of a motion that stands."""
    motion_tabled(world, motion)
    found = motion_state(world.record, motion)
    assert found is not None
    return found


def concluded(state: MotionState, ending: Concluded, on: date) -> Draft:
    """The end of a motion as the node writes it down, for those who may see the motion."""
    return Draft(
        framework=state.entry.draft.framework,
        by=NODE,
        valid=on,
        audience=state.entry.draft.audience,
        content=ending,
        told=f"{ending.motion}, {state.motion.title}: {ending.outcome} ({ending.grounds}).",
    )
