"""The record as questions and acts read it, and one that stands in memory."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import Any, Final, Protocol

from foedus.errors import UnknownNameError, quoted
from foedus.model.entries import Content, Entry

LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)


class UnknownEntryError(UnknownNameError):
    """An id that no entry has which the reader may see.

    What it is like is not told: the sentence is the same for an entry that is hidden and for none.
    """

    def __init__(self, entry: str) -> None:
        super().__init__(f"no entry is called {quoted(entry)}")
        self.entry = entry

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.entry,)


class Record(Protocol):
    """Entries in the order of their numbers, as one reader may see them, up to a position.

    Whoever may not see an entry is not told that it exists: it is in none of these.
    """

    @property
    def size(self) -> int:
        """How many entries there are, whether the reader may see them or not."""

    @property
    def key(self) -> str:
        """What names all that can be read here: the position, and for whom."""

    @property
    def latest(self) -> datetime:
        """When the last entry was recorded; long ago where there is none."""

    def find(self, entry: str) -> Entry:
        """The entry of an id. Raises UnknownEntryError."""

    def of(self, *kinds: type[Content]) -> Sequence[Entry]:
        """The entries whose content is of these kinds, in order; all where none is given."""

    def about(self, entry: str) -> Sequence[Entry]:
        """The entries that speak of an entry, or correct it, in order."""

    def sent(self, request: str) -> Entry | None:
        """The entry that a request of this name was recorded as."""

    def numbered(self, letters: str) -> int:
        """How many entries there are whose ids begin so, seen or not: the next is one more."""

    def as_known_at(self, moment: datetime) -> "Record":
        """The record as it stood at a moment: what was recorded until then."""

    def only(self, name: str, keep: Callable[[Entry], bool]) -> "Record":
        """Of what can be read here, what is kept: for a reader, or until a day.

        `name` says in the key what is kept. What could not be seen before cannot be seen after.
        """


class Memory:
    """A record in memory: the entries that the reader may see, of the `whole`."""

    def __init__(
        self, entries: Iterable[Entry] = (), whole: Sequence[Entry] | None = None, kept: str = ""
    ) -> None:
        self._entries = tuple(entries)
        self._whole = self._entries if whole is None else tuple(whole)
        self._kept = kept

    @property
    def size(self) -> int:
        return len(self._whole)

    @property
    def key(self) -> str:
        return f"{self.size}{self._kept}" if self.size or self._kept else ""

    @property
    def latest(self) -> datetime:
        return self._whole[-1].recorded if self._whole else LONG_AGO

    @cached_property
    def _by_id(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self._entries}

    @cached_property
    def _about(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self._entries:
            for other in dict.fromkeys((*entry.content.about, entry.draft.corrects)):
                if other:
                    found[other].append(entry)
        return dict(found)

    @cached_property
    def _letters(self) -> dict[str, int]:
        found: dict[str, int] = defaultdict(int)
        for entry in self._whole:
            letters, _, number = entry.id.rpartition("-")
            found[letters] = max(found[letters], int(number))
        return dict(found)

    def find(self, entry: str) -> Entry:
        try:
            return self._by_id[entry]
        except KeyError:
            raise UnknownEntryError(entry) from None

    def of(self, *kinds: type[Content]) -> Sequence[Entry]:
        if not kinds:
            return self._entries
        return tuple(entry for entry in self._entries if isinstance(entry.content, kinds))

    def about(self, entry: str) -> Sequence[Entry]:
        return tuple(self._about.get(entry, ()))

    def sent(self, request: str) -> Entry | None:
        if not request:
            return None
        return next((entry for entry in self._entries if entry.request == request), None)

    def numbered(self, letters: str) -> int:
        return self._letters.get(letters, 0)

    def as_known_at(self, moment: datetime) -> "Memory":
        count = bisect_right(self._whole, moment, key=lambda entry: entry.recorded)
        seen = (entry for entry in self._entries if entry.number < count)
        return Memory(seen, self._whole[:count], self._kept)

    def only(self, name: str, keep: Callable[[Entry], bool]) -> "Memory":
        return Memory(filter(keep, self._entries), self._whole, f"{self._kept}/{name}")


def until(record: Record, on: date) -> Record:
    """The record of what counts by a day, whenever it was told."""
    return record.only(f"until {on}", lambda entry: entry.draft.valid <= on)


def by_the_end_of(record: Record, on: date, known_at: datetime | None) -> tuple[Record, datetime]:
    """What counts by a day, and the moment asked about: its end, or now if that is before."""
    end = datetime.combine(on, time.max, UTC)
    return until(record, on), min(end, known_at or end)


NOTHING: Final[Record] = Memory()
"""The record of a world without a node."""
