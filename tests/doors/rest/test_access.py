"""Every route and act as every role: what may be done is done, and a refusal tells nothing."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, insert, select
from starlette.testclient import TestClient

from foedus.acting.declare import every
from foedus.asking.ask import ask
from foedus.asking.declare import every as questions
from foedus.asking.world import World
from foedus.doors.rest.app import create_app
from foedus.doors.rest.node.gate import COOKIE, Gate
from foedus.errors import QuestionError
from foedus.identity import secrets
from foedus.model.people import POSTS, Appointment, Person, Post
from foedus.model.time import Interval
from foedus.nodes.access import Access
from foedus.nodes.node import Node
from foedus.nodes.people import tables
from foedus.nodes.people.people import People
from foedus.nodes.people.rows import post_row, secret_row
from foedus.nodes.people.signing_in import SigningIn
from foedus.nodes.rows import ticks
from foedus.nodes.statements import Statement
from foedus.nodes.tables import audit

API = "/api/v1"
START = datetime(2026, 12, 1, 12, tzinfo=UTC)
HERE = ("127.0.0.1", 50_000)
OF = {"chair": "nato/nac", "depositary": "nato/treaty"}
OTHERS = {"observer": "observer:icrc"} | dict.fromkeys(
    ("secretariat", "chair", "depositary"), "secretariat"
)
OWN = ("me", "tokens", "invitations", "sign-out-everywhere", "prepared")
STRANGERS = ("nobody", "dismissed", "revoked", "run-out", "made-up")
"""Roles that are nobody to the node, with or without a token."""
IDLE = ("no-post", "former", "scoped", "misplaced")
"""Roles that may do no act: without a post, after it, by a token to read, by one none can hold."""
EVENT = {"event": "EV-1", "provision": "nato/art-5"}
GIVEN: dict[str, dict[str, Any]] = {
    "table": {"body": "nato/nac", "title": "Readiness"},
    "position": {"motion": "M-1", "stand": "for"},
    "extend": {"motion": "M-3", "until": "2026-12-05T12:00Z"},
    "annul": {"entry": "M-1", "why": "x"},
    "consult": {"event": "EV-1", "provision": "nato/art-4"},
    "invoke": {**EVENT, "words": "x"},
    "determine": {**EVENT, "body": "nato/nac", "words": "x"},
    "respond": {**EVENT, "what": "Two ships"},
    "notify": {**EVENT, "addressee": "Security Council of the United Nations"},
}
DONE = (
    ("table", "desk-officer"),
    ("position", "head-of-delegation"),
    ("extend", "secretariat"),
    ("extend", "chair"),
    ("annul", "desk-officer"),
    ("consult", "head-of-delegation"),
    ("invoke", "head-of-delegation"),
    ("determine", "chair"),
    ("respond", "desk-officer"),
    ("notify", "secretariat"),
)
"""Acts that this node's record allows, and a role that does each."""


@dataclass
class Stage:
    """A server with a node, and a token for each role."""

    node: Node
    app: Any
    tokens: dict[str, str] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def client(self, role: str = "nobody", **headers: str) -> TestClient:
        made = TestClient(self.app, "https://localhost", raise_server_exceptions=False, client=HERE)
        if role != "nobody":
            made.headers["authorization"] = f"Bearer {self.tokens[role]}"
        made.headers.update(headers)
        return made

    def post(self, role: str, path: str, given: Any = None, **headers: str) -> Any:
        return self.client(role, **headers).post(f"{API}/{path}", json=given or {})

    def come(self, role: str, party: str, *posts: Appointment) -> Person:
        """Somebody with posts, straight into the database: some could come by no door."""
        made = {"person": f"p-{role}", "party": party, "made": 0, "kept": "", "code_used": 0}
        with self.node.database.writing() as connection:
            connection.execute(insert(tables.people), made)
            for held in posts:
                connection.execute(insert(tables.posts), post_row(f"p-{role}", held, ""))
        found = People(self.node).person(f"p-{role}")
        assert found is not None
        self.people[role] = found
        self.tokens[role] = SigningIn(self.node).token(found)
        return found


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, world: World) -> Iterator[Stage]:
    place = tmp_path_factory.mktemp("nodes") / "nato"
    with Node.create(place, "nato", clock=lambda: START, base=lambda: world) as node:
        made = Stage(node, create_app(world, gate=Gate(node, str(place))))
        _cast(made)
        _play(made)
        yield made


