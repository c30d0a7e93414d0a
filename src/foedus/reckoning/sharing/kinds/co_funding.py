"""A fund pays a part of the costs, by activity and with bonuses; the recipients pay the rest."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import Field, create_model, model_validator

from foedus.documents.entry import Cited, Entry, Slug, Words
from foedus.documents.numbers import WHOLE, Figure, Flag, Share
from foedus.errors import FoedusError, QuestionError, quoted
from foedus.model.keys import Key
from foedus.reckoning.sharing.kinds.kind import (
    HUNDRED,
    Day,
    Facts,
    Fault,
    KeyEntry,
    Known,
    cited,
    unknown,
)
from foedus.reckoning.sharing.reading import RateStep, ReadShares, Reckoned

RECIPIENTS = "recipients"
Number = Annotated[int, Field(ge=1, le=100), *WHOLE]


class CoFundingError(FoedusError):
    """Facts that no rate follows from, in one sentence."""


class RateEntry(Entry):
    """The highest rate for an activity, in per cent, and its article."""

    percent: Share
    article: Words


class EarnedByEntry(Entry):
    """Who among the recipients earns a bonus by its part of the costs.

    A recipient is at `home` where a larger one of the consortium is established, else `abroad`.
    """

    size: Slug
    at: Literal["home", "abroad"] | None = None


class BonusEntry(Entry):
    """Points added to a rate of co-funding.

    `points` are fixed, or `per_point` for each per cent of the costs that goes to those whom it
    rewards, up to `most`; both only from a `threshold` of the costs on. `threshold_of` names what
    else counts towards the threshold. A bonus with points and no threshold is given or not.
    """

    name: Slug
    says: Words
    article: Words
    points: Share = Decimal(0)
    per_point: Figure = Decimal(0)
    most: Share | None = None
    threshold: Share = Decimal(0)
    threshold_of: list[Slug] = []
    earned_by: EarnedByEntry | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "BonusEntry":
        if bool(self.points) == bool(self.per_point):
            raise ValueError("give either `points` or `per_point`")
        return self

    @property
    def yes_or_no(self) -> bool:
        """Whether it does not depend on a part of the costs."""
        return bool(self.points) and not self.threshold


class BaselineEntry(Cited):
    """The rates of a call, in per cent, where they are lower than the regulation allows."""

    id: Slug
    title: Words
    rates: Annotated[dict[Slug, Share], Field(min_length=1)]
    cite: Words


class HolderEntry(Entry):
    """The states that hold a role in a framework."""

    framework: Slug
    role: Slug


class NumbersEntry(Entry):
    """How many recipients there must be, in how many countries, how many of them independent.

    `action` is the kind of action that it is about; without one, it is about all others.
    """

    entities: Number
    countries: Number
    independent: Number
    article: Words
    action: Slug | None = None


class EligibilityEntry(Cited):
    """Which recipients, and which consortia of them, may be funded.

    `inside` are the states where recipients are established, and from which alone they may be
    controlled unless there are guarantees; any other is said to be `outside`. The articles say
    where that stands.
    """

    inside: Annotated[list[HolderEntry], Field(min_length=1)]
    outside: Words
    established: Words
    controlled: Words
    guarantees: Words
    numbers: Annotated[list[NumbersEntry], Field(min_length=1)]
    unexamined: str = ""
    cite: Words

    @model_validator(mode="after")
    def _for_every_action(self) -> "EligibilityEntry":
        actions = [numbers.action for numbers in self.numbers]
        if None not in actions or len(set(actions)) < len(actions):
            raise ValueError("give `numbers` once without `action`, and once for each action")
        return self

    def numbers_for(self, action: str) -> NumbersEntry:
        """The numbers for a kind of action, or those for all others."""
        by_action = {numbers.action: numbers for numbers in self.numbers}
        return by_action.get(action or None) or by_action[None]


class CoFundingKeyEntry(KeyEntry):
    """A fund pays a part of the costs, by activity and with bonuses; the recipients the rest."""

    kind: Literal["co-funding"]
    funder: Words
    rates: Annotated[dict[Slug, RateEntry], Field(min_length=1)]
    bonuses: list[BonusEntry] = []
    most_bonus: Share
    most_bonus_article: Words
    ceiling: Share
    ceiling_article: Words
    calls: list[BaselineEntry] = []
    eligibility: EligibilityEntry | None = None

    @model_validator(mode="after")
    def _known(self) -> "CoFundingKeyEntry":
        names = {bonus.name for bonus in self.bonuses}
        for bonus in self.bonuses:
            for other in sorted({*bonus.threshold_of} - names):
                raise ValueError(f"bonus {bonus.name} counts {other!r}, which is not a bonus")
        for call in self.calls:
            for activity, percent in call.rates.items():
                rate = self.rates.get(activity)
                if rate is None:
                    raise ValueError(f"call {call.id} has a rate for {activity!r}, no activity")
                if percent > rate.percent:
                    raise ValueError(
                        f"call {call.id} gives {activity} {percent}, above the {rate.percent} "
                        f"of {rate.article}"
                    )
        return self

    def facts(self) -> type[Facts]:
        """The activity, a call, and for each bonus the part of the costs that earns it."""
        given_or_not, part = (Flag, False), (Share | Flag, Decimal(0))
        parts: dict[str, Any] = {
            bonus.name.replace("-", "_"): given_or_not if bonus.yes_or_no else part
            for bonus in self.bonuses
        }
        return create_model(
            "CoFundingFacts", __base__=Facts, activity=(str, ""), call=(str, ""), **parts
        )

    def faults(self, known: Known) -> Iterator[Fault]:
        if self.eligibility:
            for index, holder in enumerate(self.eligibility.inside):
                path = ("eligibility", "inside", index, "framework")
                yield from unknown("framework", [holder.framework], known, path)

    def share(self, key: Key, facts: Facts, day: Day) -> ReadShares:
        given = facts.model_dump(by_alias=True)
        activity, call = given.pop("activity"), given.pop("call")
        if not activity:
            known = ", ".join(sorted(self.rates))
            raise QuestionError(f"{key.id} needs an activity, one of {known}", ("activity",))
        allotted = {
            name: HUNDRED * part if isinstance(part, bool) else part for name, part in given.items()
        }
        try:
            found = reckon(self, activity, allotted, call)
        except CoFundingError as error:
            raise QuestionError(str(error), error.at) from None
        share = Fraction(found.percent) / 100
        return ReadShares(
            key,
            f"{key.title}, {found.activity} at {found.percent.normalize():f} %",
            (key.cite,),
            {self.funder: share, RECIPIENTS: 1 - share},
            reckoned=found,
        )


def activity_of(rule: CoFundingKeyEntry, given: str) -> str:
    """The activity by its name. Raises CoFundingError."""
    name = given.strip().lower()
    if name not in rule.rates:
        known = ", ".join(sorted(rule.rates))
        raise CoFundingError(
            f"{quoted(given)} is not an activity; the activities are {known}", ("activity",)
        )
    return name


def call_of(rule: CoFundingKeyEntry, given: str) -> BaselineEntry | None:
    """The call by its id; None where none is given. Raises CoFundingError."""
    folded = given.strip().lower()
    found = next((call for call in rule.calls if call.id == folded), None)
    if folded and found is None:
        known = ", ".join(call.id for call in rule.calls) or "none"
        raise CoFundingError(f"there is no call {quoted(given)}; the calls are {known}", ("call",))
    return found


def reckon(
    rule: CoFundingKeyEntry, activity: str, allotted: Mapping[str, Decimal], call: str = ""
) -> Reckoned:
    """The rate for an activity.

    `allotted` tells for each bonus what part of the costs, in per cent, goes to those whom it
    rewards; a bonus without a threshold is given where the part is not nil. Raises CoFundingError.
    """
    name = activity_of(rule, activity)
    baseline = call_of(rule, call)
    known = {bonus.name for bonus in rule.bonuses}
    for bonus_name, part in allotted.items():
        if bonus_name not in known:
            raise CoFundingError(
                f"{bonus_name!r} is not one of {', '.join(sorted(known))}", (bonus_name,)
            )
        if not 0 <= part <= 100:
            raise CoFundingError(
                f"{bonus_name} is a part of the costs in per cent, got {part}", (bonus_name,)
            )
    most = rule.rates[name]
    base, article = most.percent, most.article
    says = f"{name} is financed up to {base} %"
    if baseline is not None:
        if name not in baseline.rates:
            funded = ", ".join(sorted(baseline.rates))
            raise CoFundingError(
                f"{baseline.title} does not fund {name}; it funds {funded}", ("activity",)
            )
        base, article = baseline.rates[name], str(cited(baseline))
        says = f"{baseline.title} finances {name} at {base} %"
    lines = [RateStep("base", base, says, article)]
    bonuses = [_bonus(bonus, allotted) for bonus in rule.bonuses]
    lines += bonuses
    added = sum((line.points for line in bonuses), Decimal(0))
    if added > rule.most_bonus:
        excess = rule.most_bonus - added
        says = f"the bonuses add {rule.most_bonus} points at most"
        lines.append(RateStep("cap-on-bonuses", excess, says, rule.most_bonus_article))
    total = base + min(added, rule.most_bonus)
    if total > rule.ceiling:
        says = f"never more than {rule.ceiling} % of the costs"
        lines.append(RateStep("ceiling", rule.ceiling - total, says, rule.ceiling_article))
    return Reckoned(name, min(total, rule.ceiling), tuple(lines))


def _bonus(bonus: BonusEntry, allotted: Mapping[str, Decimal]) -> RateStep:
    part = allotted.get(bonus.name, Decimal(0))
    counted = part + sum((allotted.get(o, Decimal(0)) for o in bonus.threshold_of), Decimal(0))
    if not part or counted < bonus.threshold:
        return RateStep(bonus.name, Decimal(0), bonus.says, bonus.article, given=False)
    points = bonus.points or part * bonus.per_point
    if bonus.most is not None:
        points = min(points, bonus.most)
    return RateStep(bonus.name, points, bonus.says, bonus.article)
