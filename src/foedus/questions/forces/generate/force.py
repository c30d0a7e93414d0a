"""A call that makes sense: its names resolved, and what follows from each made plain."""

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from foedus.catalogue.catalogue import Catalogue
from foedus.documents.source import Location
from foedus.errors import QuestionError
from foedus.model.forces import UnitType
from foedus.questions.forces.generate.call import Call, Nation, Pair, Pledge, Requirement, Rotation


@dataclass(frozen=True)
class Force:
    """A call whose states, unit types and lines are known, with its states given by id."""

    call: Call
    types: dict[str, UnitType]
    nations: dict[str, Nation]

    @functools.cached_property
    def lines(self) -> dict[str, Requirement]:
        return {line.id: line for line in self.call.requirements}

    @functools.cached_property
    def pledges(self) -> dict[str, Pledge]:
        return {pledge.id: pledge for pledge in self.call.pledges}

    @functools.cached_property
    def rotations(self) -> dict[str, Rotation]:
        return {rotation.id: rotation for rotation in self.call.rotations}

    @functools.cached_property
    def needed(self) -> dict[str, tuple[str, ...]]:
        """The rotations in which each line is needed."""
        return {
            line.id: tuple(r.id for r in self.call.rotations if self._overlap(line, r))
            for line in self.call.requirements
        }

    @functools.cached_property
    def enablers(self) -> dict[str, tuple[str, ...]]:
        """The lines that each line waits for."""
        return {
            line.id: tuple(e.id for e in self.call.requirements if line.id in e.precedes)
            for line in self.call.requirements
        }

    @functools.cached_property
    def exercises(self) -> dict[frozenset[str], int]:
        """How many exercises two nations held together."""
        return {frozenset((pair.a, pair.b)): pair.exercises for pair in self.call.pairs}

    @functools.cached_property
    def leads(self) -> dict[str, str]:
        """The lead nation of each area that has one."""
        return {area.id: area.lead for area in self.call.areas if area.lead}

    @property
    def blocked(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.call.pairs if pair.blocked)

    @property
    def demand(self) -> int:
        """What full coverage counts for."""
        return sum(
            line.weight * line.quantity * len(self.needed[line.id])
            for line in self.call.requirements
        )

    def terms(self, nation: str) -> Nation:
        """The terms of a nation; none where the call names none."""
        return self.nations.get(nation) or Nation(state=nation)

    def due(self, line: Requirement, rotation: Rotation) -> date:
        """The day on which a unit must stand on a line in a rotation."""
        return max(line.deploys or rotation.starts, rotation.starts)

    def can_be(self, pledge: Pledge, line: Requirement) -> bool:
        """Whether units of the pledge's type can do the work of the line's."""
        return pledge.unit == line.unit or line.unit in self.types[pledge.unit].stands_in_for

    def trained(self, nation: str, area: str) -> bool:
        """Whether a nation is interoperable with the lead of an area, where there is one."""
        lead = self.leads.get(area, nation)
        held = self.exercises.get(frozenset((lead, nation)), 0)
        return lead == nation or held >= self.call.exercises_needed

    @functools.cached_property
    def place(self) -> dict[str, int]:
        """The place of each line in the call."""
        return {line: place for place, line in enumerate(self.lines)}

    def awaited(self, enabler: str, rotation: str) -> str:
        """The rotation in which an enabling line must be full for others to serve in this one."""
        return self._awaited[enabler, rotation]

    @functools.cached_property
    def _awaited(self) -> dict[tuple[str, str], str]:
        found: dict[tuple[str, str], str] = {}
        for line, needed in self.needed.items():
            last = ""
            for rotation in self.rotations:
                last = rotation if rotation in needed else last
                if last:
                    found[line, rotation] = last
        return found

    def _overlap(self, line: Requirement, rotation: Rotation) -> bool:
        starts, ends = line.deploys or date.min, line.until or date.max
        return max(starts, rotation.starts) < min(ends, rotation.ends)


def muster(catalogue: Catalogue, call: Call) -> Force:
    """What a call comes to. Raises QuestionError for what makes no sense."""
    units = [line.unit for line in call.requirements] + [pledge.unit for pledge in call.pledges]
    types = {unit: catalogue.unit_type(unit) for unit in units}
    force = Force(call, types, {nation.state: nation for nation in call.nations})
    for told, at in _faults(force):
        raise QuestionError(told, ("call", *at))
    return force


