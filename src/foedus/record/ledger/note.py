"""Signed notes of C2SP signed-note: a text, a blank line, and a line for each signature.

A note is worth nothing until `opened` found the signature of a key that the reader trusts. What
unknown keys signed is carried along and says nothing; a wrong signature of a known key spoils all.
"""

import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from foedus.record.ledger.errors import LedgerError
from foedus.record.ledger.keys import Signature, Signer, Verifier, base64_of, valid_name

LARGEST: Final = 1_000_000
"""Of a note, in bytes; and below it the most signatures: the limits of Go's sumdb/note."""
MOST: Final = 100
CONTROLS: Final = re.compile("[\0-\x09\x0b-\x1f]")


@dataclass(frozen=True, slots=True)
class Note:
    """A text with its signatures, of which none was looked at yet."""

    text: str
    signatures: tuple[Signature, ...] = ()

    def __post_init__(self) -> None:
        if not self.text.endswith("\n"):
            raise LedgerError("the text of a note ends with a newline, and this one does not")
        if CONTROLS.search(self.text):
            raise LedgerError("the text of a note has no control character but the newline")
        if len(self.signatures) > MOST:
            raise LedgerError(f"a note has at most {MOST} signatures")

    @classmethod
    def read(cls, content: bytes) -> "Note":
        """The note of its bytes. Raises LedgerError where it is not one."""
        if len(content) > LARGEST:
            raise LedgerError(f"a note has at most {LARGEST / 1e6:,.0f} MB")
        try:
            text, blank, lines = content.decode().rpartition("\n\n")
        except UnicodeDecodeError:
            raise LedgerError("a note is text in UTF-8, and this is not") from None
        if not blank or not lines.endswith("\n"):
            raise LedgerError("a note is a text, a blank line, and lines of signatures")
        signatures = lines.removesuffix("\n").split("\n")
        if len(signatures) > MOST:
            raise LedgerError(f"a note has at most {MOST} signatures")
        return cls(f"{text}\n", tuple(map(signature_of, signatures)))

    def __bytes__(self) -> bytes:
        lines = "".join(f"{signature}\n" for signature in self.signatures)
        return f"{self.text}\n{lines}".encode()

    def signed(self, *signers: Signer) -> "Note":
        """This note, with the signatures of these keys put behind those that it has."""
        return self.beside(*(signer.sign(self.text) for signer in signers))

    def beside(self, *signatures: Signature) -> "Note":
        """This note, with these signatures, each in the place of what that key signed before."""
        new = {(signature.name, signature.key_id): signature for signature in signatures}
        old = (s for s in self.signatures if (s.name, s.key_id) not in new)
        return Note(self.text, (*old, *new.values()))

    def opened(self, trusted: Iterable[Verifier]) -> tuple["Signed", ...]:
        """The signatures of trusted keys, one each. Raises LedgerError for none or a wrong one.

        The first signature of a key counts, as in Go; what unknown keys signed is passed over.
        """
        known = {(verifier.name, verifier.key_id): verifier for verifier in trusted}
        found = dict[Verifier, Signed]()
        for signature in self.signatures:
            verifier = known.get((signature.name, signature.key_id))
            if verifier is None or verifier in found:
                continue
            if not verifier.verifies(self.text, signature):
                raise LedgerError(
                    f"the signature of {verifier.name} is not one on this text: text, "
                    f"signature or the key {verifier.key_id:08x} is another"
                )
            found[verifier] = Signed(verifier, signature)
        if not found:
            raise LedgerError("no key that is trusted here signed this note")
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature that holds, and whose it is."""

    by: Verifier
    signature: Signature


def signature_of(line: str) -> Signature:
    """The signature of a line, without its newline. Raises LedgerError."""
    dash, _, rest = line.partition(" ")
    name, space, encoded = rest.partition(" ")
    if dash != "—" or not space or not valid_name(name):
        raise LedgerError("a line of a signature is: — name base64")
    content = base64_of(encoded)
    if len(content) < 5:
        raise LedgerError(f"the signature of {name} is too short to be one")
    (key_id,) = struct.unpack(">I", content[:4])
    return Signature(name, key_id, content[4:])
