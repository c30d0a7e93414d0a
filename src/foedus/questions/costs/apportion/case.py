"""Cases of `apportion`: what states pay, to the cent."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from foedus.asking.world import World
from foedus.cases.case import Case
from foedus.catalogue.catalogue import UnknownIdError
from foedus.questions.costs.apportion.answer import ApportionAnswer

OTHER_NAMES: Final = {
    "abstainers": "abstain",
    "abstaining": "abstain",
    "joiners": "join",
    "joins": "join",
    "leavers": "leave",
    "leaves": "leave",
    "statistic": "statistics",
    "gni": "statistics",
}
FIELDS: Final = {"abstain", "join", "leave", "statistics", "costs", "with_key", "mix", "currency"}
THE_FUND: Final = {"grant", "fund", "EU", "union"}


def read(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs; what belongs to the question may stand among those of the key."""
    given = {OTHER_NAMES.get(name, name): value for name, value in inputs.items()}
    own = {OTHER_NAMES.get(n, n): value for n, value in (given.pop("inputs", None) or {}).items()}
    given.update({name: own.pop(name) for name in FIELDS & {*own}})
    return {**given, "inputs": own} if own else given


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
        yield from _compared("a rate of", wanted, rates.get(_payer("grant", answer, world)))
    for name, wanted in expect.items():
        got_amount = answer.amounts.get(_payer(name, answer, world))
        yield from _compared(name, wanted, got_amount)


def _payer(name: str, answer: ApportionAnswer, world: World) -> str:
    if name in answer.amounts:
        return name
    if name in THE_FUND and answer.reckoned:
        return next(part.state for part in answer.parts if part.state != "recipients")
    try:
        return world.catalogue.state(name).id
    except UnknownIdError:
        return name


def _compared(what: str, wanted: Any, got: Decimal | None) -> Iterator[str]:
    if got is None:
        yield f"expected {wanted} for {what}, which has no share"
    elif Decimal(str(wanted)) != got:
        yield f"expected {wanted} for {what}, got {got}"
