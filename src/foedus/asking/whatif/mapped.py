"""The map of a comparison: the second of two maps, with marks where the first is another."""

from typing import Final, Literal, TypeAlias

import msgspec

from foedus.model.maps import Fill, Map, Mark

Kind: TypeAlias = Literal["states", "territories"]
How: TypeAlias = Literal["gained", "lost", "changed"]
Look: TypeAlias = tuple[Fill, bool, Fill | None]
SAYS: Final[dict[How, str]] = {
    "gained": "new {now}: not lit {was}",
    "lost": "gone {now}: lit {was}",
    "changed": "lit otherwise {now} than {was}",
}
"""What is said of light only: what is not lit may be not so, or not known."""


def compared(before: Map, after: Map, was: str, now: str) -> Map:
    """The second map, with marks on what the first shows otherwise; `was` and `now` name the two.

    What differs in words only, such as which roles there are that are lit alike, has none.
    """
    kinds: tuple[Kind, ...] = ("states", "territories")
    differ = {kind: _differences(before, after, kind) for kind in kinds}
    marks = []
    for how, says in SAYS.items():
        states, territories = (
            tuple(sorted(name for name, found in names.items() if found == how))
            for names in differ.values()
        )
        if states or territories:
            marks.append(Mark(says.format(was=was, now=now), how, states, territories))
    shows = f"{after.shows}, {now}{'' if marks else f'; all that is lit is lit alike {was}'}"
    cites = (*after.cites, *before.cites) if after.cites and before.cites else ()
    return msgspec.structs.replace(after, shows=shows, marks=tuple(marks), cites=cites)


def _differences(before: Map, after: Map, kind: Kind) -> dict[str, How]:
    """How each state, or territory, that is not lit alike differs."""
    one, other = _lit(before, kind), _lit(after, kind)
    found: dict[str, How] = {}
    for name in {**one, **other}:
        if name not in one:
            found[name] = "gained"
        elif name not in other:
            found[name] = "lost"
        elif one[name] != other[name]:
            found[name] = "changed"
    return found


def _lit(shown: Map, kind: Kind) -> dict[str, Look]:
    """How each is lit."""
    return {
        name: (light.fill, light.perhaps, light.over)
        for light in reversed(shown.lights)
        for name in (light.states if kind == "states" else light.territories)
    }
