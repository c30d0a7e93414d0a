"""The end of silence: what a node writes for itself, and which motions it must look at again.

How a motion stands is known without it; it is written down so that there is an entry to name.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from foedus.acting.motions import concluded
from foedus.model.entries import Content, Draft
from foedus.record.contents.decisions import Concluded, Motion
from foedus.record.contents.keeping import Destruction, Withdrawn
from foedus.record.motions import motion_state
from foedus.record.record import Record, UnknownEntryError

ACT: Final = "silence"
"""By which act the end of silence is recorded."""
UNDOING: Final[tuple[type[Content], ...]] = (Withdrawn, Destruction)


def ended(record: Record, motion: str, moment: datetime) -> Draft | datetime | None:
    """What is to be recorded of a motion under silence at a moment.

    The draft of its conclusion where silence ended unbroken and that is not written; the deadline
    where it lies ahead; None where nothing is to be awaited.
    """
    state = motion_state(record, motion)
    if state is None or state.deadline is None or state.concluded or state.broken:
        return None
    if not state.silent(moment):
        return state.deadline
    ending = Concluded(motion, "adopted", "silence was not broken", state.deadline)
    return concluded(state, ending, state.deadline.date())


def over_since(draft: Draft) -> datetime:
    """When the silence ended whose end a draft records."""
    assert isinstance(draft.content, Concluded)
    assert draft.content.at is not None
    return draft.content.at


def begun(draft: Draft) -> datetime | None:
    """When the silence of a motion that is tabled ends; None for anything else.

    What corrects a motion is looked at with that one.
    """
    if draft.corrects or not isinstance(draft.content, Motion):
        return None
    return draft.content.deadline


def unsettled(record: Record, draft: Draft) -> Iterator[str]:
    """The motions whose end may be another, because something about them is undone or corrected."""
    undone = draft.content.about if isinstance(draft.content, UNDOING) else ()
    waiting, seen = [*undone, draft.corrects], set[str]()
    while waiting:
        name = waiting.pop()
        if not name or name in seen:
            continue
        seen.add(name)
        try:
            found = record.find(name)
        except UnknownEntryError:  # of a kind that speaks of what is no entry
            continue
        if isinstance(found.content, Motion) and not found.draft.corrects:
            yield name
        waiting += [*found.content.about, found.draft.corrects]
