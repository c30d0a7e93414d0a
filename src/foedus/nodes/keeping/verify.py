"""Verifying a node: that its entries are those of its checkpoints, and its rows say what they say.

The ledger verifies entries against checkpoints. Here it is verified, besides, that what stands in
the clear is what is sealed, that all that follows from the entries is as it follows, and that each
gap was made by an entry that says so.
"""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select

from foedus.errors import FoedusError
from foedus.model.entries import Entry
from foedus.model.wording import counted
from foedus.nodes.append import Head
from foedus.nodes.checkpoints import Rows
from foedus.nodes.errors import NodeError
from foedus.nodes.keeping.compared import Compared, differences
from foedus.nodes.keeping.projections import Projected, batches
from foedus.nodes.keeping.seen import Seen
from foedus.nodes.node import Node
from foedus.nodes.sealing import read_entry
from foedus.nodes.tables import checkpoints, links, subtrees
from foedus.record.ledger import verify as ledger
from foedus.record.ledger.keys import Verifier
from foedus.record.ledger.keyset import KeySet
from foedus.record.ledger.rows import Broken
from foedus.record.ledger.rows import Row as Line
from foedus.record.ledger.tiles import Tile
from foedus.record.signed import BARE, unsigned

EVER: Final = 1 << 62
NAMED: Final = 20
"""How many acts that are not signed are named."""


@dataclass(frozen=True)
class Verified:
    """What came of it: entries, gaps, how many the last checkpoint states, faults and notices."""

    entries: int
    gaps: int
    proved: int
    faults: tuple[str, ...]
    notices: tuple[str, ...]


def verify(node: Node, keys: KeySet | None = None, notes: Iterable[bytes] = ()) -> Verified:
    """Read a node through. `keys` are those of its log where others than its own are trusted.

    `notes` are checkpoints that were kept elsewhere. Raises AwayError.
    """
    keys = keys or KeySet.of(Verifier.read(node.settings["verifier"]))
    with node.database.snapshot() as connection, _uncollected():
        return _Verifying(node, connection).verified(keys, list(notes))


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles in memory: millions of values come and go, and there are none in them.

    It would take a third of the time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def sentences(told: Iterable[str]) -> list[str]:
    """What the ledger notices, as sentences."""
    return [f"{text[0].upper()}{text[1:]}." for text in told]


def signatures(seen: Seen, entries: Iterable[Entry]) -> tuple[list[str], list[str]]:
    """What is wrong with signatures of nations, and which acts carry none, in sentences.

    The entries are read only where anything is signed.
    """
    faults, bare = list[str](), list[str]()
    for found in unsigned(entries) if seen.keys else ():
        if found.why == BARE:
            bare.append(found.entry)
        else:
            faults.append(f"{found.entry} of {found.by}: {found.why}.")
    bare = bare if seen.keys else seen.bare
    if not bare:
        return faults, []
    more = f" and {len(bare) - NAMED} more" if len(bare) > NAMED else ""
    acts = counted(len(bare), "act of a nation is", "acts of nations are")
    return faults, [f"{acts} not signed by it: {', '.join(bare[:NAMED])}{more}."]


class _Verifying:
    def __init__(self, node: Node, connection: Connection) -> None:
        self._node, self._connection = node, connection
        self._seen = Seen(node.is_mirror)
        self._projected = Projected()
        self._tables = Compared(links), Compared(subtrees)
        self._proved = 0

    def verified(self, keys: KeySet, notes: list[bytes]) -> Verified:
        signed = self._connection.execute(select(checkpoints).order_by(checkpoints.c.size)).all()
        self._proved = max((row.size for row in signed), default=0)
        kept = [bytes(row.note) for row in signed]
        origin, lines = self._node.origin, self._lines()
        report = ledger.verify(lines, [*kept, *notes], origin, keys, fetch=self._tile, stored=False)
        seen = self._seen
        faults = [*map(str, report.faults), *seen.faults, *seen.undone()]
        if not all(table.same(self._connection) for table in self._tables):
            faults += differences(self._connection, self._node.sealer)
        if self._stored_head() != self._projected.head:
            faults.append("The head is not that of the entries; `foedus record rebuild` mends it.")
        notices = sentences(report.notices)
        if seen.size > self._proved:
            told = counted(seen.size - self._proved, "entry is", "entries are")
            notices.append(f"{told} not in a checkpoint yet.")
        if seen.unseen:
            told = counted(seen.unseen, "entry is", "entries are")
            notices.append(f"Of {told} known here that it is there, and no more.")
        forged, bare = signatures(seen, self._entries())
        faults += forged
        notices += bare
        return Verified(seen.size, seen.gaps, self._proved, tuple(faults), tuple(notices))

    def _lines(self) -> Iterator[Line | Broken]:
        """The rows that the last checkpoint states; those after it are looked at by themselves."""
        for batch in batches(self._connection, self._node.sealer, EVER):
            try:
                for table, rows in zip(self._tables, self._projected.put(batch), strict=True):
                    table.put(rows)
            except FoedusError as error:
                self._seen.faults.append(f"{error}.")
            for opened in batch:
                if opened.row.number < self._proved:
                    yield self._seen.line(opened)
                else:
                    self._seen.alone(opened)

    def _entries(self) -> Iterator[Entry]:
        for batch in batches(self._connection, self._node.sealer, EVER):
            for opened in batch:
                if opened.seen and not opened.fault:
                    with suppress(FoedusError):  # what is no entry was told already
                        yield read_entry(opened.content)

    def _tile(self, path: str) -> bytes | None:
        try:
            return Tile.read(path).made(Rows(self._connection))
        except NodeError:  # of a hash that is missing
            return None

    def _stored_head(self) -> Head | None:
        try:
            return Head.read(self._connection)
        except FoedusError:
            return None
