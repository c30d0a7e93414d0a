"""Drafts of the letters that an event calls for; a person completes, checks and sends them."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from foedus.catalogue.catalogue import Catalogue
from foedus.judging.notices import NOT_KNOWN
from foedus.model.answers import Letter
from foedus.model.events import Event
from foedus.questions.binding.casus.task import Kind, Task

SUBJECTS: Final[dict[Kind, str]] = {
    "report": "Report on an event of {on}",
    "consultation": "Request for consultations",
    "assistance": "Request for assistance",
}
SECURITY_COUNCIL: Final = "Security Council"
_STRUCK: Final = ("attacked", "struck")
"""How a definition says that the state attacked is the one to act."""
_FILL: Final = "[Say what happened, when and where, and what is known of who did it.]"


def drafts(
    tasks: Iterable[Task], event: Event, title: str, on: date, catalogue: Catalogue
) -> tuple[Letter, ...]:
    """A letter to each addressee for each kind of task, under all of its articles."""
    grouped: dict[tuple[Kind, str, bool], list[Task]] = {}
    for task in tasks:
        alone = task.provision if task.whom == NOT_KNOWN else task.whom
        grouped.setdefault((task.kind, alone, task.verdict is None), []).append(task)
    return tuple(_letter(each, event, title, on, catalogue) for each in grouped.values())


def _letter(tasks: list[Task], event: Event, title: str, on: date, catalogue: Catalogue) -> Letter:
    first = tasks[0]
    cites = tuple(dict.fromkeys(task.cite for task in tasks))
    articles = " and ".join(
        f"{cite.article} of the {cite.source}" if cite.article else cite.source for cite in cites
    )
    attacked = " and ".join(catalogue.inline(state) for state in event.attacked)
    ours = any(word in task.sender for task in tasks for word in _STRUCK)
    paragraphs = (
        *_before(tasks),
        "[Place and date]",
        f"On behalf of the Government of {attacked if ours else '[the state that sends this]'}, I "
        f"have the honour to write to you under {articles}.",
        f"{title}. {_FILL}",
        *_asked(first),
        "[Name and office of whoever signs]",
    )
    subject = SUBJECTS[first.kind].format(on=on)
    return Letter(_whom(first, catalogue), f"{subject}, {articles}", paragraphs, cites)


def _whom(task: Task, catalogue: Catalogue) -> str:
    if task.states:
        return f"the Governments of {', '.join(map(catalogue.inline, task.states))}"
    return f"[{task.whom}]" if task.whom == NOT_KNOWN else task.whom


def _before(tasks: list[Task]) -> Iterator[str]:
    """What whoever sends it must see to first."""
    task = tasks[0]
    if task.verdict is None:
        settled = "; ".join(dict.fromkeys(told for t in tasks for told in t.open))
        yield f"[Send this only once it is settled: {settled}.]"
    if any(NOT_KNOWN in (part.sender, part.whom) for part in tasks):
        yield "[The definition does not record who sends this, or to whom: see the text itself.]"
    for part in tasks:
        sender = "" if part.sender == NOT_KNOWN else f"; sent by {part.sender}"
        due = "" if part.by_when == NOT_KNOWN else f"; {part.by_when}"
        yield f"[{part.cite.article or part.provision}: {part.what.rstrip('.')}{sender}{due}.]"


def _asked(task: Task) -> Iterator[str]:
    match task.kind:
        case "report":
            yield "I report this, and the following measures: [measures, and when each was taken]."
            if SECURITY_COUNCIL in task.whom:
                yield "I ask that this letter be circulated as a document of the Security Council."
        case "consultation":
            yield "My Government requests consultations on this [at once, or by when]."
        case "assistance":
            yield "My Government requests the following assistance: [what, where, and by when]."
