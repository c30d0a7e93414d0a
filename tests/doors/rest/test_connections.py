"""Connections over a real socket: without end, slow, too many, or in crumbs."""

import contextlib
import select
import socket
import threading
import time
from collections.abc import Iterator

import httpx
import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from foedus.doors.listening import bound
from foedus.doors.rest.connections import config
from foedus.doors.rest.guard import Sharing, guarded
from foedus.doors.rest.settings import Settings

TIGHT = Settings(
    head=8_000,
    head_seconds=0.6,
    idle=1,
    body=100_000,
    bodies=250_000,
    stall=0.6,
    body_seconds=1.5,
    chunks=100,
    connections=20,
)
HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
POST = b"POST / HTTP/1.1\r\nHost: localhost\r\n"
LARGE = 40_000_000


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Says how long the body was, or more than anybody reads."""
    request = Request(scope, receive)
    if scope["path"] == "/large":
        await Response(bytes(LARGE))(scope, receive, send)
        return
    length = 0 if scope["path"] == "/unread" else len(await request.body())
    await JSONResponse({"length": length})(scope, receive, send)


@contextlib.contextmanager
def serving(settings: Settings) -> Iterator[int]:
    """The port of a server in a thread."""
    listening = bound("127.0.0.1", 0)
    server = uvicorn.Server(config(guarded(echo, settings, Sharing((), ())), settings, grace=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    with listening:
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join(20)
        assert not thread.is_alive()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with serving(TIGHT) as found:
        yield found


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=10)


def answer(connection: socket.socket) -> bytes:
    """All that the server says until it closes."""
    told = b""
    with contextlib.suppress(ConnectionError):
        while part := connection.recv(65_536):
            told += part
    return told


def status(told: bytes) -> int:
    return int(told[9:12]) if told else 0


def answers(port: int) -> bool:
    return bool(httpx.get(f"http://localhost:{port}/").json() == {"length": 0})


ENDLESS = {
    "small headers": (HEAD, b"X-a: b\r\n"),
    "the value of a header": (HEAD + b"X-a: ", b"b"),
    "the name of a header": (HEAD, b"X"),
    "an address": (b"GET /", b"a"),
    "a query": (b"GET /?", b"a"),
    "a method": (b"G", b"E"),
    "trailers": (POST + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n0\r\n", b"X-a: b\r\n"),
    "the extension of a chunk": (POST + b"Transfer-Encoding: chunked\r\n\r\n2;", b"x"),
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_what_never_ends_is_refused_before_it_fills_memory(kind: str, port: int) -> None:
    first, more = ENDLESS[kind]
    block, sent = more * (4096 // len(more)), 0
    with connected(port) as connection:
        connection.sendall(first)
        with contextlib.suppress(ConnectionError):
            while sent < 8_000_000 and not select.select([connection], [], [], 0)[0]:
                sent += connection.send(block)
        told = answer(connection)
    assert sent < 8_000_000  # buffers of the system hold what the server has not read
    assert status(told) in (0, 400, 431)
    assert not told or b"application/problem+json" in told
    assert answers(port)


def test_a_head_of_common_size_is_answered(port: int) -> None:
    assert httpx.get(f"http://localhost:{port}/", headers={"x-token": "a" * 6000}).is_success


@pytest.mark.parametrize("told", [b"", b"G", HEAD, POST + b"Content-Length: 5\r\n"])
def test_a_head_that_does_not_come_closes_the_connection(told: bytes, port: int) -> None:
    with connected(port) as connection:
        began = time.monotonic()
        connection.sendall(told)
        assert status(answer(connection)) == 408
    assert time.monotonic() - began < 5


def test_a_head_that_drips_closes_the_connection(port: int) -> None:
    """A byte now and then does not begin the time anew."""
    assert dripped(port, HEAD, b"X") == 408


def test_a_body_that_stops_is_given_up(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(POST + b"Content-Length: 100\r\n\r\n{")
        told = answer(connection)
    assert status(told) == 408
    assert b"the body of the request arrived too slowly" in told


def test_a_body_that_drips_is_given_up(port: int) -> None:
    assert dripped(port, POST + b"Content-Length: 10000\r\n\r\n{", b"x") == 408


def test_the_rest_of_a_body_that_nobody_reads_is_not_waited_for_for_ever(port: int) -> None:
    unread = b"POST /unread HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000\r\n\r\n"
    assert dripped(port, unread, b"x") == 200


def dripped(port: int, first: bytes, drop: bytes) -> int:
    """The status that the server gives before it closes, to one who sends a byte now and then."""
    told, end = b"", time.monotonic() + 10
    with connected(port) as connection:
        connection.sendall(first)
        while time.monotonic() < end:
            with contextlib.suppress(ConnectionError):
                connection.sendall(drop)
            if select.select([connection], [], [], 0.1)[0]:
                try:
                    part = connection.recv(65_536)
                except ConnectionError:
                    return status(told)
                told += part
                if not part:
                    return status(told)
    raise AssertionError("the connection was still open after ten seconds")


def test_a_connection_after_its_answer_is_kept_a_while(port: int) -> None:
    with connected(port) as connection:
        for _ in range(2):
            connection.sendall(HEAD + b"\r\n")
            assert status(connection.recv(65_536)) == 200
        began = time.monotonic()
        assert answer(connection) == b""
        assert 0.5 < time.monotonic() - began < 5


def test_an_answer_that_nobody_takes_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Settings, "longest", 3.0)
    with serving(TIGHT) as port, connected(port) as connection:
        connection.sendall(b"GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n")
        time.sleep(4)
        assert answers(port)
        assert len(answer(connection)) < LARGE


def test_a_body_in_crumbs_is_refused(port: int) -> None:
    """Each chunk costs the server as much as a small request."""
    crumbs = b"1\r\nx\r\n" * 10_000
    with connected(port) as connection:
        connection.sendall(POST + b"Transfer-Encoding: chunked\r\n\r\n")
        with contextlib.suppress(ConnectionError):
            connection.sendall(crumbs)
        assert status(answer(connection)) in (0, 413)
    pieces = [b"x" * 1000] * 90
    assert httpx.post(f"http://localhost:{port}/", content=iter(pieces)).json() == {
        "length": 90_000
    }


def test_all_bodies_together_have_a_bound(port: int) -> None:
    """Each is within the limit, and none is whole yet."""
    head = POST + b"Content-Length: 100000\r\n\r\n"
    with contextlib.ExitStack() as stack:
        crowd = [stack.enter_context(connected(port)) for _ in range(5)]
        for connection in crowd:
            connection.sendall(head + b"x" * 90_000)
        refused = [status(answer(connection)) for connection in crowd]
    assert 503 in refused
    assert httpx.post(f"http://localhost:{port}/", content=b"x" * 90_000).is_success


def test_when_there_are_too_many_the_longest_without_a_request_makes_room(port: int) -> None:
    with contextlib.ExitStack() as stack:
        silent = [stack.enter_context(connected(port)) for _ in range(3 * TIGHT.connections)]
        assert answers(port)
        gone = [connection for connection in silent if select.select([connection], [], [], 0)[0]]
        assert len(gone) >= 2 * TIGHT.connections
    assert answers(port)


def test_when_all_are_at_work_one_more_is_refused() -> None:
    settings = Settings(connections=2, stall=5)
    with serving(settings) as port, contextlib.ExitStack() as stack:
        for _ in range(2):
            busy = stack.enter_context(connected(port))
            busy.sendall(POST + b"Content-Length: 9\r\n\r\n{")
        time.sleep(0.3)
        more = stack.enter_context(connected(port))
        told = answer(more)
    assert status(told) == 503
    assert b"as many connections as it may" in told


@pytest.mark.parametrize(
    "junk",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        POST + b"Content-Length: -1\r\n\r\n",
        POST + b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        POST + b"Transfer-Encoding: chunked\r\n\r\nz\r\n",
        POST + b"Transfer-Encoding: gzip\r\n\r\n",
        HEAD + b"X a: b\r\n\r\n",
        HEAD + b"X: a\x00b\r\n\r\n",
    ],
)
def test_what_is_no_http_is_refused_without_a_word_in_the_log(
    junk: bytes, port: int, caplog: pytest.LogCaptureFixture
) -> None:
    with connected(port) as connection:
        connection.sendall(junk)
        told = answer(connection)
    assert status(told) in (400, 408, 501, 505)
    assert b"application/problem+json" in told
    assert not [record for record in caplog.records if record.exc_info]


def test_an_upgraded_connection_would_leave_the_limits_and_is_none(port: int) -> None:
    upgrade = b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    with connected(port) as connection:
        connection.sendall(HEAD + upgrade + b"Sec-WebSocket-Key: MTIzNDU2Nzg5MDEyMzQ1Ng==\r\n\r\n")
        assert status(connection.recv(65_536)) == 200


def test_requests_sent_at_once_are_answered_in_turn(port: int) -> None:
    with connected(port) as connection:
        connection.sendall((HEAD + b"\r\n") * 3)
        told = b""
        while told.count(b'{"length":0}') < 3:
            told += connection.recv(65_536)
    assert told.count(b"HTTP/1.1 200") == 3
