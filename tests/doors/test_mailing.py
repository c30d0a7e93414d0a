"""Notices go out by a real mail server, or wait for it; they say nothing of what they are about."""

import base64
import email
import shutil
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from foedus.asking.world import World
from foedus.doors.mailing import Post, deliver, mailing
from foedus.model.people import Appointment, Person
from foedus.nodes.access import Access
from foedus.nodes.configured import Mail, mail_of, set_mail, set_site
from foedus.nodes.errors import NodeError
from foedus.nodes.node import Node
from foedus.nodes.people import letters as queue
from foedus.nodes.people.beyond import letters as waiting
from foedus.nodes.people.confirming import Confirming
from foedus.nodes.people.letters import Letters
from foedus.nodes.people.people import Named, People, PersonError
from foedus.nodes.people.seconds import WaitsError
from tests.conftest import cheap_passphrases

PHRASE = "seven herons over Kihnu"
SITE = "https://baltic.example"
SECRET = "The Operation Named Heron"
START = datetime(2026, 12, 1, 12, tzinfo=UTC)
SENDER = "foedus@baltic.example"


class Server:
    """A mail server that takes, refuses, or hangs, as a test has it, one connection at a time."""

    def __init__(self, context: ssl.SSLContext | None = None, *, wrapped: bool = False) -> None:
        self.context, self.wrapped = context, wrapped
        self.taken: list[email.message.Message] = []
        self.said: list[str] = []
        self.replies: dict[str, str] = {}
        self.hangs = False
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        with suppress(OSError):  # whoever waits for the next to come would take it else
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                connection.settimeout(10)
                with ExitStack() as held, suppress(OSError):
                    held.enter_context(connection)
                    if self.wrapped and self.context:
                        connection = self._with_tls(held, connection)
                    self._talk(held, connection)

    def _with_tls(self, held: ExitStack, connection: socket.socket) -> socket.socket:
        assert self.context is not None
        made = self.context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        held.enter_context(made)
        made.do_handshake()
        return made

    def _talk(self, held: ExitStack, connection: socket.socket) -> None:
        if self.hangs:
            while connection.send(b"220-still\r\n"):  # a byte now and then, and never an end
                time.sleep(0.02)
        connection.sendall(b"220 mail.example\r\n")
        file = held.enter_context(connection.makefile("rb"))
        while line := file.readline(1_000):
            text = line.decode().strip()
            verb, _, rest = text.partition(" ")
            verb = verb.upper()
            self.said.append(f"{verb} {rest}")
            reply = self.replies.get(verb, "")
            if not reply and verb == "EHLO":
                offers = ["250-mail.example", "250-AUTH PLAIN", "250 8BITMIME"]
                if self.context and not isinstance(connection, ssl.SSLSocket):
                    offers.insert(1, "250-STARTTLS")
                reply = "\r\n".join(offers)
            elif not reply and verb == "DATA":
                connection.sendall(b"354 go on\r\n")
                content = b""
                while (part := file.readline(10_000)) != b".\r\n":
                    content += part
                self.taken.append(email.message_from_bytes(content))
                reply = "250 taken"
            elif not reply and verb == "STARTTLS" and self.context:
                connection.sendall(b"220 go on\r\n")
                connection = self._with_tls(held, connection)
                file = held.enter_context(connection.makefile("rb"))
                continue
            reply = reply or {"QUIT": "221 bye", "AUTH": "235 yes"}.get(verb, "250 ok")
            connection.sendall(f"{reply}\r\n".encode())
            if verb == "QUIT":
                return


@contextmanager
def serving(context: ssl.SSLContext | None = None, **how: Any) -> Iterator[Server]:
    server = Server(context, **how)
    try:
        yield server
    finally:
        server.close()


@dataclass
class Stage:
    """A node with people of two nations, and a clock that a test sets."""

    node: Node
    people: dict[str, Person]
    clock: list[datetime] = field(default_factory=lambda: [START])

    def on(self, **by: float) -> None:
        self.clock[0] += timedelta(**by)

    @property
    def letters(self) -> Letters:
        return Letters(self.node)

    def at(self, name: str) -> Access:
        return Access(self.node, self.people[name])

    def post(self, port: int, **more: Any) -> Post:
        made = {"security": "none", "host": "127.0.0.1", **more}
        return Post(Mail(port=port, sender=SENDER, **made), seconds=2.0)

    def queued(self) -> list[Any]:
        with self.node.database.reading() as connection:
            return list(connection.execute(waiting.select()).all())


