"""Passkeys over HTTP: made, signed in with, signing acts, and each wrong one refused."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from foedus.asking.world import World
from foedus.doors.rest.app import create_app
from foedus.doors.rest.node.gate import COOKIE, Gate
from foedus.model.people import Appointment
from foedus.nodes.demo import demo
from foedus.nodes.keeping.verify import verify
from foedus.nodes.node import Node
from foedus.nodes.people.people import People
from foedus.nodes.people.signing_in import SigningIn
from foedus.record.ledger.canonical import canonical
from foedus.record.passkeys import challenge
from foedus.record.plain import draft_to_plain
from foedus.record.signed import STATEMENT, good, statement
from tests.conftest import cheap_passphrases
from tests.device import PRESENT, Device, on_record

API = "/api/v1"
PHRASE = "grey-harbour-has-seven-herons"
SITE = "https://localhost"
HERE = ("127.0.0.1", 50_000)
FROM = {"origin": SITE}


@dataclass
class Stage:
    app: Any
    node: Node
    now: datetime = datetime(2026, 12, 1, 12, tzinfo=UTC)
    devices: dict[str, Device] = field(default_factory=dict)

    def client(self, name: str = "") -> TestClient:
        made = TestClient(self.app, SITE, raise_server_exceptions=False, client=HERE, headers=FROM)
        if name:
            self.sign_in(made, {"name": name, "passphrase": PHRASE}, "sign-in")
        return made

    def sign_in(self, client: TestClient, body: Any, path: str, status: int = 201) -> Any:
        answer = client.post(f"{API}/{path}", json=body)
        assert answer.status_code == status, answer.text
        if status == 201:
            cookie = answer.headers["set-cookie"]
            client.cookies.set(COOKIE, cookie.partition("=")[2].split(";")[0])
        return answer.json()

    def enrolled(self, client: TestClient, device: Device) -> Any:
        options = client.post(f"{API}/passkeys/offer", json={"passphrase": PHRASE}).json()
        body = {"credential": device.make(options), "named": "A key"}
        answer = client.post(f"{API}/passkeys", json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    def challenge(self, client: TestClient) -> str:
        options = client.post(f"{API}/sign-in/passkey/offer", json={}).json()
        assert (options["rpId"], options["userVerification"]) == ("localhost", "required")
        assert not options.get("allowCredentials")  # which would tell who has one
        return str(options["challenge"])


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


def test_one_signs_in_by_a_passkey_once_for_each_challenge(stage: Stage) -> None:
    device = Device(SITE)
    stage.enrolled(stage.client("lva"), device)
    client = stage.client()
    asked = stage.challenge(client)
    right = {"credential": device.sign(asked)}
    stage.sign_in(client, right, "sign-in/passkey")
    assert client.get(f"{API}/me").json()["party"] == "LVA"
    again = stage.client().post(f"{API}/sign-in/passkey", json=right)
    assert (again.status_code, again.json()["detail"]) == (
        401,
        "that passkey lets nobody in here",
    )
    device.counter = 50  # and not by another answer to what was answered
    stage.sign_in(stage.client(), {"credential": device.sign(asked)}, "sign-in/passkey", 401)


def test_every_wrong_passkey_is_refused_in_the_same_words(stage: Stage) -> None:
    device, stranger = Device(SITE), Device(SITE)
    stage.enrolled(stage.client("lva"), device)
    client = stage.client()

    def told(answer: dict[str, Any]) -> tuple[int, str]:
        found = client.post(f"{API}/sign-in/passkey", json={"credential": answer})
        assert "set-cookie" not in found.headers
        return found.status_code, found.text

    wrong = [
        device.sign(stage.challenge(client), origin="https://evil.example"),
        device.sign(stage.challenge(client), origin="http://localhost"),
        device.sign(stage.challenge(client), origin="https://localhost:8443"),
        device.sign(stage.challenge(client), rp="evil.example"),
        device.sign(stage.challenge(client), flags=PRESENT),
        device.sign(stage.challenge(client), kind="webauthn.create"),
        device.sign(stage.challenge(client), crossOrigin=True),
        device.sign("bm90aGluZyBvZmZlcmVk"),
        device.sign(""),
        stranger.sign(stage.challenge(client)),
        {**stranger.sign(stage.challenge(client)), "id": device.sign("")["id"]},
        {"id": "x"},
        {},
    ]
    kept = device.counter
    device.counter = 0
    wrong.append(device.sign(stage.challenge(client)))
    device.counter = 0
    first = device.sign(stage.challenge(client))
    device.counter = kept + 1
    over = device.sign(stage.challenge(client))
    stage.now += timedelta(minutes=6)
    wrong.append(over)
    assert {told(answer) for answer in wrong} == {told(first)}
    assert told(first)[0] == 401
    stage.now -= timedelta(minutes=6)
    # a counter that goes back is that of a copy
    device.counter = 100
    stage.sign_in(
        stage.client(), {"credential": device.sign(stage.challenge(client))}, "sign-in/passkey"
    )
    device.counter = 99 - 1
    stage.sign_in(
        stage.client(), {"credential": device.sign(stage.challenge(client))}, "sign-in/passkey", 401
    )


def test_a_passkey_is_made_by_one_who_proves_who_they_are_and_once(stage: Stage) -> None:
    client, device = stage.client("pol"), Device(SITE)
    assert client.post(f"{API}/passkeys/offer", json={"passphrase": "x"}).status_code == 401
    options = client.post(f"{API}/passkeys/offer", json={"passphrase": PHRASE}).json()
    assert options["authenticatorSelection"]["residentKey"] == "required"
    for wrong in (
        Device("https://evil.example").make(options),
        device.make({"challenge": "bm90aGluZyBvZmZlcmVk"}),
        device.make(options, flags=PRESENT),
        {},
    ):
        refused = client.post(f"{API}/passkeys", json={"credential": wrong})
        assert refused.status_code == 422, refused.text
    other = stage.client("fin")  # what was offered to one is of no use to another
    assert (
        other.post(f"{API}/passkeys", json={"credential": device.make(options)}).status_code == 422
    )
    made = {"credential": device.make(options), "named": "Phone"}
    assert client.post(f"{API}/passkeys", json=made).json()["named"] == "Phone"
    assert client.post(f"{API}/passkeys", json=made).status_code == 422
    [mine] = client.get(f"{API}/passkeys").json()
    assert mine["key"].startswith("POL+")
    gone = {"id": mine["id"], "passphrase": PHRASE}
    assert other.post(f"{API}/passkeys/drop", json=gone).status_code == 422
    assert client.post(f"{API}/passkeys/drop", json={**gone, "passphrase": ""}).status_code == 401
    assert client.post(f"{API}/passkeys/drop", json=gone).status_code == 200
    stage.sign_in(
        stage.client(), {"credential": device.sign(stage.challenge(client))}, "sign-in/passkey", 401
    )
    token = client.post(f"{API}/tokens", json={}).json()["token"]
    bearer = {"authorization": f"Bearer {token}"}
    assert stage.client().get(f"{API}/passkeys", headers=bearer).status_code == 403


def test_a_passkey_is_for_the_pages_of_this_server_by_its_name(stage: Stage) -> None:
    client = TestClient(stage.app, "https://localhost", client=HERE)
    path = f"{API}/sign-in/passkey/offer"
    assert client.post(path, json={}).status_code == 403  # no page asks
    address = TestClient(stage.app, "http://127.0.0.1:8123", client=HERE)
    refused = address.post(path, json={}, headers={"origin": "http://127.0.0.1:8123"})
    assert (refused.status_code, "http://localhost:8123" in refused.text) == (422, True)
    foreign = client.post(path, json={}, headers={"origin": "https://evil.example"})
    assert foreign.status_code == 403


def test_who_begins_anew_or_goes_has_no_passkey(stage: Stage) -> None:
    device = Device(SITE)
    stage.enrolled(stage.client("fin"), device)
    people = People(stage.node)
    signing = SigningIn(stage.node)
    found = signing.who(signing.session("fin-admin", PHRASE), "session")
    fin = signing.who(signing.session("fin", PHRASE), "session")
    assert found is not None
    assert fin is not None
    link = people.recovery(found[0], fin[0].id)
    body = {"invitation": link, "name": "fin", "passphrase": PHRASE}
    assert stage.client().post(f"{API}/enrol", json=body).status_code == 201
    answer = {"credential": device.sign(stage.challenge(stage.client()))}
    stage.sign_in(stage.client(), answer, "sign-in/passkey", 401)
    assert stage.client("fin").get(f"{API}/passkeys").json() == []


@pytest.fixture(scope="module")
def signer(stage: Stage) -> Device:
    """The passkey of Estonia's head of delegation, on record as a key of Estonia."""
    device, client = Device(SITE), stage.client("est")
    mine = stage.enrolled(client, device)
    given = {"verifier": mine["key"], "framework": "nato"}
    made = client.post(f"{API}/acts/register-key", json=given)
    assert made.status_code == 201, made.text
    assert "made for https://localhost" in made.json()["entries"][0]["draft"]["told"]
    [mine] = client.get(f"{API}/passkeys").json()
    assert mine["entry"] == "NK-1"
    stage.devices["key"] = device
    return device


