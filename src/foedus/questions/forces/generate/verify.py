"""Checking a plan against its call, rule by rule, without the solver or its programme.

Slow and obvious on purpose: it reads the call alone, and asks of every unit and every day whether
it may be there.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import combinations

import msgspec

from foedus.model.wording import counted
from foedus.questions.forces.generate.call import Pledge, Requirement, Rotation
from foedus.questions.forces.generate.force import Force


class Posting(msgspec.Struct, frozen=True):
    """Units of a pledge on a line in a rotation."""

    pledge: str
    line: str
    rotation: str
    units: int


def verify(force: Force, plan: Sequence[Posting]) -> list[str]:
    """Every rule that a plan breaks, in a sentence each; none where it keeps them all."""
    unknown = list(_unknown(force, plan))
    return unknown or [
        *_single(force, plan),
        *_of_pledges(force, plan),
        *_of_lines(force, plan),
        *_of_nations(force, plan),
        *_of_rotations(force, plan),
    ]


def _unknown(force: Force, plan: Sequence[Posting]) -> Iterator[str]:
    for post in plan:
        if post.pledge not in force.pledges:
            yield f"{post.pledge} is not a pledge"
        elif post.line not in force.lines:
            yield f"{post.line} is not a line"
        elif post.rotation not in force.rotations:
            yield f"{post.rotation} is not a rotation"
        elif post.units < 1:
            yield f"{post.pledge} sends {counted(post.units, 'unit')} to {post.line}"


def _single(force: Force, plan: Sequence[Posting]) -> Iterator[str]:
    """Each posting alone: whether this unit may do this work, there and then."""
    call = force.call
    for post in plan:
        pledge, line = force.pledges[post.pledge], force.lines[post.line]
        rotation = force.rotations[post.rotation]
        terms = next((n for n in call.nations if n.state == pledge.nation), None)
        where = f"{pledge.id} on {line.id} in {rotation.id}"
        if pledge.unit != line.unit and line.unit not in force.types[pledge.unit].stands_in_for:
            yield f"{where}: {pledge.unit} is not {line.unit}"
        if line.area and line.area in pledge.caveat_areas:
            yield f"{where}: a caveat keeps it from area {line.area}"
        for task in line.tasks:
            if task in pledge.caveat_tasks:
                yield f"{where}: a caveat keeps it from task {task}"
        if call.mandate and call.mandate in pledge.caveat_mandates:
            yield f"{where}: a caveat keeps it from mandate {call.mandate}"
        if terms is not None and terms.refused_by:
            yield f"{where}: {terms.refused_by} refuses {pledge.nation}"
        if terms is not None and terms.neighbour and call.exclude_neighbours:
            yield f"{where}: {pledge.nation} is a neighbour of the host"
        if pledge.level < line.least_level:
            yield f"{where}: level {pledge.level} is below {line.least_level}"
        if line.notice is not None and line.notice < pledge.readiness_days:
            yield (
                f"{where}: its notice of {counted(pledge.readiness_days, 'day')} is above "
                f"{line.notice}"
            )
        for standard in line.standards:
            if standard not in pledge.standards:
                yield f"{where}: it does not meet {standard}"
        yield from _time(force, pledge, line, rotation, where)


def _time(
    force: Force, pledge: Pledge, line: Requirement, rotation: Rotation, where: str
) -> Iterator[str]:
    starts = rotation.starts if line.deploys is None else max(rotation.starts, line.deploys)
    ends = rotation.ends if line.until is None else min(rotation.ends, line.until)
    ready = force.call.called + timedelta(days=pledge.readiness_days)
    late = (ready - starts).days
    if starts >= ends:
        yield f"{where}: the line is not needed then"
    elif late > (0 if line.precedes else force.call.days_late) or ready >= ends:
        yield f"{where}: it is ready {counted(late, 'day')} late"


def _of_pledges(force: Force, plan: Sequence[Posting]) -> Iterator[str]:
    for pledge in force.call.pledges:
        own = [post for post in plan if post.pledge == pledge.id]
        for rotation in force.call.rotations:
            busy = sum(post.units for post in own if post.rotation == rotation.id)
            if busy > pledge.quantity:
                yield f"{pledge.id} is double-booked in {rotation.id}: {busy} of {pledge.quantity}"
        if sum(post.units for post in own) > pledge.quantity * pledge.endurance:
            yield f"{pledge.id} serves beyond its endurance"
    serving = {post.pledge for post in plan}
    for a, b in combinations(sorted(serving), 2):
        group = force.pledges[a].group
        if group and group == force.pledges[b].group:
            yield f"{a} and {b} are the same units under two hats"


def _of_lines(force: Force, plan: Sequence[Posting]) -> Iterator[str]:
    for rotation in force.call.rotations:
        for line in force.call.requirements:
            filled = _filled(plan, line.id, rotation.id)
            if filled > line.quantity:
                yield (
                    f"{line.id} has {counted(filled, 'unit')} in {rotation.id}, needs "
                    f"{line.quantity}"
                )
            for enabler in force.call.requirements:
                if filled and line.id in enabler.precedes:
                    awaited = force.awaited(enabler.id, rotation.id)
                    if _filled(plan, enabler.id, awaited) < enabler.quantity:
                        yield f"{line.id} is served in {rotation.id} before {enabler.id} is full"


def _of_nations(force: Force, plan: Sequence[Posting]) -> Iterator[str]:
    for rotation in force.call.rotations:
        present: dict[str, set[str]] = {}
        units: dict[str, int] = {}
        for post in plan:
            if post.rotation == rotation.id:
                nation = force.pledges[post.pledge].nation
                present.setdefault(force.lines[post.line].area, set()).add(nation)
                units[nation] = units.get(nation, 0) + post.units
        for terms in force.call.nations:
            if terms.cap is not None and units.get(terms.state, 0) > terms.cap:
                told = counted(units[terms.state], "unit")
                yield f"{terms.state} has {told} in {rotation.id}: cap"
        for pair in force.call.pairs:
            for area, nations in present.items():
                if pair.blocked and {pair.a, pair.b} <= nations:
                    yield f"{pair.a} and {pair.b} meet in area {area or 'whole'} in {rotation.id}"


def _of_rotations(force: Force, plan: Sequence[Posting]) -> Iterator[str]:
    for rotation in force.call.rotations:
        own = [post for post in plan if post.rotation == rotation.id]
        lift = sum(force.pledges[post.pledge].lift * post.units for post in own)
        if rotation.lift is not None and lift > rotation.lift:
            yield f"{rotation.id} needs lift of {lift}, there is {rotation.lift}"


def _filled(plan: Sequence[Posting], line: str, rotation: str) -> int:
    return sum(p.units for p in plan if p.line == line and p.rotation == rotation)