@pytest.fixture
def stage(made: tuple[Path, dict[str, Person]], tmp_path: Path, world: World) -> Iterator[Stage]:
    clock = [START]
    place = shutil.copytree(made[0], tmp_path / "node")
    with Node.open(place, clock=lambda: clock[0], base=lambda: world) as node:
        yield Stage(node, dict(made[1]), clock)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, world: World) -> tuple[Path, dict[str, Person]]:
    """A node with people, made once, for each test to have a copy of."""
    place = tmp_path_factory.mktemp("mailing") / "node"
    with (
        cheap_passphrases(),
        Node.create(place, "nato", clock=lambda: START, base=lambda: world) as node,
    ):
        store, people = People(node), dict[str, Person]()

        def come(invitation: str, handle: str) -> None:
            people[handle] = store.enrol(invitation, Named(handle), PHRASE)

        come(store.first_invitation(), "chief")
        for party, admin, head in (("EST", "kadri", "jaan"), ("LVA", "liga", "juris")):
            come(store.invite(people["chief"], party, [Appointment("administrator")]), admin)
            held = [Appointment("head-of-delegation")]
            come(store.invite(people[admin], party, held), head)
        set_site(node, SITE)
        Access(node, people["juris"]).act(
            "table",
            {"body": "nato/nac", "title": SECRET, "silence_until": "2026-12-09T12:00Z"},
        )
        Letters(node).keep(people["jaan"], "jaan@mfa.example")
    return place, people


def test_a_notice_says_what_waits_by_when_and_where_and_nothing_of_what_it_is(
    stage: Stage,
) -> None:
    with serving() as server:
        assert deliver(stage.letters, stage.post(server.port)) == 1
        assert deliver(stage.letters, stage.post(server.port)) == 0
    [letter] = server.taken
    assert (letter["To"], letter["From"]) == ("jaan@mfa.example", SENDER)
    assert letter["Auto-Submitted"] == "auto-generated"
    text = letter.get_payload()
    assert "- a motion under silence, by 2026-12-09 12:00 UTC" in text
    assert f"{SITE}/" in text
    whole = "\n".join([*server.said, letter.as_string()])
    for kept in (SECRET, "M-1", "nato", "nac", "EST", "LVA", "Latvia", "North Atlantic", "juris"):
        assert kept.lower() not in whole.lower()


def test_what_waits_is_told_once_and_once_more_when_it_is_soon(stage: Stage) -> None:
    with serving() as server:
        post = stage.post(server.port)
        deliver(stage.letters, post)
        for _ in range(4):
            stage.on(hours=12)
            deliver(stage.letters, post)
        assert len(server.taken) == 1
        stage.on(days=5, hours=1)
        for _ in range(3):
            stage.on(minutes=20)
            deliver(stage.letters, post)
        assert len(server.taken) == 2
        assert stage.queued() == []


def test_what_waits_for_a_second_person_is_told_to_others_than_the_one_who_asked(
    stage: Stage,
) -> None:
    stage.letters.keep(stage.people["kadri"], "kadri@mfa.example")
    waits = Confirming(stage.at("jaan")).ask(["position"])
    with serving() as server:
        deliver(stage.letters, stage.post(server.port))
        told = {letter["To"]: letter.get_payload() for letter in server.taken}
        assert "a setting that a second person confirms" in told["kadri@mfa.example"]
        assert "second person" not in told["jaan@mfa.example"]
        Confirming(stage.at("kadri")).confirm(waits.number)
        with pytest.raises(WaitsError):
            stage.at("jaan").act("position", {"motion": "M-1", "stand": "for"})
        stage.on(minutes=20)
        server.taken.clear()
        deliver(stage.letters, stage.post(server.port))
        assert server.taken == []  # an administrator reads no acts, and nobody else has the post


def test_a_server_that_is_down_is_tried_again_with_growing_pauses(stage: Stage) -> None:
    with serving() as server:
        gone = server.port
    pauses, before = list[timedelta](), START
    for _ in range(5):
        assert deliver(stage.letters, stage.post(gone)) == 0
        [row] = stage.queued()
        after = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=row.next)
        pauses.append(after - before)
        stage.clock[0] = before = after
    assert pauses == [timedelta(minutes=2**n) for n in range(5)]
    with serving() as server:
        assert deliver(stage.letters, stage.post(server.port)) == 1
    assert stage.queued() == []


def test_what_never_arrives_is_given_up(stage: Stage) -> None:
    with serving() as server:
        server.replies["RCPT"] = "451 later"
        for _ in range(40):
            deliver(stage.letters, stage.post(server.port))
            if not stage.queued():
                break
            stage.on(hours=25)
        assert stage.queued() == []
        assert stage.clock[0] - START >= queue.GIVEN_UP


def test_an_address_that_is_refused_for_good_is_tried_once(stage: Stage) -> None:
    with serving() as server:
        server.replies["RCPT"] = "550 no such user here"
        assert deliver(stage.letters, stage.post(server.port)) == 0
        assert stage.queued() == []
        assert sum(line.startswith("RCPT") for line in server.said) == 1


@pytest.mark.parametrize("replies", [{"MAIL": "550 no"}, {"EHLO": "500 x", "HELO": "421 no"}])
def test_a_server_that_refuses_what_we_are_is_tried_again(
    stage: Stage, replies: dict[str, str]
) -> None:
    with serving() as server:
        server.replies |= replies
        assert deliver(stage.letters, stage.post(server.port)) == 0
        assert [row.tries for row in stage.queued()] == [1]


