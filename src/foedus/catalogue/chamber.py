"""A body as it votes on a motion on a day: who may vote, by which rule, and with what weight."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.seating import (
    Doubt,
    Reading,
    doubts_of,
    readings_of,
    suspended_from,
)
from foedus.errors import FoedusError, did_you_mean, nearest, quoted
from foedus.model.frameworks import Body, DecisionRule, Quorum, Weights
from foedus.model.time import the_nearest
from foedus.model.wording import some
from foedus.reckoning.voting.ballot import Ballot
from foedus.reckoning.voting.rule import Rule, rule_of

ANY = "any"


class ChamberError(FoedusError):
    """A body that cannot vote on that motion that day, in one sentence."""


@dataclass(frozen=True)
class Chamber:
    """A body with the rule for a motion; `barred` are seated and may not vote, and why.

    `reinforced` is the rule instead where the act is on no proposal, if there is one. `readings`
    are the ways to settle the `doubts` about who counts; the first is one that the body itself
    held, as far as that is on record. With `elected`, so many of those seated sit, not known who.
    `general` says that the motion has no rule of its own, and which have. `outdated` says of tables
    of another time that none of the day is on record.
    """

    body: Body
    motion: str
    decision: DecisionRule
    rule: Rule
    reinforced: Rule | None
    seated: tuple[str, ...]
    barred: Mapping[str, str]
    permanent: frozenset[str]
    weights: Weights | None
    populations: Weights | None
    elected: int
    doubts: tuple[Doubt, ...]
    readings: tuple[Reading, ...]
    general: tuple[str, ...]
    outdated: tuple[str, ...]
    notes: tuple[str, ...]

    def voters(self, reading: Reading) -> tuple[str, ...]:
        """Those that count in a reading, whether they may vote or not."""
        silent = {s for d in self.doubts if not d.can_vote for s in d.states}
        gone = {*self.barred.keys() - silent, *reading.out}
        return tuple(s for s in self.seated if s not in gone)

    def ballot(self, voters: tuple[str, ...] | None = None, *, checked: bool = False) -> Ballot:
        """The empty ballot of these voters; `checked` where a member asked for it.

        Raises ChamberError where none of them has a weight.
        """
        voters = self.voters(self.readings[0]) if voters is None else voters
        members = self.elected or len(voters)
        return Ballot(
            voters=voters,
            members=members,
            permanent=self.permanent & frozenset(voters),
            weights=self._figures(self.weights, voters),
            populations=self._figures(self.populations, voters) if checked else {},
            quota=self.decision.quota,
            quorum=quorum(self.decision.quorum, members),
        )

    def _figures(self, table: Weights | None, voters: tuple[str, ...]) -> dict[str, int]:
        if table is None:
            return {}
        found = {voter: table.values[voter] for voter in voters if voter in table.values}
        if not found:
            raise ChamberError(f"{table.title} has no figure for {some(sorted(voters))}")
        return found


def quorum(given: Quorum, members: int) -> int:
    """The number of members that must be present."""
    if given == "majority":
        return members // 2 + 1
    return ceil(members * Fraction(2, 3)) if given == "two-thirds" else 0


def chamber(catalogue: Catalogue, body_id: str, motion: str, on: date) -> Chamber:
    """The body as it votes on a motion; without a motion, on its usual matters.

    Raises UnknownIdError or ChamberError.
    """
    body = catalogue.body(body_id)
    if on not in body.during:
        raise ChamberError(
            f"the {body.name} did not exist on {on}: {body.during.apart(on)}", ("body",)
        )
    decision, told = _decision(body, motion, on)
    seated = catalogue.eligible_for(body, on)
    if not seated:
        raise ChamberError(f"nobody is recorded as seated in the {body.name} on {on}", ("body",))
    barred = dict.fromkeys(decision.without, f"takes no part in {decision.matter} motions")
    suspended = suspended_from(catalogue, body, on)
    barred |= dict.fromkeys(suspended, "is suspended")
    shorthands = catalogue.definitions.voting_rules
    rule = rule_of(decision.own or shorthands[decision.rule])
    stricter = decision.reinforced or rule.written.reinforced
    doubts = doubts_of(catalogue, body, on)
    if suspended and decision.suspended:
        rule = rule_of(shorthands[decision.suspended])
        stricter = rule.written.reinforced
        doubts = tuple(doubt for doubt in doubts if doubt.can_vote)
        told = (*told, _without(catalogue, suspended, rule))
    weights = _table(catalogue, decision.weights, on) if rule.weighs else None
    populations = _table(catalogue, decision.checked_by, on) if rule.has_check else None
    tables = tuple(table for table in (weights, populations) if table)
    readings = [r for r in readings_of(doubts) if {*seated} - {*barred} - {*r.out}]
    return Chamber(
        body=body,
        motion=decision.matter if decision.matter != ANY else motion or ANY,
        decision=decision,
        rule=rule,
        reinforced=rule_of(shorthands[stricter]) if stricter else None,
        seated=seated,
        barred={state: why for state, why in barred.items() if state in seated},
        permanent=frozenset(
            s.state for s in body.seats if s.role == "permanent" and on in s.during
        ),
        weights=weights,
        populations=populations,
        elected=body.elected,
        doubts=doubts,
        readings=tuple(sorted(readings, key=lambda r: (not r.own, len(r.out)))),
        general=_general(body, decision, motion, on),
        outdated=tuple(_outdated(catalogue, t, on) for t in tables if on not in t.during),
        notes=(*told, *_doubted(tables), *_not_modelled(rule, decision), *_unrecorded(body)),
    )


def _not_modelled(rule: Rule, decision: DecisionRule) -> Iterator[str]:
    """What the rule asks that is not weighed here, by the rule and by the body."""
    for told in (rule.written.not_modelled, decision.not_modelled):
        if told:
            yield f"not modelled: {told}"


def _without(catalogue: Catalogue, suspended: tuple[str, ...], rule: Rule) -> str:
    who = some([catalogue.name_of(state) for state in suspended])
    is_ = "is" if len(suspended) == 1 else "are"
    return f"{who} {is_} suspended and left out of the count: {rule.written.says}"


def _unrecorded(body: Body) -> Iterator[str]:
    if body.elected:
        yield (
            f"which {body.elected} members sat in the {body.name} is not on record; those named "
            "are taken to be of them, and the others to be absent"
        )


def _decision(body: Body, motion: str, on: date) -> tuple[DecisionRule, tuple[str, ...]]:
    """The rule for a motion, by its matter, another name of that, or the rule's own slug.

    A motion without a rule of its own falls under that for any.
    """
    rules = {rule.matter: rule for rule in body.rules if on in rule.during}
    if not rules:
        told = f"foedus records no rule by which the {body.name} decided on {on}"
        raise ChamberError(told, ("body",))
    if not motion:
        return rules.get(ANY) or next(iter(rules.values())), ()
    if motion in rules:
        return rules[motion], ()
    for rule in rules.values():
        if motion in (*rule.also, rule.rule):
            return rule, ()
    # where a rule holds for any motion, only one that is surely a slip of the pen is refused
    close = nearest(motion, rules, least=0.8)
    if close or ANY not in rules:
        hint = did_you_mean(close, f"its motions are {', '.join(rules)}")
        raise ChamberError(f"{body.id} has no motion {quoted(motion)}{hint}", ("motion",))
    own = f"{body.id} has no rule of its own for {quoted(motion)} motions"
    return rules[ANY], (f"{own}; its rule for any motion applies",)


def _general(body: Body, decision: DecisionRule, motion: str, on: date) -> tuple[str, ...]:
    """That the rule for any motion decides one that was named, where it does."""
    if decision.matter != ANY or motion in ("", ANY, decision.rule, *decision.also):
        return ()
    own = dict.fromkeys(r.matter for r in body.rules if on in r.during and r.matter != ANY)
    others = f"; motions with rules of their own: {', '.join(own)}" if own else ""
    return (f"This is by the rule for any motion: {quoted(motion)} has none of its own{others}.",)


def _table(catalogue: Catalogue, identifier: str, on: date) -> Weights:
    """The table for that day; else the latest earlier one, or the first."""
    framework = catalogue.framework(identifier.split("/")[0])
    tables = sorted(
        (table for table in framework.weights if table.id == identifier),
        key=lambda table: table.during.start,
    )
    earlier = [table for table in tables if table.during.start <= on]
    return earlier[-1] if earlier else tables[0]


def _outdated(catalogue: Catalogue, used: Weights, on: date) -> str:
    tables = catalogue.framework(used.id.split("/")[0]).weights
    times = {table.title: table.during for table in tables if table.id == used.id}
    return f"No table {used.id} is on record for {on}: used is {the_nearest(times, on)}."


def _doubted(tables: Iterable[Weights]) -> Iterator[str]:
    for table in tables:
        if table.cite.confidence != "high":
            yield f"{table.title}, confidence {table.cite.confidence}: {table.note}"
