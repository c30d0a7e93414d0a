"""`apportion`: who pays what under a key, exact to the cent, and what would change it."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from foedus.asking.declare import question
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.keys import find_key
from foedus.errors import FoedusError, QuestionError, located
from foedus.judging.shares.reading import read_facts, shares_under
from foedus.model.keys import Key
from foedus.model.wording import inline, money, opening
from foedus.questions.costs.apportion.answer import ApportionAnswer, Part
from foedus.questions.costs.apportion.inputs import ApportionInput, Mix
from foedus.reckoning.sharing.kinds.co_funding import RECIPIENTS
from foedus.reckoning.sharing.reading import ReadShares, Reckoned
from foedus.reckoning.sharing.remainders import largest_remainder
from foedus.reckoning.sharing.shares import (
    SharingError,
    bounded,
    in_proportion,
    joined,
    mixed,
    without,
)

CENT = Decimal("0.01")
PLACES = Decimal("0.0001")


@question(
    "apportion",
    title="Who pays what",
    inputs=ApportionInput,
    answer=ApportionAnswer,
    example={
        "key": "nato/common-funding-2021",
        "amount": "1000000",
        "join": {"FIN": "0.9057", "SWE": "1.9277"},
        "on": "2023-12-31",
    },
)
def apportion(world: World, inputs: ApportionInput, on: date) -> ApportionAnswer:
    """Who pays what under a cost-sharing key, exact to the cent; what a change would shift."""
    catalogue = world.catalogue
    before = _reading(catalogue, inputs, on)
    other = _other(catalogue, inputs, on)
    after = _changed(before, other, inputs)
    first = _settle(before.shares, inputs.amount)
    last = _settle(after, inputs.amount) if after is not None else first
    shares = before.shares if after is None else after
    parts = tuple(_parts(catalogue, before, shares, first, last, changed=after is not None))
    currency = inputs.currency or (before.key.currency if before.key else "")
    redirected = _redirected(before, inputs, first)
    outdated = dict.fromkeys((*before.outdated, *(other.outdated if other else ())))
    lead = _lead(parts, before.reckoned, currency, changed=after is not None)
    return ApportionAnswer(
        question="apportion",
        on=on,
        catalogue=catalogue.key,
        title=f"{before.title}: {money(inputs.amount, currency)} on {on}",
        lead=" ".join((*outdated, lead)),
        notes=before.notes,
        key=before.key.id if before.key else "",
        amount=inputs.amount,
        currency=currency,
        parts=parts,
        changed=after is not None,
        redirected=redirected,
        redirects=before.redirects,
        reckoned=before.reckoned,
        cites=before.cites,
    )


def _reading(catalogue: Catalogue, inputs: ApportionInput, on: date) -> ReadShares:
    if bool(inputs.key) == bool(inputs.mix):
        raise QuestionError("give either a key or a mix", ("key",))
    if inputs.mix is not None:
        return _mix(catalogue, inputs.mix, inputs, on)
    return _under(catalogue, _key(catalogue, inputs.key, on, "key"), inputs, on)


def _key(catalogue: Catalogue, name: str, on: date, *at: str | int) -> Key:
    """The key of that name on the day. Raises QuestionError, at the place where it is named."""
    with located(*at):
        return find_key(catalogue, name, on)


def _under(catalogue: Catalogue, key: Key, inputs: ApportionInput, on: date) -> ReadShares:
    """The shares by a key. Raises QuestionError where it tells another amount than is asked."""
    given: dict[str, Any] = dict(inputs.inputs)
    given |= {"statistics": inputs.statistics} if inputs.statistics else {}
    given |= {"costs": inputs.costs} if inputs.costs else {}
    try:
        reading = shares_under(catalogue, key, read_facts(key, given), on)
    except FoedusError as error:
        # what a key needs stands among its own inputs, but for what many keys need
        at = (
            error.at if error.at[:1] in ((), ("statistics",), ("costs",)) else ("inputs", *error.at)
        )
        raise QuestionError(str(error), at) from None
    if reading.whole not in (None, inputs.amount):
        told = f"sum to {reading.whole}, not to {inputs.amount}"
        raise QuestionError(f"the costs of the states {told}", ("costs",))
    return reading


def _mix(catalogue: Catalogue, mix: Mix, inputs: ApportionInput, on: date) -> ReadShares:
    """The user's own key. Raises QuestionError or SharingError where it makes no whole."""
    if bool(mix.parts) == bool(mix.shares):
        raise QuestionError("a mix holds either keys with weights or shares of states", ("mix",))
    readings = []
    for number, part in enumerate(mix.parts):
        at = ("mix", "parts", number, "key")
        reading = _under(catalogue, _key(catalogue, part.key, on, *at), inputs, on)
        if reading.reckoned:
            raise QuestionError(f"{part.key} shares with a fund, not among states", at)
        readings.append((part, reading))
    weights = _named("shares", ((line.state, line.share) for line in mix.shares))
    if mix.parts:
        shares = mixed((Fraction(part.weight) / 100, r.shares) for part, r in readings)
    elif mix.proportional:
        shares = in_proportion(weights)
    else:
        shares = mixed([(Fraction(1), {s: w / 100 for s, w in weights.items()})])
        total = sum(weights.values(), Fraction(0))
        if total != 100:
            told = f"the shares sum to {float(total):g} per cent, not to 100"
            raise SharingError(told, ("mix", "shares"))
    floors = _named("bounds", ((b.state, b.least) for b in mix.bounds))
    caps = _named("bounds", ((b.state, b.most) for b in mix.bounds))
    with located("mix", "bounds"):
        shares = bounded(
            shares,
            {state: floor / 100 for state, floor in floors.items()},
            {state: cap / 100 for state, cap in caps.items()},
        )
    return ReadShares(
        None,
        mix.title,
        tuple(dict.fromkeys(cite for _, r in readings for cite in r.cites)),
        shares,
        weights if mix.proportional else {},
        doubtful={s: why for _, r in readings for s, why in r.doubtful.items()},
        notes=tuple(dict.fromkeys(note for _, r in readings for note in r.notes)),
        outdated=tuple(dict.fromkeys(told for _, r in readings for told in r.outdated)),
    )


