"""Statements that are run for each act, by the driver itself.

SQLAlchemy makes the text of a statement for the kind of database, once, and keeps connections and
transactions. What it does beyond that whenever a statement is run takes several times as long as
the statement, and a node runs a dozen for an act.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import ClauseElement


class Statement:
    """One of them; it takes and gives what the driver does: numbers, texts and bytes."""

    def __init__(self, statement: ClauseElement) -> None:
        self._statement: Final = statement
        self._made: dict[str, tuple[str, dict[str, Any], list[str] | None]] = {}

    def rows(self, connection: Connection, **given: Any) -> list[tuple[Any, ...]]:
        """The rows that it finds."""
        text, fixed, order = self._for(connection)
        values = {**fixed, **given}
        return self._run(connection, text, values if order is None else [values[n] for n in order])

    def value(self, connection: Connection, **given: Any) -> Any:
        """The first value of the first row; None where there is none."""
        found = self.rows(connection, **given)
        return found[0][0] if found else None

    def each(self, connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run it for each of these."""
        text, _, order = self._for(connection)
        values = list(rows) if order is None else [[row[name] for name in order] for row in rows]
        if len(values) == 1:
            self._run(connection, text, values[0])
        elif values:
            self._run(connection, text, values, many=True)

    def _for(self, connection: Connection) -> tuple[str, dict[str, Any], list[str] | None]:
        """Its text, what is fixed in it, and the order of what is given where that has no names."""
        dialect = connection.dialect
        if dialect.name not in self._made:
            made = self._statement.compile(dialect=dialect)
            order = getattr(made, "positiontup", None)
            self._made[dialect.name] = str(made), dict(made.params), order
        return self._made[dialect.name]

    def _run(
        self, connection: Connection, text: str, values: Any, *, many: bool = False
    ) -> list[tuple[Any, ...]]:
        driver = connection.connection
        cursor = driver.cursor()
        try:
            if many:
                cursor.executemany(text, values)
            else:
                cursor.execute(text, values)
            return cursor.fetchall() if cursor.description else []  # type: ignore[return-value]
        except connection.dialect.loaded_dbapi.Error as error:
            raise _told(connection, text, error) from error
        finally:
            cursor.close()


def _told(connection: Connection, text: str, error: Any) -> BaseException:
    """A failure as SQLAlchemy tells it; a connection that is dead is not used again."""
    dialect = connection.dialect
    lost = dialect.is_disconnect(error, connection.connection.dbapi_connection, None)
    if lost:
        connection.invalidate(error)
    family = dialect.loaded_dbapi.Error
    found: BaseException = DBAPIError.instance(
        text, None, error, family, connection_invalidated=lost, dialect=dialect
    )
    return found
