"""What a key says on a day: the shares, and how they came about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

import msgspec

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.keys import every_key
from foedus.errors import QuestionError
from foedus.judging.shares.facts import Facts, read_facts
from foedus.model.citations import Citation
from foedus.model.keys import (
    CoFunding,
    Equal,
    Fixed,
    Key,
    OwnCosts,
    Scale,
    Statistic,
    Tiers,
)
from foedus.questions.costs.apportion.inputs import ApportionInput
from foedus.reckoning.sharing import scales
from foedus.reckoning.sharing.cofunding import CoFundingError, Reckoned, reckon
from foedus.reckoning.sharing.shares import in_proportion

RECIPIENTS = "recipients"


@dataclass(frozen=True)
class Reading:
    """Shares of one by state, with what the answer tells beside them.

    Under `weights` a share is in proportion to a figure; whoever joins brings one.
    """

    key: Key | None
    title: str
    cites: tuple[Citation, ...]
    shares: Mapping[str, Fraction]
    weights: Mapping[str, Fraction] = field(default_factory=dict)
    steps: Mapping[str, scales.Step] = field(default_factory=dict)
    reckoned: Reckoned | None = None
    doubtful: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read_key(catalogue: Catalogue, key: Key, inputs: ApportionInput, on: date) -> Reading:
    """The shares by a key. Raises QuestionError where it needs more, or other, than is given."""
    facts = read_facts(key, inputs.inputs)
    _refuse_what_is_of_no_use(key, inputs)
    notes = [key.note] if key.note else []
    if on not in key.during:
        notes.insert(0, f"{key.id} applied {key.during}, not on {on}")
    rule, cites = key.rule, (key.cite,)
    match rule:
        case Fixed(shares, balance):
            doubtful = {balance: "what the others leave"} if balance else {}
            exact = {state: Fraction(share) / 100 for state, share in shares.items()}
            return Reading(key, key.title, cites, exact, doubtful=doubtful, notes=tuple(notes))
        case Statistic():
            weights = _figures(catalogue, key, rule, inputs, on)
            return Reading(
                key, key.title, cites, in_proportion(weights), weights, notes=tuple(notes)
            )
        case Scale():
            incomes = _by_id(catalogue, inputs.statistics)
            rule = _relevelled(key, rule, incomes, facts)
            if incomes:
                notes.append(f"levels by the incomes given: {', '.join(sorted(incomes))}")
            return _scale(catalogue, key, rule, on, tuple(notes))
        case CoFunding():
            return _co_funding(key, rule, facts, tuple(notes))
        case Equal(among):
            if not (facts.states or among):
                raise QuestionError(f"{key.id} needs the states among which it shares, as `states`")
            members = facts.states or tuple(_members(catalogue, among, on))
            if not members:
                raise QuestionError(f"{among} has no members on {on}")
            weights = {catalogue.state(s).id: Fraction(1) for s in members}
            return Reading(
                key, key.title, cites, in_proportion(weights), weights, notes=tuple(notes)
            )
        case OwnCosts():
            weights = _own_costs(catalogue, key, inputs)
            return Reading(
                key, key.title, cites, in_proportion(weights), weights, notes=tuple(notes)
            )
        case Tiers():
            exact = _tiers(key, rule, _figures(catalogue, key, rule, inputs, on))
            return Reading(key, key.title, cites, exact, notes=tuple(notes))


def _refuse_what_is_of_no_use(key: Key, inputs: ApportionInput) -> None:
    if inputs.statistics and not isinstance(key.rule, Statistic | Tiers | Scale):
        raise QuestionError(f"{key.id} does not share by statistics")
    if inputs.costs and not isinstance(key.rule, OwnCosts):
        raise QuestionError(f"{key.id} does not ask what each state spends")


def _members(catalogue: Catalogue, framework: str, on: date) -> tuple[str, ...]:
    return tuple(catalogue.members_on(catalogue.framework(framework), on))


def _figures(
    catalogue: Catalogue,
    key: Key,
    rule: Statistic | Tiers,
    inputs: ApportionInput,
    on: date,
) -> dict[str, Fraction]:
    """The figure of each state that shares: the user's, else that of the key."""
    given = _by_id(catalogue, inputs.statistics)
    figures = {**_own_figures(catalogue, rule), **given}
    states = _members(catalogue, rule.among, on) if rule.among else tuple(figures)
    exempt = rule.exempt if isinstance(rule, Statistic) else ()
    free = {state for e in exempt if on in e.during for state in e.states}
    states = tuple(state for state in states if state not in free)
    missing = [state for state in states if state not in figures]
    if missing or not states:
        named = ", ".join(missing) or "each state"
        raise QuestionError(
            f"{key.id} needs the {rule.of} ({rule.unit}) of {named}; give it as a statistic"
        )
    for state in sorted({*given} - {*states}):
        raise QuestionError(f"{state} does not share under {key.id} on {on}")
    return {state: Fraction(figures[state]) for state in states}


