"""From what an author wrote about a framework to the frozen values of the model."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any

from foedus.catalogue import authoring as a
from foedus.catalogue import build_clocks, build_commitments, build_keys
from foedus.catalogue import build_measures as measures
from foedus.catalogue.problems import Problem
from foedus.catalogue.source import Location, Source
from foedus.model.citations import Citation, Confidence
from foedus.model.conditions import Condition
from foedus.model.frameworks import Body, DecisionRule, Framework, Project, Role, Weights
from foedus.model.instruments import Instrument, Party, Reservation, Suspension
from foedus.model.labels import Label
from foedus.model.measures import Counting
from foedus.model.provisions import (
    PARTIES,
    Apportionment,
    Circle,
    Duty,
    Effect,
    Invocation,
    Limit,
    Notification,
    Procedure,
    Provision,
    Release,
    Right,
    Softening,
    Step,
)
from foedus.model.time import Interval
from foedus.rules.tree import ConditionError, parse


def framework(file: a.FrameworkFile, source: Source, problems: list[Problem]) -> Framework:
    """Build a framework; conditions that cannot be read are added to `problems`."""
    return _Builder(file, source, problems).build()


def interval(entry: a.Dated) -> Interval:
    """The half-open interval of an entry."""
    return Interval(entry.from_ or date.min, entry.to or date.max)


def _cite(entry: a.Cited) -> Citation | None:
    return Citation(entry.cite, confidence=entry.confidence) if entry.cite else None


class _Builder:
    def __init__(self, file: a.FrameworkFile, source: Source, problems: list[Problem]) -> None:
        self.file, self.source, self.problems = file, source, problems
        self.named: dict[str, Condition] = {}
        for name, data in file.rules.items():
            condition = self._condition(data, ("rules", name))
            if condition is not None:
                self.named[name] = condition

    def build(self) -> Framework:
        file = self.file
        instruments = tuple(
            self._instrument(entry, ("instruments", index))
            for index, entry in enumerate(file.instruments)
        )
        return Framework(
            id=file.id,
            name=file.name,
            kind=file.kind,
            summary=file.summary.strip(),
            life=self._life(instruments),
            constitutive=file.constitutive or "",
            instruments=instruments,
            roles=tuple(_roles(file.roles)),
            bodies=tuple(self._body(entry) for entry in file.bodies),
            weights=tuple(self._weights(entry) for entry in file.weights),
            keys=tuple(build_keys.key(file.id, entry) for entry in file.keys),
            tariffs=tuple(build_keys.tariff(file.id, entry) for entry in file.tariffs),
            projects=tuple(self._project(entry) for entry in file.projects),
            cycles=tuple(build_commitments.cycle(entry) for entry in file.cycles),
            phases=tuple(build_commitments.phase(entry) for entry in file.phases),
            counting=measures.counting(file.counting) if file.counting else Counting(),
            invocations=tuple(self._invocation(entry) for entry in file.invocations),
            draws_on=tuple(file.draws_on),
            within=file.within or "",
            atop=tuple(file.atop),
            note=file.note,
        )

    def _life(self, instruments: tuple[Instrument, ...]) -> Interval:
        """As given; else as long as the constitutive instrument, or as there are members."""
        given = interval(self.file)
        constitutive = next((i for i in instruments if i.id == self.file.constitutive), None)
        members = [interval(role) for role in self.file.roles if role.role == "member"]
        if constitutive is not None:
            derived = constitutive.in_force
        elif self.file.constitutive:
            self._problem(("constitutive",), "no instrument of this file has that id")
            return given
        elif members:
            derived = Interval(min(m.start for m in members), max(m.end for m in members))
        else:
            if self.file.from_ is None:
                self._problem(
                    (),
                    "give `constitutive` (the instrument whose parties are the members), states "
                    "with the role member, or `from`",
                )
            return given
        return Interval(self.file.from_ or derived.start, self.file.to or derived.end)

    def _problem(self, path: Location, message: str) -> None:
        self.problems.append(self.source.problem(path, message))

    def _condition(self, data: dict[str, Any], path: Location) -> Condition | None:
        try:
            return parse(data, self.named, path)
        except ConditionError as error:
            self._problem(error.path, str(error))
            return None

    def _instrument(self, entry: a.InstrumentEntry, path: Location) -> Instrument:
        in_force = Interval(entry.in_force, entry.ended or date.max)
        return Instrument(
            id=entry.id,
            title=entry.title,
            nature=entry.nature,
            in_force=in_force,
            signed=entry.signed,
            depositary=entry.depositary,
            where=entry.where,
            parties=tuple(self._parties(entry, in_force, path)),
            parties_of=entry.parties_of,
            incomplete=entry.incomplete,
            suspensions=tuple(
                Suspension(
                    states=tuple(s.states),
                    during=interval(s),
                    cite=Citation(s.cite, confidence=s.confidence),
                    provisions=self._ids(entry, s.provisions),
                    says=s.says,
                )
                for s in entry.suspensions
            ),
            reservations=tuple(
                Reservation(
                    state=r.state,
                    provisions=self._ids(entry, r.provisions),
                    kind=r.kind,
                    says=r.says,
                    cite=Citation(r.cite, confidence=r.confidence),
                    during=interval(r),
                    condition=self._condition(
                        r.condition, (*path, "reservations", index, "condition")
                    )
                    if r.condition
                    else None,
                    excludes=r.excludes,
                )
                for index, r in enumerate(entry.reservations)
            ),
            provisions=tuple(
                self._provision(p, entry, (*path, "provisions", index))
                for index, p in enumerate(entry.provisions)
            ),
            term=entry.term.strip(),
            clocks=tuple(build_clocks.clock(c, _citing(entry)) for c in entry.clocks),
            note=entry.note,
        )

    def _parties(
        self, entry: a.InstrumentEntry, in_force: Interval, path: Location
    ) -> Iterator[Party]:
        for index, group in enumerate(entry.parties):
            here = (*path, "parties", index)
            if group.from_ < in_force.start and group.basis != "provisional":
                self._problem(
                    (*here, "from"),
                    f"{group.from_} lies before the instrument's entry into force "
                    f"({in_force.start}); only provisional application can",
                )
            bound = interval(group).clip(in_force)
            if group.basis == "provisional":
                bound = Interval(group.from_, min(group.to or date.max, in_force.end))
            if bound.empty:
                self._problem((*here, "from"), "no day of this lies in the instrument's life")
            for state in group.states:
                yield Party(
                    state=state,
                    bound=bound,
                    basis=group.basis,
                    signed=group.signed,
                    deposited=group.deposited,
                    ended_by=group.ended_by or "",
                    notice=group.notice,
                    contested=group.contested or "",
                    cite=_cite(group),
                    note=group.note or "",
                )

    def _full_id(self, instrument: a.InstrumentEntry, provision: str) -> str:
        middle = f"{instrument.id}/" if self.file.web else ""
        return f"{self.file.id}/{middle}{provision}"

    def _ids(self, instrument: a.InstrumentEntry, provisions: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._full_id(instrument, provision) for provision in provisions)

    def _id(self, given: str) -> str:
        """The id of a body or a table of weights; this file’s framework goes without saying."""
        return given if not given or "/" in given else f"{self.file.id}/{given}"

    def _provision(
        self, entry: a.AnyProvision, instrument: a.InstrumentEntry, path: Location
    ) -> Provision:
        def cite(article: str) -> Citation:
            return _citing(instrument)(article, entry.confidence)

        return Provision(
            id=self._full_id(instrument, entry.id),
            instrument=f"{self.file.id}/{instrument.id}",
            says=entry.says,
            effect=self._effect(entry, instrument),
            cite=cite(entry.article),
            title=entry.title,
            stood=interval(entry),
            trigger=self._condition(entry.trigger, (*path, "trigger")) if entry.trigger else None,
            trigger_words=entry.trigger_words,
            invoked_by=entry.invoked_by,
            body=self._id(entry.body),
            procedure=entry.procedure,
            softened_by=tuple(
                Softening(s.clause, s.says, tuple(s.states), cite(s.article or entry.article))
                for s in entry.softened_by
            ),
            note=entry.note,
        )

    def _effect(self, entry: a.AnyProvision, instrument: a.InstrumentEntry) -> Effect:
        full_id = partial(self._full_id, instrument)
        match entry:
            case a.DutyEntry():
                return Duty(
                    tuple(entry.duties),
                    entry.strength,
                    _circle(entry.owed_by),
                    _circle(entry.owed_to),
                    entry.engaged,
                )
            case a.RightEntry():
                return Right(entry.entitles, _circle(entry.held_by), _circle(entry.in_respect_of))
            case a.ProcedureEntry():
                return Procedure(self._id(entry.body), entry.matter, entry.rule)
            case a.ReleaseEntry():
                return Release(
                    _circle(entry.shared_with), Label(entry.up_to, tuple(entry.handling))
                )
            case a.ApportionmentEntry():
                return Apportionment(entry.key, entry.principle)
            case a.LimitEntry():
                return Limit(
                    entry.subject,
                    entry.ceiling,
                    entry.unit,
                    _circle(entry.binds),
                    measures.counted(entry.counts, full_id) if entry.counts else None,
                )
            case a.NotificationEntry():
                return Notification(
                    entry.of,
                    entry.addressee,
                    entry.threshold,
                    measures.deadline(entry.deadline) if entry.deadline else None,
                    measures.reach(entry.reach, full_id) if entry.reach else None,
                    entry.report,
                )

    def _body(self, entry: a.BodyEntry) -> Body:
        return Body(
            id=self._id(entry.id),
            name=entry.name,
            existed=interval(entry),
            composed_of=entry.composed_of or "",
            seats=tuple(
                Role(state, seat.seat, interval(seat), _cite(seat), seat.note or "")
                for seat in entry.seats
                for state in seat.states
            ),
            rules=tuple(
                DecisionRule(
                    rule.matter,
                    rule.rule,
                    Citation(rule.cite, confidence=rule.confidence),
                    rule.says,
                    interval(rule),
                    self._id(rule.weights),
                    rule.quota,
                    rule.quorum,
                    tuple(rule.without),
                )
                for rule in entry.rules
            ),
            cite=_cite(entry),
            note=entry.note,
        )

    def _weights(self, entry: a.WeightsEntry) -> Weights:
        return Weights(
            f"{self.file.id}/{entry.id}",
            entry.title,
            interval(entry),
            entry.values,
            Citation(entry.cite, confidence=entry.confidence),
            entry.note,
        )

    def _project(self, entry: a.ProjectEntry) -> Project:
        return Project(
            id=f"{self.file.id}/{entry.id}",
            title=entry.title,
            ran=interval(entry),
            participants=tuple(
                Role(state, seat.seat, interval(seat), _cite(seat), seat.note or "")
                for seat in entry.participants
                for state in seat.states
            ),
            cite=_cite(entry),
            note=entry.note,
        )

    def _invocation(self, entry: a.InvocationEntry) -> Invocation:
        def step(given: a.StepEntry) -> Step:
            by = tuple(who if who.isupper() else self._id(who) for who in given.by)
            return Step(given.says, given.on, by)

        provision = entry.provision
        if not provision.startswith(f"{self.file.id}/"):
            provision = f"{self.file.id}/{provision}"
        return Invocation(
            provision=provision,
            event=entry.event,
            on=entry.on,
            attacked=tuple(entry.attacked),
            cite=Citation(entry.cite, confidence=entry.confidence),
            invoked=step(entry.invoked) if entry.invoked else None,
            determined=step(entry.determined) if entry.determined else None,
            responses=tuple(step(response) for response in entry.responses),
        )


def _citing(instrument: a.InstrumentEntry) -> Callable[[str, Confidence], Citation]:
    def cite(article: str, confidence: Confidence) -> Citation:
        return Citation(instrument.title, article, instrument.signed, instrument.where, confidence)

    return cite


def _circle(given: str | list[str]) -> Circle:
    return PARTIES if isinstance(given, str) else tuple(given)


def _roles(entries: Iterable[a.RoleEntry]) -> Iterator[Role]:
    for entry in entries:
        for state in entry.states:
            yield Role(state, entry.role, interval(entry), _cite(entry), entry.note or "")
