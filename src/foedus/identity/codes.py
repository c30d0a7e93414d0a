"""One-time codes of six digits by the clock (RFC 6238), as authenticator applications make them."""

from datetime import datetime
from typing import Final

STEP: Final = 30
"""Seconds for which a code stands; the one before it is taken too, for clocks that differ."""


def fresh() -> str:
    """A new secret, in base 32."""
    from pyotp import random_base32

    return random_base32()


def address(secret: str, handle: str, node: str) -> str:
    """The address that an authenticator application reads, from a picture or as it is."""
    from pyotp import TOTP

    return TOTP(secret).provisioning_uri(name=handle, issuer_name=node)


def step_of(secret: str, code: str, moment: datetime) -> int | None:
    """The step for which a code stands, now or just before; None where it stands for none.

    Whoever keeps the last step that was used takes no code twice.
    """
    import hmac

    from pyotp import TOTP

    now = int(moment.timestamp()) // STEP
    made = TOTP(secret)
    for step in (now, now - 1):
        if hmac.compare_digest(made.at(step * STEP), code.strip()):
            return step
    return None
