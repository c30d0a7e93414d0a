"""Entries as rows."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from foedus.model.entries import Content, Entry
from foedus.nodes.sealing import Sealer, written
from foedus.record.ledger.leaf import commitment, fresh_salt
from foedus.record.plain import KIND, content_to_plain

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
TICK: Final = timedelta(microseconds=1)


def ticks(moment: datetime) -> int:
    """An instant in whole microseconds since 1970."""
    return (moment - EPOCH) // TICK


def instant(counted: int) -> datetime:
    """The instant of so many microseconds."""
    return EPOCH + counted * TICK


def letters_of(entry: str) -> str:
    """What stands before the number in an id."""
    return entry.rpartition("-")[0]


def shown(entry: Entry) -> dict[str, Any]:
    """The columns of an entry that are in the clear, as they follow from it."""
    return {
        "number": entry.number,
        "id": entry.id,
        "letters": letters_of(entry.id),
        "act": entry.act,
        "kind": content_to_plain(entry.content)[KIND],
        "framework": entry.draft.framework,
        "by": entry.by,
        "person": entry.person,
        "valid": entry.draft.valid.isoformat(),
        "recorded": ticks(entry.recorded),
        "request": entry.request or None,
    }


def row_of(entry: Entry, sealer: Sealer, asked: bytes | None = None) -> dict[str, Any]:
    """The row of a new entry, with a salt of its own."""
    salt, content = fresh_salt(), written(entry)
    return {
        **shown(entry),
        "asked": asked,
        "sealed": sealer.seal(entry.number, salt, content),
        "commitment": commitment(salt, content),
    }


def links_of(entry: Entry) -> tuple[str, ...]:
    """The ids of the entries that one speaks of, or corrects."""
    return linked(entry.content, entry.draft.corrects)


def linked(content: Content, corrects: str) -> tuple[str, ...]:
    """The ids of the entries that content speaks of, and of the one that is corrected."""
    return tuple(other for other in dict.fromkeys((*content.about, corrects)) if other)
