"""Cases of `casus`: the provisions in each group, who is bound, and what softens."""

from collections.abc import Iterator
from typing import Any

from foedus.asking.declare import UnknownInputError
from foedus.asking.world import World
from foedus.cases.case import Case, left_over
from foedus.questions.binding.casus.answer import CasusAnswer, Triggering


def read(inputs: dict[str, Any]) -> dict[str, Any]:
    """The facts of the event, not under a key of their own."""
    given = dict(inputs)
    event = given.pop("event")
    for key in given:
        if key in event:
            raise UnknownInputError("stands in `event` and beside it; say it once", (key,))
    return {**event, **given}


def compare(case: Case, answer: CasusAnswer, world: World) -> Iterator[str]:
    """An id denotes all that it matches: triggered if any is, not triggered if none is."""
    expect = case.expected()
    verdicts = {True: "triggered", None: "undetermined", False: "not triggered"}
    groups = (("triggered", True), ("not_triggered", False), ("undetermined", None))
    for name, wanted in groups:
        for pattern in expect.pop(name, []):
            found = _denoted(pattern, answer, world)
            got: bool | None = False
            if any(f.verdict is True for f in found):
                got = True
            elif any(f.verdict is None for f in found):
                got = None
            if got is not wanted:
                yield f"expected {pattern} {verdicts[wanted]}, got {verdicts[got]}{_why(found)}"
    for pattern, states in expect.pop("bound", {}).items():
        found = [f for f in _denoted(pattern, answer, world) if f.verdict is True]
        bound = sorted({state for f in found for state in f.bound})
        if bound != sorted(states):
            named = ", ".join(sorted(states))
            yield f"expected {pattern} to bind {named}, got {', '.join(bound) or 'nobody'}"
    for pattern in expect.pop("softened", []):
        if not any(f.softened_by for f in _denoted(pattern, answer, world)):
            yield f"expected a clause that softens {pattern}, got none"
    yield from left_over(expect)


def _denoted(pattern: str, answer: CasusAnswer, world: World) -> list[Triggering]:
    ids = {clause.provision.id for clause in world.catalogue.matching(pattern)}
    groups = (*answer.triggered, *answer.undetermined, *answer.not_triggered)
    return [finding for finding in groups if finding.provision in ids]


def _why(found: list[Triggering]) -> str:
    reasons = dict.fromkeys(reason for f in found for reason in (*f.failed, *f.open))
    return f" ({'; '.join(reasons)})" if reasons else ""
