"""A client certificate is believed from the proxy alone that is named, and only behind TLS."""

import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import httpx
import pytest
import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from starlette.testclient import TestClient

from foedus.asking.world import World
from foedus.doors.listening import bound
from foedus.doors.rest.app import create_app
from foedus.doors.rest.connections import PEER, config
from foedus.doors.rest.node.gate import Gate
from foedus.doors.rest.settings import Settings
from foedus.identity.certificates import CertificateError, check_fingerprint, fingerprint_of
from foedus.model.people import Appointment, Person
from foedus.nodes.configured import set_proxies
from foedus.nodes.errors import NodeError
from foedus.nodes.node import Node
from foedus.nodes.people.by_certificate import NOT_SO
from foedus.nodes.people.identities import Identities
from foedus.nodes.people.people import Named, People, PersonError
from tests.conftest import cheap_passphrases
from tests.doors.rest.conftest import HERE

API = "/api/v1"
PHRASE = "seven herons over Kihnu"
PROXY = "10.0.0.5"
DAY = timedelta(days=1)
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


def certificate(name: str, begins: datetime = NOW - DAY, ends: datetime = NOW + DAY) -> bytes:
    """A certificate as DER."""
    key = ec.generate_private_key(ec.SECP256R1())
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(begins)
        .not_valid_after(ends)
    )
    return made.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)


def header(der: bytes) -> str:
    return f":{b64encode(der).decode()}:"


MINE, OTHERS = certificate("jaan"), certificate("nobody")


@contextmanager
def served(app: Any, settings: Settings) -> Iterator[str]:
    """A real server in a thread; gives its address."""
    server = uvicorn.Server(config(app, settings, grace=1))
    listening = bound("127.0.0.1", 0)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()


@dataclass
class Stage:
    node: Node
    jaan: Person
    apps: dict[bool, Any]

    def ask(
        self,
        *headers: tuple[str, str],
        peer: str | None = PROXY,
        behind_tls: bool = True,
        party: str = "EST",
    ) -> Any:
        """Sign in with headers, from an address."""

        async def app(scope: Any, receive: Any, send: Any) -> None:
            await self.apps[behind_tls](
                {**scope, "state": {PEER: peer} if peer else {}}, receive, send
            )

        client = TestClient(app, "https://localhost", client=HERE, raise_server_exceptions=False)
        body = {"party": party}
        given = httpx.Headers([*headers, ("content-type", "application/json")])
        answer = client.post(f"{API}/sign-in/certificate", json=body, headers=given)
        return client.get(f"{API}/me") if answer.status_code == 201 else answer


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, world: World) -> Iterator[Stage]:
    place = tmp_path_factory.mktemp("nodes") / "nato"
    with (
        cheap_passphrases(),
        Node.create(place, "nato", clock=lambda: NOW, base=lambda: world) as node,
    ):
        people = People(node)
        chief = people.enrol(people.first_invitation(), Named("chief"), PHRASE)
        first = people.invite(chief, "EST", [Appointment("administrator")])
        admin = people.enrol(first, Named("kadri"), PHRASE)
        jaan = people.enrol(
            people.invite(admin, "EST", [Appointment("desk-officer")]), Named("jaan"), PHRASE
        )
        fingerprint = sha256(MINE).hexdigest().upper()
        pairs = ":".join(fingerprint[at : at + 2] for at in range(0, 64, 2))
        Identities(node).bind(admin, jaan.id, pairs)
        with pytest.raises(PersonError):
            Identities(node).bind(chief, jaan.id, fingerprint)
        set_proxies(node, (PROXY, "10.0.1.0/30"))
        apps = {
            tls: create_app(world, gate=Gate(node, str(place), behind_tls=tls))
            for tls in (True, False)
        }
        yield Stage(node, jaan, apps)


def test_a_certificate_that_the_proxy_saw_is_who_the_administrator_said(stage: Stage) -> None:
    assert stage.ask(("client-cert", header(MINE))).json()["person"] == stage.jaan.id
    assert stage.ask(("Client-Cert", header(MINE)), peer="10.0.1.2").json()["party"] == "EST"


def test_from_anybody_else_the_header_is_dropped_in_the_same_bytes(stage: Stage) -> None:
    good = ("client-cert", header(MINE))
    refused = [
        stage.ask(good, peer="10.0.0.6"),
        stage.ask(good, peer="127.0.0.1"),
        stage.ask(good, peer="10.0.1.4"),
        stage.ask(good, peer=None),
        stage.ask(good, peer="not an address"),
        stage.ask(good, ("x-forwarded-for", PROXY), ("forwarded", f"for={PROXY}"), peer="10.9.9.9"),
        stage.ask(good, behind_tls=False),
        stage.ask(good, party="LVA"),
        stage.ask(good, party="\0"),
        stage.ask(("client-cert", header(OTHERS))),
        stage.ask(("client_cert", header(MINE))),
        stage.ask(("x-client-cert", header(MINE))),
        stage.ask(good, good),
        stage.ask(good, ("client-cert", header(OTHERS))),
        stage.ask(),
        stage.ask(("client-cert", "")),
        stage.ask(("client-cert", b64encode(MINE).decode())),
        stage.ask(("client-cert", f"{header(MINE)}, {header(OTHERS)}")),
        stage.ask(("client-cert", header(MINE[:-1]))),
        stage.ask(("client-cert", header(MINE + b"x"))),
        stage.ask(("client-cert", ":" + "A" * 20_000 + ":")),
    ]
    assert {answer.status_code for answer in refused} == {401}
    assert {answer.content for answer in refused} == {refused[0].content}
    assert refused[0].json()["detail"] == NOT_SO


def test_a_certificate_does_not_stand_before_or_after_its_days() -> None:
    for begins, ends in ((NOW - 3 * DAY, NOW - DAY), (NOW + DAY, NOW + 3 * DAY)):
        with pytest.raises(CertificateError, match="does not stand"):
            fingerprint_of(header(certificate("jaan", begins, ends)), NOW)
    with pytest.raises(CertificateError, match="64 hex digits"):
        check_fingerprint("00:11")


def test_a_client_cannot_write_from_where_its_connection_comes(stage: Stage) -> None:
    """Over a real connection: what a proxy on this machine says of its clients is no address."""
    with served(stage.apps[True], Settings()) as address:
        headers = {"client-cert": header(MINE), "x-forwarded-for": PROXY, "peer": PROXY}
        asked = httpx.post(
            f"{address}{API}/sign-in/certificate", json={"party": "EST"}, headers=headers
        )
        assert (asked.status_code, asked.json()["detail"]) == (401, NOT_SO)
        set_proxies(stage.node, ("127.0.0.1",), "x-tls-client")
        headers = {"x-tls-client": header(MINE), "x-forwarded-for": "192.0.2.9"}
        asked = httpx.post(
            f"{address}{API}/sign-in/certificate", json={"party": "EST"}, headers=headers
        )
        assert asked.status_code == 201
        set_proxies(stage.node, (PROXY, "10.0.1.0/30"))


@pytest.mark.parametrize("address", ["0.0.0.0/0", "10.0.0.0/16", "example.org", ""])
def test_a_proxy_is_an_address_and_not_the_world(stage: Stage, address: str) -> None:
    with pytest.raises(NodeError):
        set_proxies(stage.node, (address,))
    with pytest.raises(NodeError, match="small letters"):
        set_proxies(stage.node, (PROXY,), "Client-Cert: x")
