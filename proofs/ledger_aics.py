"""The ledger against `aics-tlog`, another implementation of the C2SP specifications, both ways.

    python proofs/ledger_aics.py [--python PATH]

It stands in an environment of its own, since it needs Python 3.12: `--python` names one that has
it; else one is made with the `python3.12` of the path, and thrown away. Compared are roots, proofs
of inclusion and consistency, tiles and entry bundles, notes, checkpoints and cosignatures; what
either side made, the other checks.
"""

import argparse
import json
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
from foedus.record.ledger.keys import Kind, Signer
from foedus.record.ledger.keyset import KeySet
from foedus.record.ledger.leaf import commitment
from foedus.record.ledger.note import Note
from foedus.record.ledger.tiles import bundled, tiles
from foedus.record.ledger.tree import Kept, consistency, consistent, included, inclusion, leaf_hash
from foedus.record.ledger.witness import cosigned

VERSION: Final = "aics-tlog==0.2.1"
ORIGIN: Final = "example.org/baltic"
ENTRIES, PROOFS, NOTES = 3_000, 400, 100

OTHER: Final = """
import json, sys
from base64 import b64decode, b64encode
import aics_tlog as other
from aics_tlog import note, tiles, tree
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

given = json.load(sys.stdin)
entries = [b64decode(entry) for entry in given["entries"]]
made = other.MerkleTree(entries)
coded = lambda hashes: [b64encode(node).decode() for node in hashes]
roots = [made.root(size) for size in range(len(entries) + 1)]
for size, at, inclusion, growth in given["proofs"]:
    inclusion, growth = ([b64decode(node) for node in proof] for proof in (inclusion, growth))
    leaf = other.leaf_hash(entries[at])
    assert tree.verify_inclusion(leaf, at, size, inclusion, roots[size])
    assert tree.verify_consistency(at, size, roots[at], roots[size], growth)
notes = []
for size, text, vkeys, log, witness in given["notes"]:
    read = note.parse_note(text)
    state = other.parse_checkpoint(read.text)
    assert state.size == size and state.root == roots[size]
    log_key, witness_key = map(note.parse_vkey, vkeys)
    assert [note.format_vkey(key) for key in (log_key, witness_key)] == vkeys
    assert note.verify_note(read, [log_key])
    timed = read.signatures[1].signature
    assert other.verify_cosignature(
        timed, witness_key.name, witness_key.public_key, state.origin, size, roots[size]
    )
    log, witness = (Ed25519PrivateKey.from_private_bytes(b64decode(key)) for key in (log, witness))
    signed = other.sign_checkpoint(state, log, log_key.name)
    time = int.from_bytes(timed[:8], "big")
    _, line = other.sign_cosignature(
        witness, witness_key.name, time, state.origin, size, roots[size]
    )
    notes.append(note.Note(signed.text, (*signed.signatures, line)).serialise())
print(json.dumps({
    "roots": coded(roots),
    "proofs": [
        [coded(made.inclusion_proof(at, size)), coded(made.consistency_proof(at, size))]
        for size, at, _, _ in given["proofs"]
    ],
    "tiles": [
        {path: b64encode(content).decode()
         for path, content in tiles.materialise_tiles(entries[:size]).items()}
        for size in given["sizes"]
    ],
    "notes": notes,
}))
"""


def prove(python: str) -> dict[str, int]:
    """How much of each kind was made alike and checked. Raises AssertionError."""
    chance = random.Random(1949)
    entries = [commitment(chance.randbytes(32), b"%d" % number) for number in range(ENTRIES)]
    tree = Kept(map(leaf_hash, entries))
    sizes = [1, 255, 256, 257, ENTRIES]
    places = [(size := chance.randint(1, ENTRIES), chance.randrange(size)) for _ in range(PROOFS)]
    signed = [_signed(chance, tree) for _ in range(NOTES)]
    proofs = [
        [_texts(inclusion(tree, at, size)), _texts(consistency(tree, at, size))]
        for size, at in places
    ]
    given = {
        "entries": _texts(entries),
        "sizes": sizes,
        "proofs": [(*place, *proof) for place, proof in zip(places, proofs, strict=True)],
        "notes": [
            (
                size,
                bytes(note).decode(),
                (str(log.verifier), str(witness.verifier)),
                *_texts([log.seed, witness.seed]),
            )
            for size, note, log, witness in signed
        ],
    }
    run = subprocess.run(
        [python, "-c", OTHER], input=json.dumps(given).encode(), capture_output=True
    )
    assert not run.returncode, run.stderr.decode()
    made: dict[str, Any] = json.loads(run.stdout)
    assert made["roots"] == _texts([tree.root(size) for size in range(ENTRIES + 1)])
    assert made["proofs"] == proofs
    for (size, at), theirs in zip(places, made["proofs"], strict=True):
        one, growth = ([b64decode(node) for node in proof] for proof in theirs)
        assert included(leaf_hash(entries[at]), at, size, one, tree.root(size))
        assert consistent(at, tree.root(at), size, tree.root(size), growth)
    for size, files in zip(sizes, made["tiles"], strict=True):
        found = {tile.path: tile.made(tree) for tile in tiles(size)}
        for tile in tiles(size):
            if tile.level == 0:
                found[tile.bundle] = bundled(entries[slice(*tile.leaves)])
        assert {path: b64decode(content) for path, content in files.items()} == found
    for (size, note, log, witness), text in zip(signed, made["notes"], strict=True):
        again = Note.read(text.encode())
        assert again == note
        assert KeySet.of(log.verifier).checkpoint(again, ORIGIN).size == size
        assert cosigned(again, KeySet.of(witness.verifier), 1)
    return {
        "roots": ENTRIES + 1,
        "proofs": 2 * PROOFS,
        "tiles and bundles": sum(map(len, made["tiles"])),
        "cosigned checkpoints": NOTES,
    }


def _signed(chance: random.Random, tree: Kept) -> tuple[int, Note, Signer, Signer]:
    log = Signer(ORIGIN, chance.randbytes(32))
    witness = Signer("witness.example/dnk", chance.randbytes(32), Kind.COSIGNATURE)
    size = chance.randint(0, ENTRIES)
    note = Checkpoint(ORIGIN, size, tree.root(size)).signed(log)
    time = chance.randrange(1, 2**40)
    return size, note.beside(witness.sign(note.text, time)), log, witness


def _texts(hashes: list[bytes]) -> list[str]:
    return [b64encode(node).decode() for node in hashes]


def _tell(python: str) -> None:
    for what, count in prove(python).items():
        print(f"{count:,} {what}: alike in foedus and in {VERSION}")


def main() -> None:
    """Run the proof, or say why not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", help="an interpreter that has aics-tlog")
    python = parser.parse_args().python
    if python:
        _tell(python)
        return
    found = shutil.which("python3.12")
    if not found or subprocess.run([found, "-c", ""], capture_output=True).returncode:
        print("There is no python3.12 here, which aics-tlog needs, so that this was not run.")
        return
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([found, "-m", "venv", folder], check=True)
        own = str(Path(folder, "bin/python"))
        subprocess.run([own, "-m", "pip", "install", "-q", VERSION], check=True)
        _tell(own)


if __name__ == "__main__":
    main()
