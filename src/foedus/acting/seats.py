"""The body or the instrument that an act is about, for those who may act for one alone."""

from typing import Any

from foedus.acting.declare import Act
from foedus.acting.motions import motion_tabled
from foedus.asking.world import World
from foedus.errors import located
from foedus.record.contents.decisions import Motion
from foedus.record.contents.membership import Deposit


def seat(world: World, act: Act[Any], given: Any) -> str:
    """The body that an act is about, or the instrument; empty where it is about neither.

    It is named by the inputs, or by the motion or the entry that they name. Raises QuestionError
    where they make no sense.
    """
    inputs = act.read(given, {}, world.catalogue)
    for name in ("body", "instrument"):
        if named := getattr(inputs, name, ""):
            return str(named)
    if motion := getattr(inputs, "motion", ""):
        return motion_tabled(world, motion).body
    if entry := getattr(inputs, "entry", ""):
        with located("entry"):
            content = world.record.find(entry).content
        match content:
            case Motion():
                return content.body
            case Deposit():
                return content.instrument
    return ""
