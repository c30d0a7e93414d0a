"""S10: the assistants' door has the bounds that every other has."""

import json
import subprocess
import time
from typing import Any

import httpx
import pytest

from proofs.assistants import HEADERS, bare, call, calling
from proofs.crowd import Crowd, request
from proofs.hostile import long_work
from proofs.processes import alive
from proofs.serving import COMMAND, Served
from proofs.watching import Watch
from tests.attacks.conftest import MEGABYTE, held_up_nobody

STATE = {"on": "1985-06-01", "state": "DDR"}


def test_fifty_long_calls_do_not_start_fifty_processes(
    assistants: Served, questions: dict[str, Any]
) -> None:
    idle = len(alive(assistants.children()))
    most = 0
    with (
        Watch(assistants) as watch,
        Crowd(
            assistants, 50, bare(assistants, "exercise", questions["exercise"]["example"])
        ) as crowd,
    ):
        end = time.monotonic() + 4
        while time.monotonic() < end:
            crowd.wait(0.05)
            most = max(most, len(alive(assistants.children())))
    # what they are forked from, and what keeps count of them, may have come with the first
    assert most - idle <= 4 + 2, f"{most - idle} processes at once"
    assert watch.whole < 1_200 * MEGABYTE, watch.told()
    held_up_nobody(watch)


def test_a_cheap_call_does_not_wait_behind_fifty_long_ones(assistants: Served) -> None:
    with Crowd(assistants, 50, bare(assistants, "pool", long_work())) as crowd:
        crowd.wait(0.5)
        with assistants.client(30) as client:
            took = []
            for _ in range(10):
                begun = time.monotonic()
                assert call(client, "state", STATE)["isError"] is False
                took.append(time.monotonic() - begun)
    assert max(took) < 2.0, f"{max(took):.1f} s"


def test_those_who_leave_take_their_work_with_them(
    assistants: Served, questions: dict[str, Any]
) -> None:
    """The next asks what is soon worked out, but waits behind all that was left."""
    with Crowd(assistants, 20, bare(assistants, "pool", long_work())) as crowd:
        crowd.wait(1.0)
    begun = time.monotonic()
    soon = bare(assistants, "pool", questions["pool"]["example"])
    with Crowd(assistants, 1, soon) as after:
        after.wait(60)
    took = time.monotonic() - begun
    assert after.statuses == {200: 1}
    assert took < 15, f"the next asker waited {took:.1f} s for those who had left"


def test_a_stream_is_not_kept_open_for_nothing(assistants: Served) -> None:
    """No message ever comes on it: a server that stands alone for each request has none."""
    host = f"127.0.0.1:{assistants.port}"
    headers = ("Accept: text/event-stream", "MCP-Protocol-Version: 2025-06-18")
    content = request("/mcp", method="GET", host=host, headers=headers)
    with Crowd(assistants, 20, content) as crowd:
        crowd.wait(3)
    assert len(crowd.ended) == 20, f"{20 - len(crowd.ended)} of 20 streams are open after 3 s"
    assert set(crowd.statuses) <= {405, 406}, crowd.statuses


def test_a_head_without_end_is_refused(assistants: Served) -> None:
    with Watch(assistants) as watch, assistants.connect(5) as connection:
        connection.sendall(b"POST /mcp HTTP/1.1\r\nHost: localhost\r\n")
        try:
            for _ in range(200):
                connection.sendall(b"X-a: b\r\n" * 8000)
            answer = connection.recv(64)
        except TimeoutError:
            answer = b"(still open)"
        except OSError:
            answer = b""
    assert not answer or answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 431")), answer
    held_up_nobody(watch)


def test_silent_connections_are_closed(assistants: Served) -> None:
    with Crowd(assistants, 50, b"POST /mcp HTTP/1.1\r\n") as crowd:
        crowd.wait(13)
    assert len(crowd.ended) == 50, f"{50 - len(crowd.ended)} of 50 are open after 13 s"


MESSAGES: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"{",
    "a number": b"1",
    "an empty batch": b"[]",
    "a batch": json.dumps([calling("state", STATE)] * 3).encode(),
    "no method": b'{"jsonrpc":"2.0","id":1}',
    "another protocol": b'{"jsonrpc":"1.0","id":1,"method":"tools/list"}',
    "an unknown method": b'{"jsonrpc":"2.0","id":1,"method":"rm"}',
    "an id that is none": b'{"jsonrpc":"2.0","id":{},"method":"tools/list"}',
    "parameters that are none": b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":7}',
    "half a character": b'{"jsonrpc":"2.0","id":1,"method":"tools/list\xc3"}',
    "half a pair": json.dumps(calling("state", {**STATE, "state": "\ud800"})).encode(),
    "deep": b"[" * 100_000,
    "a long id": b'{"jsonrpc":"2.0","id":' + b"9" * 100_000 + b',"method":"tools/list"}',
}


@pytest.mark.parametrize("kind", MESSAGES)
def test_a_strange_message_is_refused_and_leaves_it_serving(kind: str, assistants: Served) -> None:
    with assistants.client(10) as client:
        answer = client.post("/mcp", content=MESSAGES[kind], headers=HEADERS)
        assert answer.status_code < 500, f"{answer.status_code}: {answer.text[:300]}"
        assert "Traceback" not in answer.text
        assert len(answer.content) < 20_000
        assert call(client, "state", STATE)["isError"] is False
    assert "Traceback" not in assistants.told()


def test_a_long_name_is_not_told_in_full(assistants: Served) -> None:
    with assistants.client(10) as client:
        answer = call(client, "state", {**STATE, "state": "x" * 1_000_000})
        assert answer["isError"]
        assert len(answer["content"][0]["text"]) < 2000
        oracle = call(client, "x" * 1_000_000, {})
        assert len(oracle["content"][0]["text"]) < 2000


def test_a_port_that_is_taken_is_said_in_a_sentence(assistants: Served) -> None:
    command = [*COMMAND, "mcp", "--http", "--port", str(assistants.port)]
    refused = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert refused.returncode == 1
    assert "choose another with --port" in refused.stderr
    assert "answers assistants" not in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_large_body_is_refused(assistants: Served) -> None:
    with Watch(assistants) as watch, assistants.client(10) as client:
        try:
            answer = client.post("/mcp", content=b" " * 20_000_000, headers=HEADERS)
        except httpx.WriteError:
            return  # it hung up, as it may
    assert answer.status_code == 413
    held_up_nobody(watch)
