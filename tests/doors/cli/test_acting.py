"""Acts and people on the command line, and questions asked of a node."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from foedus.asking.world import World
from foedus.doors.cli.app import _group
from foedus.nodes.node import Node
from foedus.nodes.people.people import People
from tests.conftest import cheap_passphrases

PHRASE = "seven herons over Kihnu"


@pytest.fixture(autouse=True, scope="module")
def sign_in_at_no_cost() -> Iterator[None]:
    with cheap_passphrases():
        yield


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(_group, arguments, env=environment)


def said(*arguments: str, **environment: str) -> str:
    result = run(*arguments, **environment)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def baltic(tmp_path_factory: pytest.TempPathFactory, world: World) -> Path:
    """A node with a secretariat and an Estonian desk."""
    place = tmp_path_factory.mktemp("node") / "baltic"
    with Node.create(place, "nato", base=lambda: world) as node:
        first = People(node).first_invitation()
    at = {"FOEDUS_NODE": str(place), "FOEDUS_PASSPHRASE": PHRASE}

    def come(invitation: str, name: str) -> None:
        said("people", "enrol", invitation.strip(), name, **at)

    def invite(by: str, party: str, post: str) -> str:
        return said("people", "invite", "--as", by, "--party", party, "--post", post, **at)

    come(first, "chief")
    come(invite("chief", "secretariat", "secretariat"), "sirje")
    come(invite("chief", "Estonia", "administrator"), "kadri")
    come(invite("kadri", "EST", "desk-officer"), "jaan")
    return place


@pytest.fixture
def at(baltic: Path) -> dict[str, str]:
    return {"FOEDUS_NODE": str(baltic), "FOEDUS_PASSPHRASE": PHRASE}


def test_an_act_is_shown_and_recorded_once_confirmed_and_questions_read_it(
    at: dict[str, str],
) -> None:
    tabled = said(
        *("act", "table", "nac", "--as", "sirje", "--title", "Readiness"),
        *("--silence-until", "2999-12-02T12:00Z", "--yes"),
        **at,
    )
    assert tabled.endswith("Recorded as M-1.\n")
    breaking = ("act", "position", "M-1", "--as", "jaan", "--break-silence")
    shown = run(*breaking, **at)
    assert shown.exit_code != 0
    assert "EST breaks silence on M-1, Readiness." in shown.output
    recorded = json.loads(said(*breaking, "--yes", "--json", "--reason", "too early", **at))
    assert [entry["id"] for entry in recorded] == ["P-1", "D-1"]
    assert "Rejected (silence-broken): against: EST." in said(
        "decide", "record:M-1", "--as", "jaan", **at
    )
    history = json.loads(said("history", "--as", "jaan", "--json", **at))
    assert [entry["id"] for entry in history["done"]] == ["M-1", "P-1", "D-1"]


def test_a_report_is_asked_about_by_its_id_and_its_day_need_not_be_given(
    at: dict[str, str],
) -> None:
    said(
        *("act", "report", "nato", "--as", "jaan", "--title", "Cable cut", "--yes"),
        *("--happened", "2026-11-20", "--attacked", "Estonia"),
        **at,
    )
    assert "Armed attack on Estonia, 2026-11-20" in said(
        "casus", "--event", "record:EV-1", "--as", "jaan", **at
    )


def test_who_does_not_prove_who_they_are_or_may_not_is_told_in_a_sentence(
    at: dict[str, str],
) -> None:
    nobody = run("history", **{**at, "FOEDUS_TOKEN": ""})
    assert (nobody.exit_code, nobody.stderr) == (
        2,
        "Error: say who you are: --as NAME, or a token in FOEDUS_TOKEN\n",
    )
    wrong = run("history", "--as", "jaan", **{**at, "FOEDUS_PASSPHRASE": "no"})
    assert wrong.stderr == "Error: that name, passphrase or code is not right\n"
    chief = run("history", "--as", "chief", **at)
    assert chief.stderr == "Error: you may not do that: no post that reads content is held\n"
    nowhere = run("history", "--node", "/nowhere/at/all", "--as", "jaan", **at)
    assert nowhere.exit_code == 2
    assert nowhere.stderr.startswith("Error: there is no node at /nowhere/at/all")


def test_a_token_does_what_its_scopes_name(at: dict[str, str]) -> None:
    token = said("people", "token", "--as", "jaan", "--scope", "read", **at).strip()
    with_token = {"FOEDUS_NODE": at["FOEDUS_NODE"], "FOEDUS_TOKEN": token}
    assert said("history", "--json", **with_token).startswith("{")
    refused = run("act", "annul", "EV-1", "--why", "x", "--yes", **with_token)
    assert refused.stderr == "Error: you may not do that: this token is not for annul\n"


def test_a_nation_signs_with_a_key_of_its_own(at: dict[str, str], tmp_path: Path) -> None:
    file = str(tmp_path / "est.key")
    verifier = said("people", "key", file, "--as", "jaan", **at).strip()
    register = ("act", "register-key", verifier, "--framework", "nato", "--as", "jaan", "--yes")
    told = run(*register, **at)
    assert "it is for a head-of-delegation" in told.stderr
    post = json.loads(said("people", "list", "--as", "kadri", "--json", **at))
    jaan = next(person["person"] for person in post if person["name"] == "jaan")
    said("people", "appoint", jaan, "head-of-delegation", "--as", "kadri", **at)
    said(*register, **at)
    table = ("act", "table", "nac", "--as", "jaan", "--title", "Signed", "--yes", "--json")
    [signed] = json.loads(said(*table, "--sign", file, **at))
    assert signed["signature"]["key"] == verifier
    other = str(tmp_path / "other.key")
    said("people", "key", other, "--as", "jaan", **at)
    refused = run(*table, "--sign", other, **at)
    assert "that key is none of EST's on record" in refused.stderr
    refused = run(*table, "--sign", str(tmp_path / "other.txt"), **at)
    assert refused.exit_code == 2


def test_without_a_node_an_entry_is_nowhere() -> None:
    refused = run("decide", "record:M-1")
    assert refused.exit_code == 2
    assert "there is no record here; record:M-1 is on a node, named by --node" in refused.stderr
