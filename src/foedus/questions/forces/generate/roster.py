"""A plan as it grows: who is posted where, and what keeps a further unit from being posted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from foedus.questions.forces.generate.call import Pledge
from foedus.questions.forces.generate.force import Force
from foedus.questions.forces.generate.programme import Service
from foedus.questions.forces.generate.verify import Posting


class Postings:
    """Postings, with running counts of all that the limits of a call speak of."""

    def __init__(self, force: Force, postings: Iterable[Posting] = ()) -> None:
        self.force = force
        self.units: Counter[tuple[str, str, str]] = Counter()
        self.filled: Counter[tuple[str, str]] = Counter()
        self.busy: Counter[tuple[str, str]] = Counter()
        self.held: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self.served: Counter[str] = Counter()
        self.abroad: Counter[tuple[str, str]] = Counter()
        self.lifted: Counter[str] = Counter()
        self.present: Counter[tuple[str, str, str]] = Counter()
        self.rivals: dict[str, list[str]] = defaultdict(list)
        self.twins: dict[str, list[str]] = defaultdict(list)
        for pair in force.blocked:
            self.rivals[pair.a].append(pair.b)
            self.rivals[pair.b].append(pair.a)
        for pledge in force.call.pledges:
            if pledge.group:
                self.twins[pledge.group].append(pledge.id)
        for post in postings:
            self.post(post.pledge, post.line, post.rotation, post.units)

    def post(self, pledge_id: str, line: str, rotation: str, units: int) -> None:
        """Post units; a negative number takes them back."""
        pledge = self.force.pledges[pledge_id]
        self.units[pledge_id, line, rotation] += units
        self.filled[line, rotation] += units
        self.busy[pledge_id, rotation] += units
        self.held[pledge_id, rotation][line] += units
        self.served[pledge_id] += units
        self.abroad[pledge.nation, rotation] += units
        self.lifted[rotation] += units * pledge.lift
        self.present[pledge.nation, self.force.lines[line].area, rotation] += units

    def postings(self) -> tuple[Posting, ...]:
        """The plan, in the order of the call."""
        rotations = {rotation: place for place, rotation in enumerate(self.force.rotations)}
        lines = self.force.place
        found = [Posting(*where, units) for where, units in self.units.items() if units > 0]
        return tuple(sorted(found, key=lambda p: (rotations[p.rotation], lines[p.line], p.pledge)))

    def missing(self, line: str, rotation: str) -> int:
        """The units that a line still lacks in a rotation."""
        return self.force.lines[line].quantity - self.filled[line, rotation]

    @property
    def coverage(self) -> int:
        """What the units posted count for."""
        lines = self.force.lines
        return sum(lines[line].weight * units for (line, _), units in self.filled.items())

    def waits_for(self, line: str, rotation: str) -> tuple[str, ...]:
        """The enabling lines that are not full, for which a line has to wait."""
        return tuple(
            enabler
            for enabler in self.force.enablers[line]
            if self.missing(enabler, self.force.awaited(enabler, rotation)) > 0
        )

    def hindrances(self, pledge: Pledge, line: str, rotation: str) -> Iterator[str]:
        """What keeps one more unit of a pledge from a line, other than its own obstacles."""
        force = self.force
        cap = force.terms(pledge.nation).cap
        if cap is not None and self.abroad[pledge.nation, rotation] >= cap:
            yield f"{pledge.nation} at its cap of {cap}"
        yield from self.hindrances_but_cap(pledge, line, rotation)

    def hindrances_but_cap(self, pledge: Pledge, line: str, rotation: str) -> Iterator[str]:
        """The same, where the nation would raise its cap."""
        force = self.force
        lift = force.rotations[rotation].lift
        area = force.lines[line].area
        if self.busy[pledge.id, rotation] >= pledge.quantity:
            held = self.held[pledge.id, rotation]
            elsewhere = sorted(
                (at for at, units in held.items() if at != line and units > 0),
                key=force.place.__getitem__,
            )
            yield f"busy on {', '.join(elsewhere)}" if elsewhere else "already here"
        elif self.served[pledge.id] >= pledge.quantity * pledge.endurance:
            yield "endurance spent in other rotations"
        for twin in self.twins.get(pledge.group, ()) if pledge.group else ():
            if twin != pledge.id and self.served[twin] > 0:
                yield f"busy as {twin}"
        for rival in self.rivals.get(pledge.nation, ()):
            if self.present[rival, area, rotation] > 0:
                yield f"kept apart from {rival}, which is in the area"
        if lift is not None and self.lifted[rotation] + pledge.lift > lift:
            yield f"no lift left in {rotation}"

    def room(self, service: Service) -> bool:
        """Whether one more unit can be posted there."""
        return (
            self.missing(service.line, service.rotation) > 0
            and not self.waits_for(service.line, service.rotation)
            and not any(
                self.hindrances(self.force.pledges[service.pledge], service.line, service.rotation)
            )
        )

    def fill(self, services: Iterable[Service]) -> None:
        """Post units one by one where there is room, in the order given."""
        for service in services:
            while self.room(service):
                self.post(service.pledge, service.line, service.rotation, 1)

    def withdraw(self, nation: str) -> None:
        """Take back all units of a nation, and those that waited for lines it no longer fills."""
        for (pledge, line, rotation), units in list(self.units.items()):
            if units and self.force.pledges[pledge].nation == nation:
                self.post(pledge, line, rotation, -units)
        while stranded := [
            (where, units)
            for where, units in self.units.items()
            if units and self.waits_for(where[1], where[2])
        ]:
            for where, units in stranded:
                self.post(*where, -units)
