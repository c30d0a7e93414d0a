"""Cases of `grant`: eligibility, rate and sum."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from foedus.asking.world import World
from foedus.cases.case import Case, left_over
from foedus.questions.costs.grant.answer import GrantAnswer


def read(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs as they are."""
    return dict(inputs)


def compare(case: Case, answer: GrantAnswer, world: World) -> Iterator[str]:
    """Whether it is eligible, the rate in per cent, the grant; and each recipient's part."""
    expect = case.expected()
    eligible = expect.pop("eligible", answer.eligible)
    if eligible is not answer.eligible:
        yield f"expected eligible {eligible}, got {answer.eligible}: {answer.lead}"
    for name in ("rate", "grant"):
        wanted = expect.pop(name, None)
        got = getattr(answer, name)
        if wanted is not None and Decimal(str(wanted)) != got:
            yield f"expected a {name} of {wanted}, got {got}"
    parts = {share.name: share.grant for share in answer.shares}
    for name, wanted in expect.pop("grants", {}).items():
        if parts.get(name) != Decimal(str(wanted)):
            yield f"expected {wanted} for {name}, got {parts.get(name)}"
    yield from left_over(expect)
