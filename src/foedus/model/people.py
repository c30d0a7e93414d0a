"""People who act on a node: for whom, and as what."""

import re
from datetime import date
from typing import Final, Literal, TypeAlias, get_args

import msgspec

from foedus.model.time import ALWAYS, Interval

Post: TypeAlias = Literal[
    "head-of-delegation",
    "desk-officer",
    "release-officer",
    "observer",
    "auditor",
    "secretariat",
    "chair",
    "depositary",
    "administrator",
]
POSTS: tuple[Post, ...] = get_args(Post)
SECRETARIAT = "secretariat"
"""The party of those who serve all: no state, and bound by nobody's instructions."""
OBSERVER = "observer:"
"""What the name of an observer body as a party begins with."""
OF_NATIONS: Final[frozenset[Post]] = frozenset(
    ("head-of-delegation", "desk-officer", "release-officer")
)
"""Posts that people of a nation alone can hold."""
OF_SECRETARIAT: Final[frozenset[Post]] = frozenset(("secretariat", "depositary"))
"""Posts that people of the secretariat alone can hold."""
SEATED: Final[frozenset[Post]] = frozenset(("chair", "depositary"))
"""Posts that are held of something: a body, or an instrument."""
_NATION: Final = re.compile(r"(C-)?[A-Z]{3}")
_OBSERVER: Final = re.compile(rf"{OBSERVER}[a-z0-9][a-z0-9-]{{0,39}}")


class Appointment(msgspec.Struct, frozen=True):
    """A post that a person holds for a time; a chair's or a depositary's, in the body it names.

    `of` is a body for a chair (`nato/nac`), an instrument for a depositary (`nato/treaty`), and
    empty for the others.
    """

    post: Post
    during: Interval = ALWAYS
    of: str = ""


class Person(msgspec.Struct, frozen=True):
    """A person under the pseudonym by which the record knows them.

    `party` is the state they act for, `secretariat`, or an observer body such as `observer:icrc`.
    Their name and address stand elsewhere, where they can be erased.
    """

    id: str
    party: str
    appointments: tuple[Appointment, ...] = ()

    def effective(self, on: date) -> frozenset[tuple[Post, str]]:
        """The posts that count on a day, with what they are of.

        One that the party cannot hold counts for nothing, and neither does a chair or a depositary
        of nothing, however it was entered.
        """
        return frozenset(
            (held.post, held.of)
            for held in self.appointments
            if on in held.during and can_hold(self.party, held.post, held.of)
        )

    def posts(self, on: date) -> frozenset[Post]:
        """The posts that count on a day, whatever they are of."""
        return frozenset(post for post, _ in self.effective(on))


def is_nation(party: str) -> bool:
    """Whether a party is a state, as its id is written."""
    return _NATION.fullmatch(party) is not None


def is_party(party: str) -> bool:
    """Whether it is one at all: a state, the secretariat, or an observer body."""
    return is_nation(party) or party == SECRETARIAT or _OBSERVER.fullmatch(party) is not None


def can_hold(party: str, post: Post, of: str) -> bool:
    """Whether somebody of a party can hold a post at all."""
    if post not in POSTS or not is_party(party):
        return False
    if post in OF_NATIONS and not is_nation(party):
        return False
    if post in OF_SECRETARIAT and party != SECRETARIAT:
        return False
    return bool(of) == (post in SEATED)
