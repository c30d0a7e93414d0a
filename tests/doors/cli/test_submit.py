"""An act crosses an air gap on the command line: a mirror, a key, a file, and the node."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from foedus.asking.world import World
from foedus.doors.cli.app import _group
from foedus.doors.rest.app import create_app
from foedus.doors.rest.node.gate import Gate
from foedus.nodes.demo import demo
from foedus.nodes.node import Node
from tests.conftest import cheap_passphrases

PHRASE = "grey harbour seven herons"


@pytest.fixture(autouse=True)
def _cheap() -> Iterator[None]:
    with cheap_passphrases():
        yield


def said(*arguments: str, fails: bool = False) -> str:
    result = CliRunner().invoke(_group, arguments, env={"FOEDUS_PASSPHRASE": PHRASE})
    assert bool(result.exit_code) is fails, result.output
    return result.output


def test_it_is_prepared_on_a_mirror_and_recorded_once_on_the_node(
    tmp_path: Path, world: World
) -> None:
    node, mirror = str(tmp_path / "demo"), str(tmp_path / "mirror")
    demo(node, PHRASE)
    key, act = str(tmp_path / "pol.key"), str(tmp_path / "ships.act")
    public = said("people", "key", key, "--node", node, "--as", "pol").strip()
    said(
        *("act", "register-key", public, "--framework", "nato", "--node", node, "--as", "pol"),
        "--yes",
    )
    export = str(tmp_path / "pol.zip")
    said("record", "export", node, "--as", "pol", "--out", export)
    first = said("record", "import", export, "--into", mirror)
    assert "The first administrator of POL comes to it by: foedus_" in first
    invitation = first.strip().rpartition(" ")[2]
    said("people", "enrol", invitation, "ola", "--node", mirror)
    officer = said(
        *("people", "invite", "--party", "POL", "--post", "desk-officer"),
        *("--node", mirror, "--as", "ola"),
    ).strip()
    said("people", "enrol", officer, "jan", "--node", mirror)
    assert "EV-1" in said("casus", "--event", "record:EV-1", "--node", mirror, "--as", "jan")
    does = ("act", "respond", "EV-1", "--provision", "nato/art-5", "--what", "Two ships")
    at_mirror = ("--node", mirror, "--as", "jan")
    assert "this is a mirror of foedus/nato" in said(*does, *at_mirror, "--yes", fails=True)
    assert "give --sign FILE" in said(*does, *at_mirror, "--prepare", act, fails=True)
    assert "`foedus submit" in said(*does, *at_mirror, "--sign", key, "--prepare", act)
    made = said("submit", act, "--node", node, "--as", "pol", "--yes")
    assert made == "POL, under nato/art-5 about EV-1: Two ships.\nRecorded as RS-3.\n"
    assert said("submit", act, "--node", node, "--as", "pol", "--yes") == made
    assert "whose people alone" in said("submit", act, "--node", node, "--as", "est", fails=True)
    with Node.open(node, base=lambda: world) as opened:
        client = TestClient(create_app(world, gate=Gate(opened, node)), "https://localhost")
        signed_in = client.post("/api/v1/sign-in", json={"name": "pol", "passphrase": PHRASE})
        assert signed_in.status_code == 201
        headers = {"content-type": "application/json"}
        again = client.post("/api/v1/prepared", content=Path(act).read_bytes(), headers=headers)
        assert [entry["id"] for entry in again.json()["entries"]] == ["RS-3"]
        wrong = client.post("/api/v1/prepared", content=b"{}", headers=headers)
        assert (wrong.status_code, "no prepared act" in wrong.text) == (422, True)
    second = said("record", "import", export, "--into", mirror)
    assert "comes to it by" not in second
