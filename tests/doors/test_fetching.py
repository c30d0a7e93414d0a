"""Fetching from another machine ends in time, at a size, and nowhere else."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from foedus.doors.fetching import FetchError, Fetching

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"


@contextmanager
def server(serve: Callable[[socket.socket], None]) -> Iterator[str]:
    """One connection is served by a function; gives the origin."""
    listening = socket.create_server(("127.0.0.1", 0))

    def once() -> None:
        with suppress(OSError):
            connection, _ = listening.accept()
            with connection, suppress(OSError):
                connection.recv(65_536)
                serve(connection)

    thread = threading.Thread(target=once, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    listening.close()
    thread.join(5)


def test_what_is_there_is_fetched() -> None:
    with server(lambda c: c.sendall(HEAD + b"content-length: 2\r\n\r\n{}")) as origin:
        assert Fetching()(f"{origin}/x", origin) == b"{}"


def drips(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"\r\n")
    while True:
        connection.sendall(b" ")
        time.sleep(0.02)


def drips_a_head(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"x")
        time.sleep(0.02)


@pytest.mark.parametrize("serve", [lambda c: time.sleep(1), drips, drips_a_head])
def test_a_server_that_hangs_or_drips_is_cut_off_in_time(
    serve: Callable[[socket.socket], None],
) -> None:
    begun = time.monotonic()
    with server(serve) as origin, pytest.raises(FetchError, match=r"too long|timed out"):
        Fetching(seconds=0.2)(f"{origin}/x", origin)
    assert time.monotonic() - begun < 3


def test_what_is_too_large_is_not_read_to_its_end() -> None:
    def serve(connection: socket.socket) -> None:
        connection.sendall(HEAD + b"\r\n" + b"x" * 100_000)

    with server(serve) as origin, pytest.raises(FetchError, match="more than 1,000 bytes"):
        Fetching(most=1_000)(f"{origin}/x", origin)


@pytest.mark.parametrize("status", [b"302 Found\r\nlocation: http://127.0.0.2/", b"400 Bad", b"x"])
def test_no_redirect_is_followed_and_no_failure_taken(status: bytes) -> None:
    def serve(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 " + status + b"\r\ncontent-length: 0\r\n\r\n")

    with server(serve) as origin, pytest.raises(FetchError):
        Fetching()(f"{origin}/x", origin)


@pytest.mark.parametrize(
    "address",
    ["https://127.0.0.1:1/x", "http://127.0.0.2:1/x", "http://127.0.0.1:2/x", "file:///x", "", "x"],
)
def test_nothing_is_fetched_from_anywhere_else(address: str) -> None:
    with pytest.raises(FetchError, match="does not lie at"):
        Fetching()(address, "http://127.0.0.1:1")


def test_nobody_there_is_a_sentence() -> None:
    with pytest.raises(FetchError, match="cannot be fetched"):
        Fetching()("http://127.0.0.1:9/x", "http://127.0.0.1:9")
