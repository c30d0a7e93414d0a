"""The ledger against Go's `sumdb/note` and `sumdb/tlog`, both ways.

    python proofs/ledger_go.py

A small Go program (`proofs/ledger_go/main.go`) makes what foedus makes, and checks what it made:
roots at every size, proofs of inclusion and consistency, tiles, notes with one and several
signatures, keys, checkpoints in the form of Go's database. What Go made is checked by foedus. Notes
with a changed byte must be refused by both. It needs `golang-go` and `golang-golang-x-mod-dev` of
Debian, and says so where they are absent.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from foedus.record.ledger.checkpoint import Checkpoint
from foedus.record.ledger.errors import LedgerError
from foedus.record.ledger.keys import Signer, Verifier
from foedus.record.ledger.leaf import commitment
from foedus.record.ledger.note import Note
from foedus.record.ledger.tiles import Tile, tiles
from foedus.record.ledger.tree import Kept, consistency, consistent, included, inclusion, leaf_hash
from proofs.exploring import WHOLE, Part

SOURCES: Final = Path("/usr/share/gocode")
"""Where Debian puts the sources of Go's libraries."""
ENTRIES, PROOFS, NOTES = 70_000, 4_000, 400


def go() -> str | None:
    """The Go command, where there is one with the library; of Debian it may be on no path."""
    found = shutil.which("go") or next(
        (str(path) for path in sorted(Path("/usr/lib").glob("go-*/bin/go"))), None
    )
    return found if found and (SOURCES / "src/golang.org/x/mod/sumdb/tlog").is_dir() else None


def asked_of_go(given: dict[str, Any], command: str) -> dict[str, Any]:
    """What the Go program makes of what it is given."""
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder, "ledger_go")
        env = {**os.environ, "GO111MODULE": "off", "GOPATH": str(SOURCES), "CGO_ENABLED": "0"}
        env.setdefault("GOCACHE", str(Path.home() / ".cache/go-build"))
        source = ROOT / "proofs/ledger_go/main.go"
        subprocess.run([command, "build", "-o", str(built), str(source)], env=env, check=True)
        run = subprocess.run(
            [built], input=json.dumps(given).encode(), capture_output=True, check=True
        )
    made: dict[str, Any] = json.loads(run.stdout)
    return made


def prove(part: Part, command: str) -> dict[str, int]:
    """How much of each kind was made alike and checked. Raises AssertionError."""
    chance = random.Random(part.seed)
    entries = [
        commitment(chance.randbytes(32), b"%d" % number) for number in range(part.of(ENTRIES))
    ]
    tree = Kept(map(leaf_hash, entries))
    places = [_place(chance, len(entries)) for _ in range(part.of(PROOFS))]
    sizes = [1, 255, 256, 257, len(entries), chance.randint(1, len(entries))]
    notes = [_note(chance) for _ in range(part.of(NOTES))]
    checkpoints = [Checkpoint("go.sum database tree", size, tree.root(size)) for size in sizes]
    given = {
        "Entries": [_text(entry) for entry in entries],
        "Sizes": sizes,
        "Records": [
            {"Size": size, "At": at, "Proof": _texts(inclusion(tree, at, size))}
            for at, size in places
        ],
        "Growths": [
            {"Size": size, "Old": at + 1, "Proof": _texts(consistency(tree, at + 1, size))}
            for at, size in places
        ],
        "Opened": [
            {"Note": bytes(note).decode(), "Vkeys": [str(signer.verifier) for signer in trusted]}
            for note, trusted in notes
        ],
        "Sign": [{"Text": note.text, "Skey": trusted[0].secret} for note, trusted in notes],
        "Names": [f"example.org/made-{number}" for number in range(len(notes))],
        "Texts": [note.text for note, _ in notes],
        "Trees": [checkpoint.text for checkpoint in checkpoints],
    }
    made = asked_of_go(given, command)
    assert not made["Faults"], made["Faults"][:3]
    assert made["Roots"] == _texts([tree.root(size + 1) for size in range(len(entries))])
    assert made["Records"] == given["Records"]
    assert made["Growths"] == given["Growths"]
    for files, size in zip(made["Tiles"], sizes, strict=True):
        # Debian's version publishes a partial tile in each width that it ever had.
        assert files == {path: _text(Tile.read(path).made(tree)) for path in files}
        widest = {tile[:2]: tile for tile in sorted(map(Tile.read, files))}
        assert sorted(widest.values()) == sorted(tiles(size))
    assert made["Trees"] == given["Trees"]
    refused = sum(
        _opened_alike(note, asked) for (note, _), asked in zip(notes, made["Opened"], strict=True)
    )
    for (note, trusted), signed in zip(notes, made["Signed"], strict=True):
        assert signed["Note"].encode() == bytes(Note(note.text).signed(trusted[0]))
    for key in made["Keys"]:
        verifier, signer = Verifier.read(key["Vkey"]), Signer.read(key["Skey"])
        assert signer.verifier == verifier
        assert Note.read(key["Note"].encode()).opened([verifier])
    for (at, size), record, growth in zip(places, made["Records"], made["Growths"], strict=True):
        root, proof = tree.root(size), [b64decode(node) for node in record["Proof"] or ()]
        assert included(leaf_hash(entries[at]), at, size, proof, root)
        proof = [b64decode(node) for node in growth["Proof"] or ()]
        assert consistent(at + 1, tree.root(at + 1), size, root, proof)
    return {
        "roots": len(entries),
        "proofs": 2 * len(places),
        "tiles": sum(map(len, made["Tiles"])),
        "notes": 3 * len(notes),
        "notes refused by both": refused,
    }


def _place(chance: random.Random, most: int) -> tuple[int, int]:
    size = chance.randint(1, most)
    return chance.randrange(size), size


def _note(chance: random.Random) -> tuple[Note, list[Signer]]:
    """A note signed by some, and whom the reader trusts; of some a byte was changed after it."""
    text = "".join(chance.choice("ab é—𝄞\n ") for _ in range(chance.randrange(40))) + "\n"
    signers = [
        Signer(f"example.org/{number}", chance.randbytes(32))
        for number in range(chance.randint(1, 5))
    ]
    note = Note(text).signed(*signers)
    if chance.random() < 0.3:
        note = Note(f"a{note.text}", note.signatures)
    return note, [*chance.sample(signers, chance.randint(1, len(signers))), Signer("x", bytes(32))][
        : chance.randint(1, 5)
    ]


def _opened_alike(note: Note, asked: dict[str, Any]) -> bool:
    trusted = [Verifier.read(vkey) for vkey in asked["Vkeys"]]
    try:
        names = [signed.by.name for signed in Note.read(bytes(note)).opened(trusted)]
    except LedgerError:
        assert asked["Refused"], bytes(note)
        return True
    assert not asked["Refused"], bytes(note)
    assert (asked["Text"], asked["Verified"]) == (note.text, names)
    return False


def _text(content: bytes) -> str:
    return b64encode(content).decode()


def _texts(hashes: list[bytes]) -> list[str]:
    return [_text(node) for node in hashes]


def main() -> None:
    """Run the whole, or say why not."""
    command = go()
    if command is None:
        print("There is no Go with golang.org/x/mod here, so that this proof was not run.")
        return
    for what, count in prove(WHOLE, command).items():
        print(f"{count:,} {what}: alike in foedus and in Go")


if __name__ == "__main__":
    main()
