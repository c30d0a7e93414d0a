"""Maps: which states and territories an answer lights, and what it says of the others.

A map is plain data. Outlines, colours and paper are those of whoever draws it.
"""

from datetime import date
from typing import Literal, TypeAlias

import msgspec

from foedus.model.citations import Citation
from foedus.model.events import Point
from foedus.model.places import Ring
from foedus.model.provisions import STRENGTH_WORDS

Fill: TypeAlias = Literal[
    "strength-1",
    "strength-2",
    "strength-3",
    "strength-4",
    "strength-5",
    "asked",
    "attacked",
    "attacker",
    "member",
    "suspended",
    "role",
    "reached",
    "left-out",
    "for",
    "against",
    "abstaining",
    "absent",
    "undecided",
    "aside",
]
_STRENGTHS: tuple[Fill, ...] = (
    "strength-1",
    "strength-2",
    "strength-3",
    "strength-4",
    "strength-5",
)


EVERYWHERE: Ring = ((-90.0, -180.0), (90.0, -180.0), (90.0, 180.0), (-90.0, 180.0))
"""The whole earth, as a ring."""


class Light(msgspec.Struct, frozen=True):
    """States, or territories, that are lit alike, and what that means.

    `perhaps` where it is contested or open. Of a state that stands in several, the first counts;
    of a territory, that before those of its holder.
    """

    says: str
    fill: Fill
    states: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    perhaps: bool = False


class Seas(msgspec.Struct, frozen=True):
    """Waters that are told apart, as rings of (latitude, longitude)."""

    says: str
    rings: tuple[Ring, ...]


class Map(msgspec.Struct, frozen=True):
    """What a map shows: its lights, and what is said of every state that has none.

    `complete` is False where a list that it rests on is not: then nothing is known of the others.
    So it is of whom the lists of parties behind the provisions it `rests_on` do not know, and
    those behind what may be owed to, or by, the states `asked` about. `cites` are the sources of
    the lights; where it has none, those of the whole answer. `on` is its day, where that is
    another than the answer's.
    """

    shows: str
    lights: tuple[Light, ...]
    others: str
    complete: bool = True
    rests_on: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    seas: tuple[Seas, ...] = ()
    point: Point | None = None
    point_says: str = ""
    cites: tuple[Citation, ...] = ()
    on: date | None = None


def strength_light(strength: int, states: tuple[str, ...], says: str, *, perhaps: bool) -> Light:
    """Those whose strongest duty has a strength of 1 to 5; `says` goes before its words."""
    told = f"{says}: {strength} {STRENGTH_WORDS[strength]}"
    return Light(told, _STRENGTHS[strength - 1], states, perhaps=perhaps)


def graded(found: dict[str, tuple[int, bool]], sure: str, perhaps: str) -> tuple[Light, ...]:
    """A light for each strength of duty, the strongest first; what is beyond dispute before it.

    `found` gives for each state its strength, and whether it is beyond dispute.
    """
    lights = []
    for strength, certain in sorted(set(found.values()), key=lambda s: (not s[1], -s[0])):
        states = tuple(sorted(s for s, held in found.items() if held == (strength, certain)))
        says = sure if certain else perhaps
        lights.append(strength_light(strength, states, says, perhaps=not certain))
    return tuple(lights)


def stronger(found: dict[str, tuple[int, bool]], state: str, strength: int, certain: bool) -> None:
    """Keep a duty of a state if it is beyond dispute before one that is not, and the stronger."""
    held = found.get(state)
    if strength and (held is None or (certain, strength) > (held[1], held[0])):
        found[state] = (strength, certain)
