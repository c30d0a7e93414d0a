"""How entries are sealed at rest, and opened: AES-256-GCM, each bound to its place in the record.

What is sealed of an entry is the salt of its commitment and its canonical bytes. Both are needed to
prove it, and without the salt nobody can try guesses at it. After its content was destroyed there
is no salt, and what is left of it.
"""

import hmac
import secrets
from functools import lru_cache
from typing import Final

import msgspec

from foedus.model.entries import Entry
from foedus.nodes.errors import NodeError
from foedus.record.ledger.canonical import canonical
from foedus.record.ledger.leaf import SALT
from foedus.record.plain import from_plain, to_plain

KEY: Final = 32
FIRST: Final = b"\x01"
"""Begins what is sealed in this way, so that there can be another."""
NONCE: Final = 12
GONE: Final = bytes(SALT)
"""In place of the salt of an entry whose content was destroyed."""
KEPT: Final = 4096
"""How many entries stay opened, so that what many ask for is opened once."""


class Sealer:
    """Seals with one key, and opens what was sealed with it."""

    def __init__(self, key: bytes) -> None:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        if len(key) != KEY:
            raise NodeError(f"the key that seals a node is {KEY} bytes long, not {len(key)}")
        self._cipher, self._broken = AESGCM(key), (InvalidTag, ValueError)
        self._tags = hmac.digest(key, b"foedus/node/asked/v1", "sha256")
        self.entry = lru_cache(KEPT)(self._entry)

    def seal(self, number: int, salt: bytes, content: bytes) -> bytes:
        """What is stored of an entry."""
        nonce = secrets.token_bytes(NONCE)
        return FIRST + nonce + self._cipher.encrypt(nonce, salt + content, _place(number))

    def open(self, number: int, sealed: bytes) -> tuple[bytes, bytes]:
        """The salt and the canonical bytes of an entry. Raises NodeError."""
        start = len(FIRST) + NONCE
        try:
            if sealed[: len(FIRST)] != FIRST:
                raise ValueError
            found = self._cipher.decrypt(sealed[1:start], sealed[start:], _place(number))
        except self._broken:
            told = "it was changed, or another key sealed it"
            raise NodeError(f"entry number {number} cannot be opened: {told}") from None
        return found[:SALT], found[SALT:]

    def _entry(self, number: int, sealed: bytes) -> Entry:
        return read_entry(self.open(number, sealed)[1])

    def wrap(self, about: str, content: bytes) -> bytes:
        """What is stored of something that is no entry, bound to what it is about."""
        nonce = secrets.token_bytes(NONCE)
        return FIRST + nonce + self._cipher.encrypt(nonce, content, about.encode())

    def unwrap(self, about: str, sealed: bytes) -> bytes:
        """What was stored of something that is no entry. Raises NodeError."""
        start = len(FIRST) + NONCE
        try:
            return self._cipher.decrypt(sealed[1:start], sealed[start:], about.encode())
        except self._broken:
            told = "it was changed, or another key sealed it"
            raise NodeError(f"what is kept of {about} cannot be opened: {told}") from None

    def tag(self, asked: bytes) -> bytes:
        """What tells whether two requests asked for the same, and nothing else of them."""
        return hmac.digest(self._tags, asked, "sha256")[:16]

    def forget(self) -> None:
        """Keep nothing opened."""
        self.entry.cache_clear()


def written(entry: Entry) -> bytes:
    """The canonical bytes of an entry, to which its leaf commits."""
    return canonical(to_plain(entry))


def read_entry(content: bytes) -> Entry:
    """An entry of its canonical bytes. Raises EntryError."""
    return from_plain(msgspec.json.decode(content))


def _place(number: int) -> bytes:
    return number.to_bytes(8)
