"""A call that makes sense: its names resolved, and what follows from each made plain."""

import functools
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from foedus.catalogue.catalogue import Catalogue, UnknownIdError
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

    def awaited(self, enabler: str, rotation: str) -> str:
        """The rotation in which an enabling line must be full for others to serve in this one."""
        order = list(self.rotations)
        past = [r for r in self.needed[enabler] if order.index(r) <= order.index(rotation)]
        return past[-1]

    def _overlap(self, line: Requirement, rotation: Rotation) -> bool:
        starts, ends = line.deploys or date.min, line.until or date.max
        return max(starts, rotation.starts) < min(ends, rotation.ends)


def muster(catalogue: Catalogue, call: Call) -> Force:
    """Read a call against the catalogue. Raises QuestionError for what makes no sense."""
    reader = _Reader(catalogue)
    call = call.model_copy(
        update={
            "host": reader.state("host", call.host),
            "pledges": [
                p.model_copy(update={"nation": reader.state(f"pledge {p.id}", p.nation)})
                for p in call.pledges
            ],
            "nations": [
                n.model_copy(
                    update={
                        "state": reader.state("nations", n.state),
                        "refused_by": reader.state(f"nation {n.state}", n.refused_by),
                    }
                )
                for n in call.nations
            ],
            "pairs": [
                p.model_copy(
                    update={"a": reader.state("pairs", p.a), "b": reader.state("pairs", p.b)}
                )
                for p in call.pairs
            ],
            "areas": [
                a.model_copy(update={"lead": reader.state(f"area {a.id}", a.lead)})
                for a in call.areas
            ],
        }
    )
    types = {
        item.unit: reader.unit(what, item)
        for what, items in (("requirement", call.requirements), ("pledge", call.pledges))
        for item in items
    }
    force = Force(call, types, {nation.state: nation for nation in call.nations})
    for fault in _faults(force):
        raise QuestionError(fault)
    return force


class _Reader:
    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.known: dict[str, str] = {"": ""}

    def state(self, where: str, name: str) -> str:
        """The id of a state, found by id or name."""
        if name not in self.known:
            try:
                self.known[name] = self.catalogue.state(name).id
            except UnknownIdError as error:
                raise QuestionError(f"{where}: {error}") from None
        return self.known[name]

    def unit(self, what: str, item: Requirement | Pledge) -> UnitType:
        try:
            return self.catalogue.unit_type(item.unit)
        except UnknownIdError as error:
            raise QuestionError(f"{what} {item.id}: {error}") from None


def _faults(force: Force) -> Iterator[str]:
    call = force.call
    for what, ids in (
        ("requirement", [line.id for line in call.requirements]),
        ("pledge", [pledge.id for pledge in call.pledges]),
        ("rotation", [rotation.id for rotation in call.rotations]),
        ("nation", [nation.state for nation in call.nations]),
        ("area", [area.id for area in call.areas]),
        ("pair", [" and ".join(sorted((pair.a, pair.b))) for pair in call.pairs]),
    ):
        for twice in _twice(ids):
            yield f"{what} {twice} is listed twice"
    yield from _faults_of_rotations(force)
    for pair in call.pairs:
        if pair.a == pair.b:
            yield f"pairs: {pair.a} cannot be a pair with itself"
    for line in call.requirements:
        yield from _faults_of_line(force, line)
    yield from _circles(force)
    areas = {line.area for line in call.requirements}
    for area in call.areas:
        if area.id not in areas:
            yield f"area {area.id}: no requirement is in it; there are {_named(areas)}"
    for pledge in call.pledges:
        if pledge.nation == call.host:
            yield f"pledge {pledge.id}: {pledge.nation} is the host, and pledges no units to itself"


def _faults_of_rotations(force: Force) -> Iterator[str]:
    before: Rotation | None = None
    for rotation in force.call.rotations:
        if rotation.starts >= rotation.ends:
            yield (
                f"rotation {rotation.id}: it starts on {rotation.starts}, which must lie before "
                f"its end {rotation.ends}"
            )
        if rotation.starts < force.call.called:
            yield (
                f"rotation {rotation.id}: it starts on {rotation.starts}, before the call of "
                f"{force.call.called}"
            )
        if before and rotation.starts < before.ends:
            yield f"rotation {rotation.id}: it starts before rotation {before.id} ends"
        before = rotation


def _faults_of_line(force: Force, line: Requirement) -> Iterator[str]:
    where = f"requirement {line.id}"
    if line.deploys and line.deploys < force.call.called:
        yield f"{where}: it deploys on {line.deploys}, before the call of {force.call.called}"
    if line.deploys and line.until and line.deploys >= line.until:
        yield f"{where}: it deploys on {line.deploys}, which must lie before {line.until}"
    if not force.needed[line.id]:
        yield f"{where}: it is needed in none of the rotations"
    for later in line.precedes:
        follower = force.lines.get(later)
        if follower is None:
            yield f"{where}: it precedes {later!r}, but the lines are {_named(force.lines)}"
        elif (line.deploys or date.min) > (follower.deploys or force.call.rotations[0].starts):
            yield (
                f"{where}: it precedes {later}, which deploys on "
                f"{follower.deploys or force.call.rotations[0].starts}, and so cannot deploy "
                f"later, on {line.deploys}"
            )


def _circles(force: Force) -> Iterator[str]:
    done: set[str] = set()
    while len(done) < len(force.lines):
        free = [
            line
            for line in force.lines
            if line not in done and done.issuperset(force.enablers[line])
        ]
        if not free:
            left = sorted(set(force.lines) - done)
            yield f"requirements {_named(left)} precede each other in a circle"
            return
        done.update(free)


def _twice(ids: Iterable[str]) -> list[str]:
    return [identifier for identifier, times in Counter(ids).items() if times > 1]


def _named(names: Iterable[str]) -> str:
    return ", ".join(name or "the whole" for name in names)
