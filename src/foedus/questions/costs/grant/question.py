"""`grant`: may a consortium be funded by the European Defence Fund, at what rate, and with what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from foedus.asking.declare import Document, Inputs, question
from foedus.asking.names import MaybeState, StateName
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.keys import find_key
from foedus.documents.numbers import DECIMAL, Flag, Share
from foedus.errors import QuestionError
from foedus.model.citations import Citation
from foedus.model.verdicts import Because, Verdict, all_of, any_of
from foedus.model.wording import counted
from foedus.questions.costs.grant.answer import GrantAnswer, GrantShare
from foedus.reckoning.sharing.kinds import kind_of
from foedus.reckoning.sharing.kinds.co_funding import (
    CoFundingKeyEntry,
    EarnedByEntry,
    EligibilityEntry,
    reckon,
)
from foedus.reckoning.sharing.kinds.kind import HUNDRED
from foedus.reckoning.sharing.remainders import largest_remainder

KEY = "edf/co-funding"
EligibleCosts = Annotated[Decimal, Field(gt=0, le=10**15), *DECIMAL]
CENT = Decimal("0.01")
SPELLED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class Entity(Document):
    """A recipient of the consortium, and its part of the eligible costs."""

    name: str = Field(min_length=1, description="Name of the legal entity")
    country: StateName = Field(description="State where it is established and run")
    size: Literal["sme", "mid-cap", "other"] = Field(
        "other", description="Small or medium-sized firm (sme), mid-cap, or other"
    )
    share: Share = Field(description="Its part of the eligible costs in per cent")
    owner: str = Field("", description="Who controls it, where another legal entity does")
    controlled_from: MaybeState = Field(
        "", description="State from which it is controlled, where another"
    )
    guarantees: Flag | None = Field(
        None, description="Whether its host approved guarantees (Art. 9(4)), where needed"
    )


class Consortium(Document):
    """Those who would carry out an action together."""

    title: str = Field("", description="Name of the action")
    entities: list[Entity] = Field(min_length=1, description="The recipients")


class GrantInput(Inputs):
    """A consortium, what it would do, and at what cost."""

    consortium: Consortium = Field(description="The consortium")
    activity: str = Field(description="Activity, such as research, design, prototype or testing")
    cost: EligibleCosts = Field(description="The eligible costs in EUR, with cents at most")
    call: str = Field("", description="Call whose baseline rates apply, such as edf-2025")
    pesco: Flag = Field(False, description="The activity is within a PESCO project")
    disruptive: Flag = Field(False, description="The action is on disruptive technologies")


@question(
    "grant",
    title="What a grant pays",
    inputs=GrantInput,
    answer=GrantAnswer,
)
def grant(world: World, inputs: GrantInput, on: date) -> GrantAnswer:
    """Whether a consortium may have a grant of the European Defence Fund, the rate and the sum."""
    catalogue, given = world.catalogue, inputs.consortium
    key = find_key(catalogue, KEY, on)
    countries = {e.name: e.country for e in given.entities}
    rule = kind_of(key)
    if not isinstance(rule, CoFundingKeyEntry) or rule.eligibility is None:
        raise QuestionError(f"foedus records no rules of eligibility for {key.id}")
    law = rule.eligibility
    tree = _eligible(_Law(catalogue, law, on), inputs, countries)
    found = reckon(rule, inputs.activity, _allotted(rule, inputs, countries), inputs.call)
    if on not in key.during:
        raise QuestionError(f"the Fund did not run on {on}: {key.during.apart(on)}", ("on",))
    sum_granted = (inputs.cost * found.percent / 100).quantize(CENT, ROUND_DOWN)
    granted = Decimal("0.00") if tree.verdict is False else sum_granted
    return GrantAnswer(
        question="grant",
        on=on,
        catalogue=catalogue.key,
        title=f"Grant to {given.title or 'a consortium'} for {found.activity} on {on}",
        lead=_lead(tree, found.percent, sum_granted),
        notes=(law.unexamined,) if law.unexamined else (),
        eligible=tree.verdict,
        tree=tree,
        activity=found.activity,
        rate=found.percent,
        lines=found.lines,
        cost=inputs.cost,
        grant=granted,
        shares=tuple(_shares(inputs, countries, granted)),
        cites=(key.cite,),
    )


def _lead(tree: Because, rate: Decimal, granted: Decimal) -> str:
    worth = f"{rate.normalize():f} % of the costs, EUR {granted:,}"
    if tree.verdict is True:
        return f"Eligible: {worth}."
    if tree.verdict is None:
        return f"Undetermined: if it is eligible, {worth}."
    return f"Not eligible: {'; '.join(tree.failures())}. It would be {worth}."


def _allotted(
    rule: CoFundingKeyEntry, inputs: GrantInput, countries: dict[str, str]
) -> dict[str, Decimal]:
    """The parts of the costs that earn each bonus; that for PESCO is given or not.

    A small firm is abroad where no larger recipient of the consortium is established.
    """
    entities = inputs.consortium.entities
    homes = {countries[e.name] for e in entities if e.size != "sme"}

    def earned(entity: Entity, by: EarnedByEntry) -> bool:
        at = "home" if countries[entity.name] in homes else "abroad"
        return entity.size == by.size and by.at in (None, at)

    parts = {"pesco": HUNDRED if inputs.pesco else Decimal(0)}
    for bonus in rule.bonuses:
        by = bonus.earned_by
        if by is not None:
            mine = (entity.share for entity in entities if earned(entity, by))
            parts[bonus.name] = sum(mine, Decimal(0))
    return parts


@dataclass(frozen=True)
class _Law:
    """The rules of eligibility of a fund on a day."""

    catalogue: Catalogue
    rules: EligibilityEntry
    on: date

    def inside(self, state: str) -> Verdict:
        """Whether recipients may be established in a state, or controlled from it.

        None where its role is contested, or not known.
        """
        return any_of(
            self.catalogue.has_role(holder.framework, state, holder.role, self.on)
            for holder in self.rules.inside
        )

    def cite(self, article: str) -> Citation:
        return Citation(self.rules.cite, article, confidence=self.rules.confidence)


def _eligible(law: _Law, inputs: GrantInput, countries: dict[str, str]) -> Because:
    """Every recipient eligible; enough of them, apart, in enough countries."""
    entities = inputs.consortium.entities
    total = sum((entity.share for entity in entities), Decimal(0))
    if total != 100:
        told = f"the parts of the costs sum to {total}, not to 100"
        raise QuestionError(told, ("consortium", "entities"))
    seen = set[str]()
    for number, entity in enumerate(entities):
        if entity.name in seen:
            told = f"{entity.name} is listed twice in the consortium"
            raise QuestionError(told, ("consortium", "entities", number, "name"))
        seen.add(entity.name)
    parts = [*(_entity(law, e, countries[e.name]) for e in entities)]
    parts += _enough(law, inputs, countries)
    return Because(
        all_of(part.verdict for part in parts),
        "the consortium may be funded",
        tuple(parts),
        "all",
    )


def _entity(law: _Law, entity: Entity, country: str) -> Because:
    catalogue, rules = law.catalogue, law.rules
    name = catalogue.inline(country)
    established = law.inside(country)
    if established is False:
        text = f"{entity.name} is established in {name}, {rules.outside}"
        return Because(False, text, cite=law.cite(rules.established))
    ruler = entity.controlled_from or country
    if established is None or law.inside(ruler) is None:
        unsure = name if established is None else catalogue.inline(ruler)
        settles = f"whether {unsure} is a member or associated"
        text = f"{entity.name} is established in {name}; it is contested or not known {settles}"
        return Because(None, text, settles=settles, cite=law.cite(rules.established))
    if law.inside(ruler):
        text = f"{entity.name} is established in {name} and not controlled from a third country"
        return Because(True, text, cite=law.cite(rules.controlled))
    text = f"{entity.name} is controlled from {catalogue.inline(ruler)}"
    words: dict[Verdict, str] = {
        True: "with guarantees approved by its host",
        False: "without guarantees approved by its host",
        None: "and it is not known whether its host approved guarantees",
    }
    return Because(
        entity.guarantees,
        f"{text}, {words[entity.guarantees]}",
        settles="whether its host approved guarantees" if entity.guarantees is None else "",
        cite=law.cite(rules.guarantees),
    )


def _enough(law: _Law, inputs: GrantInput, countries: dict[str, str]) -> Iterator[Because]:
    least = law.rules.numbers_for("disruptive" if inputs.disruptive else "")
    cite = law.cite(least.article)
    entities = inputs.consortium.entities
    places = sorted(set(countries.values()))
    yield Because(
        len(entities) >= least.entities and len(places) >= least.countries,
        f"{counted(len(entities), 'entity', 'entities')} in "
        f"{counted(len(places), 'country', 'countries')} ({', '.join(places)}), "
        f"at least {_spelled(least.entities)} in {_spelled(least.countries)} are needed",
        cite=cite,
    )
    owners = {entity.owner or entity.name for entity in entities}
    yield Because(
        len(owners) >= least.independent,
        f"{len(owners)} of them are not controlled by one another or by the same entity; "
        f"at least {_spelled(least.independent)} are needed",
        cite=cite,
    )


def _spelled(number: int) -> str:
    return SPELLED[number] if number < len(SPELLED) else str(number)


def _shares(
    inputs: GrantInput, countries: dict[str, str], granted: Decimal
) -> Iterator[GrantShare]:
    entities = inputs.consortium.entities
    parts = {entity.name: Fraction(entity.share) / 100 for entity in entities}
    try:
        costs = largest_remainder(parts, inputs.cost, CENT)
        grants = largest_remainder(parts, granted, CENT)
    except ValueError as error:
        raise QuestionError(str(error), ("cost",)) from None
    for entity in entities:
        yield GrantShare(
            name=entity.name,
            country=countries[entity.name],
            size=entity.size,
            share=entity.share,
            cost=costs[entity.name],
            grant=grants[entity.name],
        )
