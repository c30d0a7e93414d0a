"""A record that reads from the database of a node, at a position that does not move.

Nothing is loaded when it is made: each method reads the rows that it needs, by an index.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, select

from foedus.errors import nearest, quoted
from foedus.model.entries import Content, Entry, Unknown
from foedus.nodes.rows import instant, letters_of, ticks
from foedus.nodes.sealing import Sealer
from foedus.nodes.tables import entries, links
from foedus.record.plain import kinds
from foedus.record.record import LONG_AGO, UnknownEntryError

LIKE: Final = 100
"""Among how many of the last entries one looks for what an unknown id is like."""
_ROW: Final = select(entries.c.number, entries.c.sealed).where(entries.c.sealed.is_not(None))


@dataclass(frozen=True)
class Source:
    """Where a record reads from: the name of its log, connections, and what opens its rows."""

    name: str
    reading: Callable[[], AbstractContextManager[Connection]]
    sealer: Sealer


def within(source: Source, connection: Connection) -> Source:
    """The source as it reads within a transaction."""
    return replace(source, reading=lambda: nullcontext(connection))


@dataclass(frozen=True)
class Stored:
    """The first `size` entries of a node, or what of them is kept; `destroyed` of all are gaps."""

    source: Source
    size: int
    destroyed: int = 0
    kept: str = ""
    keeps: tuple[Callable[[Entry], bool], ...] = ()

    @property
    def key(self) -> str:
        return f"{self.source.name}:{self.size}-{self.destroyed}{self.kept}"

    @cached_property
    def latest(self) -> datetime:
        found = self._value(
            select(entries.c.recorded)
            .where(entries.c.number < self.size, entries.c.recorded.is_not(None))
            .order_by(entries.c.number.desc())
        )
        return LONG_AGO if found is None else instant(found)

    def find(self, entry: str) -> Entry:
        for found in self._seen(_ROW.where(entries.c.id == entry)):
            return found
        told = f"no entry is called {quoted(entry)}"
        raise UnknownEntryError(told, lambda: nearest(entry, self._like(entry)))

    def of(self, *wanted: type[Content]) -> Sequence[Entry]:
        if not wanted:
            return tuple(self._seen(_ROW))
        known = kinds()
        named = [name for name, kind in known.items() if issubclass(kind, wanted)]
        asked: ColumnElement[bool] = entries.c.kind.in_(named)
        if issubclass(Unknown, wanted):
            asked |= entries.c.kind.not_in(list(known))
        return tuple(e for e in self._seen(_ROW.where(asked)) if isinstance(e.content, wanted))

    def about(self, entry: str) -> Sequence[Entry]:
        joined = _ROW.join(links, links.c.number == entries.c.number)
        return tuple(self._seen(joined.where(links.c.about == entry)))

    def sent(self, request: str) -> Entry | None:
        if not request:
            return None
        return next(self._seen(_ROW.where(entries.c.request == request)), None)

    def numbered(self, letters: str) -> int:
        found = self._value(
            select(entries.c.id)
            .where(entries.c.letters == letters, entries.c.number < self.size)
            .order_by(entries.c.number.desc())
        )
        return 0 if found is None else int(found.rpartition("-")[2])

    def as_known_at(self, moment: datetime) -> "Stored":
        found = self._value(
            select(entries.c.number)
            .where(entries.c.recorded <= ticks(moment), entries.c.number < self.size)
            .order_by(entries.c.recorded.desc(), entries.c.number.desc())
        )
        return replace(self, size=0 if found is None else found + 1)

    def only(self, name: str, keep: Callable[[Entry], bool]) -> "Stored":
        return replace(self, kept=f"{self.kept}/{name}", keeps=(*self.keeps, keep))

    def _seen(self, asked: Select[Any]) -> Iterator[Entry]:
        """What the reader may see of the entries that are asked for, in order."""
        asked = asked.where(entries.c.number < self.size).order_by(entries.c.number)
        with self.source.reading() as connection:
            rows = connection.execute(asked).all()
        for number, sealed in rows:
            found = self.source.sealer.entry(number, sealed)
            if all(keep(found) for keep in self.keeps):
                yield found

    def _value(self, asked: Select[Any]) -> Any:
        with self.source.reading() as connection:
            return connection.execute(asked.limit(1)).scalar()

    def _like(self, entry: str) -> list[str]:
        """The ids of the last entries with the same letters, among which one may be meant."""
        last = (
            select(entries.c.number)
            .where(entries.c.letters == letters_of(entry), entries.c.number < self.size)
            .order_by(entries.c.number.desc())
            .limit(LIKE)
        )
        return [found.id for found in self._seen(_ROW.where(entries.c.number.in_(last)))]