def _named(sheet: str, lines: Iterable[tuple[str, Decimal]]) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for number, (state, figure) in enumerate(lines):
        if state in found:
            raise QuestionError(
                f"{state} is listed twice in the mix", ("mix", sheet, number, "state")
            )
        found[state] = Fraction(figure)
    return found


def _other(catalogue: Catalogue, inputs: ApportionInput, on: date) -> ReadShares | None:
    """The shares by the key to compare with, where there is one."""
    if not inputs.with_key:
        return None
    return _under(catalogue, _key(catalogue, inputs.with_key, on, "with_key"), inputs, on)


def _changed(
    before: ReadShares, other: ReadShares | None, inputs: ApportionInput
) -> dict[str, Fraction] | None:
    """The shares after the changes asked about; None where there are none."""
    abstaining, leaving = tuple(inputs.abstain), tuple(inputs.leave)
    joining = {state: Fraction(share) for state, share in inputs.join.items()}
    if not (abstaining or leaving or joining or other):
        return None
    reading = other or before
    if before.reckoned and (abstaining or leaving or joining):
        at = ("abstain" if abstaining else "leave" if leaving else "join",)
        raise QuestionError("a fund and its recipients neither abstain, leave nor join", at)
    for number, state in enumerate(leaving):
        if state in abstaining:
            raise QuestionError(f"{state} cannot both abstain and leave", ("leave", number))
    with located("leave"):
        shares = without(reading.shares, leaving, "leave")
    with located("join"):
        shares = _with(shares, reading, joining)
    with located("abstain"):
        return without(shares, abstaining, "abstain")


def _with(
    shares: dict[str, Fraction], reading: ReadShares, joining: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    """The shares once others have joined."""
    if joining and reading.weights:
        total = sum((reading.weights[s] for s in shares), Fraction(0)) + sum(joining.values())
        return joined(shares, {s: weight / total for s, weight in joining.items()})
    return joined(shares, {s: share / 100 for s, share in joining.items()}) if joining else shares


def _settle(shares: Mapping[str, Fraction], amount: Decimal) -> dict[str, Decimal]:
    try:
        return largest_remainder(shares, amount, CENT)
    except ValueError as error:
        raise QuestionError(str(error), ("amount",)) from None


def _parts(
    catalogue: Catalogue,
    before: ReadShares,
    shares: Mapping[str, Fraction],
    first: Mapping[str, Decimal],
    last: Mapping[str, Decimal],
    *,
    changed: bool,
) -> Iterable[Part]:
    states = dict.fromkeys((*before.shares, *shares))
    nil = Decimal("0.00")
    for state in sorted(states, key=lambda s: (-shares.get(s, Fraction(0)), s)):
        share, former = shares.get(state, Fraction(0)), before.shares.get(state, Fraction(0))
        step = before.steps.get(state)
        yield Part(
            state=state,
            name=catalogue.name_of(state),
            exact=str(share),
            share=_printed(share),
            amount=last.get(state, nil),
            share_before=_printed(former) if changed else None,
            amount_before=first.get(state, nil) if changed else None,
            level=step.level if step else "",
            base=f"{float(step.base):.3f}" if step else "",
            discount=_discount(step.discount) if step else "",
            doubt=before.doubtful.get(state, ""),
        )


def _printed(share: Fraction) -> str:
    """In per cent, to four places, halves away from nil."""
    units = share * 100 / Fraction(PLACES)
    return str(int(units + Fraction(1, 2)) * PLACES)


def _discount(discount: Fraction) -> str:
    return f"{float(discount):g}" if discount else ""


def _redirected(
    before: ReadShares, inputs: ApportionInput, first: Mapping[str, Decimal]
) -> dict[str, Decimal]:
    """What those who abstain owe to something else, where the key says so."""
    if not before.redirects:
        return {}
    return {state: first[state] for state in inputs.abstain}


def _lead(
    parts: tuple[Part, ...], reckoned: Reckoned | None, currency: str, *, changed: bool
) -> str:
    """Who pays most, or what the fund pays; and where a change shifts most."""
    if reckoned:
        fund = next(part for part in parts if part.state != RECIPIENTS)
        return (
            f"{fund.name} pays {money(fund.amount, currency)} ({fund.share} %), "
            "the recipients the rest."
        )
    top, *others = parts
    paying = sum(1 for part in parts if part.amount)
    lead = f"{opening(inline(top.name))} pays most: {money(top.amount, currency)} ({top.share} %)"
    lead += f"; {paying} members pay in all." if others else "."
    if changed:
        moved = max(parts, key=lambda p: abs(p.amount - (p.amount_before or 0)))
        shift = moved.amount - (moved.amount_before or 0)
        lead += f" The largest change is for {inline(moved.name)}: {shift:+,}."
    return lead
