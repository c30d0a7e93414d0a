"""Cases of `withdraw`: when a notice takes effect, and what falls with the exit."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from foedus.asking.day import day
from foedus.asking.world import World
from foedus.cases.case import Case, left_over
from foedus.questions.conduct.withdraw.answer import WithdrawAnswer

DAYS = ("effective", "free_from", "earliest")


def read(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs as they are."""
    return dict(inputs)


def compare(case: Case, answer: WithdrawAnswer, world: World) -> Iterator[str]:
    """Days, `none` where there is none; lists are of ids that must be among those found."""
    expect = case.expected()
    for name in ("may", "settled", "revoked"):
        got = getattr(answer, name)
        wanted = expect.pop(name, got)
        wanted = None if wanted in ("undetermined", "unknown") else wanted
        if wanted is not got:
            yield f"expected {name} {wanted}, got {got}"
    for name in DAYS:
        got_day: date | None = getattr(answer, name)
        wanted = expect.pop(name, got_day)
        if (None if wanted in ("none", None) else day(wanted)) != got_day:
            yield f"expected {name} {wanted}, got {got_day} ({answer.lead})"
    found = {
        "addressed_to": {a.whom for a in answer.addressees},
        "falls": {f.id for f in answer.falls.items},
        "partners": {t.partner for t in answer.falls.ties},
        "remains": {identifier for identifier, _, _ in answer.falls.remaining},
    }
    for name, got_ids in found.items():
        missing = sorted(set(expect.pop(name, [])) - got_ids)
        if missing:
            yield f"expected {', '.join(missing)} in {name}, got {', '.join(sorted(got_ids))}"
    yield from left_over(expect)
