"""Where an obligation of a member of an alliance does not run to every other member.

ATOP's member file says what a member promises, not to whom. Its directed dyad-year file (5.1) does,
and departs from "to every other member" in these treaties alone. Each line: the alliance, its
phase, the obligation, and the pairs (from, to) between which it does not run, by COW number.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

CITE: Final = "ATOP 5.1, directed dyad-year file"


class Unowed(NamedTuple):
    """An obligation that does not run between some pairs, and the treaty's reason where known."""

    atopid: int
    phase: int
    obligation: str
    pairs: tuple[tuple[int, int], ...]
    reason: str


def _all(*states: int) -> tuple[tuple[int, int], ...]:
    """Every pair among some states, both ways."""
    return tuple((one, other) for one in states for other in states if one != other)


_REASONS: Final[Mapping[int, str]] = {
    1100: "Quadruple Alliance of 1834: help is owed to the queens of Spain and Portugal",
    1110: "London Convention of 1840: the powers owe support to the Porte, not to all each other",
    1120: "Protocol of London, 1847: help is owed to the queen of Portugal alone",
    1160: "Sardinia's accession of 1855 to the treaty of 1854 for the Ottoman Empire",
    1350: "Triple Alliance: Germany's promise of offence over North Africa is owed to Italy alone",
    1355: "Romania's promise of 1883 is owed to the powers it was made to; Italy acceded in 1888",
    2130: "Locarno: Britain and Italy guarantee the Rhine frontier to Germany, France and Belgium; "
    "Article 2 (no attack, no war) binds Germany, France and Belgium",
    3322: "Sèvres, 1956: the United Kingdom owes neutrality to Israel alone",
}

_PAIRS: Final[tuple[tuple[int, int, str, tuple[tuple[int, int], ...]], ...]] = (
    (1100, 1, "defense", ((200, 220), (230, 200), (230, 220))),
    (1100, 2, "defense", ((200, 220), (230, 200), (230, 220), (235, 200), (235, 220))),
    (
        1110,
        0,
        "defense",
        ((200, 255), (200, 300), (200, 365), (255, 200), (300, 200), (365, 200)),
    ),
    (1110, 0, "offense", ((200, 255), (200, 365), (300, 255), (640, 255), (640, 365))),
    (1120, 0, "defense", _all(200, 220, 230)),
    (1160, 0, "defense", ((200, 325), (220, 325), (325, 200), (325, 220))),
    (1205, 0, "defense", _all(140, 160)),
    (1227, 0, "neutral", _all(240, 245, 269, 271, 275)),
    (1350, 2, "offense", ((255, 300),)),
    (1350, 3, "offense", ((255, 300),)),
    (1350, 4, "offense", ((255, 300),)),
    (1355, 0, "defense", ((360, 325),)),
    (
        2130,
        0,
        "defense",
        (
            (200, 325),
            (325, 200),
            (211, 200),
            (211, 325),
            (220, 200),
            (220, 325),
            (255, 200),
            (255, 325),
            (255, 211),
            (255, 220),
        ),
    ),
    (
        2130,
        0,
        "nonagg",
        ((211, 200), (211, 325), (220, 200), (220, 325), (255, 200), (255, 325)),
    ),
    (3322, 0, "neutral", ((200, 220),)),
)

LIMITS: Final = tuple(Unowed(*row, _REASONS.get(row[0], "")) for row in _PAIRS)
