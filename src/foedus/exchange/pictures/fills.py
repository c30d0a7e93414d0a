"""How a map is painted: told apart by the colour-blind, and in grey by lightness or texture."""

from typing import Final, Literal, TypeAlias

from foedus.model.maps import Fill

Texture: TypeAlias = Literal["", "stripes", "dots", "bars", "crosses"]

INK: Final = "#10202f"
QUIET: Final = "#4a5866"
PAPER: Final = "#ffffff"
SEA: Final = "#f4f8fa"
COAST: Final = "#9aa4ad"
NONE, UNHELD, UNKNOWN, DISPUTED, SEAS = "none", "unheld", "unknown", "disputed", "seas"
DOUBTFUL_SEAS: Final = "doubtful-seas"
"""Classes that every map may have: known not to be so, no holder on record, not known."""
PLAIN: Final = {NONE: "#e9e8e4", UNHELD: PAPER}
FILLS: Final[dict[Fill, tuple[str, Texture]]] = {
    "strength-1": ("#b8d4ed", ""),
    "strength-2": ("#7fb2da", ""),
    "strength-3": ("#5598cb", ""),
    "strength-4": ("#2569a7", ""),
    "strength-5": ("#0b3a70", ""),
    "asked": ("#e69f00", ""),
    "attacked": ("#c8102e", "bars"),
    "attacker": ("#161616", ""),
    "towards-attacker": ("#e69f00", "dots"),
    "member": ("#0072b2", ""),
    "suspended": ("#0072b2", "bars"),
    "role": ("#f0c66b", ""),
    "reached": ("#0072b2", ""),
    "left-out": ("#e69f00", "crosses"),
    "for": ("#1f5f9e", ""),
    "against": ("#e69f00", ""),
    "abstaining": ("#f3e3a2", "dots"),
    "absent": ("#8a8f94", "bars"),
    "undecided": ("#b9a5c9", "crosses"),
    "aside": ("#b4b8bc", ""),
}


def paint(
    fill: Fill | str, *, perhaps: bool = False, over: Fill | None = None, scale: float = 1
) -> str:
    """What `fill=` says of a class: a colour, or the pattern that `pattern` defines."""
    name = _named(fill, perhaps, over)
    return name if name.startswith("#") else f"url(#{name}-{scale:g})"


def pattern(
    fill: Fill | str, *, perhaps: bool = False, over: Fill | None = None, scale: float = 1
) -> str:
    """The definition of the pattern of a class, as SVG; empty where it is a plain colour.

    It is that many times as large as the others, for what is drawn in smaller units.
    """
    name = _named(fill, perhaps, over)
    if name.startswith("#"):
        return ""
    ground, ink, texture = _APART[fill] if fill in _APART else _toned(fill, perhaps, over)
    size, turn, drawn = _TEXTURES[texture]
    back = f'<rect width="{size}" height="{size}" fill="{ground}"/>' if ground else ""
    turned = f"rotate({turn}) scale({scale:g})"
    return (
        f'<pattern id="{name}-{scale:g}" width="{size}" height="{size}" '
        f'patternUnits="userSpaceOnUse" patternTransform="{turned}">'
        f"{back}{drawn.format(ink=ink)}</pattern>"
    )


def _toned(fill: Fill | str, perhaps: bool, over: Fill | None) -> tuple[str, str, str]:
    """The ground, the ink and the texture of a class."""
    colour, texture = FILLS[fill]  # type: ignore[index]
    if perhaps and over:
        return FILLS[over][0], colour, "edged"
    if perhaps:
        return PAPER, colour, "stripes"
    return colour, PAPER if texture == "bars" else INK, texture


def _named(fill: Fill | str, perhaps: bool, over: Fill | None) -> str:
    if fill in PLAIN:
        return PLAIN[fill]
    if fill in _APART:
        return fill
    colour, texture = FILLS[fill]  # type: ignore[index]
    if perhaps:
        return f"{fill}-perhaps-{over}" if over else f"{fill}-perhaps"
    return fill if texture else colour


def _signed(path: str) -> str:
    """A sign that is seen on dark and on pale land."""
    lines = f'<path d="{path}" fill="none" stroke-linecap="round" stroke='
    return f'{lines}"{PAPER}" stroke-width="3.4"/>{lines}"{INK}" stroke-width="1.6"/>'


SIGNS: Final = {
    "gained": _signed("M-2.5 0h5M0 -2.5v5"),
    "lost": _signed("M-2.5 0h5"),
    "changed": _signed("M-2 0a2 2 0 1 0 4 0a2 2 0 1 0 -4 0"),
}
"""What tells how land differs from that of another map, about its middle."""
_APART: Final = {
    UNKNOWN: ("#f5f4f1", "#7d868e", "dots"),
    DISPUTED: ("", "#222222", "lines"),
    SEAS: ("", "#0072b2", "dashes"),
    DOUBTFUL_SEAS: ("", "#0072b2", "slants"),
    **{how: ("", INK, how) for how in SIGNS},
}
_TEXTURES: Final = {
    "stripes": (5, 45, '<rect width="2.8" height="5" fill="{ink}"/>'),
    "edged": (
        7,
        45,
        '<rect width="3.9" height="7" fill="#ffffff"/>'
        '<rect x="0.5" width="2.9" height="7" fill="{ink}"/>',
    ),
    "bars": (5, -45, '<rect width="1.4" height="5" fill="{ink}"/>'),
    "lines": (4, -45, '<rect width="0.7" height="4" fill="{ink}"/>'),
    "dots": (5, 0, '<circle cx="2.5" cy="2.5" r="0.9" fill="{ink}"/>'),
    "crosses": (6, 0, '<path d="M0 0L6 6M6 0L0 6" stroke="{ink}" stroke-width="0.7"/>'),
    "slants": (6, 45, '<rect width="1.1" height="6" fill="{ink}" opacity="0.6"/>'),
    **{
        how: (10, 0, f'<g transform="translate(5 5)">{signed}</g>') for how, signed in SIGNS.items()
    },
    "dashes": (8, 0, '<path d="M1 4h4" stroke="{ink}" stroke-width="1" opacity="0.75"/>'),
}
"""The size of a tile, how it is turned, and what is drawn on its ground."""
