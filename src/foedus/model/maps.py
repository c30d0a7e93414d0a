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
    "towards-attacker",
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

    `perhaps` where it is contested or open; `over` is then what is beyond dispute all the same. Of
    a state that stands in several, the first counts; of a territory, that before those of its
    holder.
    """

    says: str
    fill: Fill
    states: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    perhaps: bool = False
    over: Fill | None = None


class Seas(msgspec.Struct, frozen=True):
    """Waters that are told apart, as rings of (latitude, longitude); `perhaps` where contested."""

    says: str
    rings: tuple[Ring, ...]
    perhaps: bool = False


class Mark(msgspec.Struct, frozen=True):
    """States and territories of which a comparison tells something, over their own fill."""

    says: str
    how: Literal["gained", "lost", "changed"]
    states: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()


class Map(msgspec.Struct, frozen=True):
    """What a map shows: its lights, and what is said of every state that has none.

    `complete` is False where a list that it rests on is not: then nothing is known of the others.
    So it is of whom the lists of parties behind the provisions it `rests_on` do not know, and
    those behind what may be owed to, or by, the states `asked` about. `cites` are the sources of
    the lights; where it has none, those of the whole answer. `on` is its day, where that is
    another than the answer's. `marks` tell what differs from another map.
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
    marks: tuple[Mark, ...] = ()


Held: TypeAlias = tuple[int, int]
"""The strongest duty of a state beyond dispute, and the strongest that is not; 0 where none."""


def strength_light(strength: int, states: tuple[str, ...], says: str, *, perhaps: bool) -> Light:
    """Those whose strongest duty has a strength of 1 to 5; `says` goes before its words."""
    return Light(_told(says, strength), _STRENGTHS[strength - 1], states, perhaps=perhaps)


def graded(found: dict[str, Held], sure: str, perhaps: str) -> tuple[Light, ...]:
    """A light for each strength of duty, the strongest first; what is beyond dispute before it.

    A duty that is contested or open counts where it is stronger than what is beyond dispute, which
    shows below it.
    """
    kept = {s: (firm, loose if loose > firm else 0) for s, (firm, loose) in found.items()}
    lights = []
    for firm, loose in sorted(set(kept.values()), reverse=True):
        states = tuple(sorted(s for s, held in kept.items() if held == (firm, loose)))
        if not loose:
            lights.append(strength_light(firm, states, sure, perhaps=False))
            continue
        light = strength_light(loose, states, perhaps, perhaps=True)
        if firm:
            says = f"{_told(sure, firm)}; {light.says}"
            light = msgspec.structs.replace(light, says=says, over=_STRENGTHS[firm - 1])
        lights.append(light)
    return tuple(lights)


def stronger(found: dict[str, Held], state: str, strength: int, certain: bool) -> None:
    """Keep a duty of a state if it is the strongest of those beyond dispute, or of the others."""
    firm, loose = found.get(state, (0, 0))
    if strength:
        firm, loose = (max(firm, strength), loose) if certain else (firm, max(loose, strength))
        found[state] = (firm, loose)


def _told(says: str, strength: int) -> str:
    return f"{says}: {strength} {STRENGTH_WORDS[strength]}"