def shown(client: TestClient, title: str) -> tuple[dict[str, Any], Any]:
    given = {"body": "nato/nac", "title": title}
    seen = client.post(f"{API}/acts/table/preview", json=given).json()
    return {**given, "shown": seen["shown"]}, seen["drafts"][0]


def hashed(draft: Any) -> str:
    """The challenge as a page makes it, from what it shows."""
    return challenge(STATEMENT + canonical(draft).decode())


def test_an_act_carries_the_signature_of_the_passkey_and_verifies(
    stage: Stage, signer: Device
) -> None:
    client = stage.client("est")
    given, draft = shown(client, "Signed")
    [mine] = client.get(f"{API}/passkeys").json()
    signature = {"key": mine["key"], "made": on_record(signer.sign(hashed(draft)))}
    path, name = f"{API}/acts/table", {"idempotency-key": "signed-1"}
    body = {**given, "signature": signature}
    answer = client.post(path, json=body, headers=name)
    assert answer.status_code == 201, answer.text
    assert client.post(path, json=body, headers=name).json() == answer.json()  # once
    entry = stage.node.record().find(answer.json()["entries"][0]["id"])
    assert canonical(draft_to_plain(entry.draft)) == canonical(draft)
    assert hashed(draft) == challenge(statement(entry.draft))
    assert entry.signature is not None
    assert good(entry.draft, entry.signature)
    found = verify(stage.node)
    assert found.faults == ()
    assert entry.id not in " ".join(found.notices)


