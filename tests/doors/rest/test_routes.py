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
OPEN = (
    "/acts", "/sign-in", "/sign-in/passkey", "/sign-in/passkey/offer", "/sign-out", "/enrol",
    "/questions", "/node",
)  # fmt: skip
"""What is for anybody."""
ENDS = "/sign-out-everywhere"
BY_TOKEN = {
    "/me": 200,
    "/desk": 200,
    "/prepared": 422,
    "/invitations": 422,
    "/proposals": 200,
    "/proposals/{number}/record": 422,
    "/proposals/{number}/drop": 422,
    "/passkeys": 403,
    "/passkeys/offer": 403,
    "/passkeys/drop": 403,
    "/codes": 403,
    "/codes/offer": 403,
    "/tokens": 403,
}
"""What is for whoever signed in, and how it answers one who comes by a token, and asks nothing.

Keys and codes are made, and tokens, by whoever signed in alone.
"""
WHOLE = ("/invitations", "/proposals", "/proposals/{number}/record", "/proposals/{number}/drop")
"""What a token with scopes does not open."""


SAID = ("/node", "/atlas/world", "/atlas/days", "/atlas/found", "/atlas/shapes")
"""Open, but one tells whoever signed in who they are, and the atlas is as large as it is."""


class Route(NamedTuple):
    method: str
    path: str
    kind: str


def tail_of(route: Route) -> str:
    return route.path.removeprefix(API)


def kind_of(path: str, tags: list[str]) -> str:
    tail = path.removeprefix(API)
    if tail in OPEN or tail.startswith("/atlas/"):
        return "open"
    if tail == ENDS or tail in BY_TOKEN:
        return "own"
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
        elif route.kind == "open" and route.method == "GET" and tail_of(route) not in SAID:
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
        if route.method == "GET" and role not in (*STRANGERS, "auditor"):
            continue  # the same workbook for all who signed in
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
    found = set()
    for route in (route for route in routes if route.kind == "own"):
        tail = tail_of(route)
        found.add(tail)
        if tail == ENDS:
            continue  # it would end the tokens of the others here
        status = BY_TOKEN[tail]
        if role in STRANGERS:
            status = 401
        elif role == "scoped" and tail in WHOLE:
            status = 403
        at = route._replace(path=route.path.replace("{number}", "7"))
        answer = sent(stage, role, at)
        assert answer.status_code == status, (tail, answer.text)
    assert found == {*BY_TOKEN, ENDS}
    assert stage.post("scoped", ENDS.removeprefix("/")).status_code == 403


def test_every_role_and_every_kind_is_tried(routes: list[Route]) -> None:
    assert {route.kind for route in routes} == {
        "open", "own", "acts", "entries", "questions", "reading",
    }  # fmt: skip
    assert set(POSTS) | set(IDLE) <= set(ROLES)
