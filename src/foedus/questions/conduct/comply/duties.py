"""Declarations due, trends between them, and the quotas of inspections."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from foedus.catalogue.catalogue import Clause
from foedus.model.arms_control import Holdings, Visits
from foedus.model.provisions import Limit, Notification
from foedus.questions.conduct.comply.findings import Given, Reported, Trend
from foedus.questions.conduct.comply.record import Record
from foedus.questions.conduct.comply.visits import Quota, period_text, remarks, span


@dataclass(frozen=True)
class DutyReview:
    """Declarations, trends and quotas of a framework, judged on a record."""

    record: Record

    def _due(self) -> Iterator[tuple[Clause, Notification]]:
        for clause in self.record.clauses:
            effect = clause.provision.effect
            if (
                isinstance(effect, Notification)
                and effect.report
                and clause.in_force(self.record.on)
            ):
                yield clause, effect

    def reports(self) -> Iterator[Reported]:
        ledger = self.record.ledger
        for clause, effect in self._due():
            last = effect.deadline.last(self.record.on) if effect.deadline else None
            if last is None or not clause.in_force(last[0]):
                continue
            due, as_of = last
            standing = self.record.catalogue.standing(clause, self.record.on)
            groups: dict[tuple[Given, str], list[str]] = {}
            for state in sorted(standing.parties):
                if not self.record.concerns(state):
                    continue
                if not self.record.catalogue.standing(clause, due).party(state):
                    continue
                latest = ledger.latest(state)
                suspended = standing.suspended(state, state, clause.provision.id)
                key: tuple[Given, str] = ("missing", "(not among the declarations given)")
                if latest is not None and latest >= as_of:
                    key = ("given", "")
                elif suspended is not None and len(suspended.states) == 1:
                    key = ("suspended", f"(not given; {suspended.says.rstrip('.')})")
                groups.setdefault(key, []).append(state)
            for (status, says), states in groups.items():
                yield Reported(
                    provision=clause.provision.id,
                    title=clause.provision.title,
                    due=due,
                    as_of=as_of,
                    status=status,
                    states=tuple(states),
                    says=says,
                    cite=clause.provision.cite,
                )

    def next_reports(self) -> Iterator[tuple[str, date]]:
        for clause, effect in self._due():
            due = effect.deadline.next(self.record.on) if effect.deadline else None
            if due is not None:
                yield clause.provision.title, due

    def trends(self) -> Iterator[Trend]:
        ledger = self.record.ledger
        for state, quantity in sorted({(line.state, line.quantity) for line in self.record.lines}):
            if not self.record.concerns(state):
                continue
            plain = Holdings(quantity)
            known = [
                (day, low)
                for day in ledger.days(state, quantity)
                for low, high in (ledger.held(state, plain, day),)
                if low == high
            ]
            if len(known) > 1:
                (before, was), (after, now) = known[-2:]
                yield Trend(state, quantity, before, was, after, now)

    def quotas(self) -> Iterator[Quota]:
        for clause in self.record.clauses:
            limit = clause.provision.effect
            if not isinstance(limit, Limit) or not isinstance(limit.counts, Visits):
                continue
            if not clause.in_force(self.record.on):
                continue
            visits = limit.counts
            first, last = span(visits.period, self.record.on, clause.instrument.during.start)
            standing = self.record.catalogue.standing(clause, self.record.on)
            states = {i.state for i in self.record.inspections} | set(self.record.objects)
            for state in sorted(states & set(standing.circle(limit.binds))):
                if not self.record.concerns(state):
                    continue
                held = [
                    i
                    for i in self.record.inspections
                    if i.state == state
                    and i.kind in visits.kinds
                    and first <= i.held < last
                    and i.held <= self.record.on
                ]
                quota = visits.quota(int(limit.ceiling), self.record.objects.get(state))
                accepted = sum(i.accepted for i in held)
                refused = len(held) - accepted
                yield Quota(
                    provision=clause.provision.id,
                    title=clause.provision.title,
                    state=state,
                    period=period_text(first, last),
                    quota=quota,
                    accepted=accepted,
                    refused=refused,
                    left=None if quota is None else max(0, quota - accepted),
                    remarks=tuple(remarks(visits, held, quota, refused)),
                    cite=clause.provision.cite,
                )
