"""A nation's signature made with a passkey, in a browser: WebAuthn, checked without any server.

The challenge that the passkey signs is the hash of the act as it was shown. What the browser adds,
and the passkey signs with it, says at which site that was: a passkey signs for no other. So
whoever has the key, which is on record, can check the signature with it alone (Web Authentication,
Level 3, 7.2).
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final
from urllib.parse import urlsplit

from foedus.record.ledger.errors import LedgerError
from foedus.record.ledger.keys import valid_name

MARK: Final = "passkey"
"""Stands third in the text of such a key, where a key of a note has its base64."""
RP: Final = 32
"""Bytes of the hash of the name that a passkey is for, which begin what it signs."""
SHORTEST: Final = RP + 1 + 4
PRESENT_AND_VERIFIED: Final = 0b101
"""Flags: somebody was there, and proved to the device who they are, as by a finger or a PIN."""
ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""The order of P-256: of two signatures with it, s and its complement, both verify."""
LEAST_RSA: Final = 2048


def encoded(content: bytes) -> str:
    """Base64url without padding, as WebAuthn writes bytes."""
    return urlsafe_b64encode(content).decode().rstrip("=")


def decoded(text: str) -> bytes:
    """The bytes of a text in base64url that is written in the one right way. Raises ValueError."""
    content = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if encoded(content) != text:
        raise ValueError("the base64url in it is broken")
    return content


def challenge(text: str) -> str:
    """What a passkey signs of a text: its hash, as a browser writes challenges."""
    return encoded(sha256(text.encode()).digest())


def host_of(origin: str) -> str:
    """The name that passkeys of a site are for. Raises LedgerError for what is no site of TLS."""
    parts = urlsplit(origin)
    host = parts.hostname or ""
    secure = parts.scheme == "https" or (parts.scheme, host) == ("http", "localhost")
    if not host or not secure or origin != f"{parts.scheme}://{parts.netloc}" or "+" in origin:
        raise LedgerError(f"{origin!r} is not a site such as https://baltic.example")
    return host


@dataclass(frozen=True, slots=True)
class Passkey:
    """The public key of a passkey of a party, for a site, as DER (SubjectPublicKeyInfo)."""

    name: str
    origin: str
    public: bytes
    key_id: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        if not valid_name(self.name):
            raise LedgerError(f"{self.name!r} names no key: a name has no spaces and no +")
        host_of(self.origin)
        _loaded(self.public)
        told = f"{self.name}\n{MARK}\n{self.origin}\n".encode() + self.public
        object.__setattr__(self, "key_id", int.from_bytes(sha256(told).digest()[:4]))

    @classmethod
    def read(cls, text: str) -> "Passkey":
        """The key of a text `name+hash+passkey+site+base64url`. Raises LedgerError."""
        try:
            name, key_id, mark, origin, public = text.split("+")
            found = cls(name, origin, decoded(public))
        except ValueError as error:  # LedgerError is one
            told = f": {error}" if isinstance(error, LedgerError) else ""
            raise LedgerError(
                f"{text!r} is not a passkey name+hash+passkey+site+base64url{told}"
            ) from None
        if mark != MARK or f"{found.key_id:08x}" != key_id:
            raise LedgerError(f"the passkey {text!r} has the hash {found.key_id:08x} by what it is")
        return found

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id:08x}+{MARK}+{self.origin}+{encoded(self.public)}"

    def verifies(self, text: str, made: str) -> bool:
        """Whether an assertion, as `made` below, is one of this passkey for a text."""
        try:
            data, client, signature = _parts(made)
            told = json.loads(client)
        except ValueError:
            return False
        host = host_of(self.origin).encode()
        return (
            isinstance(told, dict)
            and told.get("type") == "webauthn.get"
            and told.get("challenge") == challenge(text)
            and told.get("origin") == self.origin
            and told.get("crossOrigin", False) is False
            and "topOrigin" not in told
            and len(data) >= SHORTEST
            and data[:RP] == sha256(host).digest()
            and data[RP] & PRESENT_AND_VERIFIED == PRESENT_AND_VERIFIED
            and _signed(self.public, data + sha256(client).digest(), signature)
        )


def is_passkey(key: str) -> bool:
    """Whether the text of a key is that of a passkey."""
    return key.split("+")[2:3] == [MARK]


def made(data: bytes, client: bytes, signature: bytes) -> str:
    """An assertion as it goes on record: what was signed, what the browser told, the signature."""
    return ".".join(map(encoded, (data, client, signature)))


def use(assertion: str) -> str:
    """What tells one use of a passkey from another, however its signature is written.

    Raises ValueError.
    """
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

    data, client, signature = _parts(assertion)
    try:
        r, s = decode_dss_signature(signature)
        signature = r.to_bytes(RP) + min(s, ORDER - s).to_bytes(RP)
    except (ValueError, OverflowError):
        pass  # of another kind, of which there is one form
    return sha256(data + sha256(client).digest() + signature).hexdigest()


def _parts(assertion: str) -> tuple[bytes, bytes, bytes]:
    data, client, signature = map(decoded, assertion.split("."))
    return data, client, signature


def _loaded(public: bytes) -> Any:
    """The key, of one of the three kinds that passkeys have. Raises LedgerError."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        key = load_der_public_key(public)
    except (ValueError, UnsupportedAlgorithm):
        raise LedgerError("the public key of a passkey in it cannot be read") from None
    match key:
        case EllipticCurvePublicKey(curve=SECP256R1()) | Ed25519PublicKey():
            return key
        case RSAPublicKey(key_size=size) if size >= LEAST_RSA:
            return key
    raise LedgerError("a passkey has a key on P-256, an Ed25519 key, or RSA of 2048 bits or more")


def _signed(public: bytes, message: bytes, signature: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.hashes import SHA256

    key = _loaded(public)
    try:
        match key:
            case EllipticCurvePublicKey():
                key.verify(signature, message, ECDSA(SHA256()))
            case RSAPublicKey():
                key.verify(signature, message, PKCS1v15(), SHA256())
            case _:
                key.verify(signature, message)
    except InvalidSignature:
        return False
    return True
