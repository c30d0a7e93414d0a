"""The body or the instrument that an act is about, for those who may act for one alone."""

from typing import Any

from foedus.acting.declare import Act
from foedus.acting.motions import motion_on_record
from foedus.asking.world import World


def seat(world: World, act: Act[Any], given: Any) -> str:
    """The body that an act is about, or the instrument; empty where it is about neither.

    Raises QuestionError where the inputs make no sense.
    """
    inputs = act.read(given, {}, world.catalogue)
    motion = getattr(inputs, "motion", "")
    if body := getattr(inputs, "body", ""):
        return str(body)
    if motion:
        return motion_on_record(world, motion).motion.body
    return str(getattr(inputs, "instrument", ""))