def test_what_a_passkey_signed_is_refused_for_all_else(stage: Stage, signer: Device) -> None:
    client = stage.client("est")
    [mine] = client.get(f"{API}/passkeys").json()
    given, draft = shown(client, "Replayed")
    made = on_record(signer.sign(hashed(draft)))
    size = stage.node.record().size

    def told(name: str, by: TestClient = client, key: str = mine["key"], made: str = made) -> str:
        body = {**given, "signature": {"key": key, "made": made}}
        headers = {"idempotency-key": name} if name else {}
        answer = by.post(f"{API}/acts/table", json=body, headers=headers)
        assert answer.status_code == 422, answer.text
        return str(answer.json()["detail"])

    other = Device(SITE)
    assert "name the request" in told("")
    assert "is not one of what would be" in told("r-1", made=on_record(other.sign(hashed(draft))))
    assert "is not one of what would be" in told(
        "r-2", made=on_record(signer.sign(hashed(draft), origin="https://evil.example"))
    )
    assert "is not one of what would be" in told(
        "r-3", made=on_record(signer.sign(hashed(draft), rp="evil.example"))
    )
    assert "is not one of what would be" in told("r-4", made=on_record(signer.sign("AAAA")))
    assert "not what a passkey signed" in told("r-5", made="x")
    # a passkey that is the person's own and not on record, and one on record that is another's
    mine_too = stage.enrolled(client, other)
    assert "is none of EST's on record" in told(
        "r-6", key=mine_too["key"], made=on_record(other.sign(hashed(draft)))
    )
    lva = stage.client("lva")
    assert "not one of yours" in told("r-7", by=lva)
    assert stage.node.record().size == size
    body = {**given, "signature": {"key": mine["key"], "made": made}}
    answer = client.post(f"{API}/acts/table", json=body, headers={"idempotency-key": "r-8"})
    assert answer.status_code == 201, answer.text
    # the same act once more, by the same signature: by another request, or another colleague
    assert "was used before" in told("r-9")
    # nobody of one's own nation signs by the passkey of another
    people = People(stage.node)
    signing = SigningIn(stage.node)
    admin = signing.who(signing.session("est-admin", PHRASE), "session")
    assert admin is not None
    link = people.invite(admin[0], "EST", [Appointment("desk-officer")])
    enrol = {"invitation": link, "name": "jaan", "passphrase": PHRASE}
    assert stage.client().post(f"{API}/enrol", json=enrol).status_code == 201
    jaan = stage.client("jaan")
    fresh = on_record(signer.sign(hashed(draft)))
    assert "not one of yours" in told("r-10", by=jaan, made=fresh)
    assert verify(stage.node).faults == ()
