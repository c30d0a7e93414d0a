"""Cases of `exercise`: which exercises are held, where, when, and how far gaps are closed."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from foedus.asking.world import World
from foedus.cases.case import Case, left_over
from foedus.questions.forces.exercise.answer import ExerciseAnswer


def read(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs as they are."""
    return dict(inputs)


def compare(case: Case, answer: ExerciseAnswer, world: World) -> Iterator[str]:
    """`held` is exactly the programme; the rest are some of its facts by exercise, gap or year."""
    expect = case.expected()
    planned = {exercise.id: exercise for exercise in answer.programme}
    held = sorted(expect.pop("held", planned))
    if held != sorted(planned):
        yield f"expected {', '.join(held) or 'none'} to be held, got {', '.join(sorted(planned))}"
    for what, got in (
        ("hosts", {name: exercise.host for name, exercise in planned.items()}),
        ("starts", {name: exercise.starts for name, exercise in planned.items()}),
        ("spent", {year.year: year.spent for year in answer.years}),
        ("closed", {_gap(gap): gap.after for gap in answer.gaps}),
        ("left_out", {left.id: left.reasons for left in answer.left_out}),
    ):
        for key, value in expect.pop(what, {}).items():
            if key not in got:
                yield f"expected {what} of {key}, which is not there"
            elif _plain(got[key]) != _plain(value):
                yield f"expected {what} of {key} {value}, got {_plain(got[key])}"
    for what in ("proven", "coverage", "coverage_before"):
        wanted = expect.pop(what, getattr(answer, what))
        if wanted != getattr(answer, what):
            yield f"expected {what} {wanted}, got {getattr(answer, what)}"
    yield from left_over(expect)


def _gap(gap: Any) -> str:
    return f"{'-'.join(gap.nations)} {gap.trains}"


def _plain(value: Any) -> Any:
    """Values of a case and of an answer in one form."""
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return value
