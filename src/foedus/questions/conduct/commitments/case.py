"""Cases of `commitments`: where members stand, what became of promises, and what is overdue."""

from collections.abc import Iterator
from typing import Any

from foedus.asking.world import World
from foedus.cases.case import Case, left_over
from foedus.questions.conduct.commitments.answer import CommitmentsAnswer


def read(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs as they are."""
    return dict(inputs)


def compare(case: Case, answer: CommitmentsAnswer, world: World) -> Iterator[str]:
    """`standings` by state and number; `missing` and `shown` by document: who; the rest counts.

    Of commitments on record: `became`, `timing` and `carried` by id, and which it `has` and
    `has_not`.
    """
    expect = case.expected()
    yield from _on_record(expect, answer)
    got = {(s.state, s.commitment): s.status for s in answer.standings}
    for state, by_number in expect.pop("standings", {}).items():
        for number, status in by_number.items():
            found = got.get((state, str(number)), "not a member")
            if found != status:
                yield f"expected {state} on {number} to be {status!r}, got {found!r}"
    for name, missing in (("missing", True), ("shown", False)):
        for document, whom in expect.pop(name, {}).items():
            found_by = {d.by for d in answer.dues if d.document == document}
            found_by &= {d.by for d in answer.dues if d.missing is missing and d.was_due}
            absent = sorted(set(whom) - found_by)
            if absent:
                yield f"expected {document} of {', '.join(absent)} to be {name}"
    counts = {
        "members": len(answer.members),
        "commitments": len(answer.promises),
        "on_record": len(answer.recorded),
    }
    for name, count in counts.items():
        if expect.pop(name, count) != count:
            yield f"expected other {name}, got {count}"
    yield from left_over(expect)


def _on_record(expect: dict[str, Any], answer: CommitmentsAnswer) -> Iterator[str]:
    """What became of commitments on record, by their id without the framework."""
    views = {v.commitment.id.partition("/")[2]: v for v in answer.recorded}
    for key, attribute in (("became", "fate"), ("timing", "timing")):
        for name, wanted in expect.pop(key, {}).items():
            got = getattr(views[name], attribute) if name in views else "not shown"
            if got != wanted:
                yield f"expected {name} to be {wanted!r}, got {got!r}"
    for name, wanted in expect.pop("carried", {}).items():
        report = views[name].report if name in views else None
        to = report.to.partition("/")[2] if report else ""
        if to != wanted:
            yield f"expected {name} to be carried on to {wanted}, got {to or 'nothing'}"
    for name in expect.pop("has", ()):
        if name not in views:
            yield f"expected {name} to be shown"
    for name in expect.pop("has_not", ()):
        if name in views:
            yield f"expected {name} not to be shown"
