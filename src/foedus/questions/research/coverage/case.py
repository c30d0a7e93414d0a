"""Cases of `coverage`: how complete the lists of a framework are, and how many they hold."""

from collections.abc import Iterator
from typing import Any

from foedus.asking.world import World
from foedus.cases.case import Case, left_over
from foedus.questions.research.coverage.answer import CoverageAnswer


def read(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs as they are."""
    return inputs


def compare(case: Case, answer: CoverageAnswer, world: World) -> Iterator[str]:
    """By the name of the list: its status, and how many stand in it on the day."""
    expect = case.expected()
    lists = {covered.of: covered for covered in answer.lists}
    for what in ("status", "holds"):
        for name, wanted in expect.pop(what, {}).items():
            found = lists.get(name)
            got = "no such list" if found is None else getattr(found, what)
            if got != wanted:
                yield f"expected {what} of {name} {wanted}, got {got}"
    yield from left_over(expect)
