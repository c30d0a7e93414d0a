"""What happens when the disk is full, the database away, or two write at once: nothing is lost."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.exc import OperationalError

from foedus.acting.declare import ActError
from foedus.asking.world import World
from foedus.nodes import scribe
from foedus.nodes.errors import AwayError, NodeError, UnsureError
from foedus.nodes.keeping.verify import verify
from foedus.nodes.keys import FOLDER
from foedus.nodes.node import Node
from foedus.nodes.stored import Stored
from foedus.record.contents.decisions import Concluded
from proofs.server import Server
from tests.nodes.conftest import Clock, person

MOTION = {"body": "nato/nac", "title": "Deploy", "text": "x" * 50_000}


@contextmanager
def every_connection(node: Node, pragma: str) -> Iterator[None]:
    """SQLite as it is on a disk that is full, or that may not be written to."""

    def limited(connection: Any, _: object) -> None:
        connection.execute(f"PRAGMA {pragma}")

    engine = node.database._engine
    event.listen(engine, "connect", limited)
    engine.dispose()
    yield
    event.remove(engine, "connect", limited)
    engine.dispose()


@pytest.mark.parametrize(
    ("pragma", "told"),
    [
        ("max_page_count = 40", "the disk is full; nothing was recorded"),
        ("query_only = ON", "it may be read here but not written to; nothing was recorded"),
    ],
)
def test_where_the_disk_takes_nothing_a_sentence_says_so_and_it_goes_on_afterwards(
    embedded: Node, pragma: str, told: str
) -> None:
    embedded.act("table", MOTION, person("EST"))
    with every_connection(embedded, pragma):
        with pytest.raises(AwayError, match=told):
            act_often(embedded)
        before = embedded.record().size
    (entry,) = embedded.act("table", MOTION, person("EST"))
    assert (entry.number, entry.id) == (before, f"M-{before + 1}")
    assert verify(embedded).faults == ()


def act_often(node: Node) -> None:
    for _ in range(20):
        node.act("table", MOTION, person("EST"))


def test_a_folder_that_is_no_node_or_is_damaged_is_told(embedded: Node, tmp_path: Path) -> None:
    embedded.close()
    key = (tmp_path / "node/seal.key").read_text()
    (tmp_path / "node/seal.key").unlink()
    with pytest.raises(NodeError, match=r"seal\.key cannot be read"):
        Node.open(tmp_path / "node")
    (tmp_path / "node/seal.key").write_text(key.swapcase())
    with pytest.raises(NodeError, match="the keys are not those of the node"):
        Node.open(tmp_path / "node")
    (tmp_path / "node/record.db").write_bytes(b"x" * 8192)
    with pytest.raises(NodeError, match="its file is not a database; restore a backup"):
        Node.open(tmp_path / "node")
    (tmp_path / "node/record.db").unlink()
    with pytest.raises(NodeError, match="there is no node at"):
        Node.open(tmp_path / "node")


def test_a_server_that_goes_away_is_told_and_taken_up_again(
    postgresql: Server, clock: Clock, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from foedus.nodes.keys import Keys

    Keys.fresh("foedus/nato").write(tmp_path)
    monkeypatch.setenv("FOEDUS_NODE_KEYS", str(tmp_path))
    address = postgresql.database()
    with Node.create(address, "nato", clock=clock, base=lambda: world) as node:
        node.act("table", MOTION, person("EST"), request="r-1")
        postgresql.stop("immediate")
        try:
            with pytest.raises(AwayError, match="cannot be reached; nothing was recorded"):
                node.act("table", MOTION, person("EST"), request="r-2")
            with pytest.raises(AwayError, match="cannot be used"):
                node.record()
        finally:
            postgresql.start()
        node.act("table", MOTION, person("EST"), request="r-2")
        assert [e.request for e in node.record().of()] == ["r-1", "r-2"]
        assert verify(node).faults == ()


def failing(after: Callable[[Connection], None]) -> Callable[[Connection], None]:
    def commit(connection: Connection) -> None:
        after(connection)
        raise OperationalError("COMMIT", {}, sqlite3.OperationalError("the line is dead"))

    return commit


def test_what_was_recorded_as_the_line_broke_is_found_to_be(
    embedded: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Connection, "commit", failing(Connection.commit))
        (entry,) = embedded.act("table", MOTION, person("EST"), request="r-1")
    assert embedded.record().find(entry.id) == entry
    with monkeypatch.context() as patched:
        patched.setattr(Connection, "commit", failing(Connection.rollback))
        with pytest.raises(AwayError, match="nothing was recorded"):
            embedded.act("table", MOTION, person("EST"), request="r-2")
    assert embedded.record().size == 1


def test_where_nobody_can_tell_whether_it_was_recorded_the_same_request_settles_it(
    embedded: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise AwayError("away")

    with monkeypatch.context() as patched:
        patched.setattr(scribe, "PATIENCE", 0.0)
        patched.setattr(Connection, "commit", failing(Connection.commit))
        patched.setattr(embedded.database, "reading", away)
        with pytest.raises(UnsureError, match="send the same request again"):
            embedded.act("table", MOTION, person("EST"), request="r-1")
    (entry,) = embedded.act("table", MOTION, person("EST"), request="r-1")
    assert (entry.id, embedded.record().size) == ("M-1", 1)


def test_two_that_write_at_once_lose_nothing_and_never_both_do_what_excludes_the_other(
    node: Node, place: str, clock: Clock, world: World
) -> None:
    silent = {"body": "nato/nac", "title": "x", "silence_until": "2026-12-09T12:00:00Z"}
    for _ in range(6):
        node.act("table", silent, person("EST"))
    won, lost = list[str](), list[str]()

    def work(one: Node, nation: str) -> None:
        for number in range(1, 7):
            one.act("table", {**silent, "title": f"{nation} {number}"}, person(nation))
            breaking = {"motion": f"M-{number}", "break_silence": True}
            try:
                one.act("position", breaking, person(nation))
                won.append(f"M-{number}")
            except ActError:
                lost.append(f"M-{number}")

    with Node.open(place, clock=clock, base=lambda: world) as other:
        nations = {"LVA": node, "LTU": node, "POL": other, "FIN": other}
        threads = [threading.Thread(target=work, args=(n, name)) for name, n in nations.items()]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    record: Stored = node.record()
    assert sorted(won) == [f"M-{number}" for number in range(1, 7)]
    assert len(lost) == 18
    assert len(record.of(Concluded)) == 6
    assert record.size == 6 + 24 + 12
    assert verify(node).faults == ()


def test_a_node_that_is_closed_takes_no_acts(embedded: Node) -> None:
    embedded.act("table", MOTION, person("EST"))
    embedded.close()
    with pytest.raises(AwayError, match="is closed"):
        embedded.act("table", MOTION, person("EST"))


def test_a_node_at_an_address_finds_or_makes_its_keys_in_the_folder_that_is_named(
    postgresql: Server, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = postgresql.database()
    monkeypatch.delenv(FOLDER, raising=False)
    with pytest.raises(NodeError, match=f"are given by {FOLDER}"):
        Node.create(address, "nato", base=lambda: world)
    monkeypatch.setenv(FOLDER, str(tmp_path))
    Node.create(address, "nato", origin="baltic.example/nac", base=lambda: world).close()
    assert (tmp_path / "seal.key").stat().st_mode & 0o777 == 0o600
    with Node.open(address) as node:
        assert node.origin == "baltic.example/nac"
    with pytest.raises(NodeError, match=r"names the log baltic\.example/nac, and not other"):
        Node.create(postgresql.database(), "nato", origin="other", base=lambda: world)
    monkeypatch.setenv("FOEDUS_NODE_SEAL_KEY", "x")
    with pytest.raises(NodeError, match="the keys of the node cannot be read"):
        Node.open(address)
