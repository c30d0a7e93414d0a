"""S6 and S17: pages of other sites, in the browser of somebody who runs foedus."""

import json
from typing import Any

import httpx
import pytest

from proofs.assistants import HEADERS, calling
from proofs.hostile import JSON
from proofs.serving import Served
from proofs.watching import STATE
from tests.attacks.conftest import refused

FOREIGN_HOSTS = (
    *("evil.example", "evil.example:{port}", "localhost.evil.example", "127.0.0.1.nip.io"),
    *("localhost@evil.example", "localhost:1@x", "evil", "127.0.0.1:{port}x"),
)
OWN_HOSTS = ("localhost:{port}", "127.0.0.1:{port}", "localhost", "LOCALHOST:{port}")
PATHS = (
    *("/", "/healthz", "/api/v1/state?on=1985-06-01&state=DDR", "/metrics", "/api/v1/questions"),
    *("/api/v1/openapi.json", "/nothing/at/all"),
)
CROSS = (
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://localhost.evil.example"},
    {"sec-fetch-site": "cross-site"},
    {"origin": "https://evil.example", "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
)
DOCUMENT = "/api/v1/grant/document?name=c.yaml"


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
def test_a_foreign_host_is_told_nothing(host: str, served: Served) -> None:
    """A name of the attacker's may point to this machine: DNS rebinding."""
    headers = {"host": host.format(port=served.port)}
    with served.client() as client:
        for path in PATHS:
            refused(client.get(path, headers=headers), 400, 403, 421)
        refused(
            client.post("/api/v1/state", content=STATE, headers={**headers, **JSON}), 400, 403, 421
        )


@pytest.mark.parametrize("host", OWN_HOSTS)
def test_its_own_names_are_served(host: str, served: Served) -> None:
    with served.client() as client:
        answer = client.get("/healthz", headers={"host": host.format(port=served.port)})
    assert answer.status_code == 200


@pytest.mark.parametrize("headers", CROSS, ids=str)
@pytest.mark.parametrize("path", ["/api/v1/state", "/api/v1/state.xlsx", DOCUMENT])
def test_a_page_of_another_site_may_not_post(
    path: str, headers: dict[str, str], served: Served
) -> None:
    with served.client() as client:
        refused(client.post(path, content=STATE, headers={**JSON, **headers}), 403)


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", ""],
)
def test_a_document_is_taken_only_as_what_a_page_must_ask_leave_for(
    kind: str, served: Served
) -> None:
    """These a browser sends to any site without asking it first."""
    headers = {"content-type": kind} if kind else {}
    with served.client() as client:
        refused(client.post(DOCUMENT, content=b"title: x", headers=headers), 415)


def test_its_own_pages_may_post(served: Served) -> None:
    own = {"origin": served.url, "sec-fetch-site": "same-origin"}
    octets = {"content-type": "application/octet-stream"}
    with served.client() as client:
        assert client.post("/api/v1/state", content=STATE, headers={**JSON, **own}).is_success
        assert client.post("/api/v1/state", content=STATE, headers=JSON).is_success
        told = client.post(DOCUMENT, content=b"title: x", headers={**octets, **own})
        assert told.status_code == 422
        assert told.json()["errors"]


def test_a_site_that_was_named_may_post_and_no_other() -> None:
    named = {"origin": "https://desk.example", "sec-fetch-site": "cross-site"}
    with (
        Served(options=("--origin", "https://desk.example")) as served,
        served.client() as client,
    ):
        answer = client.post("/api/v1/state", content=STATE, headers={**JSON, **named})
        assert answer.status_code == 200
        assert answer.headers["access-control-allow-origin"] == "https://desk.example"
        evil = {**named, "origin": "https://desk.example.evil.example"}
        refused(client.post("/api/v1/state", content=STATE, headers={**JSON, **evil}), 403)


STRANGE: tuple[dict[str, str], ...] = (
    {"host": "evil.example"},
    {"origin": "https://evil.example"},
    {"host": "evil.example", "origin": "https://evil.example"},
    {"host": "evil.example", "origin": "http://evil.example", "sec-fetch-site": "same-origin"},
    {"content-type": "text/plain"},
)


@pytest.fixture(scope="module")
def everywhere() -> Any:
    """The assistants' door on every address of the machine."""
    with Served("mcp", ("--http", "--host", "0.0.0.0")) as served:
        yield served


def asked(served: Served, headers: dict[str, str]) -> httpx.Response:
    call = calling("state", {"on": "1985-06-01", "state": "DDR"})
    with served.client() as client:
        return client.post("/mcp", content=json.dumps(call), headers={**HEADERS, **headers})


@pytest.mark.parametrize("headers", STRANGE, ids=str)
@pytest.mark.parametrize("door", ["assistants", "everywhere"])
def test_assistants_are_not_reached_through_a_page(
    door: str, headers: dict[str, str], request: pytest.FixtureRequest
) -> None:
    served: Served = request.getfixturevalue(door)
    answer = asked(served, headers)
    assert answer.status_code in (400, 403, 415, 421), answer.text[:200]
    assert asked(served, {}).json()["result"]["isError"] is False


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_says_what_a_page_may_not(path: str, served: Served) -> None:
    with served.client() as client:
        headers = client.get(path).headers
    policy = headers["content-security-policy"]
    rules = dict(rule.strip().partition(" ")[::2] for rule in policy.split(";"))
    assert rules["default-src"] == "'self'"
    assert "'unsafe-inline'" not in rules.get("style-src", "")
    assert "'unsafe-eval'" not in policy
    assert rules["frame-ancestors"] == "'none'"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert "camera=()" in headers["permissions-policy"]
    assert "geolocation=()" in headers["permissions-policy"]