def _cast(stage: Stage) -> None:
    for post in POSTS:
        stage.come(post, OTHERS.get(post, "EST"), Appointment(post, of=OF.get(post, "")))
    stage.come("operator", "secretariat", Appointment("administrator"))
    desk: Post = "desk-officer"
    stage.come("lithuanian", "LTU", Appointment(desk))
    stage.come("swiss", "CHE", Appointment(desk))
    stage.come("no-post", "EST")
    stage.come("former", "EST", Appointment(desk, Interval(date.min, START.date())))
    stage.come("misplaced", "observer:icrc", Appointment(desk), Appointment("secretariat"))
    signing, officer = SigningIn(stage.node), stage.people[desk]
    stage.tokens["scoped"] = signing.token(officer, scopes=("read",))
    stage.tokens["revoked"] = signing.token(officer)
    signing.end(stage.tokens["revoked"])
    stage.tokens["run-out"] = stage.tokens["made-up"] = secrets.fresh()
    long_ago = START - timedelta(days=91)
    stage.tokens["run-out"] = secrets.fresh()
    over = secrets.held(stage.tokens["run-out"], officer.id, "token", long_ago)
    gone = stage.come("dismissed", "EST", Appointment(desk))
    with stage.node.database.writing() as connection:
        connection.execute(insert(tables.secrets), secret_row(over))
        mine = tables.people.c.person == gone.id
        connection.execute(tables.people.update().where(mine).values(ended=ticks(START)))


def _play(stage: Stage) -> None:
    """M-1 and EV-1 are for all members, M-2 and EV-2 for two, M-3 is under silence."""

    def done(act: str, role: str = "desk-officer", **given: Any) -> None:
        answer = stage.post(role, f"acts/{act}", given)
        assert answer.status_code == 201, answer.text

    attack: dict[str, Any] = {
        "framework": "nato",
        "title": "x",
        "happened": "2026-11-30",
        "attacked": ["EST"],
    }
    done("table", body="nato/nac", title="For all")
    done("table", body="nato/nac", title="Between us", to=["LVA"])
    done("table", body="nato/nac", title="Quiet", silence_until="2026-12-03T12:00Z")
    done("report", **attack)
    done("report", **attack, to=["LVA"])
    done("assist", event="EV-2", step="offered", what="A field hospital")


def routes(stage: Stage) -> dict[str, Any]:
    found: dict[str, Any] = stage.client().get(f"{API}/openapi.json").json()["paths"]
    return found


def may(role: str, act: str) -> bool:
    return role in every()[act].who


ROLES = (*POSTS, *IDLE, "lithuanian", "swiss", "operator")


@pytest.mark.parametrize("role", ROLES)
def test_an_act_is_refused_to_all_but_those_with_its_posts(stage: Stage, role: str) -> None:
    acts = [path.rpartition("/")[2] for path in routes(stage) if path.startswith(f"{API}/acts/")]
    acts = [name for name in acts if name in every()]
    assert set(acts) == set(every())
    before = stage.node.record().size
    held = "desk-officer" if role in ("lithuanian", "swiss") else role
    for act in acts:
        given = GIVEN.get(act, dict(every()[act].example))
        doing = act if not may(held, act) else f"{act}/preview"
        answer = stage.post(role, f"acts/{doing}", given)
        refused = "you may not do that" in answer.text
        if may(held, act):
            assert not refused or held in OF, (act, answer.text)
            assert answer.status_code in ((200, 403, 422) if held in OF else (200, 422))
        else:
            assert answer.status_code in (403, 422), (act, answer.text)
            assert refused or "no entry is called" in answer.text, (act, answer.text)
    assert stage.node.record().size == before


