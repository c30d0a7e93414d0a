"""A device with a passkey, in software: what it signs can be right, or wrong in every way."""

import json
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from webauthn.helpers import encode_cbor

PRESENT, VERIFIED, ATTESTED = 1, 4, 64


def coded(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


@dataclass
class Device:
    """One passkey on a device, for a site."""

    origin: str
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))
    counter: int = 0

    @property
    def rp(self) -> str:
        return self.origin.partition("://")[2].partition(":")[0]

    @property
    def public(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    def _data(self, flags: int, rp: str = "") -> bytes:
        self.counter += 1
        return sha256((rp or self.rp).encode()).digest() + bytes([flags]) + self.counter.to_bytes(4)

    def _client(self, kind: str, challenge: str, other: Mapping[str, Any]) -> bytes:
        told = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps({**told, **other}).encode()

    def make(self, options: Mapping[str, Any], flags: int = PRESENT | VERIFIED) -> dict[str, Any]:
        """What a browser answers after the device made the passkey."""
        numbers = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        data = self._data(flags | ATTESTED) + bytes(16) + len(self.id).to_bytes(2) + self.id
        whole = {"fmt": "none", "attStmt": {}, "authData": data + encode_cbor(cose)}
        return self._answer(
            clientDataJSON=self._client("webauthn.create", options["challenge"], {}),
            attestationObject=encode_cbor(whole),
        )

    def sign(
        self,
        challenge: str,
        *,
        flags: int = PRESENT | VERIFIED,
        rp: str = "",
        kind: str = "webauthn.get",
        **other: Any,
    ) -> dict[str, Any]:
        """What a browser answers after the device signed; `other` is what else it tells."""
        data, client = self._data(flags, rp), self._client(kind, challenge, other)
        signature = self.key.sign(data + sha256(client).digest(), ECDSA(SHA256()))
        return self._answer(authenticatorData=data, clientDataJSON=client, signature=signature)

    def _answer(self, **response: bytes) -> dict[str, Any]:
        return {
            "id": coded(self.id),
            "rawId": coded(self.id),
            "type": "public-key",
            "response": {name: coded(content) for name, content in response.items()},
        }


def on_record(answer: Mapping[str, Any]) -> str:
    """A signature of an act as it goes on record."""
    names = ("authenticatorData", "clientDataJSON", "signature")
    return ".".join(answer["response"][name] for name in names)
