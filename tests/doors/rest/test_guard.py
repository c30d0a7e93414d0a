"""What holds for every request: its limits, its headers, and that it is counted."""

import json
import time
from typing import Any

import pytest
from starlette.testclient import TestClient

from foedus.asking.world import World
from foedus.doors.rest.answers import replied
from foedus.doors.rest.app import create_app
from foedus.doors.rest.faults import problem

STATE = "/api/v1/state?on=1985-06-01&state=DDR"


def test_a_body_that_is_too_large_is_refused(strict: TestClient) -> None:
    large = b'{"on": "%s"}' % (b"x" * 1000)
    for content in (large, iter([large[:600], large[600:]])):  # of known length, and of unknown
        reply = strict.post(
            "/api/v1/state", content=content, headers={"content-type": "application/json"}
        )
        assert reply.status_code == 413
        assert reply.json()["detail"] == "the body has more than 1,000 bytes"


def slow(world: World, name: str, given: Any) -> bytes:
    time.sleep(60)
    return b"{}"


def broken(world: World, name: str, given: Any) -> bytes:
    raise RuntimeError("secret")


def test_a_question_that_takes_too_long_is_given_up(
    strict: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("foedus.doors.rest.asking.replied", slow)
    reply = strict.get(STATE)
    assert reply.status_code == 503
    assert "took longer than the limit of 0.8 s" in reply.json()["detail"]


def test_a_fault_of_the_server_tells_nothing_of_its_inside(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("foedus.doors.rest.asking.replied", broken)
    reply = TestClient(create_app(world), raise_server_exceptions=False).get(STATE)
    assert reply.status_code == 500
    assert reply.headers["content-type"] == "application/problem+json"
    assert "secret" not in reply.text


def test_every_answer_forbids_what_a_page_needs_not(client: TestClient) -> None:
    for path in (STATE, "/api/v1/oracle", "/healthz"):
        headers = client.get(path).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_other_sites_may_not_ask_unless_named(client: TestClient, strict: TestClient) -> None:
    origin = {"origin": "https://desk.example"}
    assert "access-control-allow-origin" not in client.get(STATE, headers=origin).headers
    assert strict.get("/healthz", headers=origin).headers["access-control-allow-origin"] == (
        "https://desk.example"
    )


def test_health_readiness_and_counting(client: TestClient, world: World) -> None:
    assert client.get("/healthz").json() == {"status": "up"}
    assert client.get("/readyz").json()["catalogue"] == world.catalogue.key
    client.get(STATE)
    counted = client.get("/metrics").text
    assert 'foedus_requests_total{method="GET",route="/api/v1/state",status="200"}' in counted


def test_a_refusal_can_quote_anything() -> None:
    told = json.loads(
        problem(422, "state: '\ud800'", [{"at": 1, "field": "a", "detail": "\udfff"}])
    )
    assert told["detail"] == r"state: '\ud800'"
    assert told["errors"] == [{"at": 1, "field": "a", "detail": r"\udfff"}]


def test_an_answer_is_the_same_however_it_is_asked_for(world: World) -> None:
    """The desk keeps bytes: what it keeps must be what it would work out."""
    given = {"state": "DDR", "on": "1985-06-01"}
    assert replied(world, "state", given) == replied(world, "state", given)