@pytest.mark.parametrize(("act", "role"), DONE)
def test_what_may_be_done_is_done(stage: Stage, act: str, role: str) -> None:
    answer = stage.post(role, f"acts/{act}/preview", GIVEN[act])
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("role", STRANGERS)
def test_a_stranger_is_told_the_same_whatever_there_is(stage: Stage, role: str) -> None:
    told = set()
    for path, methods in routes(stage).items():
        tail = path.removeprefix(f"{API}/")
        if tail not in OWN and not tail.startswith(("acts/", "entries/")):
            continue
        for entry in ("M-1", "M-2", "M-99") if "{entry}" in path else ("",):
            address = path.replace("{entry}", entry)
            method = next(iter(methods))
            body = GIVEN.get(tail.split("/")[-1], {}) if method == "post" else None
            answer = stage.client(role).request(method.upper(), address, json=body)
            assert answer.status_code == 401, address
            told.add(answer.content)
    assert len(told) == 1


@pytest.mark.parametrize("role", ROLES)
def test_only_an_administrator_invites(stage: Stage, role: str) -> None:
    body = {"party": "EST", "posts": [{"post": "observer"}]}
    answer = stage.post(role, "invitations", body)
    assert answer.status_code == (201 if role == "administrator" else 403), answer.text
    assert stage.post(role, "tokens").status_code == 403  # a token makes no other
    assert stage.client(role).get(f"{API}/me").status_code == 200


def test_a_token_with_scopes_invites_nobody_and_ends_nothing(stage: Stage) -> None:
    signing = SigningIn(stage.node)
    limited = signing.token(stage.people["administrator"], scopes=("read",))
    bearer = {"authorization": f"Bearer {limited}"}
    body = {"party": "EST", "posts": [{"post": "observer"}]}
    client = stage.client()
    for path, given in (("invitations", body), ("sign-out-everywhere", {})):
        answer = client.post(f"{API}/{path}", json=given, headers=bearer)
        assert answer.status_code == 403
    assert stage.client("administrator").get(f"{API}/me").status_code == 200


READING = [*(p for p in POSTS if p not in ("auditor", "administrator", "depositary")), "scoped"]


@pytest.mark.parametrize("role", ROLES)
def test_an_entry_is_shown_to_those_it_is_for(stage: Stage, role: str) -> None:
    member = role in READING and role != "observer"
    seen = stage.client(role).get(f"{API}/entries/M-1").status_code
    assert (seen == 200) is (member or role == "lithuanian")
    own = stage.client(role).get(f"{API}/entries/M-2").status_code
    assert (own == 200) is (member and OTHERS.get(role) is None)


@contextmanager
def counted(node: Node) -> Iterator[list[str]]:
    """The SQL statements that a node's database is asked meanwhile."""
    asked: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        asked.append(statement)

    run = Statement._run

    def by_the_driver(it: Statement, connection: Any, text: str, *more: Any, **how: Any) -> Any:
        asked.append(text)
        return run(it, connection, text, *more, **how)

    event.listen(node.database._engine, "before_cursor_execute", note)
    try:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(Statement, "_run", by_the_driver)
            yield asked
    finally:
        event.remove(node.database._engine, "before_cursor_execute", note)


NAMES = (("M-2", "M-7"), ("EV-2", "EV-7"), ("AS-1", "AS-7"))
"""Of each kind an entry that is hidden, and one that is not there."""


