"""Cases of `bound`: provisions and kinds of duty among those that tie two states, or none."""

from collections.abc import Iterator
from typing import Any

from foedus.asking.world import World
from foedus.cases.case import Case, left_over
from foedus.questions.binding.bound.question import BoundAnswer


def read(inputs: dict[str, Any]) -> dict[str, Any]:
    """The two states."""
    given = dict(inputs)
    return {"states": given.pop("between"), **given}


def compare(case: Case, answer: BoundAnswer, world: World) -> Iterator[str]:
    """What is expected is a part of what binds."""
    expect = case.expected()
    provisions = {o.provision for o in answer.settled}
    for pattern in expect.pop("provisions", []):
        ids = {clause.provision.id for clause in world.catalogue.matching(pattern)}
        if not ids & provisions:
            got = ", ".join(sorted(provisions)) or "nothing"
            yield f"expected {pattern} to bind, got {got}"
    for effect in expect.pop("effects", []):
        if effect not in answer.effects:
            yield f"expected a duty to {effect}, got {', '.join(answer.effects) or 'none'}"
    none = expect.pop("none", None)
    if none is not None and none is not (not any(o.binding for o in answer.settled)):
        got = ", ".join(sorted(provisions)) or "nothing"
        yield f"expected {'nothing' if none else 'something'} to bind, got {got}"
    yield from left_over(expect)
