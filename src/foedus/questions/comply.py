"""`comply`: declared holdings against the limits of a treaty, and its declarations and quotas."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from foedus.catalogue.catalogue import Catalogue, Clause, UnknownIdError
from foedus.model.frameworks import Framework
from foedus.model.measures import QUANTITIES, Holdings, Visits
from foedus.model.provisions import PARTIES, Limit, Notification
from foedus.questions.comply_answer import ComplyAnswer, Finding, Given, Reported, Status, Trend
from foedus.questions.declare import Inputs, QuestionError, question
from foedus.questions.measuring.activity import Names
from foedus.questions.measuring.ceilings import Ledger, Line, add, judge
from foedus.questions.measuring.declared import Declarations, quantity_of
from foedus.questions.measuring.visits import Quota, period_text, ratios, remarks, span
from foedus.questions.world import World


class ComplyInput(Inputs):
    """A treaty and what is declared under it."""

    treaty: str = Field(
        description="Framework, such as cfe or new-start", json_schema_extra={"positional": True}
    )
    declared: Declarations = Field(
        Declarations(), description="What is declared: holdings, inspections, objects, notices"
    )
    state: Names = Field([], description="Only these states; all parties, where left out")


@question("comply", inputs=ComplyInput, answer=ComplyAnswer)
def comply(world: World, inputs: ComplyInput, on: date) -> ComplyAnswer:
    """Declared holdings against a treaty's limits, with margins, trends, declarations and quotas.

    What is not declared is never taken to be within a limit.
    """
    catalogue = world.catalogue
    try:
        framework = catalogue.framework(inputs.treaty)
        review = _review(catalogue, framework, inputs, on)
    except UnknownIdError as error:
        raise QuestionError(str(error)) from None
    limits = tuple(review.limits())
    reports = tuple(review.reports())
    return ComplyAnswer(
        question="comply",
        on=on,
        catalogue=catalogue.key,
        title=f"{framework.name}: declared conduct on {on}",
        lead=_lead(limits, reports),
        notes=tuple(review.notes()),
        treaty=framework.id,
        limits=limits,
        reports=reports,
        next_reports=tuple(review.next_reports()),
        trends=tuple(review.trends()),
        quotas=tuple(review.quotas()),
        ratios=tuple(ratios(review.declared.notices, on)),
    )


def _review(catalogue: Catalogue, framework: Framework, inputs: ComplyInput, on: date) -> "_Review":
    clauses = catalogue.clauses_of(framework)
    counted = {
        quantity
        for clause in clauses
        if isinstance(clause.provision.effect, Limit)
        and isinstance(clause.provision.effect.counts, Holdings)
        for quantity in (
            clause.provision.effect.counts.quantity,
            *clause.provision.effect.counts.made_of,
        )
    }
    if not any(_relevant(clause) for clause in clauses):
        raise QuestionError(f"{framework.id} has no limits or declarations to compare with")
    lines = tuple(_lines(catalogue, framework, inputs.declared, counted, on))
    declared = inputs.declared.model_copy(
        update={
            "inspections": [
                i.model_copy(
                    update={"state": catalogue.state(i.state).id, "by": catalogue.state(i.by).id}
                )
                for i in inputs.declared.inspections
            ],
            "notices": [
                n.model_copy(update={"state": catalogue.state(n.state).id})
                for n in inputs.declared.notices
            ],
        }
    )
    objects = {catalogue.state(o.state).id: o.number for o in inputs.declared.objects}
    asked = tuple(dict.fromkeys(catalogue.state(name).id for name in inputs.state))
    return _Review(catalogue, framework, clauses, lines, declared, objects, asked, on)


def _relevant(clause: Clause) -> bool:
    effect = clause.provision.effect
    if isinstance(effect, Limit):
        return isinstance(effect.counts, Holdings | Visits)
    return isinstance(effect, Notification) and effect.report


def _lines(
    catalogue: Catalogue, framework: Framework, declared: Declarations, counted: set[str], on: date
) -> Iterator[Line]:
    zones = {zone.id for zone in framework.counting.zones}
    rules = {exclusion.id for exclusion in framework.counting.exclusions}
    seen = set[tuple[object, ...]]()
    for holding in declared.holdings:
        state, quantity = catalogue.state(holding.state).id, quantity_of(holding.quantity)
        as_of = holding.as_of or on
        told = f"{state}, {QUANTITIES[quantity]}, {as_of}"
        if quantity not in counted:
            known = ", ".join(sorted(counted)) or "no holdings"
            raise QuestionError(f"{told}: {framework.id} does not limit it, but {known}")
        if holding.zone and holding.zone not in zones:
            known = ", ".join(sorted(zones)) or "none"
            raise QuestionError(f"{told}: there is no zone {holding.zone!r}; there are {known}")
        if holding.excluded_as and holding.excluded_as not in rules:
            known = ", ".join(sorted(rules)) or "none"
            raise QuestionError(
                f"{told}: no counting rule is called {holding.excluded_as!r}; there are {known}"
            )
        if holding.active is not None and holding.active > holding.number:
            raise QuestionError(
                f"{told}: {holding.active:,} in active units are more than {holding.number:,} in all"
            )
        key = (state, quantity, as_of, holding.zone, holding.excluded_as)
        if key in seen:
            raise QuestionError(f"{told}: declared twice; give one line for each zone and rule")
        seen.add(key)
        yield Line(
            state,
            quantity,
            holding.number,
            as_of,
            holding.zone,
            holding.active,
            holding.excluded_as,
        )


@dataclass(frozen=True)
class _Review:
    catalogue: Catalogue
    framework: Framework
    clauses: tuple[Clause, ...]
    lines: tuple[Line, ...]
    declared: Declarations
    objects: Mapping[str, int]
    asked: tuple[str, ...]
    on: date

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.lines, self.framework.counting, self.on)

    # -- limits on holdings ------------------------------------------------------------------------

    def limits(self) -> Iterator[Finding]:
        ledger = self.ledger
        for clause in self._versions():
            limit = clause.provision.effect
            if not isinstance(limit, Limit) or not isinstance(limit.counts, Holdings):
                continue
            bound, outside = self._standing(clause, limit)
            if limit.counts.of == "group":
                if not self.asked or set(self.asked) & (set(bound) | set(outside)):
                    yield self._group(clause, limit, limit.counts, ledger, bound, outside)
                continue
            for state in (*bound, *outside):
                if self.asked and state not in self.asked:
                    continue
                days = ledger.as_of(state, limit.counts)
                if days is None and state not in self.asked:
                    continue
                left = {state: outside[state]} if state in outside else {}
                yield self._finding(clause, limit, limit.counts, ledger, (state,), left)

    def _versions(self) -> Iterator[Clause]:
        """Of each provision the version that stands; else the next to come; else the last."""
        by_id: dict[str, list[Clause]] = {}
        for clause in self.clauses:
            by_id.setdefault(clause.provision.id, []).append(clause)
        for versions in by_id.values():
            now = [c for c in versions if c.in_force(self.on)]
            ahead = [c for c in versions if c.provision.stood.start > self.on]
            yield (now or ahead or versions[-1:])[0]

    def _standing(self, clause: Clause, limit: Limit) -> tuple[list[str], dict[str, str]]:
        """The states that the limit binds on the day, and those it no longer does, and why."""
        standing = self.catalogue.standing(clause, self.on)
        circle = standing.circle(limit.binds)
        wanted = standing.parties if limit.binds == PARTIES else dict.fromkeys(limit.binds)
        everyone = {s: None for s in (*wanted, *circle)}
        if limit.binds == PARTIES:
            everyone |= {line.state: None for line in self.lines}
        bound: list[str] = []
        outside: dict[str, str] = {}
        for state in sorted(everyone):
            gone = _gone(self.catalogue, clause, state, self.on)
            if state not in circle:
                if gone:
                    outside[state] = gone
                continue
            suspended = standing.suspended(state, state, clause.provision.id)
            if suspended is not None and len(suspended.states) == 1:
                outside[state] = f"suspended since {suspended.during.start}"
            else:
                bound.append(state)
        return bound, outside

    def _group(
        self,
        clause: Clause,
        limit: Limit,
        counts: Holdings,
        ledger: Ledger,
        bound: list[str],
        outside: Mapping[str, str],
    ) -> Finding:
        return self._finding(clause, limit, counts, ledger, tuple(bound), outside)

    def _finding(
        self,
        clause: Clause,
        limit: Limit,
        counts: Holdings,
        ledger: Ledger,
        who: tuple[str, ...],
        outside: Mapping[str, str],
    ) -> Finding:
        in_force = clause.in_force(self.on)
        counted = [state for state in who if len(who) == 1 or state not in outside]
        low, high = add(ledger.held(state, counts) for state in counted)
        ceiling = int(limit.ceiling)
        status: Status = judge((low, high), ceiling)
        binds = ""
        start = max(clause.provision.stood.start, clause.instrument.in_force.start)
        if not in_force and start > self.on:
            status, binds = "not yet binding", f"binds from {start}"
        elif not in_force:
            end = min(clause.provision.stood.end, clause.instrument.in_force.end)
            status, binds = "no longer binding", f"bound until {end}"
        elif not [state for state in who if state not in outside]:
            status = "no longer binding"
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

    # -- declarations ------------------------------------------------------------------------------

    def _due(self) -> Iterator[tuple[Clause, Notification]]:
        for clause in self.clauses:
            effect = clause.provision.effect
            if isinstance(effect, Notification) and effect.report and clause.in_force(self.on):
                yield clause, effect

    def reports(self) -> Iterator[Reported]:
        ledger = self.ledger
        for clause, effect in self._due():
            last = effect.deadline.last(self.on) if effect.deadline else None
            if last is None or not clause.in_force(last[0]):
                continue
            due, as_of = last
            standing = self.catalogue.standing(clause, self.on)
            groups: dict[tuple[Given, str], list[str]] = {}
            for state in sorted(standing.parties):
                if self.asked and state not in self.asked:
                    continue
                if not self.catalogue.standing(clause, due).party(state):
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
            due = effect.deadline.next(self.on) if effect.deadline else None
            if due is not None:
                yield clause.provision.title, due

    def trends(self) -> Iterator[Trend]:
        ledger = self.ledger
        for state, quantity in sorted({(line.state, line.quantity) for line in self.lines}):
            if self.asked and state not in self.asked:
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

    # -- inspections -------------------------------------------------------------------------------

    def quotas(self) -> Iterator[Quota]:
        for clause in self.clauses:
            limit = clause.provision.effect
            if not isinstance(limit, Limit) or not isinstance(limit.counts, Visits):
                continue
            if not clause.in_force(self.on):
                continue
            visits = limit.counts
            first, last = span(visits.period, self.on, clause.instrument.in_force.start)
            standing = self.catalogue.standing(clause, self.on)
            states = {i.state for i in self.declared.inspections} | set(self.objects)
            for state in sorted(states & set(standing.circle(limit.binds))):
                if self.asked and state not in self.asked:
                    continue
                held = [
                    i
                    for i in self.declared.inspections
                    if i.state == state
                    and i.kind in visits.kinds
                    and first <= i.held < last
                    and i.held <= self.on
                ]
                quota = visits.quota(int(limit.ceiling), self.objects.get(state))
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

    # -- notes -------------------------------------------------------------------------------------

    def notes(self) -> Iterator[str]:
        later = sum(line.on > self.on for line in self.lines)
        if later:
            yield f"{later} of the holdings are as of a later day and are left out"
        left_out = {line.excluded for line in self.lines if line.excluded}
        for rule in self.framework.counting.exclusions:
            if rule.id in left_out:
                yield f"not counted as {rule.id}: {rule.says} ({rule.cite})"
        ledger = self.ledger
        for clause in self.clauses:
            limit = clause.provision.effect
            if not isinstance(limit, Limit) or not isinstance(limit.counts, Holdings):
                continue
            for state in sorted({line.state for line in self.lines}) if limit.counts.made_of else ():
                told, parts = ledger.held(state, limit.counts), ledger.parts(state, limit.counts)
                if parts[1] is not None and told != parts:
                    yield (
                        f"{state} declared {told[0]:,} {QUANTITIES[limit.counts.quantity]}; "
                        f"its parts add up to {parts[0]:,}"
                    )


def _gone(catalogue: Catalogue, clause: Clause, state: str, on: date) -> str:
    """Since when a state is no longer a party, if it was one."""
    parties = catalogue.parties(clause.framework, clause.instrument)
    ended = [p for p in parties if p.state == state and p.bound.end <= on]
    if not ended:
        return ""
    last = max(ended, key=lambda p: p.bound.end)
    return f"{last.ended_by or 'no party'} {last.bound.end}"


def _lead(limits: tuple[Finding, ...], reports: tuple[Reported, ...]) -> str:
    """What counts most: what is exceeded, then what is open, then what is missing."""
    told: list[str] = []
    for status, words in (
        ("exceeded", "exceeded"),
        ("open", "open for want of declarations"),
        ("kept", "kept"),
        ("not yet binding", "not yet binding"),
        ("no longer binding", "no longer binding"),
    ):
        number = sum(f.status == status for f in limits)
        if number:
            told.append(f"{number} {words}")
    missing = sorted({s for r in reports if r.status != "given" for s in r.states})
    lead = f"Limits: {', '.join(told) or 'none applies to what is declared'}."
    if missing:
        shown = ", ".join(missing) if len(missing) <= 5 else f"{len(missing)} states"
        lead += f" The last declaration is not among those given for {shown}."
    return lead
