"""People who act on a node: for whom, and as what."""

from datetime import date
from typing import Literal, TypeAlias, get_args

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

    def posts(self, on: date) -> frozenset[Post]:
        """The posts held on a day, wherever."""
        return frozenset(a.post for a in self.appointments if on in a.during)

    def holds(self, post: Post, on: date, of: str = "") -> bool:
        """Whether a post is held on a day, of what it is a post of."""
        return any(a.post == post and a.of == of and on in a.during for a in self.appointments)


def is_nation(party: str) -> bool:
    """Whether a party is a state."""
    return bool(party) and party != SECRETARIAT and not party.startswith(OBSERVER)
