"""What a node refuses, or cannot do just now, in one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from foedus.acting.declare import ActError
from foedus.errors import FoedusError


class NodeError(FoedusError):
    """A node that cannot be opened or made, or does not hold what was asked for."""


class AwayError(NodeError):
    """A node that cannot answer or record just now: its database is away, full or closed to it."""


class RefusedError(ActError):
    """What the authority does not allow; the door says no more than that."""


class UnsureError(AwayError):
    """The database went away while it recorded: whether it did is found out by the same request."""


SQLITE: Final = {
    5: "another process keeps it busy; try again",
    8: "it may be read here but not written to",
    10: "the disk failed while it was read or written",
    11: "its file is damaged; restore a backup",
    13: "the disk is full",
    14: "its file cannot be opened; see that the folder is there and may be written to",
    26: "its file is not a database; restore a backup",
}
POSTGRESQL: Final = {
    "08": "the database server cannot be reached",
    "25006": "the database may be read but not written to",
    "28": "the database server does not accept the user or password",
    "3D": "the database server has no database of that name",
    "42501": "the database user may not do that",
    "42P01": "the database has no tables of a node; make one with `foedus node init`",
    "53": "the database server has no room left",
    "55P03": "another process keeps the database busy; try again",
    "57": "the database server is being stopped or started",
}


def reason(error: SQLAlchemyError) -> str:
    """Why a database failed, as a clause."""
    failed: Any = error.orig if isinstance(error, DBAPIError) else None
    code = getattr(failed, "sqlite_errorcode", None)
    if code is not None:
        return SQLITE.get(code & 0xFF, f"its database says: {failed}")
    state = getattr(failed, "sqlstate", None) or ("08" if _lost(error) else "")
    for length in (5, 2):
        if state[:length] in POSTGRESQL:
            return POSTGRESQL[state[:length]]
    return f"its database says: {_first_line(failed or error)}"


def _lost(error: SQLAlchemyError) -> bool:
    """Whether there was no connection, or none any more."""
    if not isinstance(error, DBAPIError):
        return "timeout" in str(error)  # none of the pool came free
    return error.connection_invalidated or type(error.orig).__name__ == "OperationalError"


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


@contextmanager
def told(place: str) -> Iterator[None]:
    """Make a sentence of whatever a database fails with. Raises AwayError."""
    try:
        yield
    except SQLAlchemyError as error:
        raise AwayError(f"the node at {place} cannot be used: {reason(error)}") from error
