"""Nodes in a folder, and in a PostgreSQL server of the session's own where there is one."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from foedus.asking.world import World
from foedus.model.people import Person
from foedus.nodes.database import Database
from foedus.nodes.keeping.copies import filled
from foedus.nodes.keys import FOLDER
from foedus.nodes.node import Node
from proofs.server import MISSING, Server, installed, running
from tests.conftest import cheap_passphrases

START = datetime(2026, 12, 1, 12, tzinfo=UTC)


class Clock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def on(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture(scope="package", autouse=True)
def _cheap() -> Iterator[None]:
    with cheap_passphrases():
        yield


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    if not installed():
        pytest.skip(MISSING)
    with running(durable=False) as started:
        yield started


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory, world: World) -> Path:
    """A node that is made once, for each test to have a copy of."""
    place = tmp_path_factory.mktemp("original") / "node"
    Node.create(place, "nato", clock=Clock(), base=lambda: world).close()
    return place


@pytest.fixture(scope="session")
def on_server(postgresql: Server, original: Path) -> str:
    """The same in a database, for each test to have a copy of."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(FOLDER, str(original))
        address = postgresql.database()
        copied_to = Database.at(address)
        with Node.open(original) as node:
            filled(node.database, copied_to)
        copied_to.close()
    return address


@pytest.fixture(params=["sqlite", "postgresql"])
def place(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, original: Path
) -> str:
    """The place of a new node, in each kind of database."""
    if request.param == "sqlite":
        return str(shutil.copytree(original, tmp_path / "node"))
    monkeypatch.setenv(FOLDER, str(original))
    like: str = request.getfixturevalue("on_server")
    started: Server = request.getfixturevalue("postgresql")
    return started.database(like)


@pytest.fixture
def node(place: str, clock: Clock, world: World) -> Iterator[Node]:
    with Node.open(place, clock=clock, base=lambda: world) as found:
        yield found


@pytest.fixture
def embedded(tmp_path: Path, original: Path, clock: Clock, world: World) -> Iterator[Node]:
    """A new node with its database in its folder."""
    place = shutil.copytree(original, tmp_path / "node")
    with Node.open(place, clock=clock, base=lambda: world) as found:
        yield found


def person(party: str) -> Person:
    """Somebody who acts for a party."""
    return Person(f"p-{party.lower()}", party)
