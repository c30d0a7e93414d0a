"""Declarations due, trends between them, and the quotas of inspections."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from foedus.catalogue.clause import Clause
from foedus.model.arms_control import Holdings, Visits
from foedus.model.provisions import Limit, Notification
from foedus.questions.conduct.comply.findings import Given, Reported, Trend
from foedus.questions.conduct.comply.life import bound_since, broken
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
        on, catalogue = self.record.on, self.record.catalogue
        for clause, effect in self._due():
            groups: dict[tuple[date, date, Given, str], list[str]] = {}
            for state in sorted(catalogue.standing(clause, on).parties):
                told = self._told(clause, effect, state) if self.record.concerns(state) else None
                if told is None or not catalogue.standing(clause, told[0]).party(state):
                    continue
                groups.setdefault((*told, *self._given(clause, state, *told)), []).append(state)
            for (due, as_of, status, says), states in groups.items():
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

    def _told(self, clause: Clause, effect: Notification, state: str) -> tuple[date, date] | None:
        """The last day on which a declaration of the state was due, and as of which day."""
        if effect.deadline is None:
            return None
        on, last = self.record.on, effect.deadline.last(self.record.on)
        since = bound_since(self.record.catalogue, clause, state, on)
        first = effect.deadline.first(since)
        if first is not None and (last is None or first > last[0]):
            return (first, since) if first <= on else None
        return last if last is not None and clause.in_force(last[0]) else None

    def _given(self, clause: Clause, state: str, due: date, as_of: date) -> tuple[Given, str]:
        """Whether the state gave it; if not, whether its part was suspended on the day."""
        latest = self.record.ledger.latest(state)
        if latest is not None and latest >= as_of:
            return "given", ""
        pause = broken(self.record.catalogue, clause, state, due)
        if pause is None:
            return "missing", "(not among the declarations given)"
        if pause.sure:
            return "suspended", f"(not given; {pause.says.rstrip('.')})"
        return "contested", f"(not given; {pause.why}: {pause.says.rstrip('.')})"

    def next_reports(self) -> Iterator[tuple[str, date]]:
        on = self.record.on
        for clause, effect in self._due():
            if effect.deadline is None:
                continue
            days = [effect.deadline.next(on)]
            if self.record.asked:
                firsts = (
                    effect.deadline.first(bound_since(self.record.catalogue, clause, state, on))
                    for state in self.record.asked
                )
                days = [f if f and f >= on else days[0] for f in firsts]
            due = min((day for day in days if day is not None), default=None)
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
            named = {i.state for i in self.record.inspections} | set(self.record.objects)
            states = named | set(self.record.asked)
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
                pause = broken(self.record.catalogue, clause, state, self.record.on)
                told = [f"{pause.why}: {pause.says}"] if pause else []
                if pause is not None and pause.sure:
                    quota = 0
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
                    remarks=(*told, *remarks(visits, held, quota, refused)),
                    cite=clause.provision.cite,
                )
