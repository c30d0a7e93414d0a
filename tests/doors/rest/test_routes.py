"""Every route of the OpenAPI document as every role, as `docs/security.md` has it.

A route of a kind that is not known here fails: whoever adds one says who may do what by it.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from foedus.acting.declare import every
from foedus.doors.rest.answers import AnswerFile
from foedus.doors.rest.asking import Desk
from foedus.doors.visiting import Visitor
from foedus.model.people import POSTS
from foedus.nodes.access import Access
from tests.conftest import EXPLORE
from tests.doors.rest.test_access import (
    API,
    GIVEN,
    IDLE,
    READING,
    ROLES,
    STRANGERS,
    Stage,
    may,
    stage,
)

__all__ = ["stage"]
THROUGHOUT = ("scoped",)
"""Roles that are tried on every question; others on a part of them, or on all where exploring."""
READERS = (*READING, "lithuanian", "swiss")
OPEN = ("/acts", "/sign-in", "/sign-out", "/enrol", "/atlas/", "/questions")
"""What is for anybody."""
OWN = ("/me", "/tokens", "/invitations", "/sign-out-everywhere", "/prepared")
"""What is for whoever signed in, each by its own rule."""
WAYS_IN = (
    "/providers", "/sign-in/with/{provider}", "/sign-in/from/{provider}", "/sign-in/certificate",
    "/sign-in/passkey/offer", "/sign-in/passkey", "/node",
)  # fmt: skip
"""By what people prove who they are, or see where: who they are as yet makes no difference."""
WHOLE = (
    "/proposals", "/proposals/{number}/record", "/proposals/{number}/drop",
    "/seconds", "/seconds/{number}/confirm", "/seconds/{number}/drop", "/four-eyes",
)  # fmt: skip
"""What no token with scopes is for."""
PRESENT = (
    "/codes", "/codes/offer", "/passkeys", "/passkeys/offer", "/passkeys/drop",
    "/links", "/links/end", "/me/mail",
)  # fmt: skip
"""What no token at all is for, since it is about by what people prove who they are."""
SIGNED_IN = ("/desk",)
"""What each who signed in sees as their own."""
PEOPLE = tuple(
    f"/people/{{person}}/{what}" for what in ("recover", "appoint", "relieve", "dismiss")
)
"""What an administrator does for people of the same party."""


PROVED = {
    "way in": WAYS_IN, "whole": WHOLE, "present": PRESENT, "signed in": SIGNED_IN,
    "people": ("/people", *PEOPLE),
}  # fmt: skip


class Route(NamedTuple):
    method: str
    path: str
    kind: str


def kind_of(path: str, tags: list[str]) -> str:
    tail = path.removeprefix(API)
    if tail in OPEN or tail.startswith("/atlas/"):
        return "open"
    if tail in OWN:
        return "own"
    for kind, known in PROVED.items():
        if tail in known:
            return kind
    if tail.startswith("/acts/") or tail == "/entries/{entry}":
        return "acts" if tail.startswith("/acts/") else "entries"
    if tags == ["questions"]:
        return "questions"
    if tags == ["files"]:
        reads = tail.endswith(("/document", "/columns", "/template.xlsx"))
        return "reading" if reads else "questions"
    raise AssertionError(f"nothing says who may do what by {path}")


@pytest.fixture(scope="module")
def routes(stage: Stage) -> list[Route]:
    paths = stage.client().get(f"{API}/openapi.json").json()["paths"]
    return [
        Route(method.upper(), path, kind_of(path, operation.get("tags", [])))
        for path, methods in paths.items()
        for method, operation in methods.items()
    ]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, tuple[Any, ...]]]:
    """What the desk had worked out, in place of which it is given something empty."""
    found: list[tuple[str, tuple[Any, ...]]] = []

    async def run(_: Desk, __: Any, function: Any, *given: Any, heavy: bool) -> Any:
        found.append((function.__name__, given))
        return AnswerFile("x.json", b"{}") if "filed" in function.__name__ else b"{}"

    monkeypatch.setattr(Desk, "run", run)
    return found


def sent(stage: Stage, role: str, route: Route) -> Any:
    body: dict[str, Any] | None = None if route.method == "GET" else {}
    return stage.client(role).request(route.method, route.path, json=body)


def tried(role: str, routes: list[Route]) -> Iterator[Route]:
    """The questions on which a role is tried."""
    mine = [route for route in routes if route.kind == "questions"]
    whole = EXPLORE or role in THROUGHOUT
    yield from mine if whole else mine[ROLES.index(role) % 7 :: 7]


@pytest.mark.parametrize("role", ROLES)
def test_a_question_is_answered_to_a_person_as_that_person_and_kept_by_nobody(
    stage: Stage,
    routes: list[Route],
    asked: list[tuple[str, tuple[Any, ...]]],
    role: str,
) -> None:
    for route in tried(role, routes):
        answer = sent(stage, role, route)
        assert answer.status_code == 200, (route, answer.text)
        assert answer.headers["cache-control"] == "private, no-store", route
        function, (visitor, *_) = asked.pop()
        assert function in ("replied_to", "filed_to"), route
        assert isinstance(visitor, Visitor)
        person = stage.people["desk-officer" if role == "scoped" else role]
        assert visitor.person == person
        who = Access(stage.node, visitor.person, visitor.held, visitor.moment)
        assert who.reads is (role in READERS), role


@pytest.mark.parametrize("role", STRANGERS)
def test_a_stranger_asks_of_the_definitions_and_who_lies_is_not_answered(
    stage: Stage,
    routes: list[Route],
    asked: list[tuple[str, tuple[Any, ...]]],
    role: str,
) -> None:
    mine = [route for route in routes if route.kind == "questions"]
    for route in mine[STRANGERS.index(role) :: 1 if EXPLORE else 5]:
        answer = sent(stage, role, route)
        if role != "nobody":
            assert answer.status_code == 401, route
            assert asked == []
            continue
        function, given = asked.pop()
        assert (answer.status_code, function in ("replied", "filed")) == (200, True), route
        assert not any(isinstance(one, Visitor) for one in given)


@pytest.mark.parametrize("role", ["auditor", "desk-officer", "scoped"])
def test_what_is_open_is_the_same_to_all(
    stage: Stage, routes: list[Route], asked: list[tuple[str, tuple[Any, ...]]], role: str
) -> None:
    for route in routes:
        if route.kind == "reading" and route.method == "GET":
            assert sent(stage, role, route).status_code in (200, 422), route
        elif route.kind == "open" and route.method == "GET" and "/atlas/" not in route.path:
            answer, other = sent(stage, role, route), sent(stage, "nobody", route)
            assert (answer.status_code, answer.content) == (200, other.content), route
    assert not any(isinstance(one, Visitor) for _, given in asked for one in given)


@pytest.mark.parametrize("role", [*ROLES, *STRANGERS])
def test_every_act_for_several_lines_is_for_those_who_may_do_the_act(
    stage: Stage, routes: list[Route], role: str
) -> None:
    before = stage.node.record().size
    held = "desk-officer" if role in ("lithuanian", "swiss") else role
    for route in routes:
        if route.kind != "acts" or not ("/lines" in route.path or "template" in route.path):
            continue
        act = route.path.removeprefix(f"{API}/acts/").partition("/")[0]
        line = GIVEN.get(act, dict(every()[act].example))
        if may(held, act) and not route.path.endswith("/preview"):
            continue  # it would be recorded, and is tried elsewhere
        body = None if route.method == "GET" else {"lines": [line]}
        answer = stage.client(role).request(route.method, route.path, json=body)
        if role in STRANGERS:
            assert answer.status_code == 401, route
        elif route.method == "GET":
            assert answer.status_code == 200, route
        elif may(held, act):
            expected = (200, 403, 422) if held in ("chair", "depositary") else (200, 422)
            assert answer.status_code in expected, (route, answer.text)
        else:
            assert answer.status_code in (403, 422), (route, answer.text)
            told = answer.text
            assert "you may not do that" in told or "no entry is called" in told, (route, told)
    assert stage.node.record().size == before


@pytest.mark.parametrize("role", [*ROLES, *STRANGERS])
def test_what_is_ones_own_is_nobody_elses(stage: Stage, routes: list[Route], role: str) -> None:
    mine = {route.path.removeprefix(API): route for route in routes if route.kind == "own"}
    assert set(mine) == set(OWN)
    own = {"/me": 200, "/tokens": 403, "/invitations": 422, "/prepared": 422}
    for tail, status in own.items():
        answer = sent(stage, role, mine[tail])
        if role in STRANGERS:
            status = 401
        elif tail == "/invitations" and role == "scoped":
            status = 403
        assert answer.status_code == status, (tail, answer.text)
    limited = sent(stage, "scoped", mine["/sign-out-everywhere"])
    assert limited.status_code == 403


@pytest.mark.parametrize("role", [*ROLES, *STRANGERS])
def test_a_token_does_not_come_where_a_person_is_asked_for(
    stage: Stage, routes: list[Route], role: str
) -> None:
    told = set[str]()
    for route in routes:
        if route.kind not in ("whole", "present", "signed in"):
            continue
        path = route.path.replace("{number}", "7")
        answer = sent(stage, role, route._replace(path=path))
        if role in STRANGERS:
            assert answer.status_code == 401, route
            told.add(answer.text)
        elif route.kind == "present" or (route.kind == "whole" and role == "scoped"):
            assert answer.status_code == 403, route
        else:
            assert answer.status_code in (200, 422), (route, answer.text)
    assert len(told) == (role in STRANGERS)


def test_a_way_in_is_the_same_to_all_whoever_they_are(stage: Stage, routes: list[Route]) -> None:
    for route in routes:
        if route.kind != "way in" or route.path == f"{API}/node":
            continue
        path = route.path.replace("{provider}", "x")
        answers = [sent(stage, role, route._replace(path=path)) for role in (*ROLES, *STRANGERS)]
        assert {answer.content for answer in answers} == {answers[0].content}, route
        assert all(answer.status_code < 500 for answer in answers)


@pytest.mark.parametrize("role", [*ROLES, *STRANGERS])
def test_people_are_seen_to_by_the_administrator_of_their_own_party(
    stage: Stage, role: str
) -> None:
    client, mine = stage.client(role), stage.people.get(role)
    status = 401 if role in STRANGERS else 200 if role in ("administrator", "operator") else 403
    answer = client.get(f"{API}/people")
    assert answer.status_code == status, answer.text
    if status == 200:
        assert mine is not None
        listed = {one["person"] for one in answer.json()}
        assert mine.id in listed
        assert listed.isdisjoint(p.id for p in stage.people.values() if p.party != mine.party)
    # somebody of another party, and somebody who is not there, are as one
    other = "p-lithuanian" if mine is None or mine.party != "LTU" else "p-swiss"
    bodies = {
        "appoint": {"post": "observer"},
        "relieve": {"post": "observer", "start": "2026-01-01"},
    }
    for what in PEOPLE:
        tail = what.rpartition("/")[2]
        told = [
            client.post(f"{API}/people/{whom}/{tail}", json=bodies.get(tail, {}))
            for whom in (other, "p-made-up")
        ]
        assert {one.status_code for one in told} == {401 if role in STRANGERS else 403}, tail
        assert told[0].content == told[1].content


@pytest.mark.parametrize("role", [*ROLES, *STRANGERS])
def test_the_node_tells_a_person_of_themselves_alone(
    stage: Stage, routes: list[Route], role: str
) -> None:
    [route] = [route for route in routes if route.path == f"{API}/node"]
    answer = sent(stage, role, route)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "private, no-store"
    person = answer.json()["person"]
    if role in STRANGERS:
        assert person is None
    else:
        own = stage.people.get(role)  # a scoped token is of one of them
        assert person["person"] in {p.id for p in stage.people.values()}
        assert own is None or person["person"] == own.id


def test_every_role_and_every_kind_is_tried(routes: list[Route]) -> None:
    assert {route.kind for route in routes} == {
        "open", "own", "acts", "entries", "questions", "reading", *PROVED,
    }  # fmt: skip
    assert set(POSTS) | set(IDLE) <= set(ROLES)
