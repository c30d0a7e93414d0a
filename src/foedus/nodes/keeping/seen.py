"""What is noticed of the rows of a node while they are read through in order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from foedus.errors import FoedusError
from foedus.model.entries import NODE, Destroyed, Entry
from foedus.model.people import is_nation
from foedus.nodes.keeping.projections import Opened, plain_of
from foedus.nodes.rows import letters_of, shown, ticks
from foedus.nodes.sealing import read_entry
from foedus.nodes.tables import entries
from foedus.record.contents.keeping import Destruction, NationKey
from foedus.record.ledger.leaf import commitment
from foedus.record.ledger.rows import Broken
from foedus.record.ledger.rows import Row as Line
from foedus.record.remains import remains

CLEAR: Final = tuple(column.name for column in entries.columns)[:11]
"""The columns that stand in the clear: those before `asked`, the number first."""


@dataclass
class Seen:
    """Takes down what is wrong with rows by themselves, and what is wrong from one to the next."""

    mirror: bool
    faults: list[str] = field(default_factory=list)
    size: int = 0
    gaps: int = 0
    unseen: int = 0
    keys: bool = False
    """Whether anything is signed, or a key of a nation is on record."""
    bare: list[str] = field(default_factory=list)
    """The acts of nations that are not signed."""
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
            self._gap(number, opened.content, row)
            return Line(number, row.commitment)
        self._looked(number, opened.value, row)
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

    def told(self, line: Line, gap: bytes) -> None:
        """Look at a line of an export, and at what is left of its entry where that is destroyed."""
        if line.content is not None:
            self._looked(line.number, plain_of(line.content))
        elif gap:
            self._gap(line.number, gap)
        else:
            self.unseen += 1

    def _looked(self, number: int, value: Any, row: Any = None) -> None:
        try:
            expected = _clear(value)
        except (ValueError, KeyError, TypeError):
            self._fault(number, "it is not an entry")
            return
        self._compared(number, expected, row)
        said = value["draft"]["content"]
        self.keys |= said["kind"] == NationKey.kind
        self._bare(value["id"], value["draft"]["by"], signed=value["signature"] is not None)
        if said["kind"] == Destruction.kind:
            self._destructions[said["entry"]] = value["id"], said["remains"]

    def _gap(self, number: int, left: bytes, row: Any = None) -> None:
        self.gaps += 1
        try:
            entry = read_entry(left)
        except (FoedusError, ValueError):
            self._fault(number, "what is left of it cannot be read")
            return
        expected = shown(entry)
        self._compared(number, tuple(expected[name] for name in CLEAR), row)
        self._destroyed[entry.id] = entry
        self._bare(entry.id, entry.by, signed=entry.signature is not None)

    def _bare(self, name: str, by: str, *, signed: bool) -> None:
        self.keys |= signed
        if not signed and by != NODE and is_nation(by):
            self.bare.append(name)

    def _compared(self, number: int, expected: tuple[Any, ...], row: Any) -> None:
        """An entry beside its columns in the clear, and beside the entry before."""
        found = (number, *expected[1:]) if row is None else tuple(row[: len(CLEAR)])
        if found != expected:
            pairs = zip(CLEAR, found, expected, strict=True)
            wrong = ", ".join(name for name, here, sealed in pairs if here != sealed)
            self._fault(number, f"its {wrong} in the clear is not that of the entry")
        name, recorded = expected[1], expected[9]
        if recorded < self._recorded:
            self._fault(number, "it was recorded before the one that stands before it")
        self._recorded = recorded
        letters, _, serial = name.rpartition("-")
        last = self._serials.get(letters, 0)
        if not serial.isdecimal() or int(serial) <= last:
            self._fault(number, f"it is called {name}, and one before it {letters}-{last}")
        elif int(serial) != last + 1 and not self.mirror:
            self._fault(number, f"it is called {name}, and there is no {letters}-{last + 1}")
        self._serials[letters] = int(serial) if serial.isdecimal() else last

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
