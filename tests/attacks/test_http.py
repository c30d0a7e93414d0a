"""S12 to S15 and S19: what HTTP and the schemas say, the server holds to."""

from typing import Any

import pytest

from proofs.serving import Served
from tests.attacks.conftest import refused

STATE = "/api/v1/state?on=1985-06-01&state=DDR"
BOTH = {"GET", "HEAD", "POST"}
READ = {"GET", "HEAD"}
ALLOWED = {
    "/": READ,
    "/healthz": READ,
    "/readyz": READ,
    "/metrics": READ,
    "/api/v1/questions": READ,
    "/api/v1/openapi.json": READ,
    "/api/v1/atlas/world": READ,
    "/api/v1/atlas/days": READ,
    "/api/v1/state": BOTH,
    "/api/v1/panel": BOTH,
    "/api/v1/apportion": {"POST"},
    "/api/v1/exercise": {"POST"},
    "/api/v1/state.xlsx": {"POST"},
    "/api/v1/withdraw.ics": {"POST"},
    "/api/v1/grant/document": {"POST"},
    "/api/v1/grant/template.xlsx": READ,
}


@pytest.mark.parametrize("path", ALLOWED)
def test_a_method_that_is_not_possible_is_405_with_all_that_are(path: str, served: Served) -> None:
    with served.client() as client:
        for method in ("GET", "HEAD", "PUT", "PATCH", "DELETE", "POST", "TRACE", "BREW"):
            if method in ALLOWED[path]:
                continue
            answer = client.request(method, path)
            if method == "BREW" and answer.status_code in (400, 501):
                continue  # no parser need know it
            assert answer.status_code == 405, f"{method} {path}: {answer.status_code}"
            allow = {name.strip() for name in answer.headers["allow"].split(",")}
            assert allow - {"OPTIONS"} == ALLOWED[path], f"{method} {path}: {allow}"


@pytest.mark.parametrize("path", [p for p, allowed in ALLOWED.items() if "HEAD" in allowed])
def test_head_is_get_without_the_body(path: str, served: Served) -> None:
    path = STATE if path == "/api/v1/state" else path
    if path == "/api/v1/panel":
        path = "/api/v1/panel?on=2020-01-01&unit=codebook"
    with served.client(headers={"accept-encoding": "identity"}) as client:
        got, headed = client.get(path), client.head(path)
    assert got.status_code == headed.status_code == 200
    assert headed.content == b""
    for name in ("content-type", "etag", "content-length"):
        if path != "/metrics":  # which counts the request before
            assert headed.headers.get(name) == got.headers.get(name)


def test_what_is_not_there_is_404(served: Served) -> None:
    with served.client() as client:
        for path in ("/api/v1/oracle", "/api/v2/state", "/api/", "/api/v1/state/x"):
            for method in ("GET", "HEAD", "POST"):
                assert client.request(method, path).status_code == 404, f"{method} {path}"


def test_nonsense_is_never_called_unchanged(served: Served) -> None:
    with served.client() as client:
        etag = client.get(STATE).headers["etag"]
        known = {"if-none-match": etag}
        assert client.get(STATE, headers=known).status_code == 304
        for path in (
            "/api/v1/state?nonsense=1",
            "/api/v1/state",
            "/api/v1/state?on=1985-06-01&state=Atlantis",
            "/api/v1/state?on=yesterday&state=DDR",
            "/api/v1/panel?on=2020-01-01&unit=parsec",
        ):
            refused(client.get(path, headers=known), 422)
        for tag in ("*", f"W/{etag}", f'"x", {etag}'):  # the other ways to name it
            assert client.get(STATE, headers={"if-none-match": tag}).status_code == 304
        assert client.get(STATE, headers={"if-none-match": '"x"'}).status_code == 200


LAX: tuple[tuple[str, dict[str, Any]], ...] = (
    ("frameworks", {"ever": 0}),
    ("frameworks", {"ever": "no"}),
    ("frameworks", {"ever": 1.0}),
    ("withdraw", {"facts": {"armed-conflict": 0}}),
    ("withdraw", {"facts": {"armed-conflict": 1.5}}),
    ("casus", {"facts": {"un-security-council-authorisation": 1.5}}),
    ("grant", {"pesco": "on"}),
    ("power", {"body": 5}),
    ("notify", {"troops": True}),
    ("notify", {"troops": 7.5}),
    ("panel", {"restored": "t"}),
    ("reimburse", {"persons": "many"}),
)


@pytest.mark.parametrize(("name", "given"), LAX, ids=str)
def test_only_what_the_schema_takes_is_taken(
    name: str, given: dict[str, Any], served: Served, questions: dict[str, Any]
) -> None:
    with served.client(30) as client:
        good = client.post(f"/api/v1/{name}", json=questions[name]["example"])
        assert good.status_code == 200
        answer = client.post(f"/api/v1/{name}", json={**questions[name]["example"], **given})
    assert next(iter(given)) in refused(answer, 422)


@pytest.mark.parametrize("given", ["title: x\nquantity: 1\n", "called: 2020-01-01\nnation: FRA\n"])
def test_no_key_is_suggested_in_place_of_itself(given: str, served: Served) -> None:
    """It may be right elsewhere in the document; what is wrong is that it stands here."""
    with served.client() as client:
        answer = client.post(
            "/api/v1/generate/document?name=c.yaml",
            content=given.encode(),
            headers={"content-type": "application/octet-stream"},
        )
    refused(answer, 422)
    key = given.split("\n")[1].partition(":")[0]
    told = [fault["detail"] for fault in answer.json()["errors"] if fault["field"] == key]
    assert told
    assert f"did you mean '{key}'" not in " ".join(told)
