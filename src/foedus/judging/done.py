"""What the record says was done about events under provisions, act by act with its source."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from foedus.model.answers import Row, Section
from foedus.model.provisions import Invocation, Step
from foedus.model.wording import some

COLUMNS = ("Provision", "Act", "Day", "By", "What was done", "Source")


def done_until(invocations: Iterable[Invocation], on: date) -> tuple[Invocation, ...]:
    """What was done until a day: no event and no act after it."""
    return tuple(
        msgspec.structs.replace(
            invocation,
            invoked=_until(invocation.invoked, on),
            determined=_until(invocation.determined, on),
            responses=tuple(step for step in invocation.responses if _until(step, on)),
        )
        for invocation in invocations
        if invocation.on <= on
    )


def _until(step: Step | None, on: date) -> Step | None:
    return None if step is None or (step.on is not None and step.on > on) else step


def done(invocations: Iterable[Invocation]) -> Section:
    """A row for each act: the event, the invocation, the determination, and each response."""
    return Section("What was done", COLUMNS, tuple(r for i in invocations for r in _rows(i)))


def _rows(i: Invocation) -> Iterator[Row]:
    whom = some(i.attacked)
    event = (i.provision, "event", str(i.on), "", f"{i.event} ({whom})", str(i.cite))
    yield Row(event, cites=(i.cite,))
    if i.invoked is None:
        yield Row((i.provision, "invoked", "", "", "not on record", ""), tone="quiet")
    steps = (("invoked", i.invoked), ("determined", i.determined))
    for act, step in (*steps, *(("response", response) for response in i.responses)):
        if step is not None:
            cite = step.cite or i.cite
            by = some(step.by)
            cells = (i.provision, act, str(step.on or ""), by, step.says, str(cite))
            yield Row(cells, cites=(cite,))
