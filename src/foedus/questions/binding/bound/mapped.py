"""What `bound` lights on a map: who is tied to whom, and how strongly."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from foedus.model.maps import Held, Light, Map, graded, stronger

if TYPE_CHECKING:
    from foedus.questions.binding.bound.question import Obligation


def map_of(states: tuple[str, ...], obligations: "Iterable[Obligation]") -> Map:
    """The states that are tied to the one asked about, or the two to each other."""
    found: dict[str, Held] = {}
    asked = states if len(states) == 1 else ()
    owed = [o for o in obligations if o.binding and o.strength]
    for o in owed:
        for state in {*o.owed_by, *o.owed_to}.difference(asked):
            stronger(found, state, o.strength, not o.contested)
    own = (Light("asked about", "asked", asked),) if asked else ()
    between = "it and the one asked about" if asked else "the two"
    return Map(
        f"Each state by the strongest duty in law between {between}, owed or owing",
        (*own, *graded(found, "tied in law", "tied, but contested")),
        "no duty to consult or to help on record",
        asked=states,
        cites=tuple(o.cite for o in owed),
    )
