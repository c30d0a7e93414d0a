"""Keys that sign notes: Ed25519, with a name and a kind, as C2SP signed-note has them.

A verifier is written as `name+hash+base64` (the vkey of the specification, as Go's sumdb/note
prints it); a signer as `PRIVATE+KEY+name+hash+base64`, as Go does, or as PEM, sealed by a
passphrase or not. The hash, or key id, tells name, kind and key, and is no proof of any of them.
A key of the kind COSIGNATURE signs checkpoints only, each with the time (tlog-cosignature).
"""

import binascii
import struct
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from enum import IntEnum
from hashlib import sha256
from typing import Final

from foedus.record.ledger.errors import LedgerError

PRIVATE: Final = "PRIVATE+KEY+"
ED25519: Final = 32
"""The length in bytes of a public key, and of the seed that is the private one."""
PRIME: Final = 2**255 - 19
SMALL: Final = 2707385501144840649318225287225658788936804267575313519463743609750303402022
WEAK: Final = frozenset({0, 1, PRIME - 1, SMALL, PRIME - SMALL})
"""The heights (y) of the points of small order: for such a key anybody can make signatures."""
SIGNED: Final = 64
"""The length in bytes of an Ed25519 signature."""


class Kind(IntEnum):
    """What a key signs: the signature type of C2SP signed-note."""

    NOTE = 1
    COSIGNATURE = 4


def base64_of(text: str) -> bytes:
    """The bytes of a text in base64 that is written in the one right way. Raises LedgerError."""
    try:
        content = b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        content = b""
    if b64encode(content).decode() != text:
        raise LedgerError("the base64 in it is broken")
    return content


def valid_name(name: str) -> bool:
    """Whether a key may have this name: not empty, and without spaces, controls and plus signs."""
    return bool(name) and not any(c == "+" or c.isspace() or c < " " for c in name)


