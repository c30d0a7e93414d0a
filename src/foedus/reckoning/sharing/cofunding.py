"""The rate at which a fund pays for an activity: base, bonuses, caps, each with its article."""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from foedus.errors import FoedusError
from foedus.model.keys import Baseline, Bonus, CoFunding

OTHER_NAMES = {
    "certifying": "certification",
    "development-of-prototype": "prototype",
    "feasibility": "studies",
    "feasibility-study": "studies",
    "prototyping": "prototype",
    "qualifying": "qualification",
    "study": "studies",
    "system-prototype": "prototype",
    "test": "testing",
    "tests": "testing",
}


class CoFundingError(FoedusError):
    """Facts that no rate follows from, in one sentence."""


class Line(msgspec.Struct, frozen=True):
    """A step towards the rate: what it adds in points, why, and where that stands."""

    name: str
    points: Decimal
    says: str
    article: str
    given: bool = True


class Reckoned(msgspec.Struct, frozen=True):
    """A rate in per cent and the steps that lead to it."""

    activity: str
    percent: Decimal
    lines: tuple[Line, ...]


def activity_of(rule: CoFunding, given: str) -> str:
    """The activity by its name or another. Raises CoFundingError."""
    folded = given.strip().lower().replace(" ", "-").replace("_", "-")
    name = OTHER_NAMES.get(folded, folded)
    if name not in rule.rates:
        raise CoFundingError(
            f"{given!r} is not an activity; the activities are {', '.join(rule.rates)}"
        )
    return name


def call_of(rule: CoFunding, given: str) -> Baseline | None:
    """The call by its id; None where none is given. Raises CoFundingError."""
    folded = given.strip().lower()
    found = next((call for call in rule.calls if call.id == folded), None)
    if folded and found is None:
        known = ", ".join(call.id for call in rule.calls) or "none"
        raise CoFundingError(f"there is no call {given!r}; the calls are {known}")
    return found


def reckon(
    rule: CoFunding, activity: str, allotted: Mapping[str, Decimal], call: str = ""
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
            raise CoFundingError(f"{bonus_name!r} is not one of {', '.join(sorted(known))}")
        if not 0 <= part <= 100:
            raise CoFundingError(f"{bonus_name} is a part of the costs in per cent, got {part}")
    most = rule.rates[name]
    base, article = most.percent, most.article
    says = f"{name} is financed up to {base} %"
    if baseline is not None:
        if name not in baseline.rates:
            raise CoFundingError(
                f"{baseline.title} does not fund {name}; it funds {', '.join(baseline.rates)}"
            )
        base, article = baseline.rates[name], str(baseline.cite)
        says = f"{baseline.title} finances {name} at {base} %"
    lines = [Line("base", base, says, article)]
    bonuses = [_bonus(bonus, allotted) for bonus in rule.bonuses]
    lines += bonuses
    added = sum((line.points for line in bonuses), Decimal(0))
    if added > rule.most_bonus:
        excess = rule.most_bonus - added
        says = f"the bonuses add {rule.most_bonus} points at most"
        lines.append(Line("cap-on-bonuses", excess, says, rule.most_bonus_article))
    total = base + min(added, rule.most_bonus)
    if total > rule.ceiling:
        says = f"never more than {rule.ceiling} % of the costs"
        lines.append(Line("ceiling", rule.ceiling - total, says, rule.ceiling_article))
    return Reckoned(name, min(total, rule.ceiling), tuple(lines))


def _bonus(bonus: Bonus, allotted: Mapping[str, Decimal]) -> Line:
    part = allotted.get(bonus.name, Decimal(0))
    counted = part + sum((allotted.get(o, Decimal(0)) for o in bonus.threshold_of), Decimal(0))
    if not part or counted < bonus.threshold:
        return Line(bonus.name, Decimal(0), bonus.says, bonus.article, given=False)
    points = bonus.points or part * bonus.per_point
    if bonus.most is not None:
        points = min(points, bonus.most)
    return Line(bonus.name, points, bonus.says, bonus.article)
