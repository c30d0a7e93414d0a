"""A condition as it stands on one day: what only another day could meet is left out."""

from datetime import date

from foedus.language.leaves.time import During
from foedus.language.tree import leaf_of
from foedus.model.conditions import All, AnyOf, Condition, Contested, Named, Not, Reading, Test


def on_day(condition: Condition, on: date) -> Condition | bool:
    """The condition with its tests of the day settled; True or False where they settle it."""
    match condition:
        case Test():
            leaf = leaf_of(condition)
            return on in leaf.interval if isinstance(leaf, During) else condition
        case All(parts):
            return _joined([on_day(part, on) for part in parts], neutral=True)
        case AnyOf(parts):
            return _joined([on_day(part, on) for part in parts], neutral=False)
        case Not(part):
            inner = on_day(part, on)
            return not inner if isinstance(inner, bool) else Not(inner)
        case Named(name, part):
            inner = on_day(part, on)
            return inner if isinstance(inner, bool) else Named(name, inner)
        case Contested(readings):
            return _agreed(tuple((r, on_day(r.when, on)) for r in readings))


def _joined(parts: list[Condition | bool], *, neutral: bool) -> Condition | bool:
    """Parts of which one alone may settle the whole, and the others say nothing."""
    left: list[Condition] = []
    for part in parts:
        if not isinstance(part, bool):
            left.append(part)
        elif part is not neutral:
            return part
    if not left:
        return neutral
    if len(left) == 1:
        return left[0]
    return All(tuple(left)) if neutral else AnyOf(tuple(left))


def _agreed(readings: tuple[tuple[Reading, Condition | bool], ...]) -> Condition | bool:
    """Readings that are all settled alike settle it; else they stay as they are written."""
    settled = {when for _, when in readings if isinstance(when, bool)}
    if len(settled) == 1 and all(isinstance(when, bool) for _, when in readings):
        return settled.pop()
    return Contested(
        tuple(r if isinstance(w, bool) else Reading(r.says, r.source, w) for r, w in readings)
    )
