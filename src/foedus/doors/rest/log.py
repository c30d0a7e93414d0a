"""The log of a server: a line of JSON for each request and act, and never what is in them.

A line has only the fields named here, and of a fault its kind and where in the code it lies: no
content, no name, no token and no address, whatever was asked or failed.
"""

import logging
import secrets
import traceback
from collections.abc import MutableMapping
from typing import Any, Final

import structlog
from starlette.types import Scope
from structlog.contextvars import bind_contextvars, clear_contextvars, merge_contextvars

LOGGER: Final = logging.getLogger("foedus.doors.rest")
METHODS: Final = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})
FIELDS: Final = frozenset(
    {
        "act", "at", "event", "fault", "frames", "level", "method", "ms", "outcome", "person",
        "request", "route", "status",
    }
)  # fmt: skip
"""All that a line may say."""
DEEPEST: Final = 30
"""Frames of a fault: the last."""


def _known(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {name: said for name, said in line.items() if name in FIELDS}


_LINES: Final[Any] = structlog.wrap_logger(
    LOGGER,
    wrapper_class=structlog.stdlib.BoundLogger,
    processors=[
        structlog.stdlib.filter_by_level,
        merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        _known,
        structlog.processors.JSONRenderer(sort_keys=True),
    ],
)


def begun() -> str:
    """Begin a request: the name by which its lines, and its answer, can be found."""
    name = secrets.token_hex(8)
    clear_contextvars()
    bind_contextvars(request=name)
    return name


def known(person: str) -> None:
    """Say who asks, by their pseudonym, in what is logged of this request from now on."""
    bind_contextvars(person=person)


def method_of(scope: Scope) -> str:
    """The method of a request; one that a client makes up is `other`."""
    return scope["method"] if scope["method"] in METHODS else "other"


def route_of(scope: Scope) -> str:
    """The route of a request as it is described; what a client makes up is `other`."""
    return str(getattr(scope.get("route"), "path", "other"))


def request(scope: Scope, status: int, seconds: float) -> None:
    """Log a request that was answered."""
    if LOGGER.isEnabledFor(logging.INFO):
        where = {"method": method_of(scope), "route": route_of(scope)}
        _LINES.info("request", **where, status=status, ms=_ms(seconds))


def act(name: str, outcome: str, seconds: float) -> None:
    """Log an act."""
    _LINES.info("act", act=name, outcome=outcome, ms=_ms(seconds))


def fault(error: BaseException, event: str = "fault") -> None:
    """Log what failed: its kind, and where; a message may quote what was asked."""
    frames = [
        f"{frame.name} ({frame.filename.rpartition('site-packages/')[2]}:{frame.lineno})"
        for frame in traceback.extract_tb(error.__traceback__)[-DEEPEST:]
    ]
    _LINES.error(event, fault=type(error).__name__, frames=frames)


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 2)
