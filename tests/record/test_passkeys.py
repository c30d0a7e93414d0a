"""A signature of a nation by a passkey: every way to be wrong is seen with the key alone."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP384R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from foedus.model.entries import Audience, Content, Destroyed, Draft, Entry, Signature
from foedus.record.contents.decisions import Position
from foedus.record.contents.keeping import NationKey
from foedus.record.ledger.errors import LedgerError
from foedus.record.passkeys import ORDER, Passkey, challenge, decoded, encoded, use
from foedus.record.signed import good, key_of, statement, unsigned
from tests.device import PRESENT, VERIFIED, Device, on_record

SITE = "https://baltic.example"


def draft(content: Content, told: str = "EST stands for on M-1.") -> Draft:
    return Draft(
        framework="nato",
        by="EST",
        valid=date(2026, 12, 1),
        audience=Audience("EST", ("nato",)),
        content=content,
        told=told,
    )


ACT = draft(Position("M-1", "for"))


def signed(device: Device, of: Draft = ACT, **wrong: Any) -> Signature:
    answer = device.sign(wrong.pop("signs", "") or challenge(statement(of)), **wrong)
    return Signature(str(Passkey("EST", SITE, device.public)), on_record(answer))


def test_a_passkey_signs_an_act_and_its_key_tells_so() -> None:
    device = Device(SITE)
    assert good(ACT, signed(device))
    text = str(Passkey("EST", SITE, device.public))
    assert key_of(text) == Passkey("EST", SITE, device.public)
    assert str(key_of(text)) == text


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://baltic.example.evil.example"},
        {"origin": "http://baltic.example"},
        {"origin": "https://baltic.example:8443"},
        {"rp": "evil.example"},
        {"kind": "webauthn.create"},
        {"flags": PRESENT},
        {"flags": VERIFIED},
        {"crossOrigin": True},
        {"topOrigin": "https://evil.example"},
        {"signs": challenge("something else")},
    ],
)
def test_what_was_signed_elsewhere_or_otherwise_is_not_a_signature(wrong: dict[str, Any]) -> None:
    assert not good(ACT, signed(Device(SITE), **wrong))


def test_what_was_forged_is_not_a_signature() -> None:
    device, other = Device(SITE), Device(SITE)
    right = signed(device)
    assert not good(draft(Position("M-1", "against")), right)
    assert not good(ACT, Signature(right.key, signed(other).made))
    data, client, signature = right.made.split(".")
    changed = bytearray(decoded(data))
    changed[32] ^= 0x10
    for made in (
        f"{encoded(bytes(changed))}.{client}.{signature}",
        f"{data}.{encoded(decoded(client) + b' ')}.{signature}",
        f"{data}.{client}.{encoded(decoded(signature)[:-1])}",
        f"{data}.{client}.{signature}=",
        f"{data}.{client}",
        f"{data}.{encoded(b'[]')}.{signature}",
        f"{encoded(b'short')}.{client}.{signature}",
        "",
    ):
        assert not good(ACT, Signature(right.key, made))


def test_a_key_that_is_none_is_told() -> None:
    device = Device(SITE)
    text = str(Passkey("EST", SITE, device.public))
    name, _, mark, site, public = text.split("+")
    for wrong in (
        f"LVA+{'+'.join(text.split('+')[1:])}",
        f"{name}+00000000+{mark}+{site}+{public}",
        text.replace(SITE, "http://baltic.example"),
        text.replace(SITE, "https://baltic.example/x"),
        text[:-4],
    ):
        with pytest.raises(LedgerError):
            key_of(wrong)
        assert not good(ACT, Signature(wrong, signed(device).made))
    other = generate_private_key(SECP384R1()).public_key()
    der = other.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    with pytest.raises(LedgerError, match="P-256"):
        Passkey("EST", SITE, der)


def test_a_passkey_of_ed25519_signs_too() -> None:
    from hashlib import sha256

    key, device = Ed25519PrivateKey.generate(), Device(SITE)
    answer = device.sign(challenge(statement(ACT)))["response"]
    data, client = decoded(answer["authenticatorData"]), decoded(answer["clientDataJSON"])
    made = ".".join(map(encoded, (data, client, key.sign(data + sha256(client).digest()))))
    der = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert good(ACT, Signature(str(Passkey("EST", SITE, der)), made))


def entry(number: int, of: Draft, signature: Signature | None) -> Entry:
    return Entry(
        number=number,
        id=f"E-{number}",
        act="x",
        person="p-1",
        recorded=datetime(2026, 12, 1, tzinfo=UTC),
        draft=of,
        signature=signature,
    )


def test_what_was_signed_once_and_recorded_again_is_named() -> None:
    device = Device(SITE)
    text = str(Passkey("EST", SITE, device.public))
    key = entry(1, draft(NationKey(text), "EST signs."), None)
    first, other = signed(device), signed(device)
    # of two forms of one signature the other verifies as well
    data, client, signature = first.made.split(".")
    r, s = decode_dss_signature(decoded(signature))
    twin = Signature(text, f"{data}.{client}.{encoded(encode_dss_signature(r, ORDER - s))}")
    assert good(ACT, twin)
    assert use(twin.made) == use(first.made) != use(other.made)
    assert list(unsigned([key, entry(2, ACT, first), entry(3, ACT, other)])) == []
    for again in (first, twin):
        [found] = unsigned([key, entry(2, ACT, first), entry(3, ACT, again)])
        assert (found.entry, "that of E-2, recorded again" in found.why) == ("E-3", True)
    gone = draft(Destroyed("DC-1"), "")
    broken = Signature(text, "none")
    [found] = unsigned([key, entry(2, gone, broken)])
    assert found.entry == "E-2"
