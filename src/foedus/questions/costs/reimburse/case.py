"""Cases of `reimburse`: the total, and the sums by line."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from foedus.asking.world import World
from foedus.cases.case import Case, left_over
from foedus.questions.costs.reimburse.answer import ReimburseAnswer


def read(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs as they are."""
    return dict(inputs)


def compare(case: Case, answer: ReimburseAnswer, world: World) -> Iterator[str]:
    """The total, and what is paid for each part in order."""
    expect = case.expected()
    total = expect.pop("total", answer.total)
    if Decimal(str(total)) != answer.total:
        yield f"expected {total}, got {answer.total}"
    paid = [part.net for part in answer.parts]
    wanted = [Decimal(str(sum_)) for sum_ in expect.pop("paid", paid)]
    if wanted != paid:
        yield f"expected {', '.join(map(str, wanted))}, got {', '.join(map(str, paid))}"
    yield from left_over(expect)
