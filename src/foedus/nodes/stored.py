"""A record that reads from the database of a node, at a position that does not move.

Nothing is loaded when it is made: each method reads the rows that it needs, by an index.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from sqlalchemy import Connection, Select, bindparam, select

from foedus.model.entries import Content, Entry, Unknown
from foedus.nodes.rows import instant, ticks
from foedus.nodes.sealing import Sealer
from foedus.nodes.statements import Statement
from foedus.nodes.tables import entries, links
from foedus.record.plain import kinds
from foedus.record.record import LONG_AGO, UnknownEntryError

_UNTIL: Final = entries.c.number < bindparam("size")
_ENTRIES: Final = (
    select(entries.c.number, entries.c.sealed)
    .where(entries.c.sealed.is_not(None), _UNTIL)
    .order_by(entries.c.number)
)
_SPOKEN: Final = _ENTRIES.join(links, links.c.number == entries.c.number)
_ROWS: Final = Statement(_ENTRIES)
_NAMED: Final = Statement(_ENTRIES.where(entries.c.id == bindparam("name")))
_SENT: Final = Statement(_ENTRIES.where(entries.c.request == bindparam("name")))
_ABOUT: Final = Statement(_SPOKEN.where(links.c.about == bindparam("name")))
_FIRST, _SPEAKER = links.alias(), entries.alias()
_BEYOND: Final = Statement(
    _SPOKEN.join(_SPEAKER, _SPEAKER.c.id == links.c.about)
    .join(_FIRST, _FIRST.c.number == _SPEAKER.c.number)
    .where(_FIRST.c.about == bindparam("name"))
    .add_columns(links.c.about)
)
"""What speaks of the entries that speak of one, and of which of those."""
_OF_KINDS: Final = _ENTRIES.where(entries.c.kind.in_(bindparam("kinds", expanding=True)))
_OTHERS: Final = _ENTRIES.where(entries.c.kind.not_in(bindparam("kinds", expanding=True)))
_LATEST: Final = Statement(
    select(entries.c.recorded)
    .where(_UNTIL, entries.c.recorded.is_not(None))
    .order_by(entries.c.number.desc())
    .limit(1)
)
_LAST: Final = Statement(
    select(entries.c.id)
    .where(entries.c.letters == bindparam("letters"), _UNTIL)
    .order_by(entries.c.number.desc())
    .limit(1)
)
_KNOWN: Final = Statement(
    select(entries.c.number)
    .where(entries.c.recorded <= bindparam("moment"), _UNTIL)
    .order_by(entries.c.recorded.desc(), entries.c.number.desc())
    .limit(1)
)
"""What is asked of the database; statements are made once, since that takes longer than to run."""


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
    """The first `size` entries of a node, or what of them is kept; `destroyed` of all are gaps.

    What was asked about one entry is remembered: acts and questions ask the same again and again.
    """

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
        found = self._value(_LATEST)
        return LONG_AGO if found is None else instant(found)

    @cached_property
    def _found(self) -> dict[str, Entry | None]:
        return {}

    @cached_property
    def _spoken(self) -> dict[str, tuple[Entry, ...]]:
        return {}

    def find(self, entry: str) -> Entry:
        if entry not in self._found:
            self._found[entry] = next(self._seen(_NAMED, name=entry), None)
        found = self._found[entry]
        if found is None:
            raise UnknownEntryError(entry)
        return found

    def of(self, *wanted: type[Content]) -> Sequence[Entry]:
        if not wanted:
            return tuple(self._seen(_ROWS))
        known = kinds()
        named = [name for name, kind in known.items() if issubclass(kind, wanted)]
        found = self._among(_OF_KINDS, named) if named else []
        if issubclass(Unknown, wanted):
            found += self._among(_OTHERS, list(known))
            found.sort(key=lambda entry: entry.number)
        return tuple(entry for entry in found if isinstance(entry.content, wanted))

    def about(self, entry: str) -> Sequence[Entry]:
        if entry not in self._spoken:
            found = self._spoken[entry] = tuple(self._seen(_ABOUT, name=entry))
            if found:  # whether they stand is what is asked next, so all are looked at in one go
                beyond = self._beyond(entry)
                for other in found:
                    self._spoken.setdefault(other.id, tuple(beyond[other.id]))
        return self._spoken[entry]

    def _beyond(self, entry: str) -> Mapping[str, list[Entry]]:
        """What speaks of each of the entries that speak of one."""
        found = defaultdict[str, list[Entry]](list)
        with self.source.reading() as connection:
            rows = _BEYOND.rows(connection, size=self.size, name=entry)
        for number, sealed, name in rows:
            found[name] += self._kept(number, sealed)
        return found

    def sent(self, request: str) -> Entry | None:
        return next(self._seen(_SENT, name=request), None) if request else None

    def numbered(self, letters: str) -> int:
        found = self._value(_LAST, letters=letters)
        return 0 if found is None else int(found.rpartition("-")[2])

    def as_known_at(self, moment: datetime) -> "Stored":
        found = self._value(_KNOWN, moment=ticks(moment))
        return replace(self, size=0 if found is None else found + 1)

    def only(self, name: str, keep: Callable[[Entry], bool]) -> "Stored":
        return replace(self, kept=f"{self.kept}/{name}", keeps=(*self.keeps, keep))

    def _seen(self, asked: Statement, **given: Any) -> Iterator[Entry]:
        """What the reader may see of the entries that are asked for, in order."""
        with self.source.reading() as connection:
            rows = asked.rows(connection, size=self.size, **given)
        for number, sealed in rows:
            yield from self._kept(number, sealed)

    def _among(self, asked: Select[Any], kinds: list[str]) -> list[Entry]:
        """What the reader may see of the entries of kinds, or of none of them."""
        with self.source.reading() as connection:
            rows = connection.execute(asked, {"size": self.size, "kinds": kinds}).all()
        return [found for number, sealed in rows for found in self._kept(number, sealed)]

    def _kept(self, number: int, sealed: bytes) -> Iterator[Entry]:
        """The entry of a row, where the reader may see it."""
        found = self.source.sealer.entry(number, sealed)
        if all(keep(found) for keep in self.keeps):
            yield found

    def _value(self, asked: Statement, **given: Any) -> Any:
        with self.source.reading() as connection:
            return asked.value(connection, size=self.size, **given)
