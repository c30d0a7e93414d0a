"""What stands of an entry after those that correct it, or say that it was a mistake."""

from collections.abc import Iterator
from typing import TypeVar

from foedus.model.entries import Content, Destroyed, Entry
from foedus.record.contents.keeping import Withdrawn
from foedus.record.record import Record, UnknownEntryError

C = TypeVar("C", bound=Content)


def stands(record: Record, entry: Entry) -> Entry | None:
    """The entry, or the last that corrects it; None where it was withdrawn or destroyed."""
    others = record.about(entry.id)
    if isinstance(entry.content, Destroyed) or any(
        isinstance(other.content, Withdrawn) for other in others
    ):
        return None
    later = next((other for other in reversed(others) if other.draft.corrects == entry.id), None)
    return entry if later is None else stands(record, later)


def first_of(record: Record, entry: Entry) -> Entry:
    """The first of the corrections that an entry stands in: the one that others speak of."""
    while entry.draft.corrects:
        try:
            entry = record.find(entry.draft.corrects)
        except UnknownEntryError:  # that one is not for this reader
            return entry
    return entry


def standing(record: Record, kind: type[C], about: str = "") -> Iterator[tuple[Entry, C]]:
    """What stands of the entries of a kind, in order, with its content.

    An entry that was corrected comes as it is now, in the place of the first of its chain. With
    `about`, those that speak of an entry alone.
    """
    entries = record.about(about) if about else record.of(kind)
    for entry in entries:
        if entry.draft.corrects or not isinstance(entry.content, kind):
            continue
        if about and about not in entry.content.about:
            continue
        found = stands(record, entry)
        if found is not None and isinstance(found.content, kind):
            yield found, found.content
