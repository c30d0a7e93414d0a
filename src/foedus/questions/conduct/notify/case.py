"""Cases of `notify`: which notifications an activity owes, and by when.

What the question asks of one activity stands under `activity`, other inputs beside it:

    activity: {name: Zapad-2017, start: 2017-09-14, end: 2017-09-20, host: [BLR, RUS],
               at: Belarus, troops: 12700, tanks: 250}
    expect:
      due: [vienna-document/art-40-1-1]            # each is due
      not_due: [vienna-document/art-47-4]          # each is not, and that is certain
      undetermined: []                             # each hangs on a fact that is not given
      deadline: {vienna-document/art-40-1-1: 2017-08-03}
      overdue: []                                  # its day is past on `on`
      owed_by: {vienna-document/art-40-1-1: [BLR, RUS]}
      exceeded: []                                 # limits on activities that are broken
      kept: [vienna-document/art-67-2]

An id may leave out the paragraph, as elsewhere.
"""

from collections.abc import Iterator
from typing import Any

from foedus.asking.world import World
from foedus.cases.case import Case, left_over
from foedus.model.verdicts import Verdict
from foedus.questions.conduct.notify.answer import Due, NotifyAnswer


def read(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs of the question, those of the one activity among them."""
    given = dict(inputs)
    return {**given.pop("activity", {}), **given}


def compare(case: Case, answer: NotifyAnswer, world: World) -> Iterator[str]:
    """Each way in which the answer is not the one expected."""
    expect = case.expected()
    words: dict[Verdict, str] = {True: "due", False: "not due", None: "undetermined"}
    wants: tuple[tuple[str, Verdict], ...] = (
        ("due", True),
        ("not_due", False),
        ("undetermined", None),
    )
    for name, wanted in wants:
        for pattern in expect.pop(name, []):
            found = _found(pattern, answer, world)
            got = _verdict(found)
            if got is not wanted:
                why = "; ".join(text for d in found for text in (*d.short, *d.settles))
                yield f"expected {pattern} {words[wanted]}, got {words[got]} ({why})"
    for pattern, day in _by_provision(expect.pop("deadline", {}), answer).items():
        days = sorted(str(d.moment or d.deadline) for d in _due(pattern, answer, world))
        if str(day) not in days:
            yield f"expected {pattern} by {day}, got {', '.join(days) or 'not due'}"
    for pattern in expect.pop("overdue", []):
        if not any(d.standing == "overdue" for d in _due(pattern, answer, world)):
            yield f"expected {pattern} overdue, got that it is not"
    for pattern, states in expect.pop("owed_by", {}).items():
        owing = sorted({state for d in _due(pattern, answer, world) for state in d.owed_by})
        if owing != sorted([states] if isinstance(states, str) else states):
            yield f"expected {pattern} of {states}, got {', '.join(owing) or 'nobody'}"
    yield from _limits(expect, answer, world)
    yield from left_over(expect)


def _limits(expect: dict[str, Any], answer: NotifyAnswer, world: World) -> Iterator[str]:
    for name, wanted in (("exceeded", False), ("kept", True)):
        patterns = expect.pop(name, None)
        if patterns == [] and any(t.verdict is wanted for t in answer.limits):
            yield f"expected no limit {name}"
        for pattern in patterns or ():
            ids = _ids(pattern, world)
            tallies = [t for t in answer.limits if t.provision in ids]
            held = [t.verdict is wanted for t in tallies]
            if not (any(held) if name == "exceeded" else held and all(held)):
                counted = ", ".join(f"{t.state} {len(t.counted)}/{t.ceiling}" for t in tallies)
                yield f"expected {pattern} {name}, got {counted or 'nothing'}"


def _by_provision(given: Any, answer: NotifyAnswer) -> dict[str, Any]:
    """Deadlines by provision; a mere day is that of the first prior notification due."""
    if isinstance(given, dict):
        return given
    ahead = [d.provision for d in answer.due if d.by.endswith("ahead")]
    return {(ahead or [answer.due[0].provision])[0]: given} if answer.due else {"nothing": given}


def _ids(pattern: str, world: World) -> set[str]:
    return {clause.provision.id for clause in world.catalogue.matching(pattern)}


def _found(pattern: str, answer: NotifyAnswer, world: World) -> list[Due]:
    ids = _ids(pattern, world)
    groups = (*answer.due, *answer.undetermined, *answer.not_due)
    return [due for due in groups if due.provision in ids]


def _due(pattern: str, answer: NotifyAnswer, world: World) -> list[Due]:
    return (
        []
        if pattern == "nothing"
        else [due for due in _found(pattern, answer, world) if due.verdict is True]
    )


def _verdict(found: list[Due]) -> Verdict:
    """Due if any is; else open if any is."""
    if any(due.verdict is True for due in found):
        return True
    return None if any(due.verdict is None for due in found) else False
