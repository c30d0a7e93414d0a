"""HTTP as RFC 9110 has it: conditions, addresses, forms, and what other sites may see."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from foedus.asking.world import World
from foedus.doors.rest.app import create_app
from foedus.doors.rest.settings import Settings
from foedus.doors.web.pages import VIEW

ROOT = Path(__file__).parents[3]
STATE = "/api/v1/state?on=1985-06-01&state=DDR"
DESK = "https://desk.example"
EXPOSED = {"Allow", "Content-Disposition", "ETag", "Retry-After"}


@pytest.fixture(scope="module")
def tag(client: TestClient) -> str:
    found: str = client.get(STATE).headers["etag"]
    return found


@pytest.mark.parametrize(
    "told",
    [
        "*",
        " * ",
        "{0}",
        "{strong}",
        '"x", {0}',
        '"x",{0},',
        ",{0}",
        '"a,b" , {0}',
        '{0}\t,"x"',
        '"", {0}',
        "W/{0}",
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_whoever_has_it_is_told_so_however_the_tag_is_listed(
    told: str, method: str, client: TestClient, tag: str
) -> None:
    header = told.format(tag, strong=tag.removeprefix("W/"))
    reply = client.request(method, STATE, headers={"if-none-match": header})
    assert (reply.status_code, reply.content) == (304, b"")
    assert reply.headers["etag"] == tag
    assert "content-type" not in reply.headers


def test_a_list_of_tags_may_come_in_several_headers(client: TestClient, tag: str) -> None:
    headers = [("if-none-match", '"x"'), ("if-none-match", tag), ("if-none-match", '"y"')]
    assert client.get(STATE, headers=headers).status_code == 304


@pytest.mark.parametrize(
    "told",
    [
        "",
        "nonsense",
        "{bare}",
        "nonsense {0}",
        "x={0}",
        "w/{strong}",
        "W/ {strong}",
        "{0}{0}",
        '"x" {0}',
        "{0};q=1",
        '"{0}"',
        '*, "x"',
        "*, {0}",
        "*x",
        "**",
        '"unterminated',
        "{upper}",
        '"x"',
    ],
)
def test_a_condition_that_is_nonsense_is_never_304(told: str, client: TestClient, tag: str) -> None:
    strong = tag.removeprefix("W/")
    header = told.format(tag, strong=strong, bare=strong.strip('"'), upper=tag.upper())
    reply = client.get(STATE, headers={"if-none-match": header})
    assert reply.status_code == 200
    assert reply.json()["answer"]["question"] == "state"


@pytest.mark.parametrize(
    "path",
    [
        "/nonsense",
        "/nonsense/page",
        "/index.htm",
        "/state",
        "/state/",
        "/pair/POL",
        "/api/v1/nonsense",
        "/state/POL/army",
        "/provision/",
    ],
)
def test_a_path_that_is_unknown_is_404_and_never_304(path: str, client: TestClient) -> None:
    index = client.get("/").headers["etag"]
    for told in ("*", index, index.removeprefix("W/")):
        for method in ("GET", "HEAD"):
            reply = client.request(method, path, headers={"if-none-match": told})
            assert reply.status_code == 404
            assert "etag" not in reply.headers
    assert client.post(path).headers["content-type"] == "application/problem+json"


def test_the_server_knows_the_views_of_the_application() -> None:
    source = (ROOT / "web/src/app.tsx").read_text("utf-8")
    routes = re.findall(r'<Route path="([^"]+)"', source)
    assert len(routes) > 10
    for route in routes:
        assert VIEW.fullmatch(re.sub(r":\w+|\*", "x", route)), route


@pytest.mark.parametrize(
    ("told", "status"),
    [("*", 200), ('"x"', 412), ('"x", "y"', 412), ("{0}", 412), ("nonsense", 200), ("", 200)],
)
def test_if_match_compares_strongly(told: str, status: int, client: TestClient, tag: str) -> None:
    reply = client.get(STATE, headers={"if-match": told.format(tag), "if-none-match": '"x"'})
    assert reply.status_code == status


@pytest.mark.parametrize(
    "accept",
    [
        "*/*",
        "application/*",
        "APPLICATION/JSON",
        "text/html",
        "application/json;q=0",
        "nonsense",
        "",
    ],
)
def test_what_cannot_be_had_in_a_form_is_given_in_the_one_there_is(
    accept: str, client: TestClient
) -> None:
    """RFC 9110, 12.5.1, lets a server disregard Accept; a client reads the type that it is."""
    reply = client.get(STATE, headers={"accept": accept})
    assert (reply.status_code, reply.headers["content-type"]) == (200, "application/json")
    assert "accept" not in {name.strip().lower() for name in reply.headers["vary"].split(",")}


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("state=DDR&state=POL&on=1985-06-01", "'state' is given 2 times; give it once"),
        ("state=DDR&on=1985-06-01&on=1985-06-01", "'on' is given 2 times; give it once"),
        ("state=DDR&on=1985-06-01&x=1&x=2", "'x' is given 2 times"),
    ],
)
def test_a_parameter_given_twice_is_refused_by_name(
    query: str, says: str, client: TestClient
) -> None:
    reply = client.get(f"/api/v1/state?{query}")
    assert reply.status_code == 422
    assert says in reply.json()["detail"]


def test_a_parameter_that_is_a_list_may_be_given_twice(client: TestClient) -> None:
    reply = client.get("/api/v1/bound?states=POL&states=USA&on=2026-01-01")
    assert reply.status_code == 200
    assert reply.json()["answer"]["title"].startswith("Republic of Poland and United States")


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/api/v1/state?on=1985-06-01&state=%", "'%' is not a percent-encoding"),
        ("/api/v1/state?on=1985-06-01&state=%zz", "'%zz' is not a percent-encoding"),
        ("/api/v1/state?on=1985-06-01&state=%4", "'%4' is not a percent-encoding"),
        ("/api/v1/state?on=1985-06-01&state=100%", "'%' is not a percent-encoding"),
        ("/api/v1/state?on=1985-06-01&state=%u00e9", "'%u0' is not a percent-encoding"),
        ("/api/v1/state?on=1985-06-01&state=%FF", "%FF is not UTF-8"),
        ("/api/v1/state?on=1985-06-01&state=T%FCrkiye", "%FC is not UTF-8"),
        ("/api/v1/state?on=1985-06-01&state=%ED%A0%80", "%ED is not UTF-8"),
        ("/api/v1/state?on=1985-06-01&st%C3=DDR", "%C3 is not UTF-8"),
        ("/api/v1/state?on=1985-06-01&state=%C0%AF", "%C0 is not UTF-8"),
        ("/api/v1/%FF", "%FF is not UTF-8"),
        ("/%zz", "'%zz' is not a percent-encoding"),
        ("/state/%", "'%' is not a percent-encoding"),
        ("/%00", "%00"),
        ("/api/v1/state%00", "%00"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_address_that_cannot_be_read_is_400(
    address: str, says: str, method: str, client: TestClient
) -> None:
    reply = client.request(method, address, headers={"if-none-match": "*"})
    assert reply.status_code == 400
    assert reply.headers["content-type"] == "application/problem+json"
    assert says in reply.json()["detail"]


def test_an_address_that_can_be_read_is_read_however_it_is_written(client: TestClient) -> None:
    for address in (
        "/api/v1/st%61te?on=1985-06-01&state=T%C3%BCrkiye",
        "/api/v1/state?on=1985-06-01&state=T%c3%bcrkiye",
        "/api/v1/state?%6fn=1985-06-01&state=+DDR+",
        "/st%61te/TUR?on=1985-06-01&at=T%C3%BCrkiye",
    ):
        assert client.get(address).status_code == 200, address


@pytest.fixture(scope="module")
def shared(world: World) -> TestClient:
    """A server whose answers pages of another site may read."""
    return TestClient(create_app(world, Settings(hosts=("testserver",), origins=(DESK,))))


@pytest.mark.parametrize("header", ["if-none-match", "content-type", "If-None-Match, Content-Type"])
@pytest.mark.parametrize(("method", "path"), [("GET", STATE), ("POST", "/api/v1/apportion")])
def test_a_preflight_lets_pages_of_a_named_site_ask(
    header: str, method: str, path: str, shared: TestClient
) -> None:
    asked = {
        "origin": DESK,
        "access-control-request-method": method,
        "access-control-request-headers": header,
    }
    reply = shared.options(path, headers=asked)
    assert reply.status_code == 200
    assert reply.headers["access-control-allow-origin"] == DESK
    assert method in reply.headers["access-control-allow-methods"]
    allowed = reply.headers["access-control-allow-headers"].lower()
    assert all(name in allowed for name in header.lower().split(", "))


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        (STATE, {}, 200),
        (STATE, {"if-none-match": "*"}, 304),
        ("/api/v1/oracle", {}, 404),
        ("/api/v1/apportion", {}, 405),
        ("/api/v1/state", {}, 422),
        ("/api/v1/state?x=%zz", {}, 400),
    ],
)
def test_pages_of_a_named_site_may_read_the_headers_that_they_need(
    path: str, headers: dict[str, str], status: int, shared: TestClient
) -> None:
    reply = shared.get(path, headers={"origin": DESK, **headers})
    assert reply.status_code == status
    assert reply.headers["access-control-allow-origin"] == DESK
    exposed = reply.headers["access-control-expose-headers"]
    assert {name.strip() for name in exposed.split(",")} == EXPOSED
