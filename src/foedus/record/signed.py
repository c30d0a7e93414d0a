"""A nation's signature of what it did, made with a key of its own, on a machine of its own.

What is signed is the draft as it was shown, in canonical form: neither the number nor the time that
a node gives it later. The keys of a nation are on record themselves, so that whoever holds an
export can check every signature with it alone.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from foedus.model.entries import NODE, Destroyed, Draft, Entry, Signature
from foedus.model.people import is_nation
from foedus.record.contents.keeping import NationKey, Withdrawn
from foedus.record.ledger.canonical import canonical
from foedus.record.ledger.errors import LedgerError
from foedus.record.ledger.keys import Signature as Line
from foedus.record.ledger.keys import Signer, Verifier, base64_of
from foedus.record.passkeys import Passkey, is_passkey, use
from foedus.record.plain import draft_to_plain

STATEMENT: Final = "foedus act v1\n"
"""Begins what is signed, so that a signature of an act is never one of something else."""


BARE: Final = "it is not signed"
"""Why an act carries no good signature that carries none: nobody need have forged it."""


class Unsigned(msgspec.Struct, frozen=True):
    """An act of a nation that carries no good signature of that nation, and why."""

    entry: str
    by: str
    why: str


def statement(draft: Draft) -> str:
    """What a nation signs of what it does."""
    return STATEMENT + canonical(draft_to_plain(draft)).decode()


def sign(draft: Draft, signer: Signer) -> Signature:
    """The signature of a draft."""
    line = signer.sign(statement(draft))
    return Signature(str(signer.verifier), str(line))


def good(draft: Draft, signature: Signature) -> bool:
    """Whether a signature is one of the draft by the key that it names, whosever that is."""
    if is_passkey(signature.key):
        try:
            return Passkey.read(signature.key).verifies(statement(draft), signature.made)
        except LedgerError:
            return False
    try:
        verifier = Verifier.read(signature.key)
        mark, name, encoded = signature.made.split(" ")
        content = base64_of(encoded)
    except (LedgerError, ValueError):
        return False
    if mark != "—":
        return False
    line = Line(name, int.from_bytes(content[:4]), content[4:])
    return verifier.verifies(statement(draft), line)


def key_of(text: str) -> Verifier | Passkey:
    """The key with which a nation signs, of either kind. Raises LedgerError."""
    return Passkey.read(text) if is_passkey(text) else Verifier.read(text)


def unsigned(entries: Iterable[Entry]) -> Iterator[Unsigned]:
    """Each act of a nation without a good signature, of the entries of a whole record in order.

    A key is a nation's from the entry after the one that registers it, and no longer from the one
    that withdraws that. The act that registers a first key cannot be signed by one. What a passkey
    signed once is recorded once.
    """
    keys: dict[str, dict[str, str]] = {}
    used: dict[str, str] = {}
    for entry in entries:
        if entry.by == NODE or not is_nation(entry.by):
            continue
        mine = keys.setdefault(entry.by, {})
        registers = isinstance(entry.content, NationKey) and not mine
        why = _fault(entry, mine.values()) or _again(entry, used)
        if why and not registers:
            yield Unsigned(entry.id, entry.by, why)
        match entry.content:
            case NationKey(verifier):
                mine[entry.id] = verifier
            case Withdrawn(withdrawn):
                mine.pop(withdrawn, None)


def _fault(entry: Entry, keys: Iterable[str]) -> str:
    """Why an entry carries no good signature; empty where it does."""
    if entry.signature is None:
        return BARE
    if entry.signature.key not in keys:
        return "the key that signed it is none of that nation's at that time"
    if isinstance(entry.content, Destroyed):
        return ""  # what was signed is gone, and its commitment stands
    return "" if good(entry.draft, entry.signature) else "the signature is not one of what it says"


def _again(entry: Entry, used: dict[str, str]) -> str:
    """Why a good signature does not count that was recorded before; those of passkeys are noted."""
    if entry.signature is None or not is_passkey(entry.signature.key):
        return ""
    try:
        first = used.setdefault(use(entry.signature.made), entry.id)
    except ValueError:  # only of content that is gone was the signature not looked at
        return "the signature is none"
    return "" if first == entry.id else f"its signature is that of {first}, recorded again"
