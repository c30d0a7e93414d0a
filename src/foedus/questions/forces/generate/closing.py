"""The cheapest way to close a gap: offers as they would be without an obstacle, then new ones.

An offer that was made comes before one that has yet to be found. A new pledge is taken to cost the
median of what the pledges of its type cost.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from statistics import median

import msgspec

from foedus.questions.forces.generate.call import Requirement
from foedus.questions.forces.generate.force import Force
from foedus.questions.forces.generate.gaps import Shortfall
from foedus.questions.forces.generate.obstacles import obstacles
from foedus.questions.forces.generate.programme import IntegerProgramme, Service
from foedus.questions.forces.generate.roster import Postings


class Remedy(msgspec.Struct, frozen=True):
    """Units that would fill a gap if what is asked were done; no pledge is a new one.

    `cost` is None where no pledge of the type tells what a unit costs.
    """

    matched_by = ("line", "pledge")
    line: str
    pledge: str
    nation: str
    units: int
    rotations: tuple[str, ...]
    asks: tuple[str, ...]
    cost: Decimal | None


class Closing(msgspec.Struct, frozen=True):
    """The cheapest remedies that together close the gaps of a line, each line taken alone."""

    matched_by = ("line",)
    line: str
    missing: int
    remedies: tuple[Remedy, ...]
    cost: Decimal | None


def closings(force: Force, roster: Postings, gaps: Iterable[Shortfall]) -> tuple[Closing, ...]:
    """How to close each line's gaps; a line that waits for another has no remedy of its own."""
    open_: dict[str, dict[str, int]] = defaultdict(dict)
    for gap in gaps:
        if not gap.waits_for:
            open_[gap.line].update(dict.fromkeys(gap.rotations, gap.missing))
    return tuple(
        _closing(force, roster, force.lines[line], missing) for line, missing in open_.items()
    )


def _closing(force: Force, roster: Postings, line: Requirement, missing: dict[str, int]) -> Closing:
    from foedus.questions.forces.generate.optimise import cheapest

    price = _price(force, line)
    programme = _programme(force, roster, line, missing)
    remedies = tuple(_remedies(force, roster, line, programme, cheapest(programme), price))
    costs = [remedy.cost for remedy in remedies]
    known = [cost for cost in costs if cost is not None]
    total = sum(known, Decimal(0)) if len(known) == len(costs) else None
    return Closing(line.id, sum(missing.values()), remedies, total)


def _price(force: Force, line: Requirement) -> Decimal | None:
    """What a new unit would cost in a rotation: the median of the pledges of the type."""
    costs = [pledge.cost for pledge in force.call.pledges if force.can_be(pledge, line)]
    return Decimal(median(costs)) if costs else None


def _programme(
    force: Force,
    roster: Postings,
    line: Requirement,
    missing: dict[str, int],
) -> IntegerProgramme:
    """Units for the gap, from pledges with room left: each as often as it could still serve.

    A new pledge is dearer than any other here: an offer that was made is negotiated first.
    """
    programme = IntegerProgramme()
    at: dict[str, list[int]] = defaultdict(list)
    of: dict[str, list[int]] = defaultdict(list)
    groups: dict[str, list[int]] = defaultdict(list)

    def offer(name: str, rotation: str, most: int, cost: Decimal) -> None:
        at[rotation].append(len(programme.services))
        of[name].append(len(programme.services))
        programme.services.append(Service(name, line.id, rotation, most, 0, 0, cost))

    for pledge in force.call.pledges:
        if not force.can_be(pledge, line):
            continue
        for rotation, units in missing.items():
            if not any(roster.hindrances_but_cap(pledge, line.id, rotation)):
                free = pledge.quantity - roster.busy[pledge.id, rotation]
                offer(pledge.id, rotation, min(units, free), pledge.cost)
    dearest = 1 + sum((service.cost for service in programme.services), Decimal(0))
    for rotation, units in missing.items():
        offer("", rotation, units, dearest)
    for rotation, columns in at.items():
        needed = [(j, -1) for j in columns]
        programme.add("requirement", (line.id, rotation), needed, -missing[rotation])
        lift = force.rotations[rotation].lift
        if lift is not None:
            terms = [(j, _lift(force, programme, j)) for j in columns]
            programme.add("lift", (rotation,), terms, lift - roster.lifted[rotation])
    for name, columns in of.items():
        if not name:
            continue
        pledge = force.pledges[name]
        left = pledge.quantity * pledge.endurance - roster.served[name]
        programme.add("endurance", (name,), [(j, 1) for j in columns], left)
        if pledge.group:
            serves = programme.choice()
            groups[pledge.group].append(serves)
            for j in columns:
                terms = [(j, 1), (serves, -programme.most(j))]
                programme.add("pledge", (name,), terms, 0)
    for group, members in groups.items():
        programme.add("double-hatting", (group,), [(j, 1) for j in members], 1)
    for pair in force.blocked:
        for columns in at.values():
            sides = [
                [j for j in columns if _nation(force, programme, j) == nation]
                for nation in (pair.a, pair.b)
            ]
            if all(sides):
                first = programme.choice()
                for j in sides[0]:
                    programme.add("blocked", (), [(j, 1), (first, -programme.most(j))], 0)
                for j in sides[1]:
                    most = programme.most(j)
                    programme.add("blocked", (), [(j, 1), (first, most)], most)
    return programme


def _lift(force: Force, programme: IntegerProgramme, column: int) -> int:
    pledge = force.pledges.get(programme.services[column].pledge)
    return pledge.lift if pledge else 0


def _nation(force: Force, programme: IntegerProgramme, column: int) -> str:
    pledge = force.pledges.get(programme.services[column].pledge)
    return pledge.nation if pledge else ""


def _remedies(
    force: Force,
    roster: Postings,
    line: Requirement,
    programme: IntegerProgramme,
    units: dict[int, int],
    price: Decimal | None,
) -> Iterator[Remedy]:
    abroad = Counter(roster.abroad)
    for column, number in units.items():
        service = programme.services[column]
        abroad[_nation(force, programme, column), service.rotation] += number
    chosen: dict[tuple[str, int, tuple[str, ...]], list[Service]] = defaultdict(list)
    for column, number in units.items():
        service = programme.services[column]
        asks = tuple(_asks(force, line, service, number, abroad))
        chosen[service.pledge, number, asks].append(service)
    for (name, number, asks), services in chosen.items():
        each = force.pledges[name].cost if name else price
        yield Remedy(
            line=line.id,
            pledge=name,
            nation=force.pledges[name].nation if name else "",
            units=number,
            rotations=tuple(service.rotation for service in services),
            asks=asks,
            cost=None if each is None else each * number * len(services),
        )


def _asks(
    force: Force,
    line: Requirement,
    service: Service,
    units: int,
    abroad: Counter[tuple[str, str]],
) -> Iterator[str]:
    if not service.pledge:
        yield f"a new pledge of {units} {line.unit}, ready in time and without caveat"
        return
    pledge = force.pledges[service.pledge]
    for stop in obstacles(force, pledge, line, force.rotations[service.rotation]):
        yield stop.remedy
    cap, sent = force.terms(pledge.nation).cap, abroad[pledge.nation, service.rotation]
    if cap is not None and sent > cap:
        yield f"{pledge.nation} raises its cap from {cap} to {sent}"
