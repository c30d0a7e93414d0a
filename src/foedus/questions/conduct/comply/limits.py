"""Each limit on holdings against what is declared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from foedus.catalogue.clause import Clause
from foedus.model.arms_control import QUANTITIES, Holdings
from foedus.model.provisions import PARTIES, Limit
from foedus.questions.conduct.comply.ceilings import add, judge
from foedus.questions.conduct.comply.findings import Finding, Status
from foedus.questions.conduct.comply.life import bound_since, broken, gone
from foedus.questions.conduct.comply.record import Record


@dataclass(frozen=True)
class LimitReview:
    """The limits on holdings of a framework, judged on a record."""

    record: Record

    def limits(self) -> Iterator[Finding]:
        ledger = self.record.ledger
        for clause in self._versions():
            limit = clause.provision.effect
            if not isinstance(limit, Limit) or not isinstance(limit.counts, Holdings):
                continue
            bound, outside, doubted = self._standing(clause, limit)
            states = (*bound, *outside)
            if limit.counts.of == "group":
                if not self.record.asked or set(self.record.asked) & set(bound):
                    group = self._finding(clause, limit, limit.counts, tuple(bound), outside)
                    yield self._both(group, clause, limit, limit.counts, outside, doubted)
                    continue
                states = tuple(outside)
            for state in states:
                if not self.record.concerns(state):
                    continue
                days = ledger.as_of(state, limit.counts)
                if days is None and state not in self.record.asked:
                    continue
                left = _only(state, outside)
                found = self._finding(clause, limit, limit.counts, (state,), left)
                yield self._both(found, clause, limit, limit.counts, left, _only(state, doubted))

    def _versions(self) -> Iterator[Clause]:
        """Of each provision the version that stands; else the next to come; else the last."""
        by_id: dict[str, list[Clause]] = {}
        for clause in self.record.clauses:
            by_id.setdefault(clause.provision.id, []).append(clause)
        for versions in by_id.values():
            now = [c for c in versions if c.in_force(self.record.on)]
            ahead = [c for c in versions if c.provision.during.start > self.record.on]
            yield (now or ahead or versions[-1:])[0]

    def _standing(
        self, clause: Clause, limit: Limit
    ) -> tuple[list[str], dict[str, str], dict[str, str]]:
        """The states that the limit binds on the day, those it no longer does, and why.

        Third, of those it binds, the ones whose part is suspended on a contested ground.
        """
        standing = self.record.catalogue.standing(clause, self.record.on)
        circle = standing.circle(limit.binds)
        wanted = standing.parties if limit.binds == PARTIES else dict.fromkeys(limit.binds)
        everyone = dict.fromkeys((*wanted, *circle))
        if limit.binds == PARTIES:
            everyone |= {line.state: None for line in self.record.lines}
        bound: list[str] = []
        outside: dict[str, str] = {}
        doubted: dict[str, str] = {}
        for state in sorted(everyone):
            if state not in circle:
                left = gone(self.record.catalogue, clause, state, self.record.on)
                if left:
                    outside[state] = left
                continue
            pause = broken(self.record.catalogue, clause, state, self.record.on)
            if pause is not None and pause.sure:
                outside[state] = pause.why
                continue
            bound.append(state)
            if pause is not None:
                doubted[state] = f"{pause.why}: {pause.says}"
        return bound, outside, doubted

    def _both(
        self,
        found: Finding,
        clause: Clause,
        limit: Limit,
        counts: Holdings,
        outside: Mapping[str, str],
        doubted: Mapping[str, str],
    ) -> Finding:
        """The finding with those whose suspension is contested, beside that without them."""
        if not doubted:
            return found
        told = tuple(f"{state} ({why})" for state, why in doubted.items())
        without = self._finding(clause, limit, counts, found.who, {**outside, **doubted})
        if without.status == found.status:
            return msgspec.structs.replace(found, contested=told)
        return msgspec.structs.replace(
            found,
            status="contested",
            contested=told,
            if_bound=found.status,
            if_suspended=without.status,
        )

    def _finding(
        self,
        clause: Clause,
        limit: Limit,
        counts: Holdings,
        who: tuple[str, ...],
        outside: Mapping[str, str],
    ) -> Finding:
        ledger = self.record.ledger
        in_force = clause.in_force(self.record.on)
        counted = [state for state in who if len(who) == 1 or state not in outside]
        low, high = add(ledger.held(state, counts) for state in counted)
        ceiling = int(limit.ceiling)
        status: Status = judge((low, high), ceiling)
        binds = ""
        start = max(clause.provision.during.start, clause.instrument.during.start)
        if counts.years_after and len(who) == 1:
            since = bound_since(self.record.catalogue, clause, who[0], self.record.on)
            start = max(start, counts.binds_from(since))
        if not [state for state in who if state not in outside] and in_force:
            status = "no longer binding"
        elif start > self.record.on:
            status, binds = "not yet binding", f"binds from {start}"
        elif not in_force:
            end = min(clause.provision.during.end, clause.instrument.during.end)
            status, binds = "no longer binding", f"bound until {end}"
        margin = ceiling - low if low > ceiling else None if high is None else ceiling - high
        zone = ledger.zones.get(counts.zone)
        inside = [s for s in counted if zone is None or s in (*zone.whole, *zone.parts)]
        return Finding(
            provision=clause.provision.id,
            title=clause.provision.title,
            who=who or tuple(outside),
            status=status,
            low=low,
            high=high,
            ceiling=ceiling,
            margin=margin,
            as_of=max((d for s in who if (d := ledger.as_of(s, counts))), default=None),
            binds=binds,
            undeclared=tuple(s for s in inside if ledger.held(s, counts)[1] is None),
            outside=tuple(f"{state} ({why})" for state, why in outside.items()),
            cite=clause.provision.cite,
        )

    def notes(self) -> Iterator[str]:
        later = sum(line.on > self.record.on for line in self.record.lines)
        if later:
            yield f"{later} of the holdings are as of a later day and are left out"
        left_out = {line.excluded for line in self.record.lines if line.excluded}
        for rule in self.record.framework.counting.exclusions:
            if rule.id in left_out:
                yield f"not counted as {rule.id}: {rule.says} ({rule.cite})"
        for rest in self.record.framework.counting.not_modelled:
            yield f"not computed: {rest.says} ({rest.cite})"
        for clause in self.record.clauses:
            limit = clause.provision.effect
            if isinstance(limit, Limit) and isinstance(limit.counts, Holdings):
                yield from self._odd_sums(limit.counts)

    def _odd_sums(self, counts: Holdings) -> Iterator[str]:
        """Where a state declared a quantity and its parts, and they do not agree."""
        ledger = self.record.ledger
        for state in sorted({line.state for line in self.record.lines}) if counts.made_of else ():
            told, parts = ledger.held(state, counts), ledger.parts(state, counts)
            if parts[1] is not None and told != parts:
                yield (
                    f"{state} declared {told[0]:,} {QUANTITIES[counts.quantity]}; "
                    f"its parts add up to {parts[0]:,}"
                )


def _only(state: str, whys: Mapping[str, str]) -> dict[str, str]:
    return {state: whys[state]} if state in whys else {}
