"""Sign-in at a real provider of OpenID Connect, and what must not pass for it."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey
from starlette.testclient import TestClient

from foedus.asking.world import World
from foedus.doors.fetching import Fetching
from foedus.doors.rest.app import create_app
from foedus.doors.rest.node import proofs
from foedus.doors.rest.node.gate import COOKIE, Gate
from foedus.identity.openid import Provider
from foedus.model.people import Appointment, Person
from foedus.nodes.configured import set_site
from foedus.nodes.node import Node
from foedus.nodes.people.at_provider import NOT_SO, AtProvider, ProviderAwayError
from foedus.nodes.people.identities import Identities
from foedus.nodes.people.people import Named, People, PersonError
from foedus.nodes.people.providers import Providers
from tests.conftest import cheap_passphrases
from tests.doors.rest.providing import CLIENT, MISSING, SECRET, SITE, Running, installed, running

API = "/api/v1"
PHRASE = "seven herons over Kihnu"
HERE = ("127.0.0.1", 50_000)


class Wire:
    """Fetches as servers do, notes where, and lets a test change what comes back."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.changed: dict[str, Callable[[bytes], bytes]] = {}

    def __call__(
        self,
        address: str,
        origin: str,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> bytes:
        self.asked.append(address)
        found = Fetching()(address, origin, headers or {}, body)
        for end, change in self.changed.items():
            found = change(found) if address.endswith(end) else found
        return found


@dataclass
class Stage:
    """A node with people of two parties, at whose door a provider stands."""

    app: Any
    node: Node
    provider: Running
    wire: Wire
    people: dict[str, Person] = field(default_factory=dict)

    def client(self) -> TestClient:
        return TestClient(
            self.app,
            SITE,
            raise_server_exceptions=False,
            client=HERE,
            follow_redirects=False,
        )

    def begun(self, client: TestClient, at: str = "all", **body: str) -> str:
        answer = client.post(f"{API}/sign-in/with/{at}", json=body)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["go"])

    def back(self, client: TestClient, address: str) -> Any:
        parts = urlsplit(address)
        return client.get(f"{parts.path}?{parts.query}")

    def signed_in(self, account: str, at: str = "all", **body: str) -> Any:
        client = self.client()
        address = self.provider.visit(self.begun(client, at, **body), account)
        answer = self.back(client, address)
        return client.get(f"{API}/me").json() if answer.status_code == 303 else answer


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, world: World) -> Iterator[Stage]:
    if not installed():
        pytest.skip(MISSING)
    place = tmp_path_factory.mktemp("nodes") / "nato"
    wire = Wire()
    with (
        pytest.MonkeyPatch.context() as patched,
        cheap_passphrases(),
        running(("all", "est-id", "other")) as provider,
        Node.create(place, "nato", base=lambda: world) as node,
    ):
        patched.setattr(proofs, "Fetching", lambda: wire)
        set_site(node, SITE)
        made = Stage(create_app(world, gate=Gate(node, str(place))), node, provider, wire)
        for name, party in (("all", ""), ("est-id", "EST"), ("other", "")):
            Providers(node).put(Provider(name, provider.issuer, CLIENT, SECRET, party))
        _come(made)
        yield made


def _come(stage: Stage) -> None:
    people = People(stage.node)
    stage.people["chief"] = people.enrol(people.first_invitation(), Named("chief"), PHRASE)
    for party, admin, officer in (("EST", "kadri", "jaan"), ("LVA", "liga", "juris")):
        first = people.invite(stage.people["chief"], party, [Appointment("administrator")])
        stage.people[admin] = people.enrol(first, Named(admin), PHRASE)
        invited = people.invite(stage.people[admin], party, [Appointment("desk-officer")])
        stage.people[officer] = people.enrol(invited, Named(officer), PHRASE)
        Identities(stage.node).link(
            stage.people[admin], stage.people[officer].id, "all", f"{officer}-at-id"
        )


@pytest.fixture(autouse=True)
def _as_it_comes(stage: Stage) -> Iterator[None]:
    yield
    stage.wire.changed.clear()


def test_a_person_signs_in_at_the_provider_and_is_who_their_administrator_said(
    stage: Stage,
) -> None:
    found = stage.signed_in("jaan-at-id", party="EST")
    assert found["person"] == stage.people["jaan"].id
    assert stage.signed_in("juris-at-id", party="LVA")["party"] == "LVA"
    listed = stage.client().get(f"{API}/providers").json()
    assert {"name": "est-id", "party": "EST"} in listed
    assert SECRET not in json.dumps(listed)


