"""What is to be sent after an event, as the answer holds and shows it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, TypeAlias

import msgspec

from foedus.model.answers import Row, Section
from foedus.model.citations import Citation
from foedus.model.verdicts import Verdict

Kind: TypeAlias = Literal["report", "consultation", "assistance"]


class Task(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something to send: what to whom, by whom, by when, and under which article.

    `states` are those it goes to, where no body is addressed. `due` is the last moment, where the
    definition gives a time that is one. Where `verdict` is None it is to be sent only if what is
    `open` is settled so that the provision is called.
    """

    matched_by = ("kind", "provision", "whom", "what")
    kind: Kind
    provision: str
    whom: str
    what: str
    sender: str
    by_when: str
    verdict: Verdict
    cite: Citation
    states: tuple[str, ...] = ()
    due: datetime | None = None
    open: tuple[str, ...] = ()


def listed(found: Iterable[Task]) -> Section:
    """The list as a table."""
    return Section(
        "What to send",
        ("To", "What", "By whom", "By when", "Article", "Called"),
        tuple(
            Row(
                (
                    task.whom,
                    task.what,
                    task.sender,
                    task.by_when,
                    _article(task),
                    f"open: {'; '.join(task.open)}" if task.verdict is None else "yes",
                ),
                cites=(task.cite,),
                tone="unsure" if task.verdict is None else "good",
            )
            for task in found
        ),
        "The catalogue records nothing that this event calls for in writing.",
    )


def _article(task: Task) -> str:
    return f"{task.provision} ({task.cite.article})" if task.cite.article else task.provision
