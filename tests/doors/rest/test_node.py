"""A node over HTTP: five people sign in, act and ask, and each sees what is theirs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from foedus.acting.declare import every
from foedus.asking.world import World
from foedus.doors.rest.app import create_app
from foedus.doors.rest.node.gate import COOKIE, Gate
from foedus.nodes.node import Node
from foedus.nodes.people.people import People
from tests.conftest import cheap_passphrases

API = "/api/v1"
PHRASE = "seven herons over Kihnu"
START = datetime(2026, 12, 1, 12, tzinfo=UTC)
HERE = ("127.0.0.1", 50_000)
TO = "Security Council of the United Nations"


@dataclass
class Stage:
    """A server with a node, a clock that goes on by a minute with each act, and who signed in."""

    app: Any
    now: datetime = START
    cookies: dict[str, str] = field(default_factory=dict)

    def client(self, name: str = "") -> TestClient:
        made = TestClient(self.app, "https://localhost", raise_server_exceptions=False, client=HERE)
        if name:
            made.cookies.set(COOKIE, self.cookies[name])
        return made

    def act(self, name: str, act: str, status: int = 201, **given: Any) -> Any:
        self.now += timedelta(minutes=1)
        answer = self.client(name).post(f"{API}/acts/{act}", json=given)
        assert answer.status_code == status, answer.text
        return answer.json()

    def ask(self, name: str, question: str, **given: Any) -> Any:
        answer = self.client(name).post(f"{API}/{question}", json=given)
        assert answer.status_code == 200, answer.text
        assert answer.headers["cache-control"] == "private, no-store"
        assert "etag" not in answer.headers
        return answer.json()["answer"]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, world: World) -> Iterator[Stage]:
    place = tmp_path_factory.mktemp("nodes") / "nato"
    made = Stage(None)
    created = Node.create(place, "nato", clock=lambda: made.now, base=lambda: world)
    with cheap_passphrases(), created as node:
        made.app = create_app(world, gate=Gate(node, str(place)))
        _come(made, node)
        yield made


def _come(stage: Stage, node: Node) -> None:
    """The five accounts, each by an invitation, and all over HTTP but for the first."""

    def enrol(invitation: str, name: str) -> None:
        client = stage.client()  # each from a browser of their own
        body = {"invitation": invitation, "name": name, "passphrase": PHRASE}
        assert client.post(f"{API}/enrol", json=body).status_code == 201
        answer = client.post(f"{API}/sign-in", json={"name": name, "passphrase": PHRASE})
        assert answer.status_code == 201
        cookie = answer.headers["set-cookie"]
        assert all(flag in cookie for flag in ("Secure", "HttpOnly", "SameSite=strict", "Path=/"))
        stage.cookies[name] = cookie.partition("=")[2].partition(";")[0]

    def invite(by: str, party: str, *posts: str) -> str:
        body = {"party": party, "posts": [{"post": post} for post in posts]}
        answer = stage.client(by).post(f"{API}/invitations", json=body)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["invitation"])

    enrol(People(node).first_invitation(), "chief")
    enrol(invite("chief", "secretariat", "secretariat"), "sirje")
    for party, name in (("USA", "ann"), ("DEU", "uwe"), ("FRA", "luc")):
        enrol(invite("chief", party, "administrator"), f"{name}-admin")
        enrol(invite(f"{name}-admin", party, "head-of-delegation"), name)


ATTACK = {"attacked": ["USA"], "at": "New York", "kind": "terrorist-attack"}


@pytest.fixture(scope="module")
def played(stage: Stage) -> dict[str, datetime]:
    """September and October 2001, then a silence broken twice: each step, and when it was told."""
    told: dict[str, datetime] = {}

    def step(name: str, who: str, act: str, **given: Any) -> None:
        stage.act(who, act, **given)
        told[name] = stage.now

    event = {"event": "EV-1", "provision": "nato/art-5"}
    step(
        "reported", "ann", "report", framework="nato", title="Attacks of 11 September",
        happened="2001-09-11", on="2001-09-11", **ATTACK,
    )  # fmt: skip
    step("invoked", "sirje", "invoke", **event, words="if directed from abroad", on="2001-09-12")
    step(
        "determined", "sirje", "determine", **event, body="nato/nac", words="it was",
        on="2001-10-02",
    )  # fmt: skip
    step("uwe", "uwe", "respond", **event, what="Crews of AWACS", on="2001-10-09")
    step("luc", "luc", "respond", **event, what="Two ships", on="2001-10-10")
    step("noticed", "ann", "notify", **event, addressee=TO, words="S/2001/946", on="2001-10-07")
    until = {"silence_until": "2026-12-02T12:00Z"}
    step("first", "sirje", "table", body="nato/nac", title="First text", **until)
    step("broken", "luc", "position", motion="M-1", break_silence=True, reason="too early")
    step("second", "sirje", "table", body="nato/nac", title="Second text", **until)
    step("broken again", "uwe", "position", motion="M-2", break_silence=True)
    step("third", "sirje", "table", body="nato/nac", title="Third text", **until)
    return told


def plain(answer: Any) -> Any:
    """An answer but for its notes, which say what was read, and the name of the catalogue."""
    return {k: v for k, v in answer.items() if k not in ("notes", "catalogue")}


def test_an_event_on_record_is_judged_as_the_same_event_by_hand(
    stage: Stage, played: dict[str, datetime]
) -> None:
    read = stage.ask("luc", "casus", event="record:EV-1")
    by_hand = stage.ask("luc", "casus", on="2001-09-11", **ATTACK)
    assert plain(read) == plain(by_hand)
    found = next(f for f in read["undetermined"] if f["provision"] == "nato/art-5")
    mine = next(i for i in found["invoked"] if i["cite"]["source"] == "record")
    assert [r["by"] for r in mine["responses"]] == [["DEU"], ["FRA"]]
    nobody = stage.client().post(f"{API}/casus", json={"on": "2001-09-11", **ATTACK}).json()
    found = next(f for f in nobody["answer"]["undetermined"] if f["provision"] == "nato/art-5")
    assert "record" not in {i["cite"]["source"] for i in found["invoked"]}


STEPS = (
    ("reported", 0), ("invoked", 1), ("determined", 1), ("uwe", 1), ("luc", 1), ("noticed", 1),
    ("first", 1), ("broken", 1), ("second", 1), ("broken again", 1), ("third", 1),
)  # fmt: skip


@pytest.mark.parametrize(("step", "invoked"), STEPS)
def test_as_known_at_each_step_the_record_was_what_it_was(
    stage: Stage, played: dict[str, datetime], step: str, invoked: int
) -> None:
    at = played[step].isoformat()
    history = stage.ask("ann", "history", on="2026-12-01", **{"as-known-at": at})["done"]
    assert len(history) >= list(played).index(step) + 1
    assert all(datetime.fromisoformat(one["recorded"]) <= played[step] for one in history)
    read = stage.ask("ann", "casus", event="record:EV-1", **{"as-known-at": at})
    found = next(f for f in read["undetermined"] if f["provision"] == "nato/art-5")
    mine = [i for i in found["invoked"] if i["cite"]["source"] == "record"]
    assert len(mine) == invoked


MOTIONS = [
    ("M-1", "2026-12-01", "rejected", {"against": ["FRA"], "objected": "broken"}),
    ("M-2", "2026-12-01", "rejected", {"against": ["DEU"], "objected": "broken again"}),
    ("M-3", "2026-12-01", "open", {}),
    ("M-1", "2026-12-03", "rejected", {"against": ["FRA"], "objected": "broken"}),
    ("M-3", "2026-12-03", "adopted", {}),
    ("M-3", "2027-06-01", "adopted", {}),
]


@pytest.mark.parametrize(("motion", "day", "outcome", "given"), MOTIONS)
def test_a_motion_on_record_is_decided_as_the_same_by_hand(
    stage: Stage,
    played: dict[str, datetime],
    motion: str,
    day: str,
    outcome: str,
    given: dict[str, Any],
) -> None:
    read = stage.ask("uwe", "decide", body=f"record:{motion}", on=day)
    hand = {k: (played[v].isoformat() if k == "objected" else v) for k, v in given.items()}
    by_hand = stage.ask(
        "uwe", "decide", body="nato/nac", motion="silence-procedure",
        deadline="2026-12-02T12:00:00Z", on=day, **hand,
    )  # fmt: skip
    assert read["outcome"] == outcome
    assert plain(read) == plain(by_hand)


def test_what_waits_and_what_was_kept_is_told_for_its_day(
    stage: Stage, played: dict[str, datetime]
) -> None:
    waiting = stage.ask("sirje", "due", on="2001-10-06")["waiting"]
    assert [one["what"].partition(":")[0] for one in waiting] == [f"notify {TO} under nato/art-5"]
    assert stage.ask("sirje", "due", on="2001-10-08")["waiting"] == []
    kept = stage.ask("sirje", "kept", on="2001-10-10")["found"]
    assert [one["how"] for one in kept] == ["kept late"]


def test_what_may_not_be_done_is_refused_and_nothing_is_recorded(
    stage: Stage, played: dict[str, datetime]
) -> None:
    before = len(stage.ask("ann", "history", on="2026-12-01")["done"])
    event = {"event": "EV-1", "provision": "nato/art-5"}
    chief = stage.act("chief", "table", 403, body="nato/nac", title="x")
    assert chief["detail"].startswith("you may not do that: it is for a head-of-delegation")
    stage.act("ann", "determine", 403, **event, body="nato/nac", words="x")
    told = stage.act("luc", "position", 422, motion="M-1", stand="for")
    assert "M-1 is closed: FRA broke silence" in told["detail"]
    assert told["errors"][0]["at"] == "/motion"
    nobody = stage.client().post(f"{API}/acts/table", json={"body": "nato/nac", "title": "x"})
    assert nobody.status_code == 401
    assert len(stage.ask("ann", "history", on="2026-12-01")["done"]) == before


def test_a_request_sent_twice_under_one_name_is_recorded_once(
    stage: Stage, played: dict[str, datetime]
) -> None:
    given = {"body": "nato/nac", "title": "Once"}
    key = {"idempotency-key": "r-1"}
    client = stage.client("luc")
    first = client.post(f"{API}/acts/table", json=given, headers=key)
    again = client.post(f"{API}/acts/table", json=given, headers=key)
    assert first.json() == again.json()
    other = client.post(f"{API}/acts/table", json={**given, "title": "Twice"}, headers=key)
    assert other.status_code == 422


def test_what_is_shown_first_is_what_is_recorded(stage: Stage, played: dict[str, datetime]) -> None:
    given = {"body": "nato/nac", "title": "Shown first"}
    shown = stage.client("luc").post(f"{API}/acts/table/preview", json=given).json()
    assert shown["drafts"][0]["told"] == "FRA tables in the North Atlantic Council: Shown first."
    other = {**given, "title": "Something else", "shown": shown["shown"]}
    assert stage.client("luc").post(f"{API}/acts/table", json=other).status_code == 422
    same = {**given, "shown": shown["shown"]}
    assert stage.client("luc").post(f"{API}/acts/table", json=same).status_code == 201


def test_an_entry_that_is_not_for_one_is_answered_as_one_that_never_was(
    stage: Stage, played: dict[str, datetime]
) -> None:
    shut = stage.act("luc", "table", body="nato/nac", title="Between two", to=["FRA", "DEU"])
    entry = shut["entries"][0]["id"]
    assert stage.client("uwe").get(f"{API}/entries/{entry}").status_code == 200
    hidden = stage.client("ann").get(f"{API}/entries/{entry}")
    absent = stage.client("ann").get(f"{API}/entries/M-999")
    assert (hidden.status_code, hidden.content) == (404, absent.content)
    asked = [
        stage.client("ann").post(f"{API}/decide", json={"body": f"record:{name}"})
        for name in (entry, "M-999")
    ]
    texts = {answer.text.replace(entry, "M").replace("M-999", "M") for answer in asked}
    assert len(texts) == 1
    done = {one["id"] for one in stage.ask("ann", "history", on="2026-12-01")["done"]}
    assert entry not in done


def test_a_token_does_what_its_scopes_name_and_a_session_ends(stage: Stage) -> None:
    made = stage.client("ann").post(f"{API}/tokens", json={"scopes": ["read"]}).json()["token"]
    bearer = {"authorization": f"Bearer {made}"}
    client = stage.client()
    assert (
        client.post(f"{API}/history", json={"on": "2026-12-01"}, headers=bearer).status_code == 200
    )
    refused = client.post(f"{API}/acts/table", json={"body": "nac", "title": "x"}, headers=bearer)
    assert refused.status_code == 403
    assert client.post(f"{API}/tokens", json={}, headers=bearer).status_code == 403
    wrong = client.get(f"{API}/me", headers={"authorization": f"Bearer {made[:-1]}x"})
    assert wrong.status_code == 401
    again = client.post(f"{API}/sign-in", json={"name": "ann", "passphrase": PHRASE})
    mine = again.headers["set-cookie"].partition("=")[2].partition(";")[0]
    one = TestClient(stage.app, "https://localhost", client=HERE)
    one.cookies.set(COOKIE, mine)
    assert one.get(f"{API}/me").json()["party"] == "USA"
    assert one.post(f"{API}/sign-out").status_code == 200
    one.cookies.set(COOKIE, mine)
    assert one.get(f"{API}/me").status_code == 401


def test_whoever_reads_no_content_asks_of_the_definitions_as_anybody_may(
    stage: Stage, played: dict[str, datetime]
) -> None:
    answer = stage.ask("chief", "history", on="2026-12-01")
    assert (answer["done"], "no node" in " ".join(answer["notes"])) == ([], True)
    member = {"framework": "nato", "state": "FIN", "on": "2023-04-04"}
    assert stage.ask("chief", "member", **member)["verdict"] is True
    refused = stage.client("chief").post(f"{API}/decide", json={"body": "record:M-1"})
    assert refused.status_code == 422


def test_a_page_of_another_site_can_do_nothing_with_a_session(stage: Stage) -> None:
    headers = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    given = {"body": "nato/nac", "title": "x"}
    answer = stage.client("luc").post(f"{API}/acts/table", json=given, headers=headers)
    assert answer.status_code == 403


def test_every_act_is_described_with_its_inputs_and_is_for_nobody_unknown(stage: Stage) -> None:
    client = stage.client()
    document = client.get(f"{API}/openapi.json").json()
    listed = {act["name"] for act in client.get(f"{API}/acts").json()}
    assert listed == set(every())
    for name in listed:
        operation = document["paths"][f"{API}/acts/{name}"]["post"]
        schema = operation["requestBody"]["content"]["application/json"]["schema"]
        assert "properties" in schema
        assert client.post(f"{API}/acts/{name}", json={}).status_code == 401
    assert client.get(f"{API}/acts/nothing-of-the-kind").status_code == 404


def test_a_server_without_a_node_has_none_of_its_doors(world: World) -> None:
    client = TestClient(create_app(world), "https://localhost", client=HERE)
    for path in ("acts", "me", "sign-in", "entries/M-1"):
        assert client.get(f"{API}/{path}").status_code in (404, 405)


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"name": 1}', b'{"name": "ann"}'])
def test_what_is_no_sign_in_is_refused_without_being_repeated(stage: Stage, body: bytes) -> None:
    headers = {"content-type": "application/json"}
    answer = stage.client().post(f"{API}/sign-in", content=body, headers=headers)
    assert answer.status_code in (400, 422)
    assert "ann" not in answer.text