@dataclass(frozen=True, slots=True)
class Signature:
    """One line below a note: whose it is, and what was signed with it."""

    name: str
    key_id: int
    content: bytes

    def __str__(self) -> str:
        return f"— {self.name} {b64encode(struct.pack('>I', self.key_id) + self.content).decode()}"


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key, with its name and kind."""

    name: str
    public: bytes
    kind: Kind = Kind.NOTE
    key_id: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        if not valid_name(self.name):
            raise LedgerError(f"{self.name!r} names no key: a name has no spaces and no +")
        if len(self.public) != ED25519:
            raise LedgerError(f"an Ed25519 key is {ED25519} bytes long, not {len(self.public)}")
        height = int.from_bytes(self.public, "little") % 2**255
        if height in WEAK or height >= PRIME:
            raise LedgerError(f"the key of {self.name} is weak: anybody can sign in its place")
        told = self.name.encode() + b"\n" + bytes([self.kind]) + self.public
        object.__setattr__(self, "key_id", int.from_bytes(sha256(told).digest()[:4]))

    @classmethod
    def read(cls, text: str) -> "Verifier":
        """The verifier of a text `name+hash+base64`. Raises LedgerError."""
        try:
            name, key_id, encoded = text.split("+", 2)
            kind, key = _kind_and_key(encoded)
            verifier = cls(name, key, kind)
        except ValueError as error:  # LedgerError is one
            told = f": {error}" if isinstance(error, LedgerError) else ""
            raise LedgerError(f"{text!r} is not a verifier key name+hash+base64{told}") from None
        if f"{verifier.key_id:08x}" != key_id:
            raise LedgerError(
                f"the verifier key {text!r} has the hash {verifier.key_id:08x} by its name and key"
            )
        return verifier

    def __str__(self) -> str:
        encoded = b64encode(bytes([self.kind]) + self.public).decode()
        return f"{self.name}+{self.key_id:08x}+{encoded}"

    def verifies(self, text: str, signature: Signature) -> bool:
        """Whether a signature is that of this key on a text."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        content, message = signature.content, text
        if self.kind is Kind.COSIGNATURE:
            if len(content) != 8 + SIGNED:
                return False
            message, content = _timed(text, cosigned_at(signature)), content[8:]
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(content, message.encode())
        except (InvalidSignature, ValueError):  # ValueError: not a point of the curve
            return False
        return (signature.name, signature.key_id) == (self.name, self.key_id)


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key, with its name and kind. It shows itself in no text but `secret` and `pem`."""

    name: str
    seed: bytes = field(repr=False)
    kind: Kind = Kind.NOTE
    verifier: Verifier = field(init=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.seed) != ED25519:
            raise LedgerError(f"an Ed25519 key is {ED25519} bytes long, not {len(self.seed)}")
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        public = Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()
        object.__setattr__(self, "verifier", Verifier(self.name, public, self.kind))

    @classmethod
    def generate(cls, name: str, kind: Kind = Kind.NOTE) -> "Signer":
        """A new key, of the randomness of the operating system."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return cls(name, Ed25519PrivateKey.generate().private_bytes_raw(), kind)

    @classmethod
    def from_pem(
        cls, name: str, pem: bytes, kind: Kind = Kind.NOTE, passphrase: bytes | None = None
    ) -> "Signer":
        """The key of a PEM file (PKCS 8), which holds neither name nor kind. Raises LedgerError."""
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        try:
            key = load_pem_private_key(pem, passphrase)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            raise LedgerError(
                f"the key of {name} cannot be read: it is not PEM, or needs another passphrase"
            ) from None
        if not isinstance(key, Ed25519PrivateKey):
            raise LedgerError(f"the key of {name} is not an Ed25519 key")
        return cls(name, key.private_bytes_raw(), kind)

    @classmethod
    def read(cls, secret: str) -> "Signer":
        """The signer of a text `PRIVATE+KEY+name+hash+base64`. Raises LedgerError."""
        try:
            name, key_id, encoded = secret.removeprefix(PRIVATE).split("+", 2)
            kind, seed = _kind_and_key(encoded)
            signer = cls(name, seed, kind)
        except ValueError:
            signer, key_id = None, ""
        if signer is None or not secret.startswith(PRIVATE):
            raise LedgerError("this is not a private key PRIVATE+KEY+name+hash+base64")
        if f"{signer.verifier.key_id:08x}" != key_id:
            raise LedgerError(
                f"the hash in the private key of {signer.name} is not that of its key"
            )
        return signer

    @property
    def secret(self) -> str:
        """The private key as a text, as Go's sumdb/note has it."""
        encoded = b64encode(bytes([self.kind]) + self.seed).decode()
        return f"{PRIVATE}{self.name}+{self.verifier.key_id:08x}+{encoded}"

    def pem(self, passphrase: bytes | None = None) -> bytes:
        """The private key as PEM (PKCS 8), sealed where there is a passphrase."""
        from cryptography.hazmat.primitives import serialization as form
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        sealed: form.KeySerializationEncryption = (
            form.BestAvailableEncryption(passphrase) if passphrase else form.NoEncryption()
        )
        key = Ed25519PrivateKey.from_private_bytes(self.seed)
        return key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, sealed)

    def sign(self, text: str, time: int | None = None) -> Signature:
        """The signature of this key on a text, of a COSIGNATURE at a time (seconds of POSIX)."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        if (time is not None) != (self.kind is Kind.COSIGNATURE):
            raise LedgerError("a cosignature is signed with its time, and nothing else is")
        message = text if time is None else _timed(text, time)
        content = Ed25519PrivateKey.from_private_bytes(self.seed).sign(message.encode())
        if time is not None:
            content = struct.pack(">Q", time) + content
        return Signature(self.name, self.verifier.key_id, content)


def cosigned_at(signature: Signature) -> int:
    """The time of a cosignature, in seconds of POSIX."""
    return int.from_bytes(signature.content[:8])


def _timed(text: str, time: int) -> str:
    """What a cosignature signs of a checkpoint."""
    return f"cosignature/v1\ntime {time}\n{text}"


def _kind_and_key(encoded: str) -> tuple[Kind, bytes]:
    content = base64_of(encoded)
    if not content or content[0] not in set(Kind):
        raise LedgerError("its kind is neither 1 (Ed25519) nor 4 (Ed25519 cosignature)")
    return Kind(content[0]), content[1:]
