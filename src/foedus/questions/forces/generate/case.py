"""Cases of `generate`: what a force covers, who serves, what it lacks and what that would cost."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from foedus.asking.world import World
from foedus.cases.case import Case, left_over
from foedus.questions.forces.generate.answer import GenerateAnswer


def read(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs; a case is solved to the end, unless it says otherwise."""
    return {"gap": 0, **inputs}


def compare(case: Case, answer: GenerateAnswer, world: World) -> Iterator[str]:
    """The sums; who serves on a line, in any rotation; and units lacking in all rotations."""
    expect = case.expected()
    for name in ("coverage", "demand", "risk"):
        got: Any = getattr(answer, name)
        wanted = expect.pop(name, got)
        if wanted != got:
            yield f"expected {name} {wanted}, got {got}"
    cost = Decimal(expect.pop("cost", answer.cost))
    if cost != answer.cost:
        yield f"expected cost {cost}, got {answer.cost}"
    for line, pledges in expect.pop("serving", {}).items():
        serving = sorted({s.pledge for s in answer.order_of_battle if s.line == line})
        if sorted(pledges) != serving:
            yield f"expected {', '.join(pledges) or 'nobody'} on {line}, got {', '.join(serving)}"
    if "lacking" in expect:
        lacking: dict[str, int] = {}
        for gap in answer.gaps:
            lacking[gap.line] = lacking.get(gap.line, 0) + gap.missing * len(gap.rotations)
        wanted = expect.pop("lacking")
        if wanted != lacking:
            yield f"expected lacking {wanted}, got {lacking}"
    for line, wanted in expect.pop("closing", {}).items():
        found = {c.line: c.cost for c in answer.closings}
        if line not in found or found[line] != Decimal(str(wanted)):
            yield f"expected {line} closed for {wanted}, got {found.get(line)}"
    for nation, wanted in expect.pop("withdrawal", {}).items():
        lost = {w.nation: (w.least, w.most) for w in answer.withdrawals}
        if lost.get(nation) != (wanted, wanted):
            yield f"expected {wanted} lost without {nation}, got {lost.get(nation)}"
    yield from left_over(expect)
