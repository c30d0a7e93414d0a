"""REST: the same answers as in Python, and one clear sentence for every mistake."""

import json
from datetime import date
from typing import Any

import msgspec
import pytest
from starlette.testclient import TestClient

import foedus
from foedus.asking.declare import every, find
from foedus.asking.world import World

CASUS = "/api/v1/casus?on=1982-04-02&attacked=GBR&attacker=ARG&at=Falkland+Islands"


@pytest.mark.parametrize("question", every().values(), ids=lambda q: q.name)
def test_every_example_works_and_says_what_python_says(
    question: Any, client: TestClient, world: World
) -> None:
    reply = client.post(f"/api/v1/{question.name}", json=dict(question.example))
    assert reply.status_code == 200, reply.text
    given = dict(question.example)
    assert given, "every question has an example"
    on = date.fromisoformat(given.pop("on"))
    answer = question.ask(world, given, on)
    assert reply.json()["answer"] == json.loads(msgspec.json.encode(answer))
    assert reply.json()["tables"] == json.loads(msgspec.json.encode(answer.sections()))
    assert reply.json()["charts"] == json.loads(msgspec.json.encode(answer.charts()))


def test_a_question_can_be_asked_in_an_address(client: TestClient) -> None:
    asked = {"on": "1982-04-02", "attacked": "GBR", "attacker": ["ARG"], "at": "Falkland Islands"}
    assert client.get(CASUS).json() == client.post("/api/v1/casus", json=asked).json()
    assert client.get(f"{CASUS}&facts=consent=FRA").status_code == 200


def test_an_answer_holds_while_its_world_does(client: TestClient, world: World) -> None:
    first = client.get(CASUS)
    assert first.headers["etag"] == f'W/"{foedus.__version__}-{find("casus").seen(world).key[:32]}"'
    again = client.get(CASUS, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(CASUS, headers={"if-none-match": '"another"'}).json() == first.json()
    plain = client.get(CASUS, headers={"accept-encoding": "identity"})
    assert plain.json() == first.json()
    assert "content-encoding" not in plain.headers


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("casus", "on is missing: the day asked about, such as 1949-08-24"),
        ("casus?on=1982-04-02", "casus: attacked is missing"),
        ("casus?on=yesterday&attacked=GBR", "on: 'yesterday' is not a date, such as 1949-08-24"),
        ("casus?on=1982-04-02&attacked=GBR&attackr=ARG", "there is no input 'attackr'"),
        ("casus?on=1982-04-02&attacked=GBR&facts=consent", "'consent' is not of the form"),
        ("casus?on=1982-04-02&attacked=GBR&at=a&at=b", "'at' is given 2 times; give it once"),
        ("member?on=2023-04-03&framework=natto&state=FIN", "did you mean nato, "),
        ("member?on=2023-04-03&on=2023-04-04&framework=nato&state=FIN", "'on' is given 2 times"),
    ],
)
def test_a_question_that_makes_no_sense(asked: str, told: str, client: TestClient) -> None:
    reply = client.get(f"/api/v1/{asked}")
    assert reply.status_code == 422
    assert reply.headers["content-type"] == "application/problem+json"
    assert told in reply.json()["detail"]


@pytest.mark.parametrize(
    ("body", "kind", "status", "told"),
    [
        (b"{", "application/json", 400, "the body is not JSON"),
        (b"[" * 100_000, "application/json", 400, "the body is not JSON"),
        (b"[]", "application/json", 422, "the body must be an object"),
        (b'{"on": 1982}', "application/json", 422, "on: 1982 is not a date"),
        (b"a=b", "application/x-www-form-urlencoded", 415, "must be application/json"),
        (b"", "", 415, "got no content type"),
    ],
)
def test_a_body_that_makes_no_sense(
    body: bytes, kind: str, status: int, told: str, client: TestClient
) -> None:
    reply = client.post("/api/v1/casus", content=body, headers={"content-type": kind})
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert told in reply.json()["detail"]


def test_what_is_not_there(client: TestClient) -> None:
    missing = client.get("/api/v1/oracle")
    assert missing.status_code == 404
    assert missing.json()["detail"] == "there is nothing at /api/v1/oracle"
    wrong = client.delete("/api/v1/casus")
    assert wrong.status_code == 405
    assert "DELETE is not possible" in wrong.json()["detail"]


@pytest.mark.parametrize(
    "body",
    [
        b'{"on":"2020-01-01","state":"\xc3"}',
        b'{"on":"2020-01-01","state":' + b"[" * 500 + b"]" * 500 + b"}",
        b'{"on":"2020-01-01","state":"' + b"x" * 1_000_000 + b'"}',
    ],
    ids=["half a character", "deep", "long"],
)
def test_a_strange_body_is_refused_in_a_sentence(body: bytes, client: TestClient) -> None:
    headers = {"content-type": "application/json"}
    reply = client.post("/api/v1/state", content=body, headers=headers)
    assert reply.status_code in (400, 422)
    assert len(reply.json()["detail"]) < 2000
