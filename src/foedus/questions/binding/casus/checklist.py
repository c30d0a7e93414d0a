"""What an event calls for in writing: whom to tell, by when, under which article.

Only what the definitions record is said; what they do not is "not known".
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from foedus.catalogue.catalogue import Catalogue
from foedus.judging.notices import NOT_KNOWN, when
from foedus.model.events import Event
from foedus.model.provisions import Notice
from foedus.model.wording import some
from foedus.questions.binding.casus.answer import Triggering
from foedus.questions.binding.casus.task import Kind, Task

_SENDERS: Final = {
    "attacked": "the state attacked",
    "helpers": "each state that helps",
    "parties": "the state attacked, and each state that helps",
}


def tasks(
    findings: Iterable[Triggering], event: Event, on: date, zone: str, catalogue: Catalogue
) -> tuple[Task, ...]:
    """What to send, the reports first, then what is certain before what is open.

    What is owed to the attacker is not for the attacked to ask for.
    """
    found = [
        task
        for finding in findings
        if finding.verdict is not False and not finding.for_attacker
        for task in _tasks(finding, event, on, zone, catalogue)
    ]
    order = {"report": 0, "consultation": 1, "assistance": 2}
    return tuple(sorted(found, key=lambda t: (t.verdict is None, order[t.kind])))


def _tasks(
    finding: Triggering, event: Event, on: date, zone: str, catalogue: Catalogue
) -> Iterator[Task]:
    for notice in finding.notices:
        yield _told(finding, notice, on, zone)
    duties = set(finding.duties)
    if "consult" in duties:
        yield _request(finding, "consultation", event, catalogue)
    asked = any(notice.by == "attacked" for notice in finding.notices)
    if duties & {"assist", "defend"} and not asked:
        yield _request(finding, "assistance", event, catalogue)


def _told(finding: Triggering, notice: Notice, on: date, zone: str) -> Task:
    """A notice that the clause itself wants given."""
    by_when, due = when(notice, on, zone)
    return Task(
        "assistance" if notice.by == "attacked" else "report",
        finding.provision,
        notice.addressee,
        notice.says,
        _SENDERS[notice.by],
        by_when,
        finding.verdict,
        notice.cite,
        due=due,
        open=finding.open,
    )


def _request(finding: Triggering, kind: Kind, event: Event, catalogue: Catalogue) -> Task:
    """A request for consultations or for help: by whom is as recorded, and no time is."""
    states = () if finding.body else _others(finding, event)
    body = catalogue.body(finding.body).name if finding.body else ""
    whom = body or some(states) or NOT_KNOWN
    what = "Request consultations." if kind == "consultation" else "Request assistance."
    return Task(
        kind,
        finding.provision,
        whom,
        what,
        finding.invoked_by or NOT_KNOWN,
        NOT_KNOWN,
        finding.verdict,
        finding.cite,
        states,
        open=finding.open,
    )


def _others(finding: Triggering, event: Event) -> tuple[str, ...]:
    """The states that are bound, or else may be, but for those attacked."""
    perhaps = tuple(u.state for u in finding.unsettled)
    return tuple(s for s in (finding.bound or perhaps) if s not in event.attacked)
