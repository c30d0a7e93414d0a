"""Every access is decided here: deny by default, pure, with the reason for those who may have it.

What is asked of it is a `Wish`: a person, what they want, and of whom or what. Content is not
decided here but in `foedus.judging.release`, entry by entry, after `read` is allowed at all.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, Literal, TypeAlias, get_args

import msgspec

from foedus.judging.release import readings
from foedus.model.people import SEATED, SECRETARIAT, Person, Post, can_hold

Verb: TypeAlias = Literal[
    "act",
    "read",
    "audit",
    "appoint",
    "dismiss",
    "recover",
    "link",
    "end-sessions",
    "operate",
    "ask-two",
    "set-two",
]
VERBS: tuple[Verb, ...] = get_args(Verb)
OTHERS: Final = "an administrator sees to the people of their own party alone"
FIRST: Final = "first"
"""Of a wish to appoint: the party has no administrator yet."""


class Wish(msgspec.Struct, frozen=True):
    """What a person wants to do on a day.

    To `act`: `posts` are those one of which the act asks for, and `of` is the body or instrument
    that it is about. To `appoint` or `dismiss`: `post`, `of` and `party` are those of the post. To
    `audit`, `recover`, `link` or `end-sessions`: `party` is whose log, or whose person it is.
    `about` is that person; empty for somebody who is to come, and FIRST for one who is to come as
    the first administrator of a party.

    Where the nation wants that `two` stand behind the act, `second` is who confirms it. To
    `ask-two` and `set-two` is to say of which acts it wants that: `second` confirms it.
    """

    person: Person
    verb: Verb
    on: date
    posts: tuple[Post, ...] = ()
    of: str = ""
    party: str = ""
    post: Post | None = None
    about: str = ""
    two: bool = False
    second: Person | None = None


class Ruling(msgspec.Struct, frozen=True):
    """Whether it is allowed, and why or why not."""

    allowed: bool
    because: str


def rule(wish: Wish) -> Ruling:
    """Whether a person may do what they want."""
    return _RULES[wish.verb](wish)


def _act(wish: Wish) -> Ruling:
    first = _does(wish, wish.person)
    if not first.allowed or not wish.two:
        return first
    if wish.second is None:
        return Ruling(False, "the nation wants that a second person confirms it")
    other = _other(wish, wish.second)
    if not other.allowed:
        return other
    if not readings(wish.second, wish.on):
        return Ruling(False, "who confirms it must hold a post that reads content")
    return _does(wish, wish.second)


def _does(wish: Wish, person: Person) -> Ruling:
    """Whether a person holds one of the posts that an act asks for."""
    held = person.effective(wish.on)
    for post in wish.posts:
        of = wish.of if post in SEATED else ""
        if (post, of) in held and (of or post not in SEATED):
            return Ruling(True, f"as {post}{f' of {of}' if of else ''}")
    needed = " or ".join(wish.posts)
    return Ruling(False, f"it is for a {needed}, and {person.id} is none on {wish.on}")


def _other(wish: Wish, second: Person) -> Ruling:
    """Whether a second person is another of the same nation."""
    if second.id == wish.person.id:
        return Ruling(False, "nobody confirms what they asked for themselves")
    if second.party != wish.person.party:
        return Ruling(False, "a second person of the same nation confirms it")
    return Ruling(True, "as a second person of the same nation")


def _ask_two(wish: Wish) -> Ruling:
    """How a nation speaks is for its head of delegation to say."""
    if ("head-of-delegation", "") in wish.person.effective(wish.on):
        return Ruling(True, "as head-of-delegation")
    return Ruling(False, "it is for a head-of-delegation to ask that two confirm")


def _set_two(wish: Wish) -> Ruling:
    """It holds when another head of delegation, or an administrator of the nation, confirms it."""
    first = _ask_two(wish)
    if not first.allowed:
        return first
    if wish.second is None:
        return Ruling(False, "a second person of the nation confirms it")
    other = _other(wish, wish.second)
    if not other.allowed:
        return other
    for post in ("head-of-delegation", "administrator"):
        if (post, "") in wish.second.effective(wish.on):
            return Ruling(True, f"as another's second, as {post}")
    return Ruling(False, "a head-of-delegation or an administrator of the nation confirms it")


def _read(wish: Wish) -> Ruling:
    posts = readings(wish.person, wish.on)
    if posts:
        return Ruling(True, f"as {sorted(posts)[0]}")
    return Ruling(False, "no post that reads content is held")


def _audit(wish: Wish) -> Ruling:
    if ("auditor", "") in wish.person.effective(wish.on) and wish.party == wish.person.party:
        return Ruling(True, "as auditor of the same party")
    return Ruling(False, "the log is for the auditor of the party it is about")


def _people(wish: Wish) -> Ruling:
    """An administrator sees to the people of the same party."""
    held = wish.person.effective(wish.on)
    if ("administrator", "") not in held:
        return Ruling(False, "it is for an administrator")
    if wish.party == wish.person.party:
        return Ruling(True, "as administrator of the same party")
    return Ruling(False, OTHERS)


def elsewhere(person: Person, on: date) -> str:
    """Why somebody may do nothing to another who is not of their party, or is not there at all.

    It is the same for both, whatever was wanted: it tells nothing of whom it is about.
    """
    ruling = _people(Wish(person, "dismiss", on, party=person.party))
    return OTHERS if ruling.allowed else ruling.because


def _appoint(wish: Wish) -> Ruling:
    """As the people of one's own party; the first administrator of another by the secretariat's.

    Nobody appoints themselves. Who chairs a body concerns all who sit in it, so the secretariat
    enters it, of people whom their own party brought.
    """
    if wish.post is None or not can_hold(wish.party, wish.post, wish.of):
        return Ruling(False, "nobody of that party can hold that post")
    if ("administrator", "") not in wish.person.effective(wish.on):
        return Ruling(False, "it is for an administrator")
    if wish.about == wish.person.id:
        return Ruling(False, "nobody gives a post to themselves")
    serves, own = wish.person.party == SECRETARIAT, wish.party == wish.person.party
    if wish.post == "chair":
        if serves and (own or wish.about not in ("", FIRST)):
            return Ruling(True, "as the secretariat's administrator, who enters who chairs")
        return Ruling(False, "who chairs is entered by an administrator of the secretariat")
    if serves and wish.post == "administrator" and wish.about == FIRST:
        return Ruling(True, "as the secretariat's administrator, who admits a party's first")
    return _people(wish)


def _operate(wish: Wish) -> Ruling:
    held = wish.person.effective(wish.on)
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
    "link": _people,
    "end-sessions": _people,
    "operate": _operate,
    "ask-two": _ask_two,
    "set-two": _set_two,
}
