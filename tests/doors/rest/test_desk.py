"""The desk over HTTP: who is signed in, what they may do, what was proposed, and their codes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
import pytest
from starlette.testclient import TestClient

from foedus.acting.declare import every
from foedus.asking.world import World
from foedus.doors.rest.app import create_app
from foedus.doors.rest.node.gate import COOKIE, Gate
from foedus.nodes.access import Access
from foedus.nodes.demo import demo
from foedus.nodes.node import Node
from foedus.nodes.people.proposals import Proposals
from foedus.nodes.people.signing_in import SigningIn
from tests.conftest import cheap_passphrases

API = "/api/v1"
PHRASE = "grey-harbour-has-seven-herons"
HERE = ("127.0.0.1", 50_000)
WHO = ("est", "lva", "secretariat", "est-admin")


@dataclass
class Stage:
    app: Any
    node: Node
    now: datetime = datetime(2026, 12, 1, 12, tzinfo=UTC)

    def client(self, name: str = "") -> TestClient:
        """A browser of somebody; each signs in at the door."""
        made = TestClient(self.app, "https://localhost", raise_server_exceptions=False, client=HERE)
        if name:
            body = {"name": name, "passphrase": PHRASE}
            answer = made.post(f"{API}/sign-in", json=body)
            assert answer.status_code == 201, answer.text
            made.cookies.set(COOKIE, answer.headers["set-cookie"].partition("=")[2].split(";")[0])
        return made

    def access(self, name: str) -> Access:
        signing = SigningIn(self.node)
        found = signing.who(signing.session(name, PHRASE), "session")
        assert found is not None
        return Access(self.node, found[0])


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, world: World) -> Iterator[Stage]:
    place = tmp_path_factory.mktemp("nodes") / "demo"
    now = Stage.now
    with cheap_passphrases():
        demo(place, PHRASE, clock=lambda: now, base=lambda: world)
        made: Stage
        with Node.open(place, clock=lambda: made.now, base=lambda: world) as node:
            made = Stage(create_app(world, gate=Gate(node, str(place))), node)
            yield made


def test_a_server_says_whether_it_serves_a_node_and_who_is_signed_in(
    stage: Stage, world: World
) -> None:
    alone = TestClient(create_app(world), "https://localhost", client=HERE)
    assert alone.get(f"{API}/node").json() == {"served": False}
    nobody = stage.client().get(f"{API}/node")
    assert nobody.headers["cache-control"] == "private, no-store"
    assert nobody.json() == {
        "served": True,
        "framework": "nato",
        "log": "foedus/nato",
        "person": None,
    }
    client = stage.client("est")
    person = client.get(f"{API}/node").json()["person"]
    assert (person["party"], person["name"], person["codes"]) == ("EST", "est", False)
    assert person["posts"] == ["head-of-delegation"]
    client.post(f"{API}/sign-out")
    client.cookies.set(COOKIE, "foedus_" + "x" * 43)
    assert client.get(f"{API}/node").json()["person"] is None


@pytest.mark.parametrize("name", WHO)
def test_the_desk_says_of_every_act_what_its_door_says(stage: Stage, name: str) -> None:
    client = stage.client(name)
    desk = client.get(f"{API}/desk").json()
    assert {act["name"] for act in desk["acts"]} == set(every())
    for act in desk["acts"]:
        given = dict(every()[act["name"]].example)
        status = client.post(f"{API}/acts/{act['name']}/preview", json=given).status_code
        if act["may"]:
            assert status in (200, 422), (act, status)
        else:  # an entry that one may not see is as one that is not
            assert status in (403, 422), (act, status)
            assert status == 403 or "-1" in str(given), act
    assert any(act["may"] for act in desk["acts"]) == (name != "est-admin")


def test_the_desk_shows_what_its_person_may_see_and_no_more(stage: Stage) -> None:
    given = {"body": "nato/nac", "title": "Between two", "to": ["LTU"]}
    made = stage.client("lva").post(f"{API}/acts/table", json=given).json()["entries"][0]["id"]
    mine = stage.client("lva").get(f"{API}/desk").json()
    theirs = stage.client("est").get(f"{API}/desk").json()
    assert mine["motions"][0]["id"] == made  # the newest first
    seen = {motion["id"]: motion for motion in theirs["motions"]}
    assert set(seen) == {"M-1", "M-2", "M-3"}
    assert (seen["M-1"]["open"], seen["M-1"]["outcome"]) == (False, "rejected (silence-broken)")
    assert seen["M-2"]["outcome"] == "adopted (silence was not broken)"
    assert (seen["M-3"]["open"], seen["M-3"]["mine"]) == (True, "for")
    assert [event["id"] for event in theirs["events"]] == ["EV-1"]
    admin = stage.client("est-admin").get(f"{API}/desk").json()
    assert (admin["reads"], admin["motions"], admin["events"]) == (False, [], [])
    assert stage.client().get(f"{API}/desk").status_code == 401


def test_what_was_proposed_is_recorded_by_its_person_alone_or_dropped(stage: Stage) -> None:
    mine = Proposals(stage.access("est"))
    for title in ("To record", "To drop"):
        mine.propose("table", {"body": "nato/nac", "title": title})
    client, other = stage.client("est"), stage.client("lva")
    first, second = client.get(f"{API}/proposals").json()
    assert first["told"] == ["EST tables in the North Atlantic Council: To record."]
    assert other.get(f"{API}/proposals").json() == []
    refused = other.post(f"{API}/proposals/{first['number']}/record", json={})
    assert (refused.status_code, "no proposal" in refused.text) == (422, True)
    made = client.post(f"{API}/proposals/{first['number']}/record", json={})
    assert made.status_code == 201
    assert made.json()["entries"][0]["draft"]["content"]["title"] == "To record"
    assert client.post(f"{API}/proposals/{second['number']}/drop", json={}).status_code == 200
    assert client.get(f"{API}/proposals").json() == []
    token = client.post(f"{API}/tokens", json={"scopes": ["read", "propose"]}).json()["token"]
    bearer = {"authorization": f"Bearer {token}"}
    assert stage.client().get(f"{API}/proposals", headers=bearer).status_code == 403


def test_codes_are_asked_for_once_the_first_was_right(stage: Stage) -> None:
    client = stage.client("ltu")
    offered = client.post(f"{API}/codes/offer", json={}).json()
    assert offered["secret"] in offered["address"]
    totp = pyotp.TOTP(offered["secret"])
    now = int(stage.now.timestamp())
    right = {"offer": offered["offer"], "first": totp.at(now), "passphrase": PHRASE}

    def taken(who: TestClient = client, **other: str) -> Any:
        return who.post(f"{API}/codes", json={**right, **other})

    assert taken(first="000000").json()["detail"].startswith("that is not the code")
    assert taken(passphrase="another one entirely").status_code == 401
    assert taken(stage.client("pol")).json()["detail"].startswith("that was not offered here")
    stage.now += timedelta(minutes=16)
    assert taken().json()["detail"] == "that took too long; begin again"
    stage.now -= timedelta(minutes=16)
    stage.client("ltu")  # nothing was asked for so far
    assert taken().status_code == 201
    sign_in = {"name": "ltu", "passphrase": PHRASE}
    new = stage.client()
    assert new.post(f"{API}/sign-in", json=sign_in).status_code == 401
    spent = {**sign_in, "code": totp.at(now)}
    assert new.post(f"{API}/sign-in", json=spent).status_code == 401  # each serves once
    stage.now += timedelta(seconds=30)
    fresh = {**sign_in, "code": totp.at(now + 30)}
    assert new.post(f"{API}/sign-in", json=fresh).status_code == 201
    assert client.get(f"{API}/node").json()["person"]["codes"] is True
    # another application is taken with a code of the one before, and by no token
    again = client.post(f"{API}/codes/offer", json={}).json()
    body = {"offer": again["offer"], "first": pyotp.TOTP(again["secret"]).at(now + 30)}
    answer = client.post(f"{API}/codes", json={**body, "passphrase": PHRASE})
    assert answer.status_code == 401
    token = client.post(f"{API}/tokens", json={}).json()["token"]
    bearer = {"authorization": f"Bearer {token}"}
    assert stage.client().post(f"{API}/codes/offer", headers=bearer).status_code == 403
