"""The assistants' door over HTTP: bounded like the other, and plain about what it cannot do."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from foedus.doors.mcp.http import BODY
from tests.doors.served import Served, await_end, served

HEADERS = {"accept": "application/json, text/event-stream", "content-type": "application/json"}


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with served("mcp", "--http", "--port", "0") as server:
        yield server


def called(server: Served, tool: str, given: dict[str, Any]) -> Any:
    asked = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": tool, "arguments": given},
    }
    reply = httpx.post(server.address, content=json.dumps(asked), headers=HEADERS, timeout=60)
    assert reply.status_code == 200, reply.text
    return reply.json()["result"]


def test_it_answers(server: Served) -> None:
    result = called(server, "member", {"framework": "nato", "state": "FIN", "on": "2023-04-04"})
    assert result["structuredContent"]["verdict"] is True


def test_a_large_mistake_is_told_in_a_hundred_faults(server: Served) -> None:
    given = {f"input-{n}": n for n in range(30_000)}
    result = called(server, "state", {**given, "state": "FRA", "on": "2020-01-01"})
    assert result["isError"]
    assert result["content"][0]["text"].endswith("and 29,900 more")


def test_a_body_that_is_too_large_is_refused(server: Served) -> None:
    content = b" " * (BODY + 1)
    assert httpx.post(server.address, content=content, headers=HEADERS).status_code == 413


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT"])
def test_it_has_no_stream_to_listen_to(method: str, server: Served) -> None:
    reply = httpx.request(method, server.address, headers=HEADERS, timeout=5)
    assert reply.status_code == 405
    assert reply.headers["allow"] == "POST"


def test_a_port_that_is_taken_is_said_in_a_sentence(server: Served) -> None:
    port = server.address.removesuffix("/mcp").rpartition(":")[2]
    command = [sys.executable, "-m", "foedus", "mcp", "--http", "--port", port]
    refused = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert refused.returncode == 1
    told = f"Error: 127.0.0.1:{port} cannot be listened on: Address already in use; choose another"
    assert refused.stderr == f"{told} with --port\n"


def test_it_ends_with_all_its_processes() -> None:
    with served("mcp", "--http", "--port", "0") as server:
        called(server, "member", {"framework": "nato", "state": "FIN", "on": "2023-04-04"})
        server.process.terminate()
        server.process.wait(60)
        assert await_end(server) == []
