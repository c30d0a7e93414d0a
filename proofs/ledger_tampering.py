"""Whatever byte of an export of the ledger is changed, it is found, and told where.

    python proofs/ledger_tampering.py

Exports of several sizes, some of whose entries were destroyed, are written as files: entries, three
checkpoints, tiles. Then one byte of one file is changed to any other, put in, or taken out, or a
line is taken out, doubled, replaced, or moved. What is told must name the entry, the tile or the
checkpoint that it was done to, and nothing else.
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from foedus.record.ledger.canonical import canonical
from foedus.record.ledger.checkpoint import Checkpoint
from foedus.record.ledger.keys import Kind, Signer
from foedus.record.ledger.keyset import KeySet
from foedus.record.ledger.rows import Row, read
from foedus.record.ledger.tiles import Tile, tiles
from foedus.record.ledger.tree import Kept, leaf_hash
from foedus.record.ledger.verify import Report, verify
from proofs.exploring import WHOLE, Part

LOG: Final = Signer("example.org/baltic", b"l" * 32)
WITNESS: Final = Signer("witness.example/dnk", b"w" * 32, Kind.COSIGNATURE)
KEYS, WITNESSES = KeySet.of(LOG.verifier), KeySet.of(WITNESS.verifier)
SIZES: Final = (1, 2, 7, 40, 257, 600)
CHANGES: Final = 20_000


class Export(NamedTuple):
    """The files of an export: the entries by lines, the checkpoints and the tiles by paths."""

    lines: list[bytes]
    notes: list[bytes]
    tiles: dict[str, bytes]

    def verified(self) -> Report:
        """What reading it through tells."""
        rows = read(b"".join(self.lines).splitlines(keepends=True))
        return verify(rows, self.notes, LOG.name, KEYS, witnesses=WITNESSES, fetch=self.tiles.get)


def row(chance: random.Random, number: int) -> Row:
    """An entry, perhaps a destroyed one."""
    made = Row.made(number, chance.randbytes(32), canonical({"n": number, "é": [None, "𝄞"]}))
    return made.destroyed if chance.random() < 0.1 else made


def export(chance: random.Random, size: int) -> Export:
    """An export that nobody touched."""
    rows = [row(chance, number) for number in range(size)]
    tree = Kept(leaf_hash(row.commitment) for row in rows)
    notes = []
    for reached in sorted({size // 3, size // 2, size}):
        note = Checkpoint(LOG.name, reached, tree.root(reached)).signed(LOG)
        notes.append(bytes(note.beside(WITNESS.sign(note.text, 1_800_000_000))))
    return Export([*map(bytes, rows)], notes, {t.path: t.made(tree) for t in tiles(size)})


def changed(chance: random.Random, content: bytes) -> tuple[bytes, int]:
    """The content with one byte changed, put in or taken out, and where."""
    at = chance.randrange(len(content))
    byte = bytes([chance.choice([b for b in range(256) if b != content[at]])])
    match chance.randrange(3):
        case 0:
            return content[:at] + content[at + 1 :], at
        case 1:
            return content[:at] + byte + content[at:], at
        case _:
            return content[:at] + byte + content[at + 1 :], at


def of_a_byte(chance: random.Random, whole: Export) -> None:
    """A byte of one file is changed."""
    match chance.randrange(4):
        case 0:
            number = chance.randrange(len(whole.notes))
            content, at = changed(chance, whole.notes[number])
            notes = [*whole.notes[:number], content, *whole.notes[number + 1 :]]
            report = whole._replace(notes=notes).verified()
            first = f"checkpoint {number} "
            told = [fault.why for fault in report.faults if fault.why.startswith(first)]
            assert told or any(notice.startswith(first) for notice in report.notices), (content, at)
            assert not [fault for fault in report.faults if fault.kind in {"changed", "removed"}]
        case 1:
            path = chance.choice([*whole.tiles])
            content, at = changed(chance, whole.tiles[path])
            report = whole._replace(tiles={**whole.tiles, path: content}).verified()
            (fault,) = report.faults
            assert (fault.kind, fault.why) == ("tile", path), (path, at)
            assert (fault.first, fault.past) == Tile.read(path).leaves
        case _:
            number = chance.randrange(len(whole.lines))
            content, at = changed(chance, whole.lines[number])
            lines = [*whole.lines[:number], content, *whole.lines[number + 1 :]]
            report = whole._replace(lines=lines).verified()
            # A line break that was put in or taken out makes two lines of one, or one of two.
            assert report.faults, (content, at)
            for fault in report.faults:
                assert number <= fault.first <= number + 1, (content, at, report.faults)


def of_a_line(chance: random.Random, whole: Export) -> None:
    """A line of the entries is taken out, doubled, replaced or moved."""
    size, lines = len(whole.lines), list(whole.lines)
    at, to = chance.randrange(size), chance.randrange(size)
    match chance.randrange(4):
        case 0:
            del lines[at]
            expected = ("removed", at)
        case 1:
            lines.insert(to, lines[at])
            expected = ("added", to)
        case 2:
            lines[at] = bytes(row(chance, at))
            expected = ("changed", at)
        case _:
            lines.insert(to, lines.pop(at))
            expected = ("moved", at)
    faults = whole._replace(lines=lines).verified().faults
    if expected[0] == "moved" and at == to:
        assert not faults
    elif expected[0] == "moved" and abs(at - to) == 1:  # which of the two moved is anybody's guess
        assert [(fault.kind, fault.first in {at, to}) for fault in faults] == [("moved", True)]
    elif expected[0] == "added":  # which of the two is the copy is, too
        assert sorted(fault.kind for fault in faults) in (["added"], ["added", "moved"]), faults
        assert {fault.first for fault in faults} <= {at, at + 1, to}, faults
    else:
        assert [(fault.kind, fault.first) for fault in faults] == [expected]


def prove(part: Part) -> Iterator[tuple[str, int]]:
    """How many changes of each kind were found. Raises AssertionError."""
    chance = random.Random(part.seed)
    exports = [export(chance, size) for size in SIZES]
    for whole in exports:
        report = whole.verified()
        assert not report.faults, report.faults
        assert not report.notices
    for what, change, count in (("byte", of_a_byte, CHANGES), ("line", of_a_line, CHANGES // 4)):
        for _ in range(part.of(count)):
            change(chance, chance.choice(exports))
        yield f"changes of a {what}", part.of(count)


def main() -> None:
    """Run the whole."""
    for what, count in prove(WHOLE):
        print(f"{count:,} {what} found, and told where")


if __name__ == "__main__":
    main()
