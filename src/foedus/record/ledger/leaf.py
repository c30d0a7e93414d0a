"""What of an entry stands in the tree: a salted commitment to it, and never the entry itself.

The commitment is SHA-256 over a tag of its own, 32 random bytes (the salt) and the canonical bytes
of the entry. With salt and content anybody can compute it again. When both are destroyed, the
commitment stays in the tree and proves as before, and tells nothing of what it stood for: without
the salt, a guess at the content cannot be tried. So a salt is drawn anew for each entry, is never
derived from anything that is kept, and is destroyed with the content.
"""

import secrets
from hashlib import sha256
from typing import Final

from foedus.record.ledger.errors import LedgerError

TAG: Final = b"foedus/record/leaf/v1\n"
"""Sets these hashes apart from all others, and begins with no prefix of the tree (0x00, 0x01)."""
SALT: Final = 32
"""The length of a salt in bytes."""


def fresh_salt() -> bytes:
    """A new salt, of the randomness of the operating system."""
    return secrets.token_bytes(SALT)


def commitment(salt: bytes, content: bytes) -> bytes:
    """The leaf of an entry, 32 bytes. Raises LedgerError for a salt that is too short or long."""
    if len(salt) != SALT:
        raise LedgerError(f"a salt is {SALT} bytes long, and this one is {len(salt)}")
    return sha256(TAG + salt + content).digest()
