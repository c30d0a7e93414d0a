"""Witnesses: C2SP tlog-witness and tlog-cosignature. Each watches that a log only grows.

A witness keeps the last checkpoint of a log that it cosigned. It cosigns the next one only where a
proof shows that the log appended to that; so no two checkpoints that it cosigned contradict each
other. A log that shows two nations two histories needs a witness each, and as soon as two of them
lay what they cosigned side by side, `fork` has the log's own signatures on both.

Who calls `witnessed` looks up `seen`, calls it and stores what was cosigned in one transaction, and
hands the cosignature out after it: else two requests at once could lead a witness back.
"""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from foedus.record.ledger.checkpoint import Checkpoint, hash_of, number_of
from foedus.record.ledger.errors import LedgerError
from foedus.record.ledger.keys import Kind, Signature, Signer
from foedus.record.ledger.keyset import KeySet
from foedus.record.ledger.note import Note, Signed
from foedus.record.ledger.tree import EMPTY, Frontier, Hashes, consistent

LONGEST: Final = 63
"""The most hashes in a proof of consistency."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a log asks of a witness: to cosign a checkpoint, with the proof from an older size."""

    old: int
    proof: tuple[bytes, ...]
    note: Note

    @classmethod
    def read(cls, content: bytes) -> "Request":
        """The request of the body of `add-checkpoint`. Raises LedgerError."""
        head, blank, rest = content.partition(b"\n\n")
        try:
            first, *lines = head.decode("ascii").split("\n")
        except UnicodeDecodeError:
            first, lines = "", []
        if not blank or not first.startswith("old "):
            raise LedgerError(
                "a request is: old SIZE, lines of a proof, a blank line, a checkpoint"
            )
        if len(lines) > LONGEST:
            raise LedgerError(f"a proof of consistency has at most {LONGEST} lines")
        old = number_of(first.removeprefix("old "), "the old size")
        proof = tuple(hash_of(line, "a line of the proof") for line in lines)
        return cls(old, proof, Note.read(rest))

    def __bytes__(self) -> bytes:
        lines = [f"old {self.old}", *(b64encode(node).decode() for node in self.proof), "", ""]
        return "\n".join(lines).encode() + bytes(self.note)


@dataclass(frozen=True, slots=True)
class Refusal:
    """That a witness does not cosign, and why; `status` is the one of HTTP.

    `size` is given with 409: what the witness cosigned last, from where a proof is to begin.
    """

    status: int
    sentence: str
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Cosigned:
    """A checkpoint that a witness now holds for the last, and its line below it."""

    checkpoint: Checkpoint
    line: Signature


def witnessed(
    request: Request,
    logs: Mapping[str, KeySet],
    seen: Checkpoint | None,
    signer: Signer,
    time: int,
) -> Cosigned | Refusal:
    """The answer of a witness that last cosigned `seen` of this log, at a time.

    `logs` has the keys of each log that it watches, by origin.
    """
    if signer.kind is not Kind.COSIGNATURE or time <= 0:
        raise LedgerError("a witness signs with a key for cosignatures, at a time after 1970")
    try:
        checkpoint = Checkpoint.read(request.note.text)
    except LedgerError as error:
        return Refusal(400, str(error))
    origin, size = checkpoint.origin, checkpoint.size
    if origin not in logs:
        return Refusal(404, f"{origin} is not a log that is watched here")
    try:
        logs[origin].checkpoint(request.note, origin)
    except LedgerError as error:
        return Refusal(403, str(error))
    if request.old > size:
        return Refusal(400, f"a log of {size} entries did not grow from one of {request.old}")
    last = seen.size if seen else 0
    if request.old != last:
        told = f"the last checkpoint cosigned here has {last} entries, and not {request.old}"
        return Refusal(409, told, last)
    if not size and checkpoint.root != EMPTY:
        return Refusal(422, "the root of a log without entries is the hash of nothing")
    before = seen.root if seen else EMPTY
    if not consistent(last, before, size, checkpoint.root, request.proof):
        return Refusal(
            422,
            f"{origin} has not been shown to have grown from the {last} entries cosigned here"
            f" to {size}: the proof fails, or its history was changed",
        )
    return Cosigned(checkpoint, signer.sign(request.note.text, time))


def cosigned(note: Note, witnesses: KeySet, least: int) -> tuple[Signed, ...]:
    """The witnesses of a checkpoint, one of each name. Raises LedgerError for too few."""
    size = Checkpoint.read(note.text).size
    try:
        found = {signed.by.name: signed for signed in witnesses.opened(note, size)}
    except LedgerError:
        if least:
            raise
        return ()
    if len(found) < least:
        raise LedgerError(
            f"{len(found)} of the {least} witnesses that it needs saw this checkpoint"
        )
    return tuple(found.values())


def fork(
    one: Note, other: Note, origin: str, keys: KeySet, hashes: Hashes | None = None
) -> str | None:
    """That a log signed two histories, in a sentence; None where these two checkpoints agree.

    Of checkpoints of two sizes it takes the stored hashes of the larger tree, which must give its
    root. Raises LedgerError where a checkpoint is not of this log, or nothing can be compared.
    """
    first, second = sorted(
        (keys.checkpoint(one, origin), keys.checkpoint(other, origin)),
        key=lambda checkpoint: checkpoint.size,
    )
    root = second.root
    if first.size != second.size:
        if hashes is None or Frontier.of(hashes, second.size).root != root:
            raise LedgerError(
                f"checkpoints of {first.size} and {second.size} entries are compared by the hashes "
                f"of the larger tree, and these are not given"
            )
        root = Frontier.of(hashes, first.size).root
    if root == first.root:
        return None
    shown, shown_too = (b64encode(part).decode() for part in (first.root, root))
    return (
        f"{origin} signed two histories: its first {first.size} entries have the root {shown} in "
        f"one and {shown_too} in the other"
    )
