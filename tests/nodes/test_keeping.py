"""A node is proved, made anew, copied, restored and moved, and what was changed in it is found."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import delete, insert, select, update

from foedus.acting.declare import ActError
from foedus.model.entries import Destroyed
from foedus.nodes.errors import NodeError
from foedus.nodes.keeping.compared import stored
from foedus.nodes.keeping.copies import backup, digest, move, restore
from foedus.nodes.keeping.rebuild import rebuild
from foedus.nodes.keeping.verify import verify
from foedus.nodes.keys import Keys
from foedus.nodes.node import Node
from foedus.nodes.tables import checkpoints, entries, head, links, subtrees, watched
from foedus.record.contents.decisions import Position
from foedus.record.ledger.keys import Signer
from foedus.record.signed import sign
from tests.nodes.conftest import Clock, person

MOTION = {"body": "nato/nac", "title": "Deploy"}
FOLLOWING = (head, links, subtrees, watched)


@pytest.fixture
def filled(node: Node, clock: Clock) -> Node:
    """A node with a motion under silence, one that is voted on, and a destroyed position."""
    silent = {**MOTION, "silence_until": "2026-12-09T12:00:00Z"}
    node.act("table", silent, person("EST"), request="r-1")
    node.act("table", MOTION, person("LVA"))
    for state in ("EST", "LVA", "POL"):
        clock.on(hours=1)
        node.act("position", {"motion": "M-2", "stand": "for"}, person(state))
    node.act("position", {"motion": "M-1", "break_silence": True}, person("POL"))
    node.act("destroy", {"entry": "P-4", "basis": "court order 12/2026"}, person("POL"))
    node.beat()
    node.act("table", MOTION, person("FIN"))
    return node


def test_an_act_that_a_nation_did_not_sign_is_told_from_one_that_was_forged(
    embedded: Node,
) -> None:
    mine, other = Signer.generate("EST"), Signer.generate("EST")
    registering = {"framework": "nato", "verifier": str(mine.verifier)}
    embedded.act("register-key", registering, person("EST"))
    (draft,) = embedded.drafts("table", MOTION, person("EST"))
    embedded.act("table", MOTION, person("EST"), signature=sign(draft, mine))
    assert verify(embedded).notices == ("2 entries are not in a checkpoint yet.",)
    wrong = sign(replace(draft, told="Another."), mine)
    with pytest.raises(ActError, match="the signature is not one of what would be recorded"):
        embedded.act("table", MOTION, person("EST"), signature=wrong)
    embedded.act("table", MOTION, person("EST"))
    embedded.act("table", MOTION, person("EST"), signature=sign(draft, other))
    found = verify(embedded)
    assert "1 act of a nation is not signed by it: M-2." in found.notices
    told = "M-3 of EST: the key that signed it is none of that nation's at that time."
    assert found.faults == (told,)


def rows(node: Node, *tables: Any) -> list[Any]:
    with node.database.snapshot() as connection:
        return [list(stored(connection, table)) for table in tables]


def test_what_was_recorded_is_proved(filled: Node) -> None:
    found = verify(filled)
    assert found.faults == ()
    assert (found.entries, found.gaps, found.proved) == (9, 1, 8)
    assert found.notices == (
        "1 entry is not in a checkpoint yet.",
        "8 acts of nations are not signed by it: M-1, M-2, P-1, P-2, P-3, P-4, DC-1, M-3.",
    )


def test_destroyed_content_is_gone_from_rows_and_files_and_a_gap_is_marked(
    filled: Node, tmp_path: Path
) -> None:
    gap = filled.record().find("P-4")
    assert gap.content == Destroyed("DC-1")
    assert (gap.by, gap.draft.told, gap.draft.valid.isoformat()) == ("POL", "", "2026-12-01")
    assert not [e for e in filled.record().of(Position) if e.id == "P-4"]
    assert [e.id for e in filled.record().about("M-1")] == ["D-1"]
    before = filled.record().find("DC-1").recorded
    assert filled.record().as_known_at(before).find("P-4") == gap
    with pytest.raises(ActError, match="destroyed already, by DC-1"):
        filled.act("destroy", {"entry": "P-4", "basis": "again"}, person("POL"))
    with pytest.raises(ActError, match="M-2 is still open and rests on P-1"):
        filled.act("destroy", {"entry": "P-1", "basis": "a request"}, person("EST"))
    with pytest.raises(ActError, match="P-2 is LVA's, who may destroy it, or the secretariat"):
        filled.act("destroy", {"entry": "P-2", "basis": "x"}, person("POL"))


def test_of_destroyed_content_nothing_is_left_in_the_files(
    embedded: Node, tmp_path: Path, clock: Clock
) -> None:
    embedded.act("table", MOTION, person("EST"))
    clock.on(hours=1)
    embedded.act("table", MOTION, person("POL"))
    with embedded.database.reading() as connection:
        sealed = connection.execute(select(entries.c.sealed)).scalars().all()
    embedded.act("annul", {"entry": "M-1", "why": "mistaken"}, person("EST"))
    assert sealed[0] in content_of(tmp_path)
    embedded.act("destroy", {"entry": "M-1", "basis": "court order 12/2026"}, person("EST"))
    assert sealed[0] not in content_of(tmp_path)
    assert sealed[1] in content_of(tmp_path)
    assert verify(embedded).faults == ()


def content_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in (folder / "node").glob("record.db*"))


def test_what_follows_from_entries_is_made_anew_as_it_was(filled: Node) -> None:
    before = rows(filled, *FOLLOWING)
    assert rebuild(filled) == 9
    assert rows(filled, *FOLLOWING) == before
    with filled.database.writing() as connection:
        for table in (links, subtrees, watched):
            connection.execute(delete(table))
        connection.execute(delete(head))
    assert rebuild(filled) == 9
    assert rows(filled, *FOLLOWING) == before
    assert verify(filled).faults == ()


CHANGES: list[tuple[str, Callable[[Any], Any], str]] = [
    ("sealed", lambda c: update(entries).where(c.number == 2).values(sealed=b"\1" * 99), "ntry 2 "),
    ("by", lambda c: update(entries).where(c.number == 1).values(by="POL"), "ntry 1: its by in"),
    ("person", lambda c: update(entries).where(c.number == 5).values(person="p"), "its person in"),
    ("kind", lambda c: update(entries).where(c.number == 3).values(kind="motion"), "its kind in"),
    ("recorded", lambda c: update(entries).where(c.number == 3).values(recorded=1), "ntry 3: "),
    ("request", lambda c: update(entries).where(c.number == 0).values(request="x"), "request in"),
    ("gap", lambda c: update(entries).where(c.number == 5).values(valid="1999-01-01"), "ntry 5: "),
    (
        "commitment",
        lambda c: update(entries).where(c.number == 4).values(commitment=b"x" * 32),
        "4",
    ),
    ("late", lambda c: update(entries).where(c.number == 8).values(commitment=b"x" * 32), "ntry 8"),
    ("removed", lambda c: delete(entries).where(c.number == 3), "ntry 3 was removed"),
    ("moved", lambda c: update(entries).where(c.number == 3).values(number=77), "ntry 3"),
    ("content gone", lambda c: update(entries).where(c.number == 4).values(sealed=None), "ntry 4"),
    ("link", lambda c: delete(links).where(links.c.about == "M-2"), "of links is missing"),
    (
        "false link",
        lambda c: insert(links).values(about="M-9", number=1),
        r"row \(M-9, 1\) of links follows from no entry",
    ),
    ("tree", lambda c: update(subtrees).values(hash=b"x" * 32), "of subtrees"),
    ("head", lambda c: update(head).values(size=3), "head is not that of the entries"),
    ("checkpoint", lambda c: update(checkpoints).values(note=b"x"), "cannot be taken"),
]


def test_whatever_is_changed_in_a_row_is_found_and_named(
    filled: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, change, told in CHANGES:
        with filled.database.writing() as connection:
            connection.execute(change(entries.c))
            monkeypatch.setattr(filled.database, "snapshot", partial(nullcontext, connection))
            faults = "\n".join(verify(filled).faults)
            assert re.search(told, faults), (name, faults)
            connection.rollback()
    monkeypatch.undo()
    assert verify(filled).faults == ()


def test_a_node_is_backed_up_while_open_and_restored_once_that_is_proved(
    filled: Node, tmp_path: Path, clock: Clock
) -> None:
    file = tmp_path / "backup.db"
    assert backup(filled, file) == 9
    filled.act("table", MOTION, person("EST"))
    with pytest.raises(NodeError, match="is there already"):
        backup(filled, file)
    found = restore(file, tmp_path / "restored", filled.keys)
    assert (found.entries, found.gaps, found.proved) == (9, 1, 8)
    with Node.open(tmp_path / "restored", clock=clock) as again:
        assert again.record().find("M-3").by == "FIN"
        assert again.act("table", MOTION, person("EST"))[0].id == "M-4"
    with pytest.raises(NodeError, match="keys are not those"):
        restore(file, tmp_path / "other", Keys.fresh("foedus/nato"))


def test_a_backup_that_was_changed_is_not_restored(filled: Node, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    backup(filled, file)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE entries SET valid = '1999-01-01' WHERE number = 2")
    connection.close()
    with pytest.raises(NodeError, match="is not restored: Entry 2: its valid in the clear"):
        restore(file, tmp_path / "restored", filled.keys)
    assert not (tmp_path / "restored").exists()


def test_a_node_moves_to_another_database_and_back_and_nothing_changes(
    filled: Node, place: str, clock: Clock, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with filled.database.snapshot() as connection:
        before = digest(connection)
    filled.close()
    if place.startswith("postgresql"):
        to = str(tmp_path / "moved")
    else:
        to = request.getfixturevalue("postgresql").database()
    assert move(place, to) == before
    if place.startswith("postgresql"):
        with Node.open(place) as old, pytest.raises(NodeError, match="was moved to another"):
            old.record()
        place = to
    with Node.open(place, clock=clock) as moved:
        assert verify(moved).faults == ()
        assert moved.act("table", MOTION, person("EST"))[0].id == "M-4"
        moved.note(person("EST"), "read", "M-4", allowed=True)


def test_checkpoints_are_kept_and_state_the_record(filled: Node) -> None:
    with filled.database.reading() as connection:
        sizes = list(connection.execute(select(checkpoints.c.size)).scalars())
    assert sizes == [0, 8]
    assert filled.checkpoint().size == 9
    assert "checkpoint" not in "".join(verify(filled).notices)