def test_one_comes_back_to_the_page_one_was_at(stage: Stage) -> None:
    for body, page in (({}, "/"), ({"to": "/act/table?q=%7B%7D"}, "/act/table?q=%7B%7D")):
        client = stage.client()
        address = stage.provider.visit(stage.begun(client, party="EST", **body), "jaan-at-id")
        answer = stage.back(client, address)
        assert (answer.status_code, answer.headers["location"]) == (303, page)
        # what is added on the way changes nothing
        again = stage.back(client, f"{address}&to=https://evil.example")
        assert again.status_code == 401


def test_one_is_sent_to_no_other_site(stage: Stage) -> None:
    for to in ("https://evil.example", "//evil.example", ""):
        answer = stage.client().post(f"{API}/sign-in/with/all", json={"party": "EST", "to": to})
        assert answer.status_code == 422
        assert "a path of this site" in answer.json()["detail"]


def test_nothing_is_asked_but_of_the_issuer(stage: Stage) -> None:
    stage.signed_in("jaan-at-id", party="EST")
    assert stage.wire.asked
    assert all(address.startswith(f"{stage.provider.issuer}/") for address in stage.wire.asked)


def test_what_is_sent_has_pkce_state_and_nonce_and_no_secret(stage: Stage) -> None:
    client = stage.client()
    address = stage.begun(client, party="EST")
    sent = parse_qs(urlsplit(address).query)
    assert sent["code_challenge_method"] == ["S256"]
    assert all(len(sent[name][0]) == 43 for name in ("state", "nonce", "code_challenge"))
    assert SECRET not in address
    cookie = client.cookies[proofs.BEGUN]
    assert sent["state"][0] not in cookie
    assert sent["nonce"][0] not in cookie


@pytest.mark.parametrize(
    ("account", "party"),
    [("jaan-at-id", "LVA"), ("nobody", "EST"), ("jaan-at-id", "Nowhere"), ("JAAN-at-id", "EST")],
)
def test_whoever_is_not_linked_in_that_party_is_refused_in_the_same_bytes(
    stage: Stage, account: str, party: str
) -> None:
    refused = stage.signed_in(account, party=party)
    assert (refused.status_code, refused.json()["detail"]) == (401, NOT_SO)
    assert COOKIE not in refused.headers.get("set-cookie", "")


def test_somebody_comes_by_an_invitation_and_is_known_there_from_then_on(stage: Stage) -> None:
    people = People(stage.node)
    invited = people.invite(stage.people["kadri"], "EST", [Appointment("observer")])
    found = stage.signed_in("new-at-id", invitation=invited, name="mari")
    assert found["party"] == "EST"
    assert stage.signed_in("new-at-id", party="EST")["person"] == found["person"]
    again = stage.client().post(
        f"{API}/sign-in/with/all", json={"invitation": invited, "name": "mari2"}
    )
    assert again.status_code == 422
    nothing = stage.client().post(f"{API}/sign-in", json={"name": "mari", "passphrase": ""})
    assert nothing.status_code == 401


def test_who_is_recovered_or_dismissed_is_known_by_it_no_more(stage: Stage) -> None:
    people, admin = People(stage.node), stage.people["kadri"]
    invited = people.invite(admin, "EST", [Appointment("observer")])
    person = people.enrol(invited, Named("peeter"), PHRASE)
    Identities(stage.node).link(admin, person.id, "all", "peeter-at-id")
    assert stage.signed_in("peeter-at-id", party="EST")["person"] == person.id
    again = people.recovery(admin, person.id)
    assert stage.signed_in("peeter-2-at-id", invitation=again, name="peeter")["party"] == "EST"
    assert stage.signed_in("peeter-at-id", party="EST").status_code == 401
    people.dismiss(admin, person.id)
    assert stage.signed_in("peeter-2-at-id", party="EST").status_code == 401


def test_a_nation_has_a_provider_of_its_own_at_which_nobody_else_is_known(stage: Stage) -> None:
    identities = Identities(stage.node)
    with pytest.raises(PersonError, match="no provider of that name"):
        identities.link(stage.people["liga"], stage.people["juris"].id, "est-id", "juris")
    client = stage.client()
    refused = client.post(f"{API}/sign-in/with/est-id", json={"party": "LVA"})
    assert refused.status_code == 422
    # the same user at the same issuer, by the name of the nation's own provider
    assert stage.signed_in("jaan-at-id", "est-id")["person"] == stage.people["jaan"].id


def test_an_administrator_links_people_of_their_own_party_alone(stage: Stage) -> None:
    identities, juris = Identities(stage.node), stage.people["juris"]
    for admin in ("kadri", "chief", "jaan"):
        with pytest.raises(PersonError):
            identities.link(stage.people[admin], juris.id, "all", "thief")
    # what another party says of the same user neither takes nor tells anything
    identities.link(stage.people["kadri"], stage.people["kadri"].id, "all", "juris-at-id")
    assert stage.signed_in("juris-at-id", party="LVA")["person"] == juris.id
    with pytest.raises(PersonError, match="somebody else of your party"):
        identities.link(stage.people["kadri"], stage.people["jaan"].id, "all", "juris-at-id")


