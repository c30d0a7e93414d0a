"""Cases of `framework`: who is in it, what runs under it, and what was invoked until the day."""

from collections.abc import Iterator
from typing import Any

from foedus.asking.world import World
from foedus.cases.case import Case, left_over
from foedus.questions.binding.framework.answer import FrameworkAnswer


def read(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs as they are."""
    return dict(inputs)


def compare(case: Case, answer: FrameworkAnswer, world: World) -> Iterator[str]:
    """`projects` run that day and `provisions` are in force, `no_projects` and `no_provisions` are
    not; `invoked` counts acts by provision, and `commitments` those of each text by how they stand.
    """
    expect = case.expected()
    projects = world.catalogue.frameworks[answer.framework].projects
    running = {p.id.partition("/")[2] for p in projects if p.title in answer.projects}
    for name in _all(expect.pop("projects", ())):
        if name not in running:
            yield f"expected {name} to run that day"
    for name in _all(expect.pop("no_projects", ())):
        if name not in {p.id.partition("/")[2] for p in projects}:
            yield f"expected {name} to be on record and not to run that day; it is not on record"
        elif name in running:
            yield f"expected {name} not to run that day"
    number = expect.pop("number_of_projects", len(answer.projects))
    if number != len(answer.projects):
        yield f"expected {number} projects, got {len(answer.projects)}"
    in_force = {p.id for p in answer.provisions}
    for key, wanted in (("provisions", True), ("no_provisions", False)):
        for name in _all(expect.pop(key, ())):
            meant = {clause.provision.id for clause in world.catalogue.matching(name)}
            if bool(meant & in_force) is not wanted:
                yield f"expected {name} {'' if wanted else 'not '}to be in force"
    invoked = [i.provision for i in answer.invocations if i.invoked is not None]
    for provision, wanted in expect.pop("invoked", {}).items():
        if invoked.count(provision) != wanted:
            yield f"expected {wanted} invocations of {provision}, got {invoked.count(provision)}"
    texts = {c.instrument: {"number": c.number, **c.stand} for c in answer.commitments}
    for text, counts in expect.pop("commitments", {}).items():
        for name, wanted in counts.items():
            got = texts.get(text, {}).get(name, 0)
            if got != wanted:
                yield f"expected {wanted} of {text} to be {name!r}, got {got}"
    yield from left_over(expect)


def _all(given: Any) -> list[str]:
    return [given] if isinstance(given, str) else list(given)
