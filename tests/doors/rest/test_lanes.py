"""A server that no request can freeze, and whose processes end with it."""

import asyncio
import json
import signal
import sys
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from foedus.asking.declare import find
from foedus.asking.world import World
from foedus.doors.rest.app import create_app
from foedus.doors.rest.asking import SMALL
from foedus.doors.worker import BusyError, Workers
from tests.doors.served import Served, await_end, memory, served

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks processes up in /proc")
AT_ONCE = 5.0
"""Seconds: far more than is needed on a busy machine, and far less than the work beside takes."""
JSON = {"content-type": "application/json"}


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with served("serve", "--port", "0") as server:
        yield server


def example(name: str) -> dict[str, Any]:
    return dict(find(name).example)


async def meanwhile(server: Served, *work: Any) -> tuple[list[float], list[Any]]:
    """How long a cheap question and the health took, again and again until the work is done."""
    async with httpx.AsyncClient(base_url=server.address, timeout=AT_ONCE) as client:
        tasks = [asyncio.create_task(one) for one in work]
        took = list[float]()
        while not took or not all(task.done() for task in tasks):
            for path in ("/healthz", "/api/v1/state?state=DDR&on=1985-06-01"):
                began = time.monotonic()
                assert (await client.get(path)).status_code == 200
                took.append(time.monotonic() - began)
            await asyncio.sleep(0.05)
        return took, [task.result() for task in tasks]


async def post(server: Served, path: str, body: bytes) -> httpx.Response:
    async with httpx.AsyncClient(base_url=server.address, timeout=300) as client:
        return await client.post(f"/api/v1/{path}", content=body, headers=JSON)


def test_a_cheap_question_is_answered_beside_many_long_ones(server: Served) -> None:
    body = json.dumps(example("exercise")).encode()
    work = [post(server, "exercise", body) for _ in range(12)]
    took, replies = asyncio.run(meanwhile(server, *work))
    assert {reply.status_code for reply in replies} == {200}
    assert max(took) < AT_ONCE


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("generate", {"call": {"rotations": [{"a": 1}] * 60_000}}, "more"),
        ("state", {f"input-{n}": n for n in range(60_000)}, "and 59,9"),
        ("state", {"state": "x" * 1_000_000}, "no state is called"),
    ],
    ids=["items", "inputs", "name"],
)
def test_a_large_body_is_read_apart_and_its_faults_are_bounded(
    name: str, given: dict[str, Any], told: str, server: Served
) -> None:
    body = json.dumps({**given, "on": "2020-01-01"}).encode()
    took, [reply] = asyncio.run(meanwhile(server, post(server, name, body)))
    assert reply.status_code == 422
    assert told in reply.json()["detail"]
    assert len(reply.content) < 50_000
    assert max(took) < AT_ONCE
    assert memory(server.process.pid) < 300


def test_a_large_body_that_is_sound_is_answered_as_a_small_one(server: Served) -> None:
    small = json.dumps(example("state")).encode()
    large = small[:-1] + b" " * SMALL + b"}"
    one, other = (asyncio.run(post(server, "state", body)) for body in (small, large))
    assert one.json() == other.json()
    broken = asyncio.run(post(server, "state", large[:-1]))
    assert (broken.status_code, broken.json()["title"]) == (400, "Bad Request")


def test_a_client_that_leaves_takes_its_question_along(server: Served) -> None:
    body = json.dumps(example("exercise")).encode()

    async def leave() -> float:
        many = [asyncio.create_task(post(server, "exercise", body)) for _ in range(60)]
        await asyncio.sleep(1)
        for one in many:
            one.cancel()
        await asyncio.gather(*many, return_exceptions=True)
        began = time.monotonic()
        assert (await post(server, "exercise", body)).status_code == 200
        return time.monotonic() - began

    alone = time.monotonic()
    asyncio.run(post(server, "exercise", body))
    alone = time.monotonic() - alone
    assert asyncio.run(leave()) < 10 * alone + AT_ONCE
    assert "Traceback" not in server.said()


def test_too_many_are_told_when_to_ask_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_: Any, **__: Any) -> None:
        raise BusyError("200 questions wait to be answered already", retry=10)

    monkeypatch.setattr(Workers, "run", full)
    reply = TestClient(create_app(world)).get("/api/v1/state?state=DDR&on=1985-06-01")
    assert reply.status_code == 503
    assert reply.headers["retry-after"] == "10"
    assert reply.json()["detail"] == "200 questions wait to be answered already"


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_server_that_ends_leaves_no_process(how: signal.Signals) -> None:
    body = json.dumps(example("exercise")).encode()

    async def end(server: Served) -> float:
        many = [asyncio.create_task(post(server, "exercise", body)) for _ in range(40)]
        await asyncio.sleep(1)
        assert len(server.family()) > 3, "itself, the one that forks, and its children"
        began = time.monotonic()
        server.process.send_signal(how)
        await asyncio.to_thread(server.process.wait, 60)
        took = time.monotonic() - began
        replies = await asyncio.gather(*many, return_exceptions=True)
        told = {reply.status_code for reply in replies if isinstance(reply, httpx.Response)}
        assert told <= {200, 503}, "each is finished, or told that the server is being stopped"
        return took

    with served("serve", "--port", "0") as server:
        assert asyncio.run(end(server)) < 15 + AT_ONCE
        assert await_end(server) == []
        assert "Traceback" not in server.said()
