"""Pages of other sites, in the browser of somebody who runs a server on this machine."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from foedus.asking.world import World
from foedus.doors.rest.app import create_app
from foedus.doors.rest.settings import LOCAL, Settings

STATE = "/api/v1/state?on=1985-06-01&state=DDR"
ASKED = {"on": "1985-06-01", "state": "DDR"}
DESK = "https://desk.example"


def served(world: World, at: str = "http://127.0.0.1:8123", **settings: Any) -> TestClient:
    """A server that a client reached at an address."""
    app = create_app(world, Settings(**settings))
    return TestClient(app, base_url=at, raise_server_exceptions=False)


@pytest.fixture(scope="module")
def here(world: World) -> TestClient:
    return served(world)


@pytest.fixture(scope="module")
def known(world: World) -> TestClient:
    """A server with a name of its own, and a site whose pages may ask it."""
    return served(world, hosts=(*LOCAL, "foedus.example"), origins=(DESK,))


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8123",
        "localhost.evil.example",
        "127.0.0.1.nip.io",
        "localhost@evil.example",
        "localhost:1@evil.example",
        "127.0.0.1:8123x",
        "10.0.0.1",
        "[::1",
        "",
    ],
)
def test_a_foreign_name_of_this_machine_is_not_answered(host: str, here: TestClient) -> None:
    for path in ("/", "/healthz", STATE, "/metrics", "/nothing"):
        reply = here.get(path, headers={"host": host})
        assert reply.status_code == 421
        assert "this server does not answer to" in reply.json()["detail"]
    assert here.post("/api/v1/state", json=ASKED, headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "host", ["localhost", "LocalHost:8123", "127.0.0.1:8123", "[::1]:8123", "localhost.:8123"]
)
def test_the_names_of_this_machine_are_answered(host: str, here: TestClient) -> None:
    assert here.get("/healthz", headers={"host": host}).status_code == 200


def test_a_name_that_was_given_is_answered(known: TestClient) -> None:
    assert known.get("/healthz", headers={"host": "foedus.example"}).status_code == 200
    assert known.get("/healthz", headers={"host": "foedus.exampl"}).status_code == 421


def test_the_address_that_a_client_connected_to_is_answered(world: World) -> None:
    """A server on every address of a machine; a page cannot give itself an address as its name."""
    assert served(world, "http://192.0.2.7:8123").get("/healthz").status_code == 200
    there = served(world, "http://[2001:db8::7]:8123")
    assert there.get("/healthz", headers={"host": "[2001:db8::7]:8123"}).status_code == 200


CROSS: list[dict[str, str]] = [
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://localhost.evil.example"},
    {"origin": "http://127.0.0.1:3000"},
    {"origin": ""},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": DESK, "sec-fetch-site": "cross-site"},
]


@pytest.mark.parametrize("headers", CROSS, ids=str)
@pytest.mark.parametrize("path", ["state", "state.xlsx", "grant/document?name=a.yaml"])
def test_a_page_of_another_site_may_read_and_not_post(
    path: str, headers: dict[str, str], here: TestClient
) -> None:
    reply = here.post(f"/api/v1/{path}", json=ASKED, headers=headers)
    assert reply.status_code == 403
    assert "may not ask here" in reply.json()["detail"]
    read = here.get(STATE, headers=headers)
    assert read.status_code == 200
    assert "access-control-allow-origin" not in read.headers
    assert read.headers["cross-origin-resource-policy"] == "same-origin"


def test_its_own_page_may_post(here: TestClient) -> None:
    own = {"origin": "http://127.0.0.1:8123", "sec-fetch-site": "same-origin"}
    assert here.post("/api/v1/state", json=ASKED, headers=own).status_code == 200
    assert here.post("/api/v1/state", json=ASKED).status_code == 200  # no browser


def test_the_page_of_a_site_that_was_named_may_post(known: TestClient) -> None:
    desk = {"origin": DESK, "sec-fetch-site": "cross-site"}
    reply = known.post("/api/v1/state", json=ASKED, headers=desk)
    assert reply.status_code == 200
    assert reply.headers["access-control-allow-origin"] == DESK
    assert "ETag" in reply.headers["access-control-expose-headers"]
    refused = known.post("/api/v1/state", json={}, headers=desk)
    assert refused.headers["access-control-allow-origin"] == DESK  # its page may read why
    evil = {**desk, "origin": f"{DESK}.evil.example"}
    assert known.post("/api/v1/state", json=ASKED, headers=evil).status_code == 403


def test_a_browser_asks_leave_first(known: TestClient) -> None:
    asking = {
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type, if-none-match",
    }
    granted = known.options("/api/v1/state", headers={**asking, "origin": DESK})
    assert granted.status_code == 200
    assert granted.headers["access-control-allow-origin"] == DESK
    assert "POST" in granted.headers["access-control-allow-methods"]
    for origin in ("https://evil.example", "null"):
        refused = known.options("/api/v1/state", headers={**asking, "origin": origin})
        assert refused.status_code == 403
        assert "access-control-allow-origin" not in refused.headers


@pytest.mark.parametrize(
    "kind", ["text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"]
)
def test_a_document_comes_as_what_a_page_must_ask_leave_for(kind: str, here: TestClient) -> None:
    """The other kinds a browser sends to any site without asking it first."""
    path = "/api/v1/grant/document?name=c.yaml"
    own = {"sec-fetch-site": "same-origin", "content-type": kind}
    reply = here.post(path, content=b"title: x", headers={"content-type": kind})
    assert reply.status_code == 415
    assert "must be application/octet-stream" in reply.json()["detail"]
    assert here.post(path, content=b"title: x").status_code == 415
    assert here.post(path, content=b"title: x", headers=own).status_code == 422


def test_metrics_are_for_this_machine(world: World) -> None:
    def of(client: str, **settings: Any) -> TestClient:
        app = create_app(world, Settings(hosts=("testserver",), **settings))
        return TestClient(app, client=(client, 50_000))

    for path in ("/metrics", "/readyz"):
        assert of("127.0.0.1").get(path).status_code == 200
        assert of("::1").get(path).status_code == 200
        refused = of("192.0.2.9").get(path)
        assert refused.status_code == 403
        assert "--open-metrics" in refused.json()["detail"]
        assert of("192.0.2.9", open_metrics=True).get(path).status_code == 200
    assert of("192.0.2.9").get("/healthz").status_code == 200
