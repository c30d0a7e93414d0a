"""Cases of `commitments`: where members stand, and which documents are overdue."""

from collections.abc import Iterator
from typing import Any

from foedus.asking.world import World
from foedus.cases.case import Case, left_over
from foedus.questions.conduct.commitments.answer import CommitmentsAnswer


def read(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs as they are."""
    return dict(inputs)


def compare(case: Case, answer: CommitmentsAnswer, world: World) -> Iterator[str]:
    """`standings` by state and number; `missing` and `shown` by document: who; the rest counts."""
    expect = case.expected()
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
    for name, count in (("members", len(answer.members)), ("commitments", len(answer.promises))):
        if expect.pop(name, count) != count:
            yield f"expected other {name}, got {count}"
    yield from left_over(expect)