def test_an_answer_serves_one_browser_once(stage: Stage) -> None:
    mine, other = stage.client(), stage.client()
    address = stage.provider.visit(stage.begun(mine, party="EST"), "jaan-at-id")
    stage.begun(other, party="EST")
    refused = stage.back(other, address)  # the state of another browser
    assert refused.status_code == 401
    assert stage.back(stage.client(), address).status_code == 401  # of one that began nothing
    kept = mine.cookies[proofs.BEGUN]
    assert stage.back(mine, address).status_code == 303
    mine.cookies.set(proofs.BEGUN, kept)
    asked = len(stage.wire.asked)
    assert stage.back(mine, address).status_code == 401  # the same again: nothing is asked outside
    assert len(stage.wire.asked) == asked


def test_a_code_that_was_used_is_refused_by_the_provider_too(stage: Stage) -> None:
    one, two = stage.client(), stage.client()
    used = stage.provider.visit(stage.begun(one, party="EST"), "jaan-at-id")
    assert stage.back(one, used).status_code == 303
    code = parse_qs(urlsplit(used).query)["code"][0]
    own = stage.provider.visit(stage.begun(two, party="EST"), "jaan-at-id")
    sent = {name: values[0] for name, values in parse_qs(urlsplit(own).query).items()}
    mixed = f"{urlsplit(own).path}?{urlencode({**sent, 'code': code})}"
    refused = stage.back(two, mixed)
    assert (refused.status_code, refused.json()["detail"]) == (401, NOT_SO)


def test_the_answer_of_another_provider_is_none_of_the_one_that_was_asked(stage: Stage) -> None:
    client = stage.client()
    address = stage.provider.visit(stage.begun(client, party="EST"), "jaan-at-id")
    sent = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert sent["iss"] == stage.provider.issuer
    path = urlsplit(address).path
    evil = {**sent, "iss": "https://evil.example"}
    silent = {name: value for name, value in sent.items() if name != "iss"}
    for changed in (evil, silent):  # it names itself, so an answer that does not is another's
        assert stage.back(client, f"{path}?{urlencode(changed)}").status_code == 401
    elsewhere = address.replace("/from/all", "/from/other")
    assert stage.back(client, elsewhere).status_code == 401
    twice = f"{address}&code=other"
    assert stage.back(client, twice).status_code == 401
    assert stage.back(client, address).status_code == 303


def _signed(stage: Stage, header: Mapping[str, Any], **changes: Any) -> Callable[[bytes], bytes]:
    """What makes another token of the provider's own, signed with its very key."""

    def change(answered: bytes) -> bytes:
        tokens = json.loads(answered)
        token = jwt.decode(tokens["id_token"], stage.provider.key, algorithms=["RS256"])
        claims = {k: v for k, v in {**token.claims, **changes}.items() if v is not None}
        tokens["id_token"] = jwt.encode({**token.header, **header}, claims, stage.provider.key)
        return json.dumps(tokens).encode()

    return change


HOUR = 3600
FORGED: dict[str, dict[str, Any]] = {
    "another nonce": {"nonce": "x" * 43},
    "no nonce": {"nonce": None},
    "a foreign issuer": {"iss": "https://evil.example"},
    "another audience": {"aud": "somebody-else"},
    "also for another, without saying for whom it was made": {"aud": [CLIENT, "else"]},
    "made for another": {"aud": [CLIENT, "else"], "azp": "else"},
    "expired": {"exp": int(time.time()) - HOUR},
    "without an end": {"exp": None},
    "not yet": {"nbf": int(time.time()) + HOUR},
    "made long ago": {"iat": int(time.time()) - HOUR},
    "nobody": {"sub": None},
    "a subject that is no text": {"sub": 7},
    "a subject beyond all bounds": {"sub": "x" * 256},
    "of another access token": {"at_hash": "x" * 22},
}


@pytest.mark.parametrize("changes", FORGED.values(), ids=FORGED)
def test_a_token_that_the_provider_did_not_make_for_this_is_refused(
    stage: Stage, changes: dict[str, Any]
) -> None:
    stage.wire.changed["/token"] = _signed(stage, {}, **changes)
    refused = stage.signed_in("jaan-at-id", party="EST")
    assert (refused.status_code, refused.json()["detail"]) == (401, NOT_SO)


