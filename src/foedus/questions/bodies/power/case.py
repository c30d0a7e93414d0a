"""Cases of `power`: the index of members, within a tolerance."""

from collections.abc import Iterator
from typing import Any, Final

from foedus.asking.world import World
from foedus.cases.case import Case
from foedus.questions.bodies.power.question import PowerAnswer

TOLERANCE: Final = 5e-5


def read(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs without the tolerance, which is the comparison's."""
    return {key: value for key, value in inputs.items() if key != "tolerance"}


def compare(case: Case, answer: PowerAnswer, world: World) -> Iterator[str]:
    """Each state named; the others are not looked at."""
    expect = case.expected()
    tolerance = case.inputs.get("tolerance", expect.pop("tolerance", TOLERANCE))
    for state, wanted in expect.items():
        got = answer.values.get(state)
        if got is None:
            yield f"expected {wanted} for {state}, which has no seat"
        elif abs(got - wanted) > tolerance:
            yield f"expected {wanted} for {state}, got {got:.6f}"
