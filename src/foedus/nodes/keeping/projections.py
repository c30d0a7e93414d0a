"""What follows from the entries of a node, made anew: links, the tree, motions to watch, the head.

Nothing of it is told by anything but the entries, so whatever is found otherwise is wrong.
"""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import msgspec
from sqlalchemy import Connection, Row, select

from foedus.errors import FoedusError
from foedus.model.entries import Content, Destroyed
from foedus.nodes.append import Head
from foedus.nodes.errors import NodeError
from foedus.nodes.rows import instant, linked
from foedus.nodes.sealing import GONE, Sealer
from foedus.nodes.tables import UNSEEN, entries
from foedus.record.contents.decisions import Motion
from foedus.record.ledger.tree import Frontier, leaf_hash
from foedus.record.plain import content_from_plain
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
        found = list[dict[str, Any]]()
        for opened in batch:
            if not opened.seen or opened.fault:
                continue
            number, (content, corrects, name) = opened.row.number, _said(opened)
            found += ({"about": o, "number": number} for o in sorted(linked(content, corrects)))
            self.latest = instant(opened.row.recorded)
            self.destroyed += isinstance(content, Destroyed)
            if isinstance(content, Motion) and not corrects:  # what corrects one speaks for it
                self.silent.append(name)
        leaves = [leaf_hash(opened.row.commitment) for opened in batch]
        self.frontier, full = self.frontier.extended(leaves)
        above = [
            {"level": node.level, "at": node.at, "hash": made} for node, made in full if node.level
        ]
        return found, above


def _said(opened: Opened) -> tuple[Content, str, str]:
    """The content of an entry, what it corrects, and its id, without the rest of it."""
    try:
        value = msgspec.json.decode(opened.content)
        draft = value["draft"]
        return content_from_plain(draft["content"]), draft["corrects"], value["id"]
    except (ValueError, KeyError, TypeError) as error:
        raise NodeError(f"entry number {opened.row.number} is not an entry: {error}") from None
