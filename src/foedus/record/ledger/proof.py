"""Proofs of one entry, to be carried away: C2SP tlog-proof.

One text holds the entry, its number, the path up the tree, and the checkpoint with its signatures.
Who has the keys of the log (and of witnesses) verifies it offline. The line `extra` carries salt
and content of the entry; where these were destroyed or are not shown, its commitment alone.
"""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from foedus.record.ledger.checkpoint import Checkpoint, hash_of, number_of
from foedus.record.ledger.errors import LedgerError
from foedus.record.ledger.keys import base64_of
from foedus.record.ledger.keyset import KeySet
from foedus.record.ledger.leaf import SALT, commitment
from foedus.record.ledger.note import Note
from foedus.record.ledger.tree import Hashes, included, inclusion, leaf_hash

HEAD: Final = "c2sp.org/tlog-proof@v1"
LONGEST: Final = 63


@dataclass(frozen=True, slots=True)
class Proof:
    """That an entry stands at a place in a log; nothing of it was verified yet.

    `content` is empty where the entry is not shown, and `salt` is its commitment then.
    """

    index: int
    salt: bytes
    content: bytes
    path: tuple[bytes, ...]
    note: Note

    @classmethod
    def made(cls, index: int, salt: bytes, content: bytes, hashes: Hashes, note: Note) -> "Proof":
        """The proof of an entry, of the stored hashes and a checkpoint that has it."""
        size = Checkpoint.read(note.text).size
        return cls(index, salt, content, tuple(inclusion(hashes, index, size)), note)

    @classmethod
    def read(cls, text: bytes) -> "Proof":
        """The proof of its text. Raises LedgerError."""
        head, blank, rest = text.partition(b"\n\n")
        lines = head.decode("ascii", "replace").split("\n")
        extra = [line.removeprefix("extra ") for line in lines[1:2] if line.startswith("extra ")]
        place = lines[2] if len(lines) > 2 else ""
        if not blank or lines[0] != HEAD or not extra or not place.startswith("index "):
            raise LedgerError(
                f"a proof is: {HEAD}, extra, index, hashes, a blank line, a checkpoint"
            )
        if len(lines) > 3 + LONGEST:
            raise LedgerError(f"a proof of inclusion has at most {LONGEST} hashes")
        opening = base64_of(extra[0])
        if len(opening) < SALT:
            raise LedgerError("the line extra holds salt and content of the entry")
        return cls(
            number_of(place.removeprefix("index "), "the index"),
            opening[:SALT],
            opening[SALT:],
            tuple(hash_of(line, "a hash of the proof") for line in lines[3:]),
            Note.read(rest),
        )

    def __bytes__(self) -> bytes:
        return "\n".join(self._lines()).encode() + bytes(self.note)

    def _lines(self) -> Iterable[str]:
        yield HEAD
        yield f"extra {b64encode(self.salt + self.content).decode()}"
        yield f"index {self.index}"
        yield from (b64encode(node).decode() for node in self.path)
        yield from ("", "")

    @property
    def commitment(self) -> bytes:
        """The leaf that the path begins at."""
        return commitment(self.salt, self.content) if self.content else self.salt

    def verified(self, origin: str, keys: KeySet) -> Checkpoint:
        """The checkpoint that has the entry. Raises LedgerError where this is not proved.

        Whether enough witnesses saw the checkpoint is asked of `witness.cosigned`.
        """
        checkpoint = keys.checkpoint(self.note, origin)
        leaf = leaf_hash(self.commitment)
        if not included(leaf, self.index, checkpoint.size, self.path, checkpoint.root):
            raise LedgerError(
                f"entry {self.index} is not proved: the log of {checkpoint.size} entries that the "
                "checkpoint states has another there, or the proof is broken"
            )
        return checkpoint
