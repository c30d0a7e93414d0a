"""Passphrases: long enough, not guessable, and kept as argon2id makes them."""

from typing import TYPE_CHECKING, Final

from foedus.errors import FoedusError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST: Final = 12
LONGEST: Final = 200
"""Characters; what is longer is work for nothing."""
GUESSES: Final = 3
"""The least score of zxcvbn, of 0 to 4: safely unguessable by one who tries slowly."""


class PassphraseError(FoedusError):
    """A passphrase that will not do, in one sentence that never repeats it."""


def check(passphrase: str, known: tuple[str, ...] = ()) -> None:
    """Raise PassphraseError for one that is short or easily guessed; `known` is what others know.

    Such as the name of the person and of the node.
    """
    from zxcvbn import zxcvbn

    if not SHORTEST <= len(passphrase) <= LONGEST:
        raise PassphraseError(f"a passphrase has {SHORTEST} to {LONGEST} characters")
    found = zxcvbn(passphrase[:72], user_inputs=[*known, "foedus"])
    if found["score"] < GUESSES:
        advice = found["feedback"]["warning"] or "It is like one that many use."
        raise PassphraseError(f"that passphrase is easily guessed. {advice}")


def kept(passphrase: str) -> str:
    """What is kept of a passphrase: argon2id with its parameters and salt."""
    return _hasher().hash(passphrase)


def matches(passphrase: str, kept_as: str) -> bool:
    """Whether it is the one that was kept. It takes as long where nothing was."""
    from argon2.exceptions import Argon2Error, InvalidHashError

    if len(passphrase) > LONGEST:
        return False
    try:
        _hasher().verify(kept_as or _NOBODY, passphrase)
    except (Argon2Error, InvalidHashError):
        return False
    return bool(kept_as)


def outdated(kept_as: str) -> bool:
    """Whether it was kept with weaker parameters than are asked for now."""
    return _hasher().check_needs_rehash(kept_as)


def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher
    from argon2.profiles import RFC_9106_LOW_MEMORY

    return PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)


_NOBODY: Final = (
    "$argon2id$v=19$m=65536,t=3,p=4$c29tZSBzYWx0IG9mIG5vYm9keQ"
    "$mYleBHsG6N0+H4JGJ0xXoIRO6rWNZwN/eQQQ8eHIDmk"
)
"""What a passphrase is held against where nobody is known by that name: none matches it."""
