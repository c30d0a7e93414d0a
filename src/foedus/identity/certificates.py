"""Client certificates as a proxy tells of them (RFC 9440): `Client-Cert: :BASE64 OF DER:`.

That the client holds the key, and that an authority vouches for the certificate, the proxy found
out. Here is found out which one it is, and that it stands today.
"""

import binascii
import re
from base64 import b64decode
from datetime import datetime
from hashlib import sha256
from typing import Final

from foedus.errors import FoedusError

LONGEST: Final = 16_384
"""Characters of the header."""
_ITEM: Final = re.compile(r":([A-Za-z0-9+/]*={0,2}):")
_FINGERPRINT: Final = re.compile(r"[0-9a-f]{64}")


class CertificateError(FoedusError):
    """What is no certificate, or does not stand."""


def fingerprint_of(header: str, moment: datetime) -> str:
    """The SHA-256 fingerprint of the certificate in a header. Raises CertificateError."""
    from cryptography import x509

    found = _ITEM.fullmatch(header.strip(" ")) if len(header) <= LONGEST else None
    try:
        content = b64decode(found[1], validate=True) if found else b""
        certificate = x509.load_der_x509_certificate(content)
        stands = certificate.not_valid_before_utc <= moment <= certificate.not_valid_after_utc
    except (binascii.Error, ValueError):
        raise CertificateError("the header holds no certificate") from None
    if not stands:
        raise CertificateError("the certificate does not stand today")
    return sha256(content).hexdigest()


def check_fingerprint(text: str) -> str:
    """A fingerprint as it is written anywhere, with colons or without. Raises CertificateError."""
    plain = text.strip().replace(":", "").lower()
    if not _FINGERPRINT.fullmatch(plain):
        raise CertificateError("a certificate is named by its SHA-256 fingerprint, 64 hex digits")
    return plain
