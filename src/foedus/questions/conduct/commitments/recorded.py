"""Commitments on record: which are asked for, how they are told, and shown text by text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from foedus.catalogue.catalogue import Catalogue
from foedus.errors import QuestionError, UnknownNameError, did_you_mean, nearest, quoted
from foedus.judging.promised import CommitmentView, made_until, tally
from foedus.model.answers import Row, Section, Tone
from foedus.model.calendar import CalendarEntry
from foedus.model.commitments import Commitment
from foedus.model.frameworks import Framework
from foedus.model.lists import COMMITMENTS, Listed
from foedus.model.wording import counted

COLUMNS = ("Commitment", "Owner", "Verb", "What", "Deadline", "What became of it", "In time")
ALL = "members"
LATE = ("overdue", "not known whether met")
TONES: dict[str, Tone] = {"overdue": "bad", "not known whether met": "unsure"}


def asked_for(
    catalogue: Catalogue,
    framework: Framework,
    on: date,
    *,
    owner: str,
    text: str,
    overdue: bool,
) -> tuple[CommitmentView, ...]:
    """The commitments made until a day, of an owner, of a text, or past their day.

    Raises QuestionError for an owner or a text that none of them names.
    """
    views = made_until(framework, on)
    if text:
        texts = list(dict.fromkeys(v.commitment.instrument for v in views))
        if text not in texts:
            known = did_you_mean(nearest(text, texts), f"it records those of {', '.join(texts)}")
            told = f"foedus records no commitments of {framework.id} made by {quoted(text)}"
            raise QuestionError(f"{told}{known}", ("text",))
        views = tuple(v for v in views if v.commitment.instrument == text)
    if owner:
        views = _of_owner(catalogue, framework, views, owner, on)
    return tuple(v for v in views if v.timing in LATE) if overdue else views


def _of_owner(
    catalogue: Catalogue,
    framework: Framework,
    views: tuple[CommitmentView, ...],
    owner: str,
    on: date,
) -> tuple[CommitmentView, ...]:
    """Those of a state, its share of what all members promised with them, or of an office."""
    wanted = owner.strip().casefold()
    names = {name for v in views for name in v.commitment.owners}
    found = {name for name in names if wanted in name.casefold()}
    try:
        state = catalogue.state(owner).id
    except UnknownNameError:
        state = ""
    if state:
        found = names & {state}
        if state in catalogue.members_on(framework, on):
            found |= names & {ALL}
    if not found:
        known = ", ".join(sorted(names))
        told = f"no commitment on record is that of {quoted(owner)}; the owners are {known}"
        raise QuestionError(told, ("owner",))
    return tuple(v for v in views if found & {*v.commitment.owners})


def lists_of(
    catalogue: Catalogue, framework: Framework, views: Iterable[CommitmentView], on: date
) -> tuple[Listed, ...]:
    """How complete the lists are in which the commitments stand."""
    texts = dict.fromkeys(v.commitment.instrument for v in views)
    return tuple(catalogue.lists.listed(framework, f"{COMMITMENTS}{t}", on) for t in texts)


def lead(views: Sequence[CommitmentView], on: date, *, some: bool) -> str:
    """How many there are and how they stand; `some` where not all were asked for."""
    parts = [f"{number} {name}" for name, number in tally(views) if number]
    told = f": {', '.join(parts)}" if parts else ""
    which = "on record as asked for" if some else f"made until {on} on record"
    return f"{counted(len(views), 'commitment')} {which}{told}."


def sections(
    titles: Mapping[str, str], views: Sequence[CommitmentView], lists: Sequence[Listed]
) -> Iterator[Section]:
    """A table for each text, in the order of the file."""
    said = {listed.of: listed.told() for listed in lists}
    for instrument in dict.fromkeys(v.commitment.instrument for v in views):
        mine = [v for v in views if v.commitment.instrument == instrument]
        told = said.get(f"{COMMITMENTS}{instrument}", "not stated")
        made = mine[0].commitment.made
        title = f"{titles[instrument]}, {made} ({instrument}; this list: {told})"
        yield Section(title, COLUMNS, tuple(map(_row, mine)))


def _row(view: CommitmentView) -> Row:
    c, report = view.commitment, view.report
    cites = (c.cite, report.cite) if report else (c.cite,)
    cells = (c.id, ", ".join(c.owners), c.verb, c.says, deadline(c), _became(view), view.timing)
    tone = TONES.get(view.timing, "good" if view.fate == "done" else "")
    return Row(cells, cites=cites, tone=tone)


def _became(view: CommitmentView) -> str:
    """What became of it, in the words of the report, and what a reader should know besides."""
    said, note = view.report.says if view.report else "", view.commitment.note
    told = f"{view.told()}: {said}" if said else view.told()
    if not note:
        return told
    return f"{told} {note}" if said else f"{told}. {note}"


def deadline(commitment: Commitment) -> str:
    """The last day, with the words of the text for it."""
    if commitment.deadline is None:
        return ""
    return (
        f"{commitment.deadline} ({commitment.due})" if commitment.due else str(commitment.deadline)
    )


def days_to_keep(views: Iterable[CommitmentView]) -> Iterator[CalendarEntry]:
    """The deadlines that lie ahead."""
    for view in views:
        c = view.commitment
        if view.timing == "ahead" and c.deadline is not None:
            yield CalendarEntry(
                c.id.replace("/", "-"),
                c.deadline,
                f"{', '.join(c.owners)}: {c.verb} {c.says}",
                description=str(c.cite),
            )