def _naming() -> Iterator[tuple[str, dict[str, Any], str, str]]:
    """Every act with each input that names an entry, hidden and absent."""
    letters = {"motion": 0, "event": 1, "follows": 2}
    for act in every().values():
        given = GIVEN.get(act.name, dict(act.example))
        for name in ("motion", "event", "entry", "corrects", "follows"):
            takes = act.inputs.model_fields.get(name)
            if takes is None or (name == "motion" and act.name == "table"):
                continue
            pairs = NAMES if name in ("entry", "corrects") else (NAMES[letters[name]],)
            for hidden, absent in pairs:
                reason = {"reason": "x"} if name == "corrects" else {}
                step = {"step": "ended"} if name == "follows" else {}
                yield act.name, {**given, **reason, **step, name: hidden}, hidden, absent


def _same_for_both(
    stage: Stage, role: str, path: str, given: dict[str, Any] | None, hidden: str, absent: str
) -> None:
    told, asked = [], []
    for name in (hidden, absent):
        body: dict[str, Any] = {k: name if v == hidden else v for k, v in (given or {}).items()}
        body = {"lines": [body, body]} if "/lines" in path else body
        client, address = stage.client(role), f"{API}/{path}".replace("{entry}", name)
        with counted(stage.node) as statements:
            answer = client.post(address, json=body) if given else client.get(address)
        assert answer.status_code >= 400, (path, body, answer.text)
        text = answer.text.replace(name.removeprefix("record:"), "ID")
        told.append((answer.status_code, sorted(answer.headers), text))
        asked.append(statements)
    assert told[0][0] == told[1][0]
    assert told[0][2] == told[1][2]
    assert asked[0] == asked[1] != []


@pytest.mark.parametrize("role", ["lithuanian", "secretariat", "auditor"])
def test_what_is_hidden_is_refused_as_what_is_not_there_by_the_same_statements(
    stage: Stage, role: str
) -> None:
    for hidden, absent in NAMES:
        _same_for_both(stage, role, "entries/{entry}", None, hidden, absent)
    for act, given, hidden, absent in _naming():
        _same_for_both(stage, role, f"acts/{act}/preview", given, hidden, absent)
        if role == "lithuanian":
            _same_for_both(stage, role, f"acts/{act}", given, hidden, absent)
            _same_for_both(stage, role, f"acts/{act}/lines", given, hidden, absent)


def test_no_question_tells_what_is_hidden_from_what_is_not_there(stage: Stage) -> None:
    who = Access(stage.node, stage.people["lithuanian"])
    for question in questions().values():
        for hidden, absent in NAMES[:2]:
            for name in (*question.takes, "record"):
                told = []
                for entry in (hidden, absent):
                    with counted(stage.node) as asked, pytest.raises(QuestionError) as refused:
                        ask(who.world(), question, {name: f"record:{entry}"})
                    told.append((str(refused.value).replace(entry, "ID"), asked))
                assert told[0] == told[1], (question.name, name)


@pytest.mark.parametrize("name", ["decide", "casus"])
def test_over_http_a_question_tells_as_little(stage: Stage, name: str) -> None:
    given = {"decide": "body", "casus": "event"}[name]
    hidden, absent = NAMES[name == "casus"]
    _same_for_both(
        stage,
        "lithuanian",
        name,
        {given: f"record:{hidden}"},
        f"record:{hidden}",
        f"record:{absent}",
    )


def test_the_name_of_a_request_is_ones_own(stage: Stage) -> None:
    given, key = {"body": "nato/nac", "title": "Mine"}, {"idempotency-key": "the-same"}
    made = [
        stage.post(role, "acts/table", given, **key).json()["entries"][0]
        for role in ("desk-officer", "lithuanian", "desk-officer")
    ]
    assert made[0] == made[2]
    assert made[0]["id"] != made[1]["id"]
    assert stage.post("swiss", "acts/table", given, **key).status_code == 422


