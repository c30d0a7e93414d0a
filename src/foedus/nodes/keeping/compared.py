"""Rows that follow from the entries, beside those that are stored.

Millions are compared by their number and the sum of their hashes, which Python keys anew in each
process, so that nobody can make up rows with the same. Only where these differ are they compared
one by one.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, Text, select

from foedus.nodes.keeping.projections import AT_ONCE, Projected, batches
from foedus.nodes.sealing import Sealer
from foedus.nodes.tables import links, subtrees

TOLD: Final = 20
"""How many rows of a table are told one by one."""
MENDS: Final = "`foedus record rebuild` mends it"


class Compared:
    """The rows of one table: those put here, and those that are stored."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._sum = self._count = 0

    def put(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Rows that must be there."""
        self._count += len(rows)
        self._sum += sum(map(hash, rows))

    def same(self, connection: Connection) -> bool:
        """Whether those are stored, and no others."""
        count = total = 0
        for rows in _parts(connection, self.table):
            count += len(rows)
            total += sum(map(hash, rows))
        return count == self._count and total == self._sum


def differences(connection: Connection, sealer: Sealer) -> Iterator[str]:
    """Which rows of links and of the tree are missing, or follow from no entry."""
    due: dict[str, set[tuple[Any, ...]]] = {links.name: set(), subtrees.name: set()}
    projected = Projected()
    for batch in batches(connection, sealer, 1 << 62):
        linked, above = projected.put(batch)
        due[links.name] |= set(linked)
        due[subtrees.name] |= set(above)
    for table in (links, subtrees):
        found = set(stored(connection, table))
        for words, rows in (
            ("is missing", due[table.name] - found),
            ("follows from no entry", found - due[table.name]),
        ):
            told = sorted(rows, key=repr)
            for row in told[:TOLD]:
                place = ", ".join(str(part) for part in row if not isinstance(part, bytes))
                yield f"The row ({place}) of {table.name} {words}; {MENDS}."
            if len(told) > TOLD:
                yield f"So it is with {len(told) - TOLD} other rows of {table.name}."


def stored(connection: Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    """The rows of a table as they are stored, as plain tuples, in an order that all share."""
    for rows in _parts(connection, table):
        yield from map(tuple, rows)


def _parts(connection: Connection, table: Table) -> Iterator[Sequence[Row[Any]]]:
    """The same, so many at a time."""
    in_bytes = {"postgresql": "C", "sqlite": "BINARY"}[connection.dialect.name]
    keys = [
        column.collate(in_bytes) if isinstance(column.type, Text) else column
        for column in table.primary_key.columns
    ]
    asked = select(table).order_by(*keys)
    yield from connection.execute(asked, execution_options={"yield_per": AT_ONCE}).partitions()
