"""Checkpoints of C2SP tlog-checkpoint: what a log states of its tree, to be signed as a note.

example.org/baltic        the origin: which log this is
20852163                  how many entries it has
CsUYapGGPo4dkMgIAUqo...   the root of the tree over them
"""

import re
from base64 import b64encode
from dataclasses import dataclass
from typing import Final

from foedus.record.ledger.errors import LedgerError
from foedus.record.ledger.keys import Signer, base64_of
from foedus.record.ledger.note import CONTROLS, Note

HASH: Final = 32
LARGEST: Final = 2**63 - 1
SIZE: Final = re.compile("0|[1-9][0-9]{0,18}")


def number_of(text: str, what: str) -> int:
    """A decimal without leading zeros, up to 2**63 - 1. Raises LedgerError."""
    number = int(text) if SIZE.fullmatch(text) else -1
    if not 0 <= number <= LARGEST:
        raise LedgerError(f"{what} is a whole number without leading zeros, not {text[:30]!r}")
    return number


def hash_of(text: str, what: str) -> bytes:
    """A hash in base64. Raises LedgerError."""
    content = base64_of(text)
    if len(content) != HASH:
        raise LedgerError(f"{what} has {HASH} bytes in base64, and this has {len(content)}")
    return content


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The state of a log: its origin, how many entries it has, and the root over them."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for line in (self.origin, *self.extensions):
            if not line or "\n" in line or CONTROLS.search(line):
                raise LedgerError("a line of a checkpoint is not empty and has no controls")
        if not 0 <= self.size <= LARGEST or len(self.root) != HASH:
            raise LedgerError(f"a checkpoint has a size of 0 or more and a root of {HASH} bytes")

    @classmethod
    def read(cls, text: str) -> "Checkpoint":
        """The checkpoint of the text of a note. Raises LedgerError."""
        lines = text.split("\n")
        if len(lines) < 4 or lines.pop():
            raise LedgerError("a checkpoint has three lines or more: origin, size, root")
        origin, size, root, *extensions = lines
        return cls(
            origin,
            number_of(size, "the size in a checkpoint"),
            hash_of(root, "the root in a checkpoint"),
            tuple(extensions),
        )

    @property
    def text(self) -> str:
        """The text of the note."""
        root = b64encode(self.root).decode()
        return "".join(
            f"{line}\n" for line in (self.origin, str(self.size), root, *self.extensions)
        )

    def signed(self, *signers: Signer) -> Note:
        """The note of this checkpoint, signed by the keys of the log."""
        return Note(self.text).signed(*signers)
