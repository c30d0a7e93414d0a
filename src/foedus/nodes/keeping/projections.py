"""What follows from the entries of a node, made anew: links, the tree, motions to watch, the head.

Nothing of it is told by anything but the entries, so whatever is found otherwise is wrong.
"""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Row, select

from foedus.errors import FoedusError
from foedus.model.entries import Destroyed, Entry
from foedus.nodes.append import Head
from foedus.nodes.rows import instant, links_of
from foedus.nodes.sealing import GONE, Sealer, read_entry
from foedus.nodes.tables import UNSEEN, entries
from foedus.record.contents.decisions import Motion
from foedus.record.ledger.tree import Frontier, leaf_hash
from foedus.record.record import LONG_AGO

AT_ONCE: Final = 5_000
"""How many rows are read and held at a time."""


class Opened(NamedTuple):
    """A row with what was sealed in it; or why it cannot be opened."""

    row: Any
    salt: bytes = b""
    content: bytes = b""
    fault: str = ""

    @property
    def seen(self) -> bool:
        """Whether more is known of the entry than its commitment."""
        return self.row.sealed is not None

    @property
    def destroyed(self) -> bool:
        """Whether it says that its content was destroyed."""
        return self.salt == GONE


def batches(connection: Connection, sealer: Sealer, until: int) -> Iterator[list[Opened]]:
    """All rows in order, opened, so many at a time."""
    first = 0
    while True:
        asked = select(entries).where(entries.c.number >= first, entries.c.number < until)
        rows = connection.execute(asked.order_by(entries.c.number).limit(AT_ONCE)).all()
        if not rows:
            return
        yield [_opened(row, sealer) for row in rows]
        first = rows[-1].number + 1


def _opened(row: Row[Any], sealer: Sealer) -> Opened:
    if row.sealed is None:
        return Opened(row, fault="" if row.kind == UNSEEN else "its content is missing")
    try:
        return Opened(row, *sealer.open(row.number, row.sealed))
    except FoedusError as error:
        return Opened(row, fault=str(error))


class Projected:
    """What follows from rows, as they are put in one batch after the other."""

    def __init__(self) -> None:
        self.frontier = Frontier()
        self.latest = LONG_AGO
        self.destroyed = 0
        self.silent: list[str] = []

    @property
    def head(self) -> Head:
        """The head after these rows."""
        return Head(self.frontier.size, self.latest, self.destroyed, self.frontier)

    def put(self, batch: list[Opened]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The rows of links and of subtrees that follow from a batch."""
        linked = list[dict[str, Any]]()
        for opened in batch:
            if not opened.seen or opened.fault:
                continue
            entry = read_entry(opened.content)
            linked += ({"about": o, "number": entry.number} for o in sorted(links_of(entry)))
            self.latest = instant(opened.row.recorded)
            self.destroyed += isinstance(entry.content, Destroyed)
            if _silent(entry):
                self.silent.append(entry.id)
        leaves = [leaf_hash(opened.row.commitment) for opened in batch]
        self.frontier, full = self.frontier.extended(leaves)
        above = [
            {"level": node.level, "at": node.at, "hash": made} for node, made in full if node.level
        ]
        return linked, above


def _silent(entry: Entry) -> bool:
    """Whether a motion was put under silence by it; what corrects one speaks for that one."""
    return isinstance(entry.content, Motion) and not entry.draft.corrects
