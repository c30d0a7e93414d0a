"""What follows from the entries of a node, made anew: links, the tree, motions to watch, the head.

Nothing of it is told by anything but the entries, so whatever is found otherwise is wrong.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Row, insert, select

from foedus.errors import FoedusError
from foedus.model.entries import Content, Destroyed
from foedus.nodes.append import Head
from foedus.nodes.errors import NodeError
from foedus.nodes.rows import instant, linked
from foedus.nodes.sealing import GONE, Sealer
from foedus.nodes.tables import UNSEEN, entries, links, subtrees
from foedus.record.contents.decisions import Motion
from foedus.record.ledger.tree import Frontier, leaf_hash
from foedus.record.plain import content_from_plain
from foedus.record.record import LONG_AGO

Link = tuple[str, int]
Subtree = tuple[int, int, bytes]
Follows = tuple[Sequence[Link], Sequence[Subtree]]
AT_ONCE: Final = 5_000
"""How many rows are read and held at a time."""


class Opened:
    """A row with what was sealed in it; or why it cannot be opened.

    `seen` is whether more is known of the entry than its commitment, and `value` its plain values:
    None where there are none. `destroyed` is whether it says that its content was destroyed.
    """

    __slots__ = ("content", "destroyed", "fault", "row", "salt", "seen", "value")

    def __init__(self, row: Any, salt: bytes = b"", content: bytes = b"", fault: str = "") -> None:
        self.row, self.salt, self.content, self.fault = row, salt, content, fault
        self.seen = row.sealed is not None
        self.destroyed = salt == GONE
        self.value = plain_of(content)


def plain_of(content: bytes) -> Any:
    """The plain values of bytes; None where they are none."""
    try:
        return msgspec.json.decode(content)
    except ValueError:
        return None


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

    def put(self, batch: list[Opened]) -> Follows:
        """The rows of links and of subtrees that follow from a batch, in the order of columns."""
        found = list[Link]()
        for opened in batch:
            if not opened.seen or opened.fault:
                continue
            number, (content, corrects, name) = opened.row.number, _said(opened)
            found += [(other, number) for other in sorted(linked(content, corrects))]
            self.latest = instant(opened.row.recorded)
            self.destroyed += isinstance(content, Destroyed)
            if isinstance(content, Motion) and not corrects:  # what corrects one speaks for it
                self.silent.append(name)
        leaves = [leaf_hash(opened.row.commitment) for opened in batch]
        self.frontier, full = self.frontier.extended(leaves)
        return found, [(level, at, made) for (level, at), made in full]


def put(connection: Connection, found: Follows) -> None:
    """Write rows of links and of subtrees."""
    for table, rows in zip((links, subtrees), found, strict=True):
        names = table.columns.keys()
        if rows:
            given = [dict(zip(names, row, strict=True)) for row in rows]
            connection.execute(insert(table), given)


def _said(opened: Opened) -> tuple[Content, str, str]:
    """The content of an entry, what it corrects, and its id, without the rest of it."""
    try:
        value = opened.value
        draft = value["draft"]
        return content_from_plain(draft["content"]), draft["corrects"], value["id"]
    except (KeyError, TypeError) as error:
        raise NodeError(f"entry number {opened.row.number} is not an entry: {error}") from None
