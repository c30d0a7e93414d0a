"""Cases of `pool`: the fleet, its cost, and who pays what by each way of sharing."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from foedus.asking.world import World
from foedus.cases.case import Case, left_over
from foedus.questions.costs.pool.answer import PoolAnswer


def read(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs as they are."""
    return dict(inputs)


def compare(case: Case, answer: PoolAnswer, world: World) -> Iterator[str]:
    """Amounts to the last digit; what is by way of sharing may leave out ways and nations."""
    expect = case.expected()
    got = {
        "units": sum(pool.units for pool in answer.pools),
        "cost": answer.cost,
        "alone": answer.alone,
        "saving": answer.saving,
        "core_empty": answer.core_empty,
    }
    for name, value in got.items():
        wanted = expect.pop(name, value)
        if _number(wanted) != value:
            yield f"expected {name} {wanted}, got {value}"
    sharings = {sharing.method: sharing for sharing in answer.sharings}
    for method, payments in expect.pop("pays", {}).items():
        for nation, wanted in payments.items():
            paid = sharings[method].pays[nation]
            if _number(wanted) != paid:
                yield f"expected {nation} to pay {wanted} by {method}, got {paid}"
    for method, wanted in expect.pop("in_core", {}).items():
        if sharings[method].in_core != wanted:
            yield f"expected {method} in the core: {wanted}, got {sharings[method].in_core}"
    for method, wanted in expect.pop("blocking", {}).items():
        found = sorted(sharings[method].blocking)
        if found != sorted(wanted):
            yield f"expected {method} blocked otherwise, got {', '.join(found) or 'nobody'}"
    yield from left_over(expect)


def _number(value: Any) -> Any:
    return Decimal(value) if isinstance(value, str) else value
