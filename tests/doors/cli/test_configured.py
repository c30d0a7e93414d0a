"""What those who run a node set for it, and what people say of themselves and each other."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from foedus.doors.cli.node import node as node_command
from foedus.doors.cli.pending import pending
from foedus.doors.cli.people import people as people_command
from foedus.nodes.demo import demo
from tests.conftest import cheap_passphrases

PHRASE = "seven herons over Kihnu"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    where = tmp_path_factory.mktemp("nodes") / "demo"
    with cheap_passphrases():
        demo(str(where), PHRASE)
        yield str(where)


def said(*args: str, status: int = 0, **env: str) -> str:
    commands = {"node": node_command, "people": people_command, "pending": pending}
    command, *rest = args
    found = CliRunner().invoke(
        commands[command], rest, env={"FOEDUS_PASSPHRASE": PHRASE, **env}, catch_exceptions=False
    )
    assert found.exit_code == status, found.output
    return found.output


def test_what_is_set_for_a_node_is_told_and_no_secret_is(place: str, tmp_path: Path) -> None:
    refused = said("node", "provider", place, "x", "--issuer", "https://id.example", "--client",
                   "b", status=2)  # fmt: skip
    assert "it is not set where people reach this node" in refused
    told = said("node", "configure", place, "--site", "https://baltic.example/", "--proxy",
                "10.0.0.5", "--mail-server", "smtp.example:465", "--mail-from",
                "foedus@baltic.example", "--mail-user", "f",
                FOEDUS_MAIL_PASSWORD="hush")  # fmt: skip
    assert told.splitlines() == [
        "site: https://baltic.example",
        "proxies: 10.0.0.5",
        "certificate-header: client-cert",
        "mail: smtp.example:465",
    ]
    told = said("node", "provider", place, "est-id", "--issuer", "https://id.example", "--client",
                "baltic", "--party", "Estonia", FOEDUS_CLIENT_SECRET="hush")  # fmt: skip
    assert "https://baltic.example/api/v1/sign-in/from/est-id" in told
    assert said("node", "provider", place) == "est-id  https://id.example  EST\n"
    for wrong in (
        ("--mail-server", "smtp.example:465"),
        ("--mail-server", "smtp.example", "--mail-from", "a@b.example"),
        ("--mail-server", "smtp.example:25", "--mail-from", "a@b.example", "--mail-security",
         "none"),
        ("--certificate-header", "x"),
        ("--proxy", "10.0.0.0/8"),
        ("--site", "baltic.example"),
    ):  # fmt: skip
        assert said("node", "configure", place, *wrong, status=2)
    told = said("node", "configure", place, "--no-mail", "--no-proxy")
    assert "proxies: not set" in told
    assert "mail: not set" in told


def test_people_are_linked_and_loosened_and_say_where_notices_go(place: str) -> None:
    said("node", "configure", place, "--site", "https://baltic.example")
    said("node", "provider", place, "all", "--issuer", "https://id.example", "--client", "b")
    at = ("--node", place, "--as", "est-admin")
    listed = said("people", "list", *at).splitlines()
    person = next(line for line in listed if "  est  " in line).partition(" ")[0]
    told = said("people", "link", person, *at, "--provider", "all", "--subject", "5f1c")
    assert told == f"{person} proves who they are by that, of EST.\n"
    assert said("people", "link", person, *at, "--certificate", "5E" * 32)
    assert "64 hex digits" in said("people", "link", person, *at, "--certificate", "5E", status=2)
    assert said("people", "link", person, *at, "--provider", "all", status=2)
    assert said("people", "unlink", person, *at)
    own = ("--node", place, "--as", "est")
    assert said("people", "mail", *own) == "You get no notices.\n"
    told = said("people", "mail", "est@mfa.example", *own)
    assert told == "Notices go to est@mfa.example.\n"
    assert said("people", "mail", "--none", *own) == "You get no notices.\n"


def test_a_nation_asks_for_two_and_they_confirm(place: str) -> None:
    est, admin = ("--node", place, "--as", "est"), ("--node", place, "--as", "est-admin")
    assert said("people", "four-eyes", *est) == "EST wants two for no act.\n"
    told = said("people", "four-eyes", "--act", "table", *est)
    assert told.endswith("It waits as 1 for a second person of EST to confirm.\n")
    assert "nobody confirms" in said("pending", "--confirm", "1", *est, status=2)
    assert "asked for by p-" in said("pending", *admin)
    assert said("pending", "--confirm", "1", *admin) == "It holds from now on.\n"
    assert said("people", "four-eyes", *est) == "EST wants two for table.\n"
    assert said("pending", "--confirm", "1", "--drop", "1", *est, status=2)
    told = said("people", "four-eyes", "--none", *est)
    number = told.split("waits as ")[1].partition(" ")[0]
    assert said("pending", "--refuse", number, *est) == f"Let {number} go.\n"
