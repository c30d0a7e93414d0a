"""What a nation may see goes to it in a file, into a mirror that answers, verifies, witnesses."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from foedus.acting.declare import ActError
from foedus.asking.world import World
from foedus.model.entries import Destroyed, Entry
from foedus.nodes.errors import NodeError
from foedus.nodes.keeping.bundle import export
from foedus.nodes.keeping.copies import backup, restore
from foedus.nodes.keeping.mirror import import_bundle, verify_bundle
from foedus.nodes.keeping.proofs import add_cosignatures, cosign, prove
from foedus.nodes.keeping.verify import verify
from foedus.nodes.node import Node
from foedus.record.ledger.keys import Verifier
from foedus.record.ledger.keyset import KeySet
from foedus.record.ledger.proof import Proof
from foedus.record.record import UnknownEntryError
from tests.nodes.conftest import Clock, person

MOTION = {"body": "nato/nac", "title": "Deploy"}


@pytest.fixture
def node(embedded: Node) -> Node:
    embedded.act("table", MOTION, person("EST"))
    embedded.act("table", {**MOTION, "title": "For two", "to": ["POL"]}, person("LVA"))
    embedded.act("table", {**MOTION, "title": "For others", "to": ["EST"]}, person("LVA"))
    embedded.act("position", {"motion": "M-1", "stand": "for"}, person("POL"))
    return embedded


def for_poland(entry: Entry) -> bool:
    audience = entry.draft.audience
    return "POL" in (audience.originator, *audience.to) or "nato" in audience.to


def keys_of(node: Node) -> KeySet:
    return KeySet.of(Verifier.read(node.settings["verifier"]))


def exported(node: Node, file: Path) -> Path:
    export(node, file, "POL", for_poland)
    return file


def test_a_mirror_has_what_its_party_may_see_and_of_the_rest_that_it_is_there(
    node: Node, tmp_path: Path, clock: Clock, world: World
) -> None:
    file = exported(node, tmp_path / "pol-1.zip")
    assert verify_bundle(file, keys_of(node)).faults == ()
    import_bundle(file, tmp_path / "mirror", keys_of(node))
    with Node.open(tmp_path / "mirror", clock=clock, base=lambda: world) as mirror:
        record = mirror.record()
        assert record.size == 4
        assert [entry.id for entry in record.of()] == ["M-1", "M-2", "P-1"]
        assert record.find("P-1") == node.record().find("P-1")
        with pytest.raises(UnknownEntryError):
            record.find("M-3")
        assert verify(mirror).faults == ()
        with pytest.raises(ActError, match="this is a mirror of foedus/nato"):
            mirror.act("table", MOTION, person("POL"))
        assert mirror.beat() == ()


def test_a_later_export_continues_a_mirror_and_brings_what_was_destroyed(
    node: Node, tmp_path: Path, clock: Clock
) -> None:
    import_bundle(exported(node, tmp_path / "1.zip"), tmp_path / "mirror")
    node.act("annul", {"entry": "M-2", "why": "mistaken"}, person("LVA"))
    node.act("destroy", {"entry": "M-2", "basis": "court order 12/2026"}, person("LVA"))
    found = import_bundle(exported(node, tmp_path / "2.zip"), tmp_path / "mirror")
    assert (found.entries, found.gaps) == (6, 1)
    with Node.open(tmp_path / "mirror", clock=clock) as mirror:
        assert mirror.record().find("M-2").content == Destroyed("DC-1")
        assert verify(mirror).faults == ()
    with pytest.raises(NodeError, match="has 4 entries, and the mirror has 6"):
        import_bundle(tmp_path / "1.zip", tmp_path / "mirror")


def test_an_export_of_another_history_is_refused_and_named(
    node: Node, tmp_path: Path, clock: Clock, world: World
) -> None:
    backup(node, tmp_path / "before.db")
    node.act("table", {**MOTION, "title": "In one history"}, person("POL"))
    import_bundle(exported(node, tmp_path / "1.zip"), tmp_path / "mirror", keys_of(node))
    restore(tmp_path / "before.db", tmp_path / "other", node.keys)
    with Node.open(tmp_path / "other", clock=clock, base=lambda: world) as other:
        other.act("table", {**MOTION, "title": "In another"}, person("POL"))
        exported(other, tmp_path / "2.zip")
    with pytest.raises(NodeError, match="tells another history than the mirror has"):
        import_bundle(tmp_path / "2.zip", tmp_path / "mirror", keys_of(node))
    with Node.open(tmp_path / "mirror", clock=clock) as mirror:
        assert verify(mirror).faults == ()
        assert mirror.record().size == 5


CHANGES: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "content": ("entries", lambda c: c.replace(b"Deploy", b"Depart", 1), "ntry 0 was changed"),
    "salt": ("entries", lambda c: re.sub(rb"(?m)^(3 \w+ )\w\w", rb"\g<1>00", c), "ntry 3 was chan"),
    "removed": ("entries", lambda c: re.sub(rb"(?m)^1 .*\n", b"", c), "ntry 1 was removed"),
    "added": ("entries", lambda c: c + b"4 " + b"0" * 64 + b" - -\n", "ntry 4 was added"),
    "swapped": ("entries", lambda c: b"\n".join(c.split(b"\n")[i] for i in (1, 0, 2, 3, 4)), "mov"),
    "label": ("export.note", lambda c: c.replace(b"\nPOL\n", b"\nEST\n"), "not signed by its log"),
    "gaps": ("gaps", lambda c: c + b"x\n", "what is left of a destroyed entry is broken"),
    "checkpoint": ("checkpoints/4", lambda c: c.replace(b"4", b"5", 1), "checkpoint"),
}


@pytest.mark.parametrize(("member", "change", "told"), CHANGES.values(), ids=CHANGES)
def test_whatever_is_changed_in_an_export_is_found_and_named(
    node: Node, tmp_path: Path, member: str, change: Callable[[bytes], bytes], told: str
) -> None:
    file, changed = exported(node, tmp_path / "1.zip"), tmp_path / "changed.zip"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            assert name != member or change(content) != content
            new.writestr(name, change(content) if name == member else content)
    try:
        faults = "\n".join(verify_bundle(changed, keys_of(node)).faults)
    except NodeError as error:
        faults = str(error)
    assert told in faults
    with pytest.raises(NodeError):
        import_bundle(changed, tmp_path / "mirror", keys_of(node))
    assert not (tmp_path / "mirror").exists()


def test_a_mirror_cosigns_what_continues_and_the_node_keeps_it(
    node: Node, tmp_path: Path, clock: Clock
) -> None:
    import_bundle(exported(node, tmp_path / "1.zip"), tmp_path / "mirror")
    with Node.open(tmp_path / "mirror", clock=clock) as mirror:
        note = cosign(mirror)
    assert add_cosignatures(node, note) == 1
    assert verify(node).faults == ()
    node.act("table", MOTION, person("EST"))
    import_bundle(exported(node, tmp_path / "2.zip"), tmp_path / "mirror")
    with Node.open(tmp_path / "mirror", clock=clock) as mirror:
        assert add_cosignatures(node, cosign(mirror)) == 1
        assert verify(mirror).faults == ()
    with pytest.raises(NodeError, match="is no mirror"):
        cosign(node)


def test_an_entry_is_proved_with_its_content_or_without(node: Node) -> None:
    bare, whole = prove(node, "M-3", content=False), prove(node, "M-3", content=True)
    for text in (bare, whole):
        assert Proof.read(text).verified("foedus/nato", keys_of(node)).size == 4
    assert Proof.read(bare).content == b""
    assert b"For others" in Proof.read(whole).content
    with pytest.raises(UnknownEntryError):
        prove(node, "M-9", content=True)