def test_what_lies_above_the_ceiling_is_refused_and_not_logged(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    before = stage.node.record().size
    given = {"body": "nato/nac", "title": "KESTREL", "level": "secret"}
    with caplog.at_level(logging.DEBUG):
        answer = stage.post("desk-officer", "acts/table", given)
    assert answer.status_code == 422
    assert "nothing above unclassified" in answer.text
    with stage.node.database.reading() as connection:
        rows = connection.execute(select(audit)).all()
    assert "KESTREL" not in f"{answer.text}{caplog.text}{rows}"
    assert stage.node.record().size == before


def test_nobody_corrects_what_is_anothers(stage: Stage) -> None:
    given = {**GIVEN["table"], "corrects": "M-1", "reason": "x"}
    answer = stage.post("lithuanian", "acts/table", given)
    assert answer.status_code == 422
    assert "EST's, who alone may correct it" in answer.text


@pytest.mark.parametrize("to", ["no-such", "pesco-2", "nato/no-such", "observer:icrc", "\0", "€"])
def test_an_audience_that_is_none_is_refused(stage: Stage, to: str) -> None:
    answer = stage.post("desk-officer", "acts/table/preview", {**GIVEN["table"], "to": [to]})
    assert answer.status_code == 422


def test_an_audience_of_another_framework_is_for_its_members_alone(stage: Stage) -> None:
    given = {**GIVEN["table"], "to": ["eu"]}
    made = stage.post("desk-officer", "acts/table", given).json()["entries"][0]["id"]
    assert stage.client("lithuanian").get(f"{API}/entries/{made}").status_code == 200
    for role in ("swiss", "secretariat", "observer"):
        assert stage.client(role).get(f"{API}/entries/{made}").status_code == 404


def test_a_token_stands_for_its_person_whatever_cookie_comes_with_it(stage: Stage) -> None:
    session = secrets.fresh()
    officer = stage.people["desk-officer"]
    held = secrets.held(session, officer.id, "session", START)
    with stage.node.database.writing() as connection:
        connection.execute(insert(tables.secrets), secret_row(held))
    both = stage.client("lithuanian")
    both.cookies.set(COOKIE, session)
    assert both.get(f"{API}/me").json()["party"] == "LTU"
    wrong = stage.client("made-up")
    wrong.cookies.set(COOKIE, session)
    assert wrong.get(f"{API}/me").status_code == 401
    swapped = stage.client()
    swapped.cookies.set(COOKIE, stage.tokens["lithuanian"])
    assert swapped.get(f"{API}/me").status_code == 401
    assert (
        stage.client("nobody", authorization=f"Bearer {session}").get(f"{API}/me").status_code
        == 401
    )


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer ", "Basic eDp5", "Bearer a, Bearer b", "bearer\tx", "x" * 9_000]
)
def test_a_header_that_names_nobody_is_nobody(stage: Stage, header: str) -> None:
    answer = stage.client("nobody", authorization=header).get(f"{API}/me")
    assert answer.status_code in (401, 431)


DEEP = b'{"name": ' + b"[" * 60_000 + b"]" * 60_000 + b"}"
DEEP_SMALL = b'{"name": ' + b"[" * 8_000 + b"]" * 8_000 + b"}"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("acts/table", b'{"title": "' + b"x" * 300_000 + b'"}', 413),
        ("acts/table", DEEP, 400),
        ("sign-in", b'{"name": "' + b"x" * 20_000 + b'"}', 413),
        ("sign-in", DEEP_SMALL, 400),
        ("enrol", DEEP_SMALL, 400),
        ("acts/table", b'{"title": "\xff"}', 400),
    ],
)
def test_a_body_that_is_too_large_or_deep_is_refused(
    stage: Stage, path: str, body: bytes, status: int
) -> None:
    client = stage.client("desk-officer", **{"content-type": "application/json"})
    answer = client.post(f"{API}/{path}", content=body)
    assert answer.status_code in (status, 422), answer.text


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_what_a_form_of_another_page_can_send_is_not_read(stage: Stage, kind: str) -> None:
    client = stage.client("desk-officer", **{"content-type": kind})
    assert client.post(f"{API}/acts/table", content=b"{}").status_code == 415
