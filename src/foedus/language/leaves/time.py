"""Leaf tests on dates, on membership and on other provisions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from foedus.documents.faults import SHORT
from foedus.documents.numbers import CENTURY
from foedus.language.leaf import Leaf, Reference, sentence
from foedus.language.situation import PartyTest, Situation
from foedus.model.time import Interval
from foedus.model.verdicts import Because, Verdict
from foedus.model.wording import counted, in_role

if TYPE_CHECKING:
    import polars as pl

    from foedus.language.columns import Columns


def _fields(argument: Any, required: set[str], optional: set[str]) -> dict[str, Any]:
    if not isinstance(argument, dict):
        raise ValueError(f"expected {', '.join(sorted(required | optional))}, got {argument!r}")
    for key in argument.keys() - required - optional:
        raise ValueError(f"unknown key {key!r}; expected {', '.join(sorted(required | optional))}")
    for key in required - argument.keys():
        raise ValueError(f"{key!r} is missing")
    return argument


@dataclass(frozen=True)
class During(Leaf):
    """`during: {from: date, to: date}`: the event's day lies in [from, to)."""

    name = "during"
    alone = True
    interval: Interval

    @classmethod
    def parse(cls, argument: Any) -> Self:
        fields = _fields(argument, set(), {"from", "to"})
        days = {key: _day(value) for key, value in fields.items()}
        interval = Interval(days.get("from", date.min), days.get("to", date.max))
        if interval.empty or not fields:
            raise ValueError("expected from before to, and at least one of them")
        return cls(interval)

    def explain(self, seen: Situation, party: PartyTest) -> Because:
        verdict = seen.on in self.interval
        return sentence(
            verdict,
            f"{seen.on} lies in the time {self.interval}",
            f"{seen.on} lies outside the time {self.interval}",
            "",
        )

    def batch(self, columns: "Columns") -> "pl.Expr":
        return (columns.on >= self.interval.start) & (columns.on < self.interval.end)


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError(f"expected a date such as 1949-08-24, got {value!r}") from None


@dataclass(frozen=True)
class Elapsed(Leaf):
    """`elapsed: {since: fact, days: n}`: at least n days since the date that a fact states."""

    name = "elapsed"
    since: str
    days: int

    @classmethod
    def parse(cls, argument: Any) -> Self:
        fields = _fields(argument, {"since", "days"}, set())
        days = fields["days"]
        if isinstance(days, bool) or not isinstance(days, int) or not 0 <= days <= CENTURY:
            told = SHORT.repr(days)
            raise ValueError(f"days: expected a whole number up to {CENTURY:,}, got {told}")
        return cls(str(fields["since"]), days)

    def references(self) -> Iterable[Reference]:
        return (Reference("fact", self.since),)

    def explain(self, seen: Situation, party: PartyTest) -> Because:
        start = seen.facts.get(self.since)
        verdict: Verdict = None
        if isinstance(start, date):
            verdict = (seen.on - start).days >= self.days
        what = self.since.replace("-", " ")
        have = "has" if self.days == 1 else "have"
        return sentence(
            verdict,
            f"at least {counted(self.days, 'day')} {have} passed since {what}",
            f"fewer than {counted(self.days, 'day')} {have} passed since {what}",
            seen.lookups.asks(self.since),
        )

    def batch(self, columns: "Columns") -> "pl.Expr":
        return (columns.on - columns.fact_date(self.since)).dt.total_days() >= self.days


@dataclass(frozen=True)
class HasRole(Leaf):
    """`member: {of: framework, who: victim|attacker|id, role: member}`: a role held that day."""

    name = "member"
    framework: str
    who: str
    role: str = "member"

    @classmethod
    def parse(cls, argument: Any) -> Self:
        fields = _fields(argument, {"of", "who"}, {"role"})
        return cls(str(fields["of"]), str(fields["who"]), str(fields.get("role", "member")))

    def references(self) -> Iterable[Reference]:
        yield Reference("framework", self.framework)
        if self.who not in ("victim", "attacker"):
            yield Reference("who", self.who)

    def explain(self, seen: Situation, party: PartyTest) -> Because:
        state = {"victim": seen.victim, "attacker": seen.attacker}.get(self.who, self.who)
        framework = f"the {seen.lookups.name_of(self.framework)}"
        if state is None:
            return sentence(
                None, "", "", f"whether the attacker is {in_role(self.role)} {framework}"
            )
        verdict = seen.lookups.has_role(self.framework, state, self.role, seen.on)
        name = seen.lookups.inline(state)
        return sentence(
            verdict,
            f"{name} is {in_role(self.role)} {framework}",
            f"{name} is not {in_role(self.role)} {framework}",
            f"whether {name} is {in_role(self.role)} {framework}",
        )

    def batch(self, columns: "Columns") -> "pl.Expr":
        subject = {"victim": columns.victim, "attacker": columns.attacker}.get(self.who)
        if subject is None:
            subject = columns.constant(self.who)
        return columns.role(self.framework, self.role, subject)


@dataclass(frozen=True)
class Triggered(Leaf):
    """`triggered: framework/article`: another provision is triggered in the same situation."""

    name = "triggered"
    provision: str

    @classmethod
    def parse(cls, argument: Any) -> Self:
        if not isinstance(argument, str) or "/" not in argument:
            raise ValueError(f"expected a provision such as nato/art-5, got {argument!r}")
        return cls(argument)

    def references(self) -> Iterable[Reference]:
        return (Reference("provision", self.provision),)

    def explain(self, seen: Situation, party: PartyTest) -> Because:
        inner = seen.lookups.trigger_of(self.provision, seen)
        state = {True: "is triggered", False: "is not triggered", None: "is undetermined"}
        return Because(
            inner.verdict,
            f"{self.provision} {state[inner.verdict]}",
            (inner,),
            role="rule",
        )

    def batch(self, columns: "Columns") -> "pl.Expr":
        return columns.trigger_of(self.provision)
