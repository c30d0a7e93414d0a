"""Every access is decided here: deny by default, pure, with the reason for those who may have it.

What is asked of it is a `Wish`: a person, what they want, and of whom or what. Content is not
decided here but in `foedus.judging.release`, entry by entry, after `read` is allowed at all.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, Literal, TypeAlias, get_args

import msgspec

from foedus.judging.release import READERS
from foedus.model.people import SECRETARIAT, Person, Post, is_nation

Verb: TypeAlias = Literal[
    "act", "read", "audit", "appoint", "dismiss", "recover", "end-sessions", "operate"
]
VERBS: tuple[Verb, ...] = get_args(Verb)
OF_NATIONS: Final[frozenset[Post]] = frozenset(
    ("head-of-delegation", "desk-officer", "release-officer")
)
"""Posts that people of a nation alone can hold."""
OF_SECRETARIAT: Final[frozenset[Post]] = frozenset(("secretariat", "depositary"))
"""Posts that people of the secretariat alone can hold."""
SEATED: Final[frozenset[Post]] = frozenset(("chair", "depositary"))
"""Posts that are held of something: a body, or an instrument."""


class Wish(msgspec.Struct, frozen=True):
    """What a person wants to do on a day.

    To `act`: `posts` are those one of which the act asks for, and `of` is the body or instrument
    that it is about. To `appoint` or `dismiss`: `post`, `of` and `party` are those of the post. To
    `audit`, `recover` or `end-sessions`: `party` is whose log, or whose person it is; `about` is
    that person.
    """

    person: Person
    verb: Verb
    on: date
    posts: tuple[Post, ...] = ()
    of: str = ""
    party: str = ""
    post: Post | None = None
    about: str = ""


class Ruling(msgspec.Struct, frozen=True):
    """Whether it is allowed, and why or why not."""

    allowed: bool
    because: str


def rule(wish: Wish) -> Ruling:
    """Whether a person may do what they want."""
    return _RULES[wish.verb](wish)


def effective(person: Person, on: date) -> frozenset[tuple[Post, str]]:
    """The posts that count on a day, with what they are of.

    One that its party cannot hold counts for nothing, and neither does a chair or a depositary of
    nothing, however it was entered.
    """
    return frozenset(
        (held.post, held.of)
        for held in person.appointments
        if on in held.during and can_hold(person.party, held.post, held.of)
    )


def can_hold(party: str, post: Post, of: str) -> bool:
    """Whether somebody of a party can hold a post at all."""
    if post in OF_NATIONS and not is_nation(party):
        return False
    if post in OF_SECRETARIAT and party != SECRETARIAT:
        return False
    return bool(of) == (post in SEATED)


def _act(wish: Wish) -> Ruling:
    held = effective(wish.person, wish.on)
    for post in wish.posts:
        of = wish.of if post in SEATED else ""
        if (post, of) in held and (of or post not in SEATED):
            return Ruling(True, f"as {post}{f' of {of}' if of else ''}")
    needed = " or ".join(wish.posts)
    return Ruling(False, f"it is for a {needed}, and {wish.person.id} is none on {wish.on}")


def _read(wish: Wish) -> Ruling:
    posts = {post for post, _ in effective(wish.person, wish.on)} & READERS
    if posts:
        return Ruling(True, f"as {sorted(posts)[0]}")
    return Ruling(False, "no post that reads content is held")


def _audit(wish: Wish) -> Ruling:
    if ("auditor", "") in effective(wish.person, wish.on) and wish.party == wish.person.party:
        return Ruling(True, "as auditor of the same party")
    return Ruling(False, "the log is for the auditor of the party it is about")


def _people(wish: Wish) -> Ruling:
    """An administrator sees to the people of the same party."""
    held = effective(wish.person, wish.on)
    if ("administrator", "") not in held:
        return Ruling(False, "it is for an administrator")
    if wish.party == wish.person.party:
        return Ruling(True, "as administrator of the same party")
    return Ruling(False, "an administrator sees to the people of their own party alone")


def _appoint(wish: Wish) -> Ruling:
    """As the people of one's own party; the first administrator of another by the secretariat's.

    `about` is `first` where that party has no administrator yet.
    """
    if wish.post is None or not can_hold(wish.party, wish.post, wish.of):
        return Ruling(False, "nobody of that party can hold that post")
    ruling = _people(wish)
    if ruling.allowed:
        return ruling
    held = effective(wish.person, wish.on)
    opens = wish.post == "administrator" and wish.about == "first"
    if wish.person.party == SECRETARIAT and ("administrator", "") in held and opens:
        return Ruling(True, "as the secretariat's administrator, who admits a party's first")
    return ruling


def _operate(wish: Wish) -> Ruling:
    held = effective(wish.person, wish.on)
    if wish.person.party == SECRETARIAT and ("administrator", "") in held:
        return Ruling(True, "as administrator of the node")
    return Ruling(False, "it is for an administrator of the secretariat")


_RULES: Final[Mapping[Verb, Callable[[Wish], Ruling]]] = {
    "act": _act,
    "read": _read,
    "audit": _audit,
    "appoint": _appoint,
    "dismiss": _people,
    "recover": _people,
    "end-sessions": _people,
    "operate": _operate,
}
