"""Why a pledge may not serve on a line: each obstacle with its kind, and what would lift it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, TypeAlias

import msgspec

from foedus.model.wording import counted
from foedus.questions.forces.generate.call import Pledge, Requirement, Rotation
from foedus.questions.forces.generate.force import Force

Kind: TypeAlias = Literal[
    "area", "task", "mandate", "consent", "neighbour", "level", "notice", "standards", "readiness"
]


class Obstacle(msgspec.Struct, frozen=True):
    """One thing that stands between a pledge and a line."""

    kind: Kind
    says: str
    remedy: str


def obstacles(
    force: Force, pledge: Pledge, line: Requirement, rotation: Rotation
) -> Iterator[Obstacle]:
    """Every obstacle to units of a pledge of the right type serving on a line in a rotation."""
    yield from standing(force, pledge, line)
    yield from timing(force, pledge, line, rotation)


def standing(force: Force, pledge: Pledge, line: Requirement) -> Iterator[Obstacle]:
    """The obstacles that are the same in every rotation."""
    call, terms = force.call, force.terms(pledge.nation)
    if line.area in pledge.caveat_areas:
        yield Obstacle("area", f"caveat on area {line.area}", f"lift the caveat on {line.area}")
    tasks = [task for task in line.tasks if task in pledge.caveat_tasks]
    if tasks:
        named = ", ".join(tasks)
        yield Obstacle("task", f"caveat on task {named}", f"lift the caveat on {named}")
    if call.mandate and call.mandate in pledge.caveat_mandates:
        yield Obstacle(
            "mandate", f"caveat on mandate {call.mandate}", f"lift the caveat on {call.mandate}"
        )
    if terms.refused_by:
        says = f"{terms.refused_by} refuses {pledge.nation}"
        yield Obstacle("consent", says, f"{terms.refused_by} consents to {pledge.nation}")
    if terms.neighbour and call.exclude_neighbours:
        says = f"{pledge.nation} is a neighbour of the host"
        yield Obstacle("neighbour", says, f"admit {pledge.nation}, a neighbour")
    if pledge.level < line.least_level:
        says = f"readiness level {pledge.level}, needs {line.least_level}"
        yield Obstacle("level", says, f"raise the readiness level to {line.least_level}")
    if line.notice is not None and pledge.readiness_days > line.notice:
        says = f"{counted(pledge.readiness_days, 'day')} of notice, at most {line.notice}"
        yield Obstacle("notice", says, f"cut the notice to {counted(line.notice, 'day')}")
    lacks = [standard for standard in line.standards if standard not in pledge.standards]
    if lacks:
        named = ", ".join(lacks)
        yield Obstacle("standards", f"does not meet {named}", f"equip to {named}")


def timing(
    force: Force, pledge: Pledge, line: Requirement, rotation: Rotation
) -> Iterator[Obstacle]:
    """The obstacle of being ready too late for a rotation."""
    due = force.due(line, rotation)
    ready = force.call.called + timedelta(days=pledge.readiness_days)
    ends = min(line.until or date.max, rotation.ends)
    if (ready - due).days > grace(force, line) or ready >= ends:
        within = (due - force.call.called).days
        yield Obstacle(
            "readiness",
            f"ready on {ready}, needed on {due}",
            f"be ready within {counted(within, 'day')}",
        )


def grace(force: Force, line: Requirement) -> int:
    """The days by which a unit may come late to a line; none where others wait for it."""
    return 0 if line.precedes else force.call.days_late


def risk(force: Force, pledge: Pledge, line: Requirement, rotation: Rotation) -> int:
    """The points of risk of one unit on a line in a rotation.

    One for each readiness level below rapid deployment, one for each week begun by which it comes
    late, and two where it is not interoperable with the lead nation of the area.
    """
    ready = force.call.called + timedelta(days=pledge.readiness_days)
    late = max(0, (ready - force.due(line, rotation)).days)
    strange = 0 if force.trained(pledge.nation, line.area) else 2
    return (4 - pledge.level) + -(-late // 7) + strange
