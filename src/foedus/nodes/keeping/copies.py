"""Copies of a whole node: backups while it runs, restoring them, and moving to another database.

A backup is an embedded database in one file, whatever the database of the node is. Its entries are
sealed as they are in the node; the keys are in no backup.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Integer, MetaData, Table, delete, func, insert, select
from sqlalchemy.exc import SQLAlchemyError

from foedus.nodes.append import Head
from foedus.nodes.database import Database
from foedus.nodes.errors import AwayError, NodeError, reason, told
from foedus.nodes.keeping.compared import stored
from foedus.nodes.keeping.projections import AT_ONCE
from foedus.nodes.keeping.verify import Verified, verify
from foedus.nodes.keys import Keys
from foedus.nodes.node import Node
from foedus.nodes.places import Place
from foedus.nodes.tables import head

FORMS: Final = "alembic_version"
"""The table that says which form a database has; each is given it as it is made."""


def backup(node: Node, file: Path) -> int:
    """Copy a node into a new file while it runs; how many entries it has.

    The copy is one moment of the node, and is on the disk when this returns. Raises NodeError.
    """
    if file.exists():
        raise NodeError(f"{file} is there already; name a new file")
    part = file.with_name(f"{file.name}.part")
    try:
        part.unlink(missing_ok=True)
        if node.database.embedded:
            _copied_file(Path(str(node.database.url.database)), part)
        else:
            _copied_rows(node.database, part)
        handle = os.open(part, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        part.replace(file)
        _synced(file.parent)
    except OSError as error:
        raise NodeError(f"{file} cannot be written: {error.strerror}") from None
    except sqlite3.Error as error:
        raise NodeError(f"{file} cannot be written: {error}") from None
    finally:
        part.unlink(missing_ok=True)
    with opened(file) as copy, copy.reading() as connection:
        return Head.read(connection).size


def _copied_file(source: Path, target: Path) -> None:
    opened, copy = sqlite3.connect(source), sqlite3.connect(target)
    try:
        opened.backup(copy)  # in one step, so that it is one moment
        copy.execute("PRAGMA journal_mode = DELETE")  # alone, without the files beside it
    finally:
        copy.close()
        opened.close()


def _copied_rows(source: Database, target: Path) -> None:
    copy = Database.within(target.parent, target.name)
    try:
        filled(source, copy)
        with copy.reading() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").close()
            connection.exec_driver_sql("PRAGMA journal_mode = DELETE").close()
    finally:
        copy.close()


def tables_of(connection: Connection) -> list[Table]:
    """The tables of a node as they are there, whatever its form."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != FORMS]


def copied(reading: Connection, writing: Connection) -> None:
    """Copy every row of every table from one database to another of the same form, without any."""
    for table in tables_of(reading):
        names, batch = [column.name for column in table.columns], list[dict[str, Any]]()
        for row in stored(reading, table):
            batch.append(dict(zip(names, row, strict=True)))
            if len(batch) == AT_ONCE:
                writing.execute(insert(table), batch)
                batch.clear()
        if batch:
            writing.execute(insert(table), batch)
    if writing.dialect.name == "postgresql":
        for table in tables_of(writing):
            _number_behind(writing, table)


def _number_behind(writing: Connection, table: Table) -> None:
    """What comes next in a table that numbers its rows comes behind what was copied."""
    for column in table.primary_key.columns:
        if isinstance(column.type, Integer):
            last = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
            sequence = func.pg_get_serial_sequence(table.name, column.name)  # none: nothing is set
            writing.execute(select(func.setval(sequence, last, False)))


def digest(connection: Connection) -> str:
    """What names all rows of all tables, alike in every database."""
    found = sha256()
    for table in tables_of(connection):
        found.update(repr([table.name, *(column.name for column in table.columns)]).encode())
        for row in stored(connection, table):
            found.update(repr(row).encode())
    return found.hexdigest()


def restore(
    file: Path,
    place: str | Path,
    keys: Keys,
    *,
    notes: tuple[bytes, ...] = (),
) -> Verified:
    """Make a node of a backup in a new place, once it is proved against its last checkpoint.

    `notes` are checkpoints that were kept elsewhere, which it must have as well. Raises NodeError,
    and nothing is made then.
    """
    with opened(file) as copy:
        node = Node.within(copy, keys)
        found = verify(node, notes=notes)
        if found.faults:
            more = f" (and {len(found.faults) - 1} faults more)" if len(found.faults) > 1 else ""
            raise NodeError(f"{file} is not restored: {found.faults[0]}{more}")
        where = Place(place)
        database = where.prepare()
        try:
            filled(copy, database)
            database.prepare()
            if where.folder:
                keys.write(where.folder)
        finally:
            database.close()
    return found


def move(place: str | Path, to: str) -> str:
    """Move a node to another database, and prove that nothing changed; the digest of all its rows.

    A folder then names its new database. No process writes meanwhile, and the old database takes
    no acts afterwards. Raises NodeError, and nothing is moved then.
    """
    source, target = Place(place), Place(to)
    with Node.open(place) as node:
        database = target.prepare()
        try:
            proof = _moved(node, database)
        finally:
            database.close()
        if target.folder is not None:
            node.keys.write(target.folder)
        elif source.folder is not None:
            source.point_to(to)
    return proof


def _moved(node: Node, database: Database) -> str:
    try:
        connection = node.database.started()
    except SQLAlchemyError as error:
        raise AwayError(f"{node.database.told}: {reason(error)}") from error
    with told(node.database.told), closing(connection):
        Head.read(connection, lock=True)
        proof = _filled_from(connection, node.database.check(), database)
        connection.execute(delete(head))
        connection.commit()
    return proof


def filled(source: Database, target: Database) -> str:
    """Copy all rows into an empty database; the digest of them. Raises NodeError."""
    with source.snapshot() as reading:
        return _filled_from(reading, source.check(), target)


def _filled_from(reading: Connection, form: str, target: Database) -> str:
    """Copy into a database, and hold both against each other. Raises NodeError."""
    target.prepare(form)
    before = digest(reading)
    with told(target.told), target.writing() as writing:
        copied(reading, writing)
        if digest(writing) != before:
            raise NodeError(f"what came to {target.told} is not what was sent; nothing was moved")
    return before


@contextmanager
def opened(file: Path) -> Iterator[Database]:
    """The database in a backup, to be read. Raises NodeError."""
    if not file.is_file():
        raise NodeError(f"there is no file {file}")
    found = Database.within(file.parent, file.name)
    found = Database(found.url, str(file))
    try:
        found.check()
        yield found
    finally:
        found.close()


def _synced(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