def test_the_same_token_made_anew_without_a_change_is_taken(stage: Stage) -> None:
    stage.wire.changed["/token"] = _signed(stage, {})
    assert stage.signed_in("jaan-at-id", party="EST")["party"] == "EST"


def _unsigned(answered: bytes) -> bytes:
    from base64 import urlsafe_b64encode

    tokens = json.loads(answered)
    _, claims, _ = tokens["id_token"].split(".")
    header = urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
    return json.dumps({**tokens, "id_token": f"{header}.{claims}."}).encode()


def _by_secret(stage: Stage) -> Callable[[bytes], bytes]:
    """Signed with the secret that the node and the provider share."""

    def change(answered: bytes) -> bytes:
        tokens = json.loads(answered)
        claims = jwt.decode(tokens["id_token"], stage.provider.key, algorithms=["RS256"]).claims
        shared = OctKey.import_key(SECRET.encode().ljust(32, b" "))
        tokens["id_token"] = jwt.encode({"alg": "HS256"}, claims, shared, algorithms=["HS256"])
        return json.dumps(tokens).encode()

    return change


@pytest.mark.parametrize("how", ["none", "secret", "other key", "no token", "no JSON", "endless"])
def test_a_token_that_the_provider_did_not_sign_is_refused(stage: Stage, how: str) -> None:
    changes: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
        "none": ("/token", _unsigned),
        "secret": ("/token", _by_secret(stage)),
        "other key": ("/jwks", lambda keys: keys.replace(b'"n":"', b'"n":"A')),
        "no token": ("/token", lambda _: b"{}"),
        "no JSON": ("/token", lambda _: b"<html>"),
        "endless": ("/token", lambda _: b"[" * 100_000),
    }
    at, change = changes[how]
    stage.wire.changed[at] = change
    refused = stage.signed_in("jaan-at-id", party="EST")
    assert (refused.status_code, refused.json()["detail"]) == (401, NOT_SO)


@pytest.mark.parametrize("cookie", ["", "x", "A" * 200, "ä"])
def test_what_a_browser_did_not_get_from_here_is_nothing(stage: Stage, cookie: str) -> None:
    client = stage.client()
    address = stage.provider.visit(stage.begun(client, party="EST"), "jaan-at-id")
    client.cookies.clear()
    parts = urlsplit(address)
    header = {"cookie": f"{proofs.BEGUN}={cookie}".encode()}
    refused = client.get(f"{parts.path}?{parts.query}", headers=header)  # type: ignore[arg-type]
    assert (refused.status_code, refused.json()["detail"]) == (401, NOT_SO)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("issuer", "https://evil.example"),
        ("token_endpoint", "https://evil.example/token"),
        ("jwks_uri", "http://169.254.169.254/latest"),
        ("authorization_endpoint", "javascript:alert(1)"),
        ("code_challenge_methods_supported", ["plain"]),
    ],
)
def test_a_provider_that_describes_another_or_names_another_place_is_not_used(
    stage: Stage, field: str, value: object
) -> None:
    def change(described: bytes) -> bytes:
        return json.dumps({**json.loads(described), field: value}).encode()

    stage.wire.changed["openid-configuration"] = change
    asked = len(stage.wire.asked)
    own = AtProvider(stage.node, stage.wire, lambda name: name)  # which has seen nothing of it yet
    for _ in range(2):
        with pytest.raises(ProviderAwayError):
            own.begin("all", party="EST")
    assert len(stage.wire.asked) == asked + 1  # and it is left alone for a while


def test_links_are_made_over_http_by_a_session_alone(stage: Stage) -> None:
    client = stage.client()
    client.post(f"{API}/sign-in", json={"name": "kadri", "passphrase": PHRASE})
    line = {"person": stage.people["jaan"].id, "provider": "all", "subject": "jaan-too"}
    assert client.post(f"{API}/links", json=line).status_code == 201
    assert stage.signed_in("jaan-too", party="EST")["person"] == stage.people["jaan"].id
    both = client.post(f"{API}/links", json={**line, "certificate": "x"})
    assert both.status_code == 422
    other = client.post(f"{API}/links", json={**line, "person": stage.people["juris"].id})
    nobody = client.post(f"{API}/links", json={**line, "person": "p-none"})
    assert (other.status_code, other.content) == (nobody.status_code, nobody.content)
    assert other.status_code == 403
    token = client.post(f"{API}/tokens", json={}).json()["token"]
    bearer = {"authorization": f"Bearer {token}"}
    refused = stage.client().post(f"{API}/links", json=line, headers=bearer)
    assert refused.status_code == 403


def test_a_page_of_another_site_begins_nothing(stage: Stage) -> None:
    headers = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    answer = stage.client().post(f"{API}/sign-in/with/all", json={"party": "EST"}, headers=headers)
    assert answer.status_code == 403
