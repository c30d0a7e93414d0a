"""Passkeys (WebAuthn): made on a device of a person, for one site, and of no use at any other.

Pure: what a browser is asked for, and what its answer proves. A passkey is taken only where the
device has proved who uses it, by a finger, a face or a PIN: it is two factors in one.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import msgspec

from foedus.errors import FoedusError
from foedus.record.passkeys import decoded, encoded, host_of

if TYPE_CHECKING:
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

WAIT: Final = 120_000
"""Milliseconds that a browser gives its person."""
LONGEST: Final = 1_023
"""Bytes of the id of a credential, at the most (Web Authentication, 4)."""


class PasskeyError(FoedusError):
    """What is no passkey, or proves nothing, in one sentence that tells nothing of others."""


class Enrolled(msgspec.Struct, frozen=True):
    """What is kept of a passkey: the id of its credential, its public key, and its counter."""

    id: str
    public: bytes
    counter: int


def creation(
    origin: str, node: str, person: str, handle: str, challenge: str, there: Sequence[str]
) -> dict[str, Any]:
    """What a browser is asked to make a passkey by; `there` are those that the person has."""
    from webauthn import generate_registration_options
    from webauthn.helpers import options_to_json_dict
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    options = generate_registration_options(
        rp_id=host_of(origin),
        rp_name=node,
        user_id=person.encode(),
        user_name=handle,
        user_display_name=handle,
        challenge=challenge.encode(),
        timeout=WAIT,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[_described(one) for one in there],
    )
    return options_to_json_dict(options)


def enrolled(credential: Mapping[str, Any], challenge: str, origin: str) -> Enrolled:
    """What is kept of a passkey that a browser made. Raises PasskeyError."""
    from webauthn import verify_registration_response

    with _refusing("that is not a passkey that was made for this site just now"):
        found = verify_registration_response(
            credential=dict(credential),
            expected_challenge=challenge.encode(),
            expected_rp_id=host_of(origin),
            expected_origin=origin,
            require_user_verification=True,
        )
    if len(found.credential_id) > LONGEST:
        raise PasskeyError("that passkey has an id that is too long")
    return Enrolled(encoded(found.credential_id), found.credential_public_key, found.sign_count)


def request(origin: str, challenge: str) -> dict[str, Any]:
    """What a browser is asked to sign in by: any passkey for this site, whosever it is."""
    from webauthn import generate_authentication_options
    from webauthn.helpers import options_to_json_dict
    from webauthn.helpers.structs import UserVerificationRequirement

    options = generate_authentication_options(
        rp_id=host_of(origin),
        challenge=challenge.encode(),
        timeout=WAIT,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json_dict(options)


def asserted(
    credential: Mapping[str, Any], challenge: str, origin: str, public: bytes, counter: int
) -> int:
    """The new counter of a passkey that proved itself. Raises PasskeyError."""
    from webauthn import verify_authentication_response

    with _refusing("that passkey proves nothing here"):
        found = verify_authentication_response(
            credential=dict(credential),
            expected_challenge=challenge.encode(),
            expected_rp_id=host_of(origin),
            expected_origin=origin,
            credential_public_key=public,
            credential_current_sign_count=counter,
            require_user_verification=True,
        )
    told = client_data(credential)
    if told.get("crossOrigin", False) is not False or "topOrigin" in told:
        raise PasskeyError("that passkey proves nothing here")  # asked for from within another page
    return found.new_sign_count


def challenge_in(credential: Mapping[str, Any]) -> str:
    """The challenge that a browser says it was given. Raises PasskeyError."""
    try:
        return decoded(str(client_data(credential).get("challenge", ""))).decode()
    except ValueError:
        raise PasskeyError("that is no answer of a browser") from None


def client_data(credential: Mapping[str, Any]) -> dict[str, Any]:
    """What a browser tells of itself, and the passkey signs with the rest. Raises PasskeyError."""
    try:
        told = json.loads(decoded(str(credential["response"]["clientDataJSON"])))
    except (ValueError, KeyError, TypeError):
        told = None
    if not isinstance(told, dict):
        raise PasskeyError("that is no answer of a browser")
    return told


def der_of(public: bytes) -> bytes:
    """The public key of a passkey, as its device gave it (COSE), as DER. Raises PasskeyError."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
    from webauthn.helpers import decode_credential_public_key, decoded_public_key_to_cryptography

    with _refusing("the key of that passkey is of another kind"):
        key = decoded_public_key_to_cryptography(decode_credential_public_key(public))
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


@contextmanager
def _refusing(told: str) -> Iterator[None]:
    """Refuse whatever the library cannot read: at what anybody sends it fails in many ways."""
    try:
        yield
    except Exception:
        raise PasskeyError(told) from None


def _described(credential: str) -> "PublicKeyCredentialDescriptor":
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

    return PublicKeyCredentialDescriptor(id=decoded(credential))
