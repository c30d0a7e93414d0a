"""Asking the stored tables in SQL, in place."""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from foedus.data.store.store import Store, StoreReading
from foedus.errors import FoedusError

if TYPE_CHECKING:
    import duckdb

MOST: Final = 1 << 40
"""Rows: more than there can be."""
CHUNK: Final = 10_000
CELLS: Final = 20_000_000
"""Values that are held at once; they take some two gigabytes."""
COUNTED: Final = 1_000_000
"""Rows that are counted, which takes a few seconds."""
TOO_MANY: Final = (
    "the result is too large to be held in memory; ask for less of it, by `where` or `limit`, or "
    "let --format parquet write it to a file"
)
FULL: Final = (
    "the query needs more memory than there is; ask for fewer rows or columns, or join fewer tables"
)
_ABSENT_TABLE: Final = re.compile(r"Table with name (\S+) does not exist")
_ABSENT_COLUMN: Final = re.compile(
    r'(?:Referenced (?:column|table) "([^"]+)" not found|does not have a column named "([^"]+)")'
)


class SqlError(FoedusError):
    """A query that cannot be answered, in one sentence."""


class Result(NamedTuple):
    """The columns and rows that a query gives; no two columns have the same name."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    more: int = 0
    """Rows beside these, which were counted and not kept; not all where `ends` is false."""
    ends: bool = True


def ask(store: Store, query: str, most: int = MOST) -> Result:
    """The result of a query over the stored tables, each named `"dataset/table"`.

    The query sees these tables alone: it can neither read nor write any other file. Of a result of
    more rows than `most` the others are counted alone, up to a million. Raises SqlError, also where
    the result has more values than fit into the memory that is left for them.
    """
    with store.reading() as reading, _opened(reading, query) as (connection, one):
        found = connection.execute(one)
        names = [column[0] for column in found.description or ()]
        rows: list[tuple[Any, ...]] = []
        more = 0
        while chunk := found.fetchmany(CHUNK):
            kept = chunk[: max(most - len(rows), 0)]
            rows += kept
            more += len(chunk) - len(kept)
            if len(rows) * len(names) > CELLS:
                raise SqlError(TOO_MANY)
            if more > COUNTED:
                break
        return Result(_apart(names), rows, more, ends=more <= COUNTED)


def write_parquet(store: Store, query: str, to: Path) -> None:
    """Write the result of a query as Parquet. Raises SqlError."""
    with store.reading() as reading, _opened(reading, query, to) as (connection, one):
        connection.execute(f"copy ({one}\n) to {_text(to)} (format parquet)")


@contextmanager
def _opened(
    reading: StoreReading, query: str, to: Path | None = None
) -> "Iterator[tuple[duckdb.DuckDBPyConnection, str]]":
    """A connection that sees the tables and may write to one file at most, and the query."""
    import duckdb

    paths = list(reading.paths())
    connection = duckdb.connect(":memory:")
    tables: dict[str, list[str]] = {}
    try:
        for dataset, table, path in paths:
            name = f"{dataset}/{table}"
            connection.execute(f'create view "{name}" as select * from read_parquet({_text(path)})')
            told = connection.execute(f'describe "{name}"').fetchall()
            tables[name] = [str(column[0]) for column in told]
        allowed = ", ".join(
            _text(path) for path in (*(p for _, _, p in paths), *([to] if to else ()))
        )
        connection.execute(f"set allowed_paths = [{allowed}]")
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        yield connection, _one(query)
    except duckdb.Error as error:
        if not isinstance(error, duckdb.ParserException):  # it may be the table, not the query
            reading.check()
        if isinstance(error, duckdb.OutOfMemoryException):
            raise SqlError(FULL) from None
        raise SqlError(_told(str(error), query, tables)) from None
    finally:
        connection.close()


def _one(query: str) -> str:
    """The only statement of a query."""
    import duckdb

    statements = duckdb.extract_statements(query)
    if not statements:
        raise SqlError("the query is empty")
    if len(statements) > 1:
        raise SqlError(f"give one statement, not {len(statements)}")
    return str(statements[0].query).strip().rstrip(";")


def _told(error: str, query: str, tables: Mapping[str, Sequence[str]]) -> str:
    """What is wrong, and what there is that could have been meant."""
    first = error.strip().splitlines()[0].rstrip("!")
    if found := _ABSENT_TABLE.search(error):
        return f"{first}; {_near_tables(found[1], tables)}"
    if found := _ABSENT_COLUMN.search(error):
        return f"{first}{_near_columns(found[1] or found[2], query, tables)}"
    marked = re.search(r"^LINE \d+: .*\n *\^+", error, re.MULTILINE)
    return f"{first}\n{marked[0]}" if marked else first


def _near_tables(wanted: str, tables: Mapping[str, Sequence[str]]) -> str:
    if not tables:
        return "the tables are none yet: `foedus data add` brings a dataset"
    near = difflib.get_close_matches(wanted.casefold().replace(".", "/"), tables, 3, 0.6)
    parts = [name for name in tables if wanted.casefold() in name.casefold().split("/")]
    likely = list(dict.fromkeys((*near, *parts)))
    meant = f"did you mean {_quoted(likely, ' or ')}? " if likely else ""
    return f"{meant}the tables are {_quoted(tables)}"


def _near_columns(wanted: str, query: str, tables: Mapping[str, Sequence[str]]) -> str:
    """The columns of the tables that a query names, and those of others by that name."""
    asked = {name: tables[name] for name in tables if name.casefold() in query.casefold()}
    every = {column for columns in asked.values() for column in columns}
    near = difflib.get_close_matches(wanted.casefold(), every, 3, 0.6)
    meant = f"; did you mean {' or '.join(near)}?" if near else ""
    there = "".join(f'; "{n}" has the columns {", ".join(c)}' for n, c in asked.items())
    others = [name for name in tables if name not in asked and wanted in tables[name]]
    return f"{meant}{there}" + (f"; {wanted} is in {_quoted(others)}" if others else "")


def _quoted(names: Iterable[str], joint: str = ", ") -> str:
    return joint.join(f'"{name}"' for name in names)


def _apart(names: Sequence[str]) -> tuple[str, ...]:
    """The names of columns, with a number where one is there already."""
    found: list[str] = []
    seen: Counter[str] = Counter()
    for name in names:
        told = name
        while told in found:
            seen[name] += 1
            told = f"{name}_{seen[name]}"
        found.append(told)
    return tuple(found)


def _text(path: Path) -> str:
    """A path as a text of SQL."""
    return "'" + str(path).replace("'", "''") + "'"
