"""What HTTP says of methods and conditions, the server holds to."""

import pytest
from starlette.testclient import TestClient

STATE = "/api/v1/state?on=1985-06-01&state=DDR"
READ, BOTH, WRITTEN = "GET, HEAD, OPTIONS", "GET, HEAD, OPTIONS, POST", "OPTIONS, POST"
ALLOWED = {
    "/": READ,
    "/state/POL": READ,
    "/icon.svg": READ,
    "/healthz": READ,
    "/metrics": READ,
    "/api/v1/questions": READ,
    "/api/v1/openapi.json": READ,
    "/api/v1/atlas/world": READ,
    "/api/v1/atlas/days": READ,
    "/api/v1/state": BOTH,
    "/api/v1/apportion": WRITTEN,
    "/api/v1/state.xlsx": WRITTEN,
    "/api/v1/grant/document": WRITTEN,
    "/api/v1/grant/template.xlsx": READ,
}


@pytest.mark.parametrize(("path", "allow"), ALLOWED.items())
def test_a_method_that_is_not_possible_is_told_all_that_are(
    path: str, allow: str, client: TestClient
) -> None:
    for method in ("GET", "HEAD", "PUT", "PATCH", "DELETE", "POST", "TRACE", "BREW"):
        if method in allow.split(", "):
            continue
        reply = client.request(method, path)
        assert reply.status_code == 405, method
        assert reply.headers["allow"] == allow
        if method != "HEAD":
            assert reply.json()["detail"] == f"{method} is not possible here, but {allow}"
    asked = client.options(path)
    assert (asked.status_code, asked.headers["allow"]) == (204, allow)


@pytest.mark.parametrize("path", ["/", "/icon.svg", "/healthz", STATE, "/api/v1/openapi.json"])
def test_head_is_get_without_the_body(path: str, client: TestClient) -> None:
    plain = {"accept-encoding": "identity"}
    got, headed = client.get(path, headers=plain), client.head(path, headers=plain)
    assert (headed.status_code, headed.content) == (200, b"")
    names = {answer.headers.pop("x-request-id") for answer in (got, headed)}
    assert len(names) == 2  # of two requests
    assert dict(headed.headers) == dict(got.headers)
    assert int(headed.headers["content-length"]) == len(got.content) > 0


@pytest.mark.parametrize(
    "path",
    [
        "/api",
        "/api/",
        "/api/v2/state",
        "/api/v1/oracle",
        "/api/v1/state/x",
        "/API/v1/state",
        "//api/v1/state",
        "/mcp",
        "/taxii2/",
        "/auth/login",
        "/.well-known/security.txt",
        "/assets/index.js",
    ],
)
def test_what_is_not_there_is_no_view(path: str, client: TestClient) -> None:
    for method in ("GET", "HEAD", "POST"):
        reply = client.request(method, f"http://testserver{path}")
        assert reply.status_code == 404
        assert reply.headers["content-type"] == "application/problem+json"


def test_what_a_client_has_is_not_sent_again_however_it_says_so(client: TestClient) -> None:
    tag = client.get(STATE).headers["etag"]
    for told in (tag, tag.removeprefix("W/"), "*", f'"x", {tag}', f'{tag},"x"'):
        for method in ("GET", "HEAD"):
            reply = client.request(method, STATE, headers={"if-none-match": told})
            assert (reply.status_code, reply.content) == (304, b"")
            assert reply.headers["etag"] == tag
    for told in ('"x"', tag.strip('W/"'), ""):
        assert client.get(STATE, headers={"if-none-match": told}).status_code == 200


@pytest.mark.parametrize(
    "asked",
    [
        "nonsense=1",
        "",
        "on=1985-06-01&state=Atlantis",
        "on=yesterday&state=DDR",
        "on=1985-06-01&state=DDR&nonsense=1",
    ],
)
def test_nonsense_is_never_what_a_client_has(asked: str, client: TestClient) -> None:
    tag = client.get(STATE).headers["etag"]
    for told in (tag, "*"):
        reply = client.get(f"/api/v1/state?{asked}", headers={"if-none-match": told})
        assert reply.status_code == 422