def _own_figures(catalogue: Catalogue, rule: Statistic | Tiers) -> Mapping[str, Decimal]:
    if not isinstance(rule, Statistic):
        return {}
    other = every_key(catalogue)[rule.as_in].rule if rule.as_in else rule
    assert isinstance(other, Statistic)
    return {**other.values, **rule.values}


def _tiers(key: Key, rule: Tiers, figures: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Each state falls into the highest tier whose limit its part of the total exceeds."""
    parts = in_proportion(figures)
    placed: dict[str, list[str]] = {tier.name: [] for tier in rule.tiers}
    for state, part in parts.items():
        tier = next((t for t in rule.tiers if part * 100 > Fraction(t.above)), rule.tiers[-1])
        placed[tier.name].append(state)
    found: dict[str, Fraction] = {}
    for tier in rule.tiers:
        if not placed[tier.name]:
            raise QuestionError(f"no state falls into {tier.name} of {key.id}")
        weights = {s: Fraction(1) if tier.equally else parts[s] for s in placed[tier.name]}
        for state, share in in_proportion(weights).items():
            found[state] = share * Fraction(tier.share) / 100
    return found


def _own_costs(catalogue: Catalogue, key: Key, inputs: ApportionInput) -> dict[str, Fraction]:
    costs = _by_id(catalogue, inputs.costs)
    if not costs:
        raise QuestionError(f"{key.id} needs the costs of each state")
    total = sum(costs.values(), Decimal(0))
    if total != inputs.amount:
        raise QuestionError(f"the costs of the states sum to {total}, not to {inputs.amount}")
    return {state: Fraction(cost) for state, cost in costs.items()}


def _relevelled(key: Key, rule: Scale, incomes: Mapping[str, Decimal], facts: Facts) -> Scale:
    """The scale with states in the levels of their per-capita incomes, at once.

    Bearers, least developed countries and those of level C keep theirs.
    """
    if not incomes and facts.average is None:
        return rule
    if facts.average is None or not incomes:
        raise QuestionError(
            f"{key.id} takes per-capita incomes as statistics together with their `average`"
        )
    levels = dict(rule.levels)
    for state, income in incomes.items():
        if state not in levels:
            raise QuestionError(f"{state} does not share under {key.id}")
        if levels[state] not in (rule.bearers, "C", "J"):
            levels[state] = scales.level_by_income(income, facts.average)
    return msgspec.structs.replace(
        rule,
        levels=levels,
        moves=tuple(move for move in rule.moves if move.state not in incomes),
        unconfirmed=tuple(state for state in rule.unconfirmed if state not in incomes),
    )


def _scale(
    catalogue: Catalogue, key: Key, rule: Scale, on: date, notes: tuple[str, ...]
) -> Reading:
    base = every_key(catalogue)[rule.base]
    assert isinstance(base.rule, Fixed)
    day = scales.day_of(key, on)
    steps = scales.steps(rule, base.rule.shares, key.during.start, day)
    rates = scales.printed(rule, scales.effective(rule, steps))
    return Reading(
        key,
        key.title,
        (key.cite, base.cite),
        {state: Fraction(rate) / 100 for state, rate in rates.items()},
        steps={step.state: step for step in steps},
        doubtful=dict.fromkeys(rule.unconfirmed, "level not confirmed"),
        notes=notes,
    )


def _co_funding(key: Key, rule: CoFunding, facts: Facts, notes: tuple[str, ...]) -> Reading:
    if not facts.activity:
        raise QuestionError(f"{key.id} needs an activity, one of {', '.join(rule.rates)}")
    try:
        found = reckon(rule, facts.activity, facts.allotted, facts.call)
    except CoFundingError as error:
        raise QuestionError(str(error)) from None
    share = Fraction(found.percent) / 100
    return Reading(
        key,
        f"{key.title}, {found.activity} at {found.percent.normalize():f} %",
        (key.cite,),
        {rule.funder: share, RECIPIENTS: 1 - share},
        reckoned=found,
        notes=notes,
    )


def _by_id(catalogue: Catalogue, given: Mapping[str, Decimal]) -> dict[str, Decimal]:
    return {catalogue.state(name).id: figure for name, figure in given.items()}
