"""Nodes in a folder, and in a PostgreSQL server of the session's own where there is one."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from foedus.asking.world import World
from foedus.model.people import Person
from foedus.nodes.keys import Keys
from foedus.nodes.node import Node
from proofs.server import MISSING, Server, installed, running

START = datetime(2026, 12, 1, 12, tzinfo=UTC)


class Clock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def on(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    if not installed():
        pytest.skip(MISSING)
    with running(durable=False) as started:
        yield started


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A place for a new node, in each kind of database."""
    if request.param == "sqlite":
        return str(tmp_path / "node")
    keys = tmp_path / "keys"
    keys.mkdir()
    Keys.fresh("foedus/nato").write(keys)
    monkeypatch.setenv("FOEDUS_NODE_KEYS", str(keys))
    started: Server = request.getfixturevalue("postgresql")
    return started.database()


@pytest.fixture
def node(place: str, clock: Clock, world: World) -> Iterator[Node]:
    with Node.create(place, "nato", clock=clock, base=lambda: world) as made:
        yield made


def person(party: str) -> Person:
    """Somebody who acts for a party."""
    return Person(f"p-{party.lower()}", party)
