"""From what an author wrote about a framework to the frozen values of the model."""

from collections.abc import Iterable, Iterator

from foedus.authoring.arms_control import counting
from foedus.authoring.commitments import commitment, cycle, phase
from foedus.authoring.draft import Draft
from foedus.authoring.framework import shape as a
from foedus.authoring.instruments import instrument
from foedus.authoring.keys import tariff
from foedus.authoring.lists import listings
from foedus.authoring.making import Making
from foedus.authoring.provisions import kin
from foedus.authoring.voting import OwnRuleEntry, voting_rule
from foedus.documents.entry import interval
from foedus.documents.problems import Problem
from foedus.documents.source import Location, Source
from foedus.model.arms_control import Counting
from foedus.model.citations import Citation
from foedus.model.commitments import Commitment
from foedus.model.frameworks import (
    Body,
    Counted,
    DecisionRule,
    Framework,
    Project,
    Role,
    Weights,
)
from foedus.model.instruments import Instrument
from foedus.model.provisions import Invocation, Step
from foedus.model.time import Interval
from foedus.reckoning.sharing.kinds import key_of

_ROLE = Making(Role, a.RoleEntry, given=["state"], read=["states"], held_by=lambda _: "")
_SEAT = Making(
    Role,
    a.SeatEntry,
    given=["state"],
    read=["states", "seat"],
    role=lambda e: e.seat,
    contested=lambda _: "",
    basis=lambda _: "",
)
_DECISION = Making(
    DecisionRule, a.DecisionRuleEntry, given=["rule", "own", "weights", "checked_by"]
)
_COUNTED = Making(Counted, a.CountedEntry)
_BODY = Making(
    Body,
    a.BodyEntry,
    given=["id", "rules"],
    seats=lambda e: tuple(_seats(e.seats)),
    counted=lambda e: tuple(map(_COUNTED, e.counted)),
)
_WEIGHTS = Making(Weights, a.WeightsEntry, given=["id"])
_PROJECT = Making(
    Project,
    a.ProjectEntry,
    given=["id"],
    participants=lambda e: tuple(_seats(e.participants)),
)
_STEP = Making(Step, a.StepEntry, given=["by"])
_INVOCATION = Making(
    Invocation, a.InvocationEntry, given=["provision", "invoked", "determined", "responses"]
)
_FRAMEWORK = Making(
    Framework,
    a.FrameworkFile,
    given=[
        "during",
        "instruments",
        "bodies",
        "weights",
        "keys",
        "tariffs",
        "projects",
        "commitments",
        "invocations",
    ],
    read=["web", "rules", "circles", "from_", "to"],
    summary=lambda e: e.summary.strip(),
    roles=lambda e: tuple(_roles(e.roles)),
    cycles=lambda e: tuple(map(cycle, e.cycles)),
    phases=lambda e: tuple(map(phase, e.phases)),
    counting=lambda e: counting(e.counting) if e.counting else Counting(),
    lists=lambda e: tuple(
        listings(e.lists, e.constitutive, e.instruments, {c.of for c in e.commitments})
    ),
)


def framework(file: a.FrameworkFile, source: Source, problems: list[Problem]) -> Framework:
    """Build a framework; conditions that cannot be read are added to `problems`."""
    circles = {name: kin(entry) for name, entry in file.circles.items()}
    draft = Draft(file.id, file.rules, circles, source, problems, web=file.web)
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
        return _FRAMEWORK(
            file,
            during=self._life(instruments),
            instruments=instruments,
            bodies=tuple(
                self._body(entry, ("bodies", index)) for index, entry in enumerate(file.bodies)
            ),
            weights=tuple(_WEIGHTS(w, id=f"{file.id}/{w.id}") for w in file.weights),
            keys=tuple(key_of(file.id, entry) for entry in file.keys),
            tariffs=tuple(tariff(file.id, entry) for entry in file.tariffs),
            projects=tuple(_PROJECT(p, id=f"{file.id}/{p.id}") for p in file.projects),
            commitments=tuple(self._commitments(instruments)),
            invocations=tuple(map(self._invocation, file.invocations)),
        )

    def _commitments(self, instruments: tuple[Instrument, ...]) -> Iterator[Commitment]:
        known = {i.id: i for i in instruments}
        for index, entry in enumerate(self.file.commitments):
            built = commitment(self.draft, entry, known, ("commitments", index))
            if built is not None:
                yield built

    def _life(self, instruments: tuple[Instrument, ...]) -> Interval:
        """As given; else as long as the constitutive instrument, or as there are members."""
        given = interval(self.file)
        constitutive = next((i for i in instruments if i.id == self.file.constitutive), None)
        members = [interval(role) for role in self.file.roles if role.role == "member"]
        if constitutive is not None:
            derived = constitutive.applied
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
        return _BODY(
            entry,
            id=self.draft.id(entry.id),
            rules=tuple(
                self._decision(entry.id, rule, (*path, "rules", index))
                for index, rule in enumerate(entry.rules)
            ),
        )

    def _decision(self, body: str, entry: a.DecisionRuleEntry, path: Location) -> DecisionRule:
        """A decision rule; one that is written out has the id of the body and the matter."""
        cite = Citation(entry.cite, confidence=entry.confidence)
        own, named = None, entry.rule
        if isinstance(entry.rule, OwnRuleEntry):
            named = f"{self.draft.id(body)}/{entry.matter}"
            own = voting_rule(entry.rule, named, cite, (*path, "rule"), self.draft.problem)
        weights, checked_by = map(self.draft.id, (entry.weights, entry.checked_by))
        return _DECISION(entry, rule=str(named), own=own, weights=weights, checked_by=checked_by)

    def _invocation(self, entry: a.InvocationEntry) -> Invocation:
        provision = entry.provision
        if not provision.startswith(f"{self.file.id}/"):
            provision = f"{self.file.id}/{provision}"
        return _INVOCATION(
            entry,
            provision=provision,
            invoked=self._step(entry.invoked),
            determined=self._step(entry.determined),
            responses=tuple(map(self._step, entry.responses)),
        )

    def _step(self, entry: a.StepEntry | None) -> Step | None:
        """A step; whoever took it is a state, or a body of this framework without more ado."""
        if entry is None:
            return None
        by = tuple(who if who.isupper() else self.draft.id(who) for who in entry.by)
        return _STEP(entry, by=by)


def _roles(entries: Iterable[a.RoleEntry]) -> Iterator[Role]:
    for entry in entries:
        yield from (_ROLE(entry, state=state) for state in entry.states)


def _seats(entries: Iterable[a.SeatEntry]) -> Iterator[Role]:
    for entry in entries:
        yield from (_SEAT(entry, state=state) for state in entry.states)
