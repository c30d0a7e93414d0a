"""What is noticed of the rows of a node while they are read through in order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import msgspec

from foedus.errors import FoedusError
from foedus.model.entries import Destroyed, Entry
from foedus.nodes.keeping.projections import Opened
from foedus.nodes.rows import letters_of, shown, ticks
from foedus.nodes.sealing import read_entry
from foedus.record.contents.keeping import Destruction
from foedus.record.ledger.leaf import commitment
from foedus.record.ledger.rows import Broken
from foedus.record.ledger.rows import Row as Line
from foedus.record.remains import remains

CLEAR: Final = (
    "number",
    "id",
    "letters",
    "act",
    "kind",
    "framework",
    "by",
    "person",
    "valid",
    "recorded",
    "request",
)
"""The columns that stand in the clear."""


@dataclass
class Seen:
    """Takes down what is wrong with rows by themselves, and what is wrong from one to the next."""

    mirror: bool
    faults: list[str] = field(default_factory=list)
    size: int = 0
    gaps: int = 0
    unseen: int = 0
    _destroyed: dict[str, Entry] = field(default_factory=dict)
    _destructions: dict[str, tuple[str, str]] = field(default_factory=dict)
    _serials: dict[str, int] = field(default_factory=dict)
    _recorded: int = -(2**63)

    def line(self, opened: Opened) -> Line | Broken:
        """A row as the ledger reads it; what it cannot know of is looked at here."""
        row, number = opened.row, opened.row.number
        self.size = number + 1
        if opened.fault:
            return Broken(opened.fault)
        if not opened.seen:
            self.unseen += 1
            if not self.mirror:
                self._fault(number, "its content is missing")
            return Line(number, row.commitment)
        if opened.destroyed:
            self._gap(opened)
            return Line(number, row.commitment)
        self._looked(opened)
        return Line(number, row.commitment, opened.salt, opened.content)

    def alone(self, opened: Opened) -> None:
        """Look at a row which no checkpoint states yet."""
        found = self.line(opened)
        if isinstance(found, Broken):
            self._fault(opened.row.number, found)
        elif found.salt is None or found.content is None:
            return
        elif commitment(found.salt, found.content) != found.commitment:
            self._fault(found.number, "its content is not what its commitment stands for")

    def _looked(self, opened: Opened) -> None:
        number = opened.row.number
        try:
            value = msgspec.json.decode(opened.content)
            expected = _clear(value)
        except (ValueError, KeyError, TypeError):
            self._fault(number, "it is not an entry")
            return
        self._compared(opened.row, expected)
        content = value["draft"]["content"]
        if content["kind"] == Destruction.kind:
            self._destructions[content["entry"]] = value["id"], content["remains"]

    def _gap(self, opened: Opened) -> None:
        self.gaps += 1
        try:
            entry = read_entry(opened.content)
        except FoedusError as error:
            self._fault(opened.row.number, str(error))
            return
        expected = shown(entry)
        self._compared(opened.row, tuple(expected[name] for name in CLEAR))
        self._destroyed[entry.id] = entry

    def _compared(self, row: Any, expected: tuple[Any, ...]) -> None:
        """The columns in the clear beside what was sealed, and beside the row before."""
        number = row.number
        found = tuple(getattr(row, name) for name in CLEAR)
        if found != expected:
            wrong = (n for n, a, b in zip(CLEAR, found, expected, strict=True) if a != b)
            self._fault(number, f"its {', '.join(wrong)} in the clear is not that of the entry")
        if row.recorded is not None:
            if row.recorded < self._recorded:
                self._fault(number, "it was recorded before the one that stands before it")
            self._recorded = row.recorded
        letters, _, serial = str(row.id).rpartition("-")
        last = self._serials.get(letters, 0)
        if serial.isdecimal():
            if int(serial) <= last or (int(serial) != last + 1 and not self.mirror):
                self._fault(number, f"it is called {row.id}, and the last before it {last}")
            self._serials[letters] = int(serial)

    def undone(self) -> Iterator[str]:
        """Gaps that no entry made, or of which more was changed than that made."""
        for name, entry in self._destroyed.items():
            by, digest = self._destructions.get(name, ("", ""))
            if not by:
                yield f"Entry {entry.number}: its content was destroyed, and no entry says so."
            elif not isinstance(entry.content, Destroyed) or entry.content.by != by:
                yield f"Entry {entry.number}: it says that another than {by} destroyed its content."
            elif remains(entry) != digest:
                yield f"Entry {entry.number}: what is left of it is not what {by} left."
        for name, (by, _) in self._destructions.items():
            if name not in self._destroyed and not self.mirror:
                yield f"{by} destroyed the content of {name}, and it is there."

    def _fault(self, number: int, told: str) -> None:
        self.faults.append(f"Entry {number}: {told}.")


def _clear(value: Any) -> tuple[Any, ...]:
    """The columns in the clear, of an entry as plain values: quicker than of the entry."""
    draft = value["draft"]
    return (
        value["number"],
        value["id"],
        letters_of(value["id"]),
        value["act"],
        draft["content"]["kind"],
        draft["framework"],
        draft["by"],
        value["person"],
        draft["valid"],
        ticks(datetime.fromisoformat(value["recorded"])),
        value["request"] or None,
    )
