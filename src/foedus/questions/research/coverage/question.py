"""`coverage`: what the lists of the catalogue hold, how complete they are, and checked when."""

from collections.abc import Iterable, Iterator
from datetime import date

from pydantic import Field

from foedus.asking.declare import Inputs, question
from foedus.asking.names import MaybeFramework
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.listed import holds, names_of, told
from foedus.documents.numbers import Flag
from foedus.model.frameworks import Framework
from foedus.model.wording import counted, percent
from foedus.questions.research.coverage.answer import (
    CoverageAnswer,
    Covered,
    Status,
    Total,
    statement,
)

KINDS = ("parties", "role", "commitments", "projects", "invocations", "keys", "tariffs")


class CoverageInput(Inputs):
    """All frameworks, or one."""

    framework: MaybeFramework | None = Field(
        None,
        description="Framework, such as nato; all of them, where left out",
        json_schema_extra={"positional": True},
    )
    stale: Flag = Field(
        False, description="The lists whose check is the oldest first; those without one lead"
    )


@question(
    "coverage",
    title="How complete the lists are, and how fresh",
    inputs=CoverageInput,
    answer=CoverageAnswer,
    example={"framework": "nato", "on": "2026-11-28"},
)
def coverage(world: World, inputs: CoverageInput, on: date) -> CoverageAnswer:
    """What the lists of each framework hold, how complete, for which days, checked when by what."""
    catalogue = world.catalogue
    wanted = (
        [catalogue.frameworks[inputs.framework]]
        if inputs.framework
        else sorted(catalogue.frameworks.values(), key=lambda f: f.id)
    )
    lists = tuple(found for framework in wanted for found in _lists(catalogue, framework, on))
    if inputs.stale:
        lists = tuple(sorted(lists, key=lambda c: c.checked or date.min))
    name = wanted[0].name if inputs.framework else "the catalogue"
    return CoverageAnswer(
        question="coverage",
        on=on,
        catalogue=catalogue.key,
        title=f"Lists of {f'the {name}' if inputs.framework else name}",
        lead=_lead(lists, len(wanted)),
        framework=inputs.framework or "",
        stale=inputs.stale,
        lists=lists,
        totals=tuple(_totals(lists)),
    )


def _lists(catalogue: Catalogue, framework: Framework, on: date) -> Iterator[Covered]:
    for name in names_of(framework):
        said = catalogue.lists.of(framework, name)
        yield Covered(
            framework=framework.id,
            of=name,
            status=_status(catalogue, framework, name),
            checked=min((listing.checked for listing in said), default=None),
            statements=tuple(
                statement(listing, told(framework, name, listing, on)) for listing in said
            ),
            holds=holds(framework, name, on),
        )


def _status(catalogue: Catalogue, framework: Framework, name: str) -> Status:
    said = catalogue.lists.of(framework, name)
    if not said:
        return "not stated"
    if catalogue.lists.throughout(framework, name):
        return "complete"
    return "complete in part" if any(listing.complete for listing in said) else "not complete"


def _totals(lists: Iterable[Covered]) -> Iterator[Total]:
    """How many lists of each kind there are, and how many of them are how complete."""
    found = tuple(lists)
    for kind in (*KINDS, "all"):
        these = [c for c in found if kind in ("all", c.of.partition("/")[0])]
        if these:
            numbers = {status: sum(c.status == status for c in these) for status in STATUSES}
            yield Total(kind, len(these), numbers)


STATUSES: tuple[Status, ...] = ("complete", "complete in part", "not complete", "not stated")


def _lead(lists: tuple[Covered, ...], frameworks: int) -> str:
    if not lists:
        return "It has no lists."
    complete = sum(c.status == "complete" for c in lists)
    among = f" of {counted(frameworks, 'framework')}" if frameworks > 1 else ""
    rest = [
        f"{number} {status}"
        for status in STATUSES[1:]
        if (number := sum(c.status == status for c in lists))
    ]
    tail = f"; {', '.join(rest)}" if rest else ""
    days = [c.checked for c in lists if c.checked is not None]
    oldest = f" The oldest check is of {min(days)}." if days else ""
    share = percent(complete, len(lists), 1)
    return f"Complete: {complete} of {counted(len(lists), 'list')}{among} ({share}){tail}.{oldest}"
