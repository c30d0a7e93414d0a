"""The server as a process: it starts, bears with junk on its socket, and stops gracefully."""

import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx
import pytest

STARTS = 30.0


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    """The address of a server of its own."""
    command = [sys.executable, "-m", "foedus", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        told = process.stdout.readline()
        address = next(word for word in told.split() if word.startswith("http://"))
        ready = time.monotonic() + STARTS
        while not answers(address):
            assert time.monotonic() < ready, "the server does not start"
            time.sleep(0.1)
        yield address
        process.send_signal(signal.SIGTERM)
        assert process.wait(STARTS) in (0, -signal.SIGTERM)  # finished, then ended as told


def answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/healthz").status_code == 200
    except httpx.TransportError:
        return False


def test_it_answers(served: str) -> None:
    reply = httpx.get(f"{served}/api/v1/member?framework=nato&state=FIN&on=2023-04-04")
    assert reply.json()["answer"]["verdict"] is True


def test_a_million_bytes_of_junk_leave_it_serving(served: str) -> None:
    junk = random.Random(1949).randbytes(1_000_000)
    host, _, port = served.removeprefix("http://").partition(":")
    for start in range(0, len(junk), 50_000):
        with socket.create_connection((host, int(port)), timeout=5) as connection:
            try:
                for part in range(start, start + 50_000, 5_000):
                    connection.sendall(junk[part : part + 5_000])
            except OSError:
                pass  # it hung up, as it may
    assert answers(served)


def test_a_request_that_never_ends_holds_up_nobody(served: str) -> None:
    host, _, port = served.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(
            b"POST /api/v1/casus HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"
        )
        assert answers(served)


def test_a_port_that_is_taken_is_said_in_a_sentence(served: str) -> None:
    port = served.rpartition(":")[2]
    command = [sys.executable, "-m", "foedus", "serve", "--port", port]
    refused = subprocess.run(command, capture_output=True, text=True, timeout=STARTS, check=False)
    assert refused.returncode == 1
    assert "choose another with --port" in refused.stderr
    assert "Traceback" not in refused.stderr
