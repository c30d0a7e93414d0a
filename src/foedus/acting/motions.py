"""A motion that acts speak of, and the entry that follows when it has ended."""

from datetime import date, datetime

from foedus.acting.corrected import check_first
from foedus.acting.declare import ActError, ActInputs, check_reaches, drafted
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.chamber import Chamber
from foedus.errors import located
from foedus.judging.release import takes_in
from foedus.model.entries import NODE, Audience, Draft
from foedus.model.people import SECRETARIAT, Person
from foedus.model.wording import some
from foedus.record.contents.decisions import Concluded, Motion, OnMotion
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


def on_motion(
    state: MotionState,
    inputs: ActInputs,
    actor: Person,
    moment: datetime,
    content: OnMotion,
    told: str,
) -> Draft:
    """The draft of what is said on a motion. Raises ActError where not all its readers see it."""
    audience = state.entry.draft.audience
    made = drafted(
        inputs,
        actor,
        moment,
        framework=state.entry.draft.framework,
        content=content,
        told=told,
        within=audience,
    )
    check_reaches(made, audience, content.motion)
    return made


def check_seen_by_all(
    catalogue: Catalogue, room: Chamber, readers: Audience, on: date, why: str, at: str
) -> None:
    """Refuse where somebody who sits in a body may not see its motion. Raises ActError.

    Whoever sits there only if a dispute is settled their way sees none of its entries.
    """
    body = room.body.id
    all_of_it = Audience(SECRETARIAT, (body, body.partition("/")[0]))
    outside = [
        state
        for state in room.seated
        if takes_in(catalogue, all_of_it, state, on) and not takes_in(catalogue, readers, state, on)
    ]
    if outside:
        sit = "sits" if len(outside) == 1 else "sit"
        told = f"{some(outside)} {sit} in the {room.body.name} and may not see it"
        raise ActError(f"{why}: {told}", (at,))


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
