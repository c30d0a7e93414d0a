"""An act of another package, one file: it is found in every door, and what it writes is carried."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from foedus.acting.declare import every, find, forget
from foedus.asking.world import World
from foedus.doors.cli.app import _group
from foedus.doors.mcp.acts import tools
from foedus.doors.rest.app import create_app
from foedus.doors.rest.node.gate import Gate
from foedus.model.people import Appointment, Person
from foedus.nodes.node import Node
from tests.acts.toy import install


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The package on the path of this process."""
    install(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    forget()
    yield
    monkeypatch.undo()
    forget()


@pytest.mark.usefixtures("package")
def test_it_is_in_every_door_and_on_record(world: World, tmp_path: Path) -> None:
    now = datetime(2026, 12, 1, tzinfo=UTC)
    head = Person("p-1", "EST", (Appointment("head-of-delegation"),))
    place = tmp_path / "node"
    with Node.create(place, "nato", clock=lambda: now, base=lambda: world) as node:
        [entry] = node.act("toast", {"whom": "the host"}, head)
        assert (entry.id, entry.draft.told) == ("TO-1", "EST raises a glass to the host.")
        assert node.record().find("TO-1") == entry
        client = TestClient(create_app(world, gate=Gate(node, str(place))), "https://localhost")
        assert "toast" in {act["name"] for act in client.get("/api/v1/acts").json()}
        assert client.post("/api/v1/acts/toast", json={}).status_code == 401
        assert "act-toast" in {tool.name for tool in tools()}
        assert "/api/v1/acts/toast" in client.get("/api/v1/openapi.json").json()["paths"]
    helped = CliRunner().invoke(_group, ["act", "toast", "--help"])
    assert "Raise a glass to somebody." in helped.stdout


def test_every_act_has_an_example_that_reads_and_says_who_may_do_it(world: World) -> None:
    for name, act in every().items():
        assert find(name) is act
        assert act.who, name
        assert act.read(act.example, {}, world.catalogue), name
        assert act.summary.endswith("."), name


def test_an_act_that_there_is_not_is_named_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="no act is called 'dance'; there are account, annul"):
        find("dance")
