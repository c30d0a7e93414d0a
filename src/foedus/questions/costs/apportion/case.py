"""Cases of `apportion`: what states pay, to the cent."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from foedus.asking.world import World
from foedus.cases.case import Case
from foedus.catalogue.named import UnknownIdError
from foedus.questions.costs.apportion.answer import ApportionAnswer
from foedus.reckoning.sharing.kinds.co_funding import RECIPIENTS


def read(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs as they are."""
    return dict(inputs)


def compare(case: Case, answer: ApportionAnswer, world: World) -> Iterator[str]:
    """Each amount named; `rate`, `before` and `redirected` where they are asked for."""
    expect = case.expected()
    before = {part.state: part.amount_before for part in answer.parts}
    for title, got in (("before", before), ("redirected", answer.redirected)):
        for name, wanted in expect.pop(title, {}).items():
            yield from _compared(f"{name} {title}", wanted, got.get(_payer(name, answer, world)))
    rates = {part.state: Decimal(part.share) for part in answer.parts}
    for name, wanted in expect.pop("shares", {}).items():
        yield from _compared(f"{name} in per cent", wanted, rates.get(_payer(name, answer, world)))
    if "rate" in expect:
        wanted = expect.pop("rate")
        fund = next((state for state in rates if state != RECIPIENTS), "")
        yield from _compared("a rate of", wanted, rates.get(fund))
    for name, wanted in expect.items():
        got_amount = answer.amounts.get(_payer(name, answer, world))
        yield from _compared(name, wanted, got_amount)


def _payer(name: str, answer: ApportionAnswer, world: World) -> str:
    if name in answer.amounts:
        return name
    try:
        return world.catalogue.state(name).id
    except UnknownIdError:
        return name


def _compared(what: str, wanted: Any, got: Decimal | None) -> Iterator[str]:
    if got is None:
        yield f"expected {wanted} for {what}, which has no share"
    elif Decimal(str(wanted)) != got:
        yield f"expected {wanted} for {what}, got {got}"
