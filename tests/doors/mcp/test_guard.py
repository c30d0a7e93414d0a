"""The assistants' door over HTTP, behind the same guard as the other doors."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from foedus.asking.world import World
from foedus.doors.mcp.http import create_app
from foedus.doors.rest.settings import LOCAL, Settings
from foedus.doors.worker import Workers

CALL = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "tools/call",
    "params": {"name": "state", "arguments": {"on": "1985-06-01", "state": "DDR"}},
}
HEADERS = {
    "accept": "application/json, text/event-stream",
    "content-type": "application/json",
    "mcp-protocol-version": "2025-06-18",
}
EVERYWHERE = "0.0.0.0"


@pytest.fixture(scope="module", params=["127.0.0.1", EVERYWHERE])
def assistants(request: pytest.FixtureRequest, world: World) -> Iterator[TestClient]:
    """The door on this machine alone, and on every address of it."""
    settings = Settings(hosts=(*LOCAL, request.param), body=100_000)
    with Workers(world) as workers:
        app = create_app(world, workers, settings)
        with TestClient(app, base_url="http://127.0.0.1:8124") as client:
            yield client


def called(client: TestClient, **headers: str) -> Any:
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post("/mcp", content=json.dumps(CALL), headers={**HEADERS, **more})


def test_an_assistant_is_answered(assistants: TestClient) -> None:
    reply = called(assistants)
    assert reply.status_code == 200
    assert reply.json()["result"]["isError"] is False
    assert "default-src 'self'" in reply.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 421),
        ({"host": "evil.example", "origin": "http://evil.example"}, 421),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"content_type": "text/plain"}, 400),
    ],
)
def test_a_page_is_not(headers: dict[str, str], status: int, assistants: TestClient) -> None:
    assert called(assistants, **headers).status_code == status


def test_there_is_no_stream_to_open_and_no_session_to_end(assistants: TestClient) -> None:
    for method in ("GET", "HEAD", "DELETE", "PUT"):
        reply = assistants.request(method, "/mcp", headers=HEADERS)
        assert (reply.status_code, reply.headers["allow"]) == (405, "POST")


def test_there_is_nothing_else(assistants: TestClient) -> None:
    reply = assistants.get("/")
    assert reply.status_code == 404
    assert reply.json()["detail"] == "there is nothing at /; ask at /mcp"


def test_a_message_that_is_too_large_is_refused(assistants: TestClient) -> None:
    reply = assistants.post("/mcp", content=b" " * 100_001, headers=HEADERS)
    assert reply.status_code == 413


def test_one_who_leaves_amid_a_request_leaves_no_traceback_in_the_log(
    assistants: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    came = [
        {"type": "http.request", "body": json.dumps(CALL).encode()[:40], "more_body": True},
        {"type": "http.disconnect"},
    ]
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/mcp",
        "query_string": b"",
        "client": ("127.0.0.1", 5),
        "headers": [(name.encode(), value.encode()) for name, value in HEADERS.items()]
        + [(b"host", b"127.0.0.1:8124")],
    }

    async def receive() -> Any:
        return came.pop(0)

    async def send(message: Any) -> None:
        raise AssertionError("nobody is there to be answered")

    assert assistants.portal
    with caplog.at_level(logging.WARNING):
        assistants.portal.call(assistants.app, scope, receive, send)
    assert not came
    assert not caplog.records


def test_a_site_that_was_named_may_ask_from_a_browser(world: World) -> None:
    site = "https://desk.example"
    with Workers(world) as workers:
        app = create_app(world, workers, Settings(origins=(site,)))
        with TestClient(app, base_url="http://127.0.0.1:8124") as client:
            asked = {"origin": site, "access-control-request-method": "POST"}
            leave = client.options("/mcp", headers=asked)
            reply = called(client, origin=site, sec_fetch_site="cross-site")
            stranger = called(client, origin="https://evil.example", sec_fetch_site="cross-site")
    assert leave.status_code in {200, 204}
    assert reply.status_code == 200
    assert reply.headers["access-control-allow-origin"] == site
    assert stranger.status_code == 403
