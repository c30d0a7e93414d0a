"""The numbers under which something waits for somebody's word: none is ever given twice.

Whoever says yes to a number says it to what they read under it. So the line of the highest number
stays when it is over, emptied, until a higher one is given.
"""

from typing import Final

from sqlalchemy import ColumnElement, Connection, Table, Update, delete, func, select, true, update

OVER: Final = {"until": 0, "sealed": b""}


def next_of(
    connection: Connection, table: Table, now: int, among: ColumnElement[bool] | None = None
) -> int:
    """The next number in a table, or among some of its lines; what is over by now is cleared away.

    The head is locked by the caller, so that numbers are given one after the other.
    """
    its = true() if among is None else among
    last: int = connection.execute(select(func.max(table.c.number)).where(its)).scalar() or 0
    over = its & (table.c.until <= now)
    connection.execute(delete(table).where(over, table.c.number < last))
    connection.execute(update(table).where(over).values(OVER))
    return last + 1


def ended(table: Table, which: ColumnElement[bool]) -> Update:
    """What lets nothing wait under a number any more."""
    return update(table).where(which).values(OVER)
