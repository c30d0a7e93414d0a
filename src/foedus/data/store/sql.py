"""Asking the stored tables in SQL, in place."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from foedus.data.store.store import Store, StoreReading
from foedus.errors import FoedusError


class SqlError(FoedusError):
    """A query that cannot be answered, in one sentence."""


class Result(NamedTuple):
    """The columns and rows that a query gives."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def ask(store: Store, query: str) -> Result:
    """The result of a query over the stored tables, each named `"dataset/table"`.

    The query sees these tables alone: it can neither read nor write any other file. Raises
    SqlError.
    """
    with store.reading() as reading:
        return _asked(reading, list(reading.paths()), query)


def _asked(reading: StoreReading, paths: Sequence[tuple[str, str, Path]], query: str) -> Result:
    import duckdb

    connection = duckdb.connect(":memory:")
    for dataset, table, path in paths:
        quoted = str(path).replace("'", "''")
        connection.execute(
            f"""create view "{dataset}/{table}" as select * from read_parquet('{quoted}')"""
        )
    folders = ", ".join("'" + str(path).replace("'", "''") + "'" for _, _, path in paths)
    connection.execute(f"set allowed_paths = [{folders}]")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    if not query.strip():
        raise SqlError("the query is empty")
    try:
        found = connection.execute(query)
        return Result(tuple(column[0] for column in found.description or ()), found.fetchall())
    except duckdb.Error as error:
        if not isinstance(error, duckdb.ParserException):  # it may be the table, not the query
            reading.check()
        names = ", ".join(f'"{dataset}/{table}"' for dataset, table, _ in paths) or "none yet"
        first = str(error).strip().splitlines()[0]
        raise SqlError(f"{first} (the tables are {names})") from None
