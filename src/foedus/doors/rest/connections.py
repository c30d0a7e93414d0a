"""Connections: how many there may be, and what each may send and how slowly.

uvicorn reads HTTP with h11, whose buffer for a head, a trailer or the line of a chunk has a bound
that holds. What uvicorn leaves open stands here: how long a head may take to arrive, and what
happens to the rest of a body that nobody reads and to an answer that nobody takes.
"""

import asyncio
import logging
from http import HTTPStatus
from typing import Any, ClassVar

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from foedus.doors.rest.faults import MEDIA, problem
from foedus.doors.rest.settings import Settings

SPARE = 5.0
"""Seconds that a request may take beyond its limit, before the connection is cut."""
PEER = "peer"
"""In the state of a request: the address that the connection comes from."""


def config(app: Any, settings: Settings, *, grace: int, lifespan: bool = False) -> uvicorn.Config:
    """How uvicorn serves an application within the limits."""
    made = uvicorn.Config(
        app,
        http=type("Connection", (_Connection,), {"settings": settings}),
        ws="none",  # an upgraded connection would leave the limits
        h11_max_incomplete_event_size=settings.head,
        timeout_keep_alive=settings.idle,
        timeout_graceful_shutdown=grace,
        lifespan="on" if lifespan else "off",
        log_level="error",
        access_log=False,
        server_header=False,
    )
    logging.getLogger("uvicorn.error").addFilter(_no_end_of_ours)
    return made


def _no_end_of_ours(record: logging.LogRecord) -> bool:
    """Whether a record tells of a fault: a request that was ended with the server is none."""
    kind = record.exc_info[0] if isinstance(record.exc_info, tuple) else None
    return kind is None or not issubclass(kind, asyncio.CancelledError)


class _RequestReader(h11.Connection):
    """Reads a request, and refuses a body in crumbs, each of which costs as much as a request."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(h11.SERVER, settings.head)
        self._settings, self._pieces = settings, 0
        self.refusal = 400, "this is not a request of HTTP/1.1"

    def next_event(self) -> Any:
        """What comes next. Raises RemoteProtocolError; `refusal` then says why."""
        try:
            event = super().next_event()
        except h11.RemoteProtocolError as error:
            self.refusal = error.error_status_hint, f"this is not a request of HTTP/1.1: {error}"
            if error.error_status_hint == 431:
                most = f"{self._settings.head:,} bytes"
                self.refusal = 431, f"the head of the request has more than {most}"
            raise
        if isinstance(event, h11.Request):
            self._pieces = 0
        elif isinstance(event, h11.Data):
            self._pieces += event.chunk_start
            if self._pieces > self._settings.chunks:
                told = f"the body comes in more than {self._settings.chunks:,} pieces"
                self.refusal = 413, told
                raise h11.RemoteProtocolError(told)
        return event


class _Connection(H11Protocol):
    """A connection with a deadline for whatever it does next."""

    settings: ClassVar[Settings]
    conn: _RequestReader
    _deadline: asyncio.TimerHandle | None = None
    _serving: RequestResponseCycle | None = None
    _awaiting_head = False
    waiting_since: float | None = None
    """Since when no request is under way; None while one is."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.conn = _RequestReader(self.settings)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        full = len(self.connections) >= self.settings.connections and not self._made_room()
        super().connection_made(transport)
        # who is at the other end, whatever a proxy there says of its clients
        self.app_state = {**self.app_state, PEER: (self.client or ("",))[0]}
        if full:
            self._refuse(503, "the server has as many connections as it may; try again soon")
            return
        self._await_head()

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            return
        super().data_received(data)
        self._follow()

    def on_response_complete(self) -> None:
        self._serving, self.waiting_since = None, self.loop.time()
        self._within(self.settings.longest)  # to take what was sent, and to close
        super().on_response_complete()
        self._follow(idle=True)

    def connection_lost(self, exc: Exception | None) -> None:
        self._clear()
        self._unset_keepalive_if_required()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Called where h11 can read no further."""
        self._refuse(*self.conn.refusal)

    def _follow(self, *, idle: bool = False) -> None:
        """Take up the deadline of what the connection does now."""
        under_way = self._under_way()
        if self.transport.is_closing():
            return
        if under_way and self._serving is not self.cycle:
            self._serving, self.waiting_since = self.cycle, None
            self._within(self.settings.longest + SPARE)
        elif not under_way and not idle and not self._awaiting_head:
            self._await_head()

    def _under_way(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is not None and not cycle.response_complete

    def _await_head(self) -> None:
        """A whole head must come now, or the end of a body that was answered before its end."""
        self.waiting_since = self.loop.time()
        self._within(self.settings.head_seconds)
        self._awaiting_head = True

    def _within(self, seconds: float) -> None:
        self._clear()
        self._deadline = self.loop.call_later(seconds, self._late)

    def _clear(self) -> None:
        self._awaiting_head = False
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None

    def _late(self) -> None:
        if self._awaiting_head and not self.transport.is_closing():
            self._refuse(408, "the head of the request arrived too slowly")
        else:
            self.transport.abort()

    def _made_room(self) -> bool:
        """Whether the connection that has longest been without a request could be ended."""
        waiting = [
            (other.waiting_since, other)
            for other in self.connections
            if isinstance(other, _Connection) and other.waiting_since is not None
        ]
        if not waiting:
            return False
        _, longest = min(waiting, key=lambda found: found[0])
        self.connections.discard(longest)
        longest.transport.abort()
        return True

    def _refuse(self, status: int, detail: str) -> None:
        """Say why, if no answer is under way, and close."""
        begun = self._under_way()
        if begun:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if not begun or not self.cycle.response_started:
            body = problem(status, detail)
            self.transport.write(
                b"HTTP/1.1 %d %s\r\ncontent-type: %s\r\ncontent-length: %d\r\n"
                b"connection: close\r\n\r\n%s"
                % (status, HTTPStatus(status).phrase.encode(), MEDIA.encode(), len(body), body)
            )
        self._within(SPARE)
        self.transport.close()
