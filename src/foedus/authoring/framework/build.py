"""From what an author wrote about a framework to the frozen values of the model."""

from collections.abc import Iterable, Iterator

from foedus.authoring.arms_control import counting
from foedus.authoring.commitments import build as build_commitments
from foedus.authoring.draft import Draft
from foedus.authoring.framework import shape as a
from foedus.authoring.instruments import instrument
from foedus.authoring.keys import tariff
from foedus.authoring.making import Making
from foedus.authoring.voting import OwnRuleEntry, voting_rule
from foedus.documents.entry import citation, interval
from foedus.documents.problems import Problem
from foedus.documents.source import Location, Source
from foedus.model.arms_control import Counting
from foedus.model.citations import Citation
from foedus.model.frameworks import Body, DecisionRule, Framework, Project, Role, Weights
from foedus.model.instruments import Instrument
from foedus.model.provisions import (
    Invocation,
    Step,
)
from foedus.model.time import Interval
from foedus.reckoning.sharing.kinds import key_of

_DECISION = Making(DecisionRule, a.DecisionRuleEntry, given=["rule", "own", "weights"])


def framework(file: a.FrameworkFile, source: Source, problems: list[Problem]) -> Framework:
    """Build a framework; conditions that cannot be read are added to `problems`."""
    draft = Draft(file.id, file.rules, source, problems, web=file.web)
    return _Builder(draft, file).build()


class _Builder:
    def __init__(self, draft: Draft, file: a.FrameworkFile) -> None:
        self.draft, self.file = draft, file

    def build(self) -> Framework:
        file = self.file
        instruments = tuple(
            instrument(self.draft, entry, ("instruments", index))
            for index, entry in enumerate(file.instruments)
        )
        return Framework(
            id=file.id,
            name=file.name,
            kind=file.kind,
            summary=file.summary.strip(),
            during=self._life(instruments),
            constitutive=file.constitutive or "",
            instruments=instruments,
            roles=tuple(_roles(file.roles)),
            bodies=tuple(
                self._body(entry, ("bodies", index)) for index, entry in enumerate(file.bodies)
            ),
            weights=tuple(self._weights(entry) for entry in file.weights),
            keys=tuple(key_of(file.id, entry) for entry in file.keys),
            tariffs=tuple(tariff(file.id, entry) for entry in file.tariffs),
            projects=tuple(self._project(entry) for entry in file.projects),
            cycles=tuple(build_commitments.cycle(entry) for entry in file.cycles),
            phases=tuple(build_commitments.phase(entry) for entry in file.phases),
            counting=counting(file.counting) if file.counting else Counting(),
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
            derived = constitutive.during
        elif self.file.constitutive:
            self.draft.problem(("constitutive",), "no instrument of this file has that id")
            return given
        elif members:
            derived = Interval(min(m.start for m in members), max(m.end for m in members))
        else:
            if self.file.from_ is None:
                self.draft.problem(
                    (),
                    "give `constitutive` (the instrument whose parties are the members), states "
                    "with the role member, or `from`",
                )
            return given
        return Interval(self.file.from_ or derived.start, self.file.to or derived.end)

    def _body(self, entry: a.BodyEntry, path: Location) -> Body:
        return Body(
            id=self.draft.id(entry.id),
            name=entry.name,
            during=interval(entry),
            composed_of=entry.composed_of or "",
            seats=tuple(_seats(entry.seats)),
            rules=tuple(
                self._decision(entry.id, rule, (*path, "rules", index))
                for index, rule in enumerate(entry.rules)
            ),
            cite=citation(entry),
            note=entry.note,
        )

    def _decision(self, body: str, entry: a.DecisionRuleEntry, path: Location) -> DecisionRule:
        """A decision rule; one that is written out has the id of the body and the matter."""
        cite = Citation(entry.cite, confidence=entry.confidence)
        own, named = None, entry.rule
        if isinstance(entry.rule, OwnRuleEntry):
            named = f"{self.draft.id(body)}/{entry.matter}"
            own = voting_rule(entry.rule, named, cite, (*path, "rule"), self.draft.problem)
        return _DECISION(entry, rule=str(named), own=own, weights=self.draft.id(entry.weights))

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
            during=interval(entry),
            participants=tuple(_seats(entry.participants)),
            cite=citation(entry),
            note=entry.note,
        )

    def _invocation(self, entry: a.InvocationEntry) -> Invocation:
        def step(given: a.StepEntry) -> Step:
            by = tuple(who if who.isupper() else self.draft.id(who) for who in given.by)
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


def _roles(entries: Iterable[a.RoleEntry]) -> Iterator[Role]:
    for entry in entries:
        for state in entry.states:
            yield Role(state, entry.role, interval(entry), citation(entry), entry.note or "")


def _seats(entries: Iterable[a.SeatEntry]) -> Iterator[Role]:
    for entry in entries:
        for state in entry.states:
            yield Role(
                state=state,
                role=entry.seat,
                during=interval(entry),
                cite=citation(entry),
                note=entry.note or "",
                held_by=entry.held_by or "",
            )