def _faults(force: Force) -> Iterator[tuple[str, Location]]:
    """What makes no sense, and where in the call it stands."""
    call = force.call
    for what, sheet, field, ids in (
        ("requirement", "requirements", "id", [line.id for line in call.requirements]),
        ("pledge", "pledges", "id", [pledge.id for pledge in call.pledges]),
        ("rotation", "rotations", "id", [rotation.id for rotation in call.rotations]),
        ("nation", "nations", "state", [nation.state for nation in call.nations]),
        ("area", "areas", "id", [area.id for area in call.areas]),
        ("pair", "pairs", "a", [" and ".join(sorted((pair.a, pair.b))) for pair in call.pairs]),
    ):
        for number in _again(ids):
            yield f"{what} {ids[number]} is listed twice", (sheet, number, field)
    yield from _faults_of_rotations(force)
    for number, pair in enumerate(call.pairs):
        if pair.a == pair.b:
            yield f"pairs: {pair.a} cannot be a pair with itself", ("pairs", number, "b")
    for number, line in enumerate(call.requirements):
        for fault, inside in _faults_of_line(force, line):
            yield f"requirement {line.id}: {fault}", ("requirements", number, *inside)
    yield from _circles(force)
    areas = {line.area for line in call.requirements}
    for number, area in enumerate(call.areas):
        if area.id not in areas:
            told = f"area {area.id}: no requirement is in it; there are {_named(areas)}"
            yield told, ("areas", number, "id")
    for number, pledge in enumerate(call.pledges):
        if pledge.nation == call.host:
            told = f"{pledge.nation} is the host, and pledges no units to itself"
            yield f"pledge {pledge.id}: {told}", ("pledges", number, "nation")


def _faults_of_rotations(force: Force) -> Iterator[tuple[str, Location]]:
    before: Rotation | None = None
    for number, rotation in enumerate(force.call.rotations):
        at = ("rotations", number, "starts")
        if rotation.starts >= rotation.ends:
            yield (
                f"rotation {rotation.id}: it starts on {rotation.starts}, which must lie before "
                f"its end {rotation.ends}",
                at,
            )
        if rotation.starts < force.call.called:
            yield (
                f"rotation {rotation.id}: it starts on {rotation.starts}, before the call of "
                f"{force.call.called}",
                at,
            )
        if before and rotation.starts < before.ends:
            yield f"rotation {rotation.id}: it starts before rotation {before.id} ends", at
        before = rotation


def _faults_of_line(force: Force, line: Requirement) -> Iterator[tuple[str, Location]]:
    """What makes no sense in a requirement, and the field of it."""
    if line.deploys and line.deploys < force.call.called:
        told = f"it deploys on {line.deploys}, before the call of {force.call.called}"
        yield told, ("deploys",)
    if line.deploys and line.until and line.deploys >= line.until:
        yield f"it deploys on {line.deploys}, which must lie before {line.until}", ("deploys",)
    if not force.needed[line.id]:
        yield "it is needed in none of the rotations", ()
    for number, later in enumerate(line.precedes):
        at = ("precedes", number)
        follower = force.lines.get(later)
        if follower is None:
            yield f"it precedes {later!r}, but the lines are {_named(force.lines)}", at
        elif (line.deploys or date.min) > (follower.deploys or force.call.rotations[0].starts):
            yield (
                f"it precedes {later}, which deploys on "
                f"{follower.deploys or force.call.rotations[0].starts}, and so cannot deploy "
                f"later, on {line.deploys}",
                at,
            )


def _circles(force: Force) -> Iterator[tuple[str, Location]]:
    done: set[str] = set()
    while len(done) < len(force.lines):
        free = [
            line
            for line in force.lines
            if line not in done and done.issuperset(force.enablers[line])
        ]
        if not free:
            left = sorted(set(force.lines) - done)
            number = list(force.lines).index(left[0])
            told = f"requirements {_named(left)} precede each other in a circle"
            yield told, ("requirements", number, "precedes")
            return
        done.update(free)


def _again(ids: Sequence[str]) -> Iterator[int]:
    """Where an id stands again."""
    seen = set[str]()
    for number, identifier in enumerate(ids):
        if identifier in seen:
            yield number
        seen.add(identifier)


def _named(names: Iterable[str]) -> str:
    return ", ".join(name or "the whole" for name in names)
