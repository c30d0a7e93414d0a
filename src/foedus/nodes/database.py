"""The database of a node: how it is connected to, read and written.

A reading sees each statement by itself, which is enough for what is only ever appended to. A
writing is one transaction: in SQLite it begins by taking the only right to write, in PostgreSQL by
locking the row of `head`.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from foedus.nodes.errors import NodeError, told
from foedus.nodes.tables import FORM, settings

FILE: Final = "record.db"
PATIENCE: Final = 30
"""Seconds to wait for another process that writes, or for a connection."""
PRAGMAS: Final = (
    "synchronous = FULL",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "cache_size = -16000",  # in KB, of each connection
)
_BEGIN: Final = "foedus_begin"


def address_of(text: str) -> URL:
    """The address of a PostgreSQL database. Raises NodeError."""
    try:
        url = make_url(text)
    except ArgumentError:
        url = None
    if url is None or url.drivername not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise NodeError(
            "a node's database is a folder, or an address such as postgresql://user@host/name"
        )
    return url.set(drivername="postgresql+psycopg")


def is_address(place: object) -> bool:
    """Whether a place is given as the address of a database, and not as a folder."""
    return isinstance(place, str) and "://" in place


class Database:
    """One database, by its address; `told` is how sentences call it."""

    def __init__(self, url: URL, told: str) -> None:
        self.url, self.told = url, told
        self.embedded = url.get_backend_name() == "sqlite"
        self._engine = _engine(url, embedded=self.embedded)
        by_itself = {_BEGIN: ""} if self.embedded else {"isolation_level": "AUTOCOMMIT"}
        self._reading = self._engine.execution_options(**by_itself)
        self._writing = self._engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})

    @classmethod
    def within(cls, folder: Path, file: str = FILE) -> "Database":
        """The embedded database of a folder."""
        return cls(URL.create("sqlite", database=str(folder / file)), str(folder))

    @classmethod
    def at(cls, address: str) -> "Database":
        """The PostgreSQL database at an address; its password is in no sentence."""
        url = address_of(address)
        shown = url.set(drivername="postgresql").render_as_string(hide_password=True)
        return cls(url, shown)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that reads; failures are told. Raises AwayError."""
        with told(self.told), self._reading.connect() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection on which all statements see the same. Raises AwayError."""
        how = {} if self.embedded else {"isolation_level": "REPEATABLE READ"}
        engine = self._engine.execution_options(**how)
        with told(self.told), engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes, as SQLAlchemy raises its failures."""
        with self._writing.connect() as connection, connection.begin():
            yield connection

    def started(self) -> Connection:
        """A connection in a transaction that writes; whoever asked commits and closes it."""
        connection = self._writing.connect()
        try:
            connection.begin()
        except BaseException:
            connection.close()
            raise
        return connection

    def prepare(self, form: str = FORM) -> None:
        """Make the tables of a new database, or bring older ones to a form: the newest."""
        if self.embedded:
            with self.reading() as connection:  # outlasts the connection, unlike the others
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", "foedus.nodes:migrations")
        config.set_main_option("path_separator", "os")
        with told(self.told), self.writing() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, form)

    @property
    def form(self) -> str:
        """The newest migration that was run on it; empty where it has no tables of a node."""
        with told(self.told), self._reading.connect() as connection:
            if not self._engine.dialect.has_table(connection, "alembic_version"):
                return ""
            found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
            return str(found or "")

    def check(self) -> str:
        """See that this code knows its form, which is given. Raises NodeError."""
        form = self.form
        if not form:
            raise NodeError(f"there is no node at {self.told}; make one with `foedus node init`")
        if form > FORM:
            raise NodeError(f"the node at {self.told} was made by a later foedus; use that one")
        return form

    def check_newest(self) -> None:
        """See that this code can read and write it. Raises NodeError."""
        if self.check() < FORM:
            raise NodeError(f"the node at {self.told} is older; run `foedus node upgrade`")

    def settings(self) -> dict[str, str]:
        """What is set for the node, by name."""
        with self.reading() as connection:
            rows = connection.execute(select(settings.c.name, settings.c.value)).all()
        return {row.name: row.value for row in rows}

    def forget(self) -> None:
        """Let nothing of what was erased linger in its files, as far as they are ours.

        What fails here is done by the next one: the erased is out of reach already.
        """
        how = "PRAGMA wal_checkpoint(TRUNCATE)" if self.embedded else "VACUUM entries, links"
        with suppress(SQLAlchemyError), self._reading.connect() as connection:
            connection.exec_driver_sql(how).close()

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()


def _engine(url: URL, *, embedded: bool) -> Engine:
    given: dict[str, Any] = {"timeout": PATIENCE}
    if not embedded:
        # what is acknowledged is on the disk, whatever is set for the server
        given = {"connect_timeout": 5, "options": "-c synchronous_commit=on -c timezone=UTC"}
    try:
        engine = create_engine(
            url,
            connect_args=given,
            hide_parameters=True,  # they are content, and a failure may be logged
            pool_size=8,
            max_overflow=24,
            pool_timeout=PATIENCE,
            pool_pre_ping=not embedded,  # a server that was away comes back
        )
    except (SQLAlchemyError, ValueError) as error:
        raise NodeError(f"the address of the database cannot be used: {error}") from None
    if embedded:
        event.listen(engine, "connect", _begin_nothing)
        event.listen(engine, "begin", _begin)
    return engine


def _begin_nothing(connection: Any, _: object) -> None:
    """Leave transactions to `_begin`; keep what is committed, and overwrite what is erased."""
    connection.isolation_level = None
    for line in PRAGMAS:
        connection.execute(f"PRAGMA {line}")


def _begin(connection: Connection) -> None:
    how = connection.get_execution_options().get(_BEGIN, "BEGIN")
    if how:
        connection.exec_driver_sql(how)
