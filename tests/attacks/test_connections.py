"""S2 and S11: heads of requests without end, and connections that say nothing or little."""

import select
import socket
import time

import pytest

from proofs.crowd import Crowd, request
from proofs.serving import Served
from proofs.watching import Watch
from tests.attacks.conftest import MEGABYTE, held_up_nobody

MOST = 16 * MEGABYTE
"""Bytes that the attacker sends, if he may; buffers between the two hold a part of them."""
REFUSED = (b"HTTP/1.1 400", b"HTTP/1.1 414", b"HTTP/1.1 431")

HEADS = {
    "many small headers": (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n", b"X-a: b\r\n"),
    "one endless header": (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-a: ", b"b"),
    "an endless name of a header": (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n", b"X"),
    "an endless address": (b"GET /", b"a"),
    "an endless query": (b"GET /api/v1/state?on=1985-06-01&state=", b"D"),
    "an endless method": (b"G", b"E"),
    "endless trailers": (
        b"POST /api/v1/state HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n",
        b"X-a: b\r\n",
    ),
    "an endless extension of a chunk": (
        b"POST /api/v1/state HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n2;",
        b"x",
    ),
}


def pour(connection: socket.socket, part: bytes, most: int) -> tuple[int, bytes]:
    """Send the same again and again until the other side says or ends something."""
    block = part * (65_536 // len(part))
    sent, began = 0, time.monotonic()
    try:
        while sent < most and time.monotonic() < began + 10:
            readable, writable, _ = select.select([connection], [connection], [], 1)
            if readable:
                return sent, connection.recv(65_536)
            if writable:
                sent += connection.send(block)
        connection.settimeout(2)
        return sent, connection.recv(65_536)
    except TimeoutError:
        return sent, b"(still open)"
    except OSError:
        return sent, b""


@pytest.mark.parametrize("kind", HEADS)
def test_a_head_without_end_is_refused_before_it_fills_memory(kind: str, served: Served) -> None:
    first, more = HEADS[kind]
    with Watch(served) as before:
        time.sleep(0.2)
    with Watch(served) as watch, served.connect() as connection:
        connection.sendall(first)
        sent, answer = pour(connection, more, MOST)
    assert not answer or answer.startswith(REFUSED), (sent, answer[:80])
    assert sent < MOST, f"{sent:,} bytes were taken"
    grown = watch.server - before.server
    assert grown < 40 * MEGABYTE, f"{grown / MEGABYTE:.0f} MB more for {sent:,} bytes"
    held_up_nobody(watch)


def test_a_head_of_common_size_is_answered(served: Served) -> None:
    """Browsers send cookies and tokens: eight kilobytes are common, and more than a site needs."""
    with served.client() as client:
        assert client.get("/healthz", headers={"X-token": "a" * 8000}).status_code == 200
        assert client.get("/", params={"q": "a" * 8000}).status_code == 200


SILENT_FOR = 13.0
"""Seconds in which a head must have come, or the connection is closed."""
STALLED_FOR = 20.0
"""Seconds in which a body must have come, or at least go on, or the request is ended."""


def test_slow_connections_are_closed_and_hold_up_nobody(served: Served) -> None:
    """Fifty of each kind: those that say nothing, that drip a head, and that stop in a body."""
    silent = Crowd(served, 50, b"", source="127.0.0.2")
    head = Crowd(served, 50, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n", source="127.0.0.3")
    opened = b"POST /api/v1/state HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    stopped = Crowd(served, 50, opened + b"Content-Length: 100\r\n\r\n{", source="127.0.0.4")
    with Watch(served) as watch, silent, head, stopped:
        end = time.monotonic() + STALLED_FOR
        while time.monotonic() < end and any(len(c.ended) < 50 for c in (silent, head, stopped)):
            head.drip(b"X")
            for crowd in (silent, head, stopped):
                crowd.wait(0.3)
    held_up_nobody(watch)
    for crowd, seconds in ((silent, SILENT_FOR), (head, SILENT_FOR), (stopped, STALLED_FOR)):
        left = 50 - sum(1 for answer in crowd.ended if (answer.ended or 0) <= seconds)
        assert not left, f"{left} of 50 are still open after {seconds:g} s"
        assert {answer.status for answer in crowd.ended} <= {0, 408}, crowd.statuses


def test_two_thousand_connections_leave_it_serving(served: Served) -> None:
    """They come and go; a server that keeps some of each runs out of files."""
    for _ in range(20):
        with Crowd(served, 100, request("/healthz", method="GET")) as crowd:
            crowd.wait(5)
        assert crowd.statuses == {200: 100}
    assert served.answers()
