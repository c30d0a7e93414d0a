"""A call as an integer programme: columns to choose, rows that bind.

Every row says that a weighted sum of columns is at most its limit. Rows and columns carry the
names of what they stand for, so that a solution, and the price of a row, can be read.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

from foedus.questions.forces.generate.call import Pledge
from foedus.questions.forces.generate.force import Force
from foedus.questions.forces.generate.obstacles import risk, standing, timing

Limit: TypeAlias = Literal[
    "requirement", "pledge", "endurance", "cap", "lift", "double-hatting", "blocked", "enabling"
]


@dataclass(frozen=True)
class Service:
    """Units of a pledge on a line in a rotation: a column, and what one unit there counts for."""

    pledge: str
    line: str
    rotation: str
    most: int
    worth: int
    risk: int
    cost: Decimal


@dataclass(frozen=True)
class ProgrammeRow:
    """The sum over `terms` of coefficient times column is at most `limit`."""

    kind: Limit
    names: tuple[str, ...]
    terms: tuple[tuple[int, int], ...]
    limit: int


@dataclass
class IntegerProgramme:
    """Columns: first the services, then yes-or-no choices; and the rows over them."""

    services: list[Service] = field(default_factory=list)
    choices: int = 0
    rows: list[ProgrammeRow] = field(default_factory=list)

    @property
    def columns(self) -> int:
        return len(self.services) + self.choices

    def most(self, column: int) -> int:
        """The upper limit of a column."""
        return self.services[column].most if column < len(self.services) else 1

    def choice(self) -> int:
        """A new column that is nought or one."""
        self.choices += 1
        return self.columns - 1

    def add(
        self, kind: Limit, names: Iterable[str], terms: Iterable[tuple[int, int]], limit: int
    ) -> None:
        """A new row, unless it cannot bind."""
        row = ProgrammeRow(kind, tuple(names), tuple(terms), limit)
        if sum(c * self.most(j) for j, c in row.terms if c > 0) > limit:
            self.rows.append(row)


def programme(force: Force) -> IntegerProgramme:
    """The programme of a call."""
    return _ProgrammeBuilder(force).build()


class _ProgrammeBuilder:
    def __init__(self, force: Force) -> None:
        self.force = force
        self.programme = IntegerProgramme()
        self.at: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.of: dict[str, list[int]] = defaultdict(list)

    def build(self) -> IntegerProgramme:
        for pledge in self.force.call.pledges:
            for service in services(self.force, pledge):
                self.at[service.line, service.rotation].append(len(self.programme.services))
                self.of[pledge.id].append(len(self.programme.services))
                self.programme.services.append(service)
        self._requirements()
        self._pledges()
        self._nations()
        self._lift()
        self._blocked()
        self._enabling()
        return self.programme

    def _requirements(self) -> None:
        for line in self.force.call.requirements:
            for rotation in self.force.needed[line.id]:
                units = [(j, 1) for j in self.at[line.id, rotation]]
                self.programme.add("requirement", (line.id, rotation), units, line.quantity)

    def _pledges(self) -> None:
        groups: dict[str, list[int]] = defaultdict(list)
        for pledge in self.force.call.pledges:
            columns = self.of[pledge.id]
            serves = None
            if pledge.group and columns:
                serves = self.programme.choice()
                groups[pledge.group].append(serves)
            for rotation, units in self._by_rotation(columns).items():
                terms = [(j, 1) for j in units]
                if serves is None:
                    self.programme.add("pledge", (pledge.id, rotation), terms, pledge.quantity)
                else:
                    terms.append((serves, -pledge.quantity))
                    self.programme.add("pledge", (pledge.id, rotation), terms, 0)
            capacity = pledge.quantity * pledge.endurance
            self.programme.add("endurance", (pledge.id,), [(j, 1) for j in columns], capacity)
        for group, members in groups.items():
            self.programme.add("double-hatting", (group,), [(j, 1) for j in members], 1)

    def _nations(self) -> None:
        for nation in self.force.call.nations:
            if nation.cap is None:
                continue
            for rotation, units in self._by_rotation(self._sent_by(nation.state)).items():
                terms = [(j, 1) for j in units]
                self.programme.add("cap", (nation.state, rotation), terms, nation.cap)

    def _lift(self) -> None:
        every = self._by_rotation(range(len(self.programme.services)))
        for rotation in self.force.call.rotations:
            if rotation.lift is not None:
                terms = [(j, self._pledge(j).lift) for j in every.get(rotation.id, ())]
                self.programme.add("lift", (rotation.id,), terms, rotation.lift)

    def _blocked(self) -> None:
        """Two nations that may not meet: each area in each rotation is open to one of them."""
        for pair in self.force.blocked:
            one, other = (self._by_place(self._sent_by(nation)) for nation in (pair.a, pair.b))
            for place in [place for place in one if place in other]:
                first = self.programme.choice()
                for line, units in self._by_line(one[place]).items():
                    most = self.force.lines[line].quantity
                    terms = [*((j, 1) for j in units), (first, -most)]
                    self.programme.add("blocked", (pair.a, pair.b, line, place[1]), terms, 0)
                for line, units in self._by_line(other[place]).items():
                    most = self.force.lines[line].quantity
                    terms = [*((j, 1) for j in units), (first, most)]
                    self.programme.add("blocked", (pair.b, pair.a, line, place[1]), terms, most)

    def _enabling(self) -> None:
        """Units wait until the lines that precede theirs are full."""
        full: dict[tuple[str, str], int] = {}
        for line in self.force.call.requirements:
            for enabler in self.force.enablers[line.id]:
                quantity = self.force.lines[enabler].quantity
                for rotation in self.force.needed[line.id]:
                    awaited = self.force.awaited(enabler, rotation)
                    if (enabler, awaited) not in full:
                        done = full[enabler, awaited] = self.programme.choice()
                        units = [(j, -1) for j in self.at[enabler, awaited]]
                        names = (enabler, awaited)
                        self.programme.add("enabling", names, [*units, (done, quantity)], 0)
                    terms = [(j, 1) for j in self.at[line.id, rotation]]
                    waits = (full[enabler, awaited], -line.quantity)
                    waiting = (enabler, line.id, rotation)
                    self.programme.add("enabling", waiting, [*terms, waits], 0)

    def _pledge(self, column: int) -> Pledge:
        return self.force.pledges[self.programme.services[column].pledge]

    def _sent_by(self, nation: str) -> list[int]:
        return [j for p in self.force.call.pledges if p.nation == nation for j in self.of[p.id]]

    def _by_rotation(self, columns: Iterable[int]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for j in columns:
            found[self.programme.services[j].rotation].append(j)
        return found

    def _by_line(self, columns: Iterable[int]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for j in columns:
            found[self.programme.services[j].line].append(j)
        return found

    def _by_place(self, columns: Iterable[int]) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for j in columns:
            service = self.programme.services[j]
            found[self.force.lines[service.line].area, service.rotation].append(j)
        return found


def services(force: Force, pledge: Pledge) -> Iterator[Service]:
    """Everywhere that units of a pledge may serve."""
    for line in force.call.requirements:
        if not force.can_be(pledge, line) or any(standing(force, pledge, line)):
            continue
        for name in force.needed[line.id]:
            rotation = force.rotations[name]
            if any(timing(force, pledge, line, rotation)):
                continue
            yield Service(
                pledge=pledge.id,
                line=line.id,
                rotation=name,
                most=min(pledge.quantity, line.quantity),
                worth=line.weight,
                risk=risk(force, pledge, line, rotation),
                cost=pledge.cost,
            )
