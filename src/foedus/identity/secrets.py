"""Secrets that stand for a person for a time: tokens, sessions, invitations.

Each is 256 random bits, shown once; what is kept is their hash, so that whoever reads the database
has none of them.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias, get_args

import msgspec

Purpose: TypeAlias = Literal["token", "session", "invitation", "confirmation"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
LASTS: Final[dict[Purpose, timedelta]] = {
    "token": timedelta(days=90),
    "session": timedelta(hours=12),
    "invitation": timedelta(days=7),
    "confirmation": timedelta(minutes=10),
}
"""How long each lasts at the most."""
BEGINS: Final = "foedus_"
"""So that a secret left in a log or a repository is known for what it is."""
LENGTH: Final = len(BEGINS) + 43
READ: Final = "read"
"""The scope that lets a token ask; the name of an act is the scope that lets it do that."""
PROPOSE: Final = "propose"
"""The scope that lets a token be shown what any act would record, and record none."""


class Held(msgspec.Struct, frozen=True):
    """What is kept of a secret. A token without `scopes` allows all that its person may.

    `bound` is what a confirmation is for: the digest of what was shown.
    """

    hash: str
    person: str
    purpose: Purpose
    made: datetime
    expires: datetime
    scopes: tuple[str, ...] = ()
    bound: str = ""
    named: str = ""

    def good(self, moment: datetime) -> bool:
        """Whether it still stands for its person."""
        return self.made <= moment < self.expires

    def allows(self, scope: str) -> bool:
        """Whether it allows what a scope names."""
        return not self.scopes or scope in self.scopes


def fresh() -> str:
    """A new secret."""
    return f"{BEGINS}{secrets.token_urlsafe(32)}"


def hashed(secret: str) -> str:
    """What is kept of a secret; of a text that cannot be one, what nothing is kept as."""
    if len(secret) != LENGTH or not secret.startswith(BEGINS):
        return ""
    return hashlib.sha256(secret.encode()).hexdigest()


def held(
    secret: str,
    person: str,
    purpose: Purpose,
    moment: datetime,
    *,
    lasts: timedelta | None = None,
    scopes: tuple[str, ...] = (),
    bound: str = "",
    named: str = "",
) -> Held:
    """What is kept of a new secret; it lasts no longer than its purpose has it."""
    until = moment + min(lasts or LASTS[purpose], LASTS[purpose])
    return Held(hashed(secret), person, purpose, moment, until, scopes, bound, named)