def test_a_server_that_hangs_is_left_in_time_and_its_letter_kept(stage: Stage) -> None:
    with serving() as server:
        server.hangs = True
        begun = time.monotonic()
        post = Post(Mail("127.0.0.1", server.port, SENDER, "none"), seconds=0.3)
        assert deliver(stage.letters, post) == 0
        assert time.monotonic() - begun < 3
        assert [row.tries for row in stage.queued()] == [1]


def certified(folder: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's side of TLS at 127.0.0.1 that this process trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    (folder / "cert").write_bytes(made.public_bytes(Encoding.PEM))
    plain = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "key").write_bytes(plain)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert", folder / "key")
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "cert"))
    return context


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_password_goes_out_by_tls_alone_and_to_a_server_that_is_who_it_says(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: str
) -> None:
    more: dict[str, Any] = {"security": security, "user": "foedus", "password": "open sesame"}
    context = certified(tmp_path, monkeypatch)
    with serving(context, wrapped=security == "tls") as server:
        assert deliver(stage.letters, stage.post(server.port, **more)) == 1
        auth = next(line for line in server.said if line.startswith("AUTH"))
        assert base64.b64decode(auth.split()[-1]) == b"\0foedus\0open sesame"
    stage.on(days=7)
    certified(tmp_path, monkeypatch)  # another, which the server does not have
    with serving(context, wrapped=security == "tls") as server:
        assert deliver(stage.letters, stage.post(server.port, **more)) == 0
        assert not any(line.startswith(("AUTH", "RCPT")) for line in server.said)


def test_a_server_that_takes_away_starttls_gets_nothing(stage: Stage) -> None:
    with serving() as server:
        more = {"security": "starttls", "user": "foedus", "password": "open sesame"}
        assert deliver(stage.letters, stage.post(server.port, **more)) == 0
        assert not any(line.startswith(("AUTH", "MAIL", "RCPT")) for line in server.said)


def test_an_address_is_erased_with_what_was_to_go_there(stage: Stage) -> None:
    jaan, kadri = stage.people["jaan"], stage.people["kadri"]
    assert stage.letters.address(jaan.id) == "jaan@mfa.example"
    assert stage.letters.look() == 1
    stage.letters.stop(jaan)
    assert (stage.letters.address(jaan.id), stage.queued()) == ("", [])
    for end in (People(stage.node).dismiss, People(stage.node).erase):
        stage.letters.keep(jaan, "jaan@mfa.example")
        stage.on(hours=1)
        stage.letters.look()
        end(kadri, jaan.id)
        assert (stage.letters.address(jaan.id), stage.queued()) == ("", [])
    content = (Path(str(stage.node.database.url.database))).read_bytes()
    assert b"mfa.example" not in content


def test_the_queue_is_bounded_and_what_had_no_room_comes_later(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "MOST", 0)
    assert stage.letters.look() == 0
    monkeypatch.undo()
    stage.on(minutes=20)
    assert stage.letters.look() == 1


def test_a_letter_is_sent_by_one_of_those_who_send_at_once(stage: Stage) -> None:
    assert stage.letters.look() == 1
    assert [stage.letters.due() is None for _ in range(3)] == [False, True, True]
    stage.on(minutes=10)  # whoever had it came to an end
    assert stage.letters.due() is not None


@pytest.mark.parametrize(
    "address",
    [
        "",
        "jaan",
        "jaan@",
        "a@b",
        "jaan@mfa.example\r\nBcc: x@y.example",
        "a b@c.example",
        "x" * 300,
    ],
)
def test_what_is_no_address_is_refused(stage: Stage, address: str) -> None:
    with pytest.raises(PersonError, match="an address is one such as"):
        stage.letters.keep(stage.people["jaan"], address)


def test_a_mail_server_elsewhere_needs_tls_and_its_password_is_sealed(stage: Stage) -> None:
    with pytest.raises(NodeError, match="needs TLS"):
        set_mail(stage.node, Mail("smtp.example", 25, SENDER, "none"))
    for wrong in (Mail("a b", 25, SENDER), Mail("x", 0, SENDER), Mail("x", 25, "nobody")):
        with pytest.raises(NodeError):
            set_mail(stage.node, wrong)
    mail = Mail("smtp.example", 465, SENDER, "tls", "foedus", "open sesame")
    set_mail(stage.node, mail)
    assert mail_of(stage.node) == mail
    assert "sesame" not in repr(stage.node.settings)


def test_a_server_that_runs_sends_by_itself(stage: Stage) -> None:
    with serving() as server:
        set_mail(stage.node, Mail("127.0.0.1", server.port, SENDER, "none"))
        with mailing(stage.node, every=0.02):
            begun = time.monotonic()
            while not server.taken and time.monotonic() - begun < 10:
                time.sleep(0.02)
        assert len(server.taken) == 1
    set_mail(stage.node, None)
    with mailing(stage.node, every=0.02):
        assert not any(thread.name == "mailing" for thread in threading.enumerate())
