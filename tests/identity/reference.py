"""Every decision on access once more, slow and obvious, from docs/security.md alone.

Written without sight of `foedus.identity` and of `foedus.judging.release`, and it imports nothing
of foedus: plain words and days in, yes or no out. Each function quotes the sentence that it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

SMALL = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "0123456789"


@dataclass(frozen=True)
class Held:
    """A post that somebody has, as it came into the database: it may be nonsense."""

    post: str
    of: str = ""
    first: date = date.min
    over: date | None = None


@dataclass(frozen=True)
class Someone:
    party: str
    posts: tuple[Held, ...] = ()


@dataclass(frozen=True)
class Line:
    """One line of a list: a state that sits, or is a member, for a time."""

    state: str
    first: date | None = None
    over: date | None = None
    contested: bool = False


@dataclass(frozen=True)
class Lists:
    """What the definitions say: who is a member of what, and who sits where."""

    members: Mapping[str, tuple[Line, ...]]
    seats: Mapping[str, tuple[Line, ...]]


def kind_of_party(party: str) -> str:
    """'A person belongs to one party: a state, the secretariat, or an observer body (in small
    letters, digits and dashes). What is written in no such way is no party. A state is written by
    its id, three capital letters, with C- before them for some that are no more.'"""
    if party == "secretariat":
        return "secretariat"
    name = party.removeprefix("observer:")
    if name != party and name != "" and all(letter in SMALL + DIGITS + "-" for letter in name):
        return "observer"
    letters = party.removeprefix("C-")
    if len(letters) == 3 and all(letter in SMALL.upper() for letter in letters):
        return "state"
    return "none of these"


# The table of posts: who can hold it, what it is of, whether it reads.
TABLE = (
    ("head-of-delegation", ("state",), "", True),
    ("desk-officer", ("state",), "", True),
    ("release-officer", ("state",), "", True),
    ("observer", ("state", "secretariat", "observer"), "", True),
    ("auditor", ("state", "secretariat", "observer"), "", False),
    ("secretariat", ("secretariat",), "", True),
    ("chair", ("state", "secretariat", "observer"), "a body", True),
    ("depositary", ("secretariat",), "an instrument", False),
    ("administrator", ("state", "secretariat", "observer"), "", False),
)


def can_hold(party: str, post: str, of: str) -> bool:
    """'A post that does not name what it must be of, or names what it must not be of, or that its
    party cannot hold, counts for nothing, however it came into the database.'"""
    for name, holders, of_what, _ in TABLE:
        if name == post:
            if kind_of_party(party) not in holders:
                return False
            if of_what != "" and of == "":
                return False
            return not (of_what == "" and of != "")
    return False


def counting(someone: Someone, day: date) -> list[Held]:
    """'Each for a time: from its first day up to, but not including, the first day on which it is
    over.'"""
    found = []
    for held in someone.posts:
        if not can_hold(someone.party, held.post, held.of):
            continue
        if day < held.first:
            continue
        if held.over is not None and day >= held.over:
            continue
        found.append(held)
    return found


def may_act(someone: Someone, asks: Iterable[str], about: str, day: date) -> bool:
    """'A person does an act if they hold one of the posts that the act asks for. A chair does it
    only about the body, a depositary only about the instrument, that they hold the post of; an act
    about nothing of the kind is not theirs.'"""
    wanted = list(asks)
    for held in counting(someone, day):
        if held.post not in wanted:
            continue
        if held.post in ("chair", "depositary"):
            if about != "" and held.of == about:
                return True
        else:
            return True
    return False


def may_act_where_two_are_wanted(
    someone: Someone,
    second: Someone | None,
    same_person: bool,
    asks: Iterable[str],
    about: str,
    day: date,
) -> bool:
    """'It waits for a second person of the same nation, who is another, may do that act too, and
    may read. On the day on which it is confirmed both must hold their posts.'"""
    wanted = list(asks)
    if not may_act(someone, wanted, about, day):
        return False
    if second is None or same_person or second.party != someone.party:
        return False
    return may_act(second, wanted, about, day) and may_read(second, day)


def may_ask_for_two(someone: Someone, day: date) -> bool:
    """'A head of delegation asks of which acts their nation wants two people.'"""
    return _holds(someone, "head-of-delegation", day)


def may_have_two(someone: Someone, second: Someone | None, same_person: bool, day: date) -> bool:
    """'What was asked for holds once a second person of the same nation confirmed it, who is
    another, and a head of delegation or an administrator that day.'"""
    if not may_ask_for_two(someone, day):
        return False
    if second is None or same_person or second.party != someone.party:
        return False
    return _holds(second, "head-of-delegation", day) or _holds(second, "administrator", day)


def may_read(someone: Someone, day: date) -> bool:
    """'A person reads at all if they hold a post that reads content, and are not an administrator
    that day.'"""
    if _holds(someone, "administrator", day):
        return False
    for held in counting(someone, day):
        for name, _, _, reads in TABLE:
            if name == held.post and reads:
                return True
    return False


def _holds(someone: Someone, post: str, day: date) -> bool:
    return any(held.post == post for held in counting(someone, day))


def may_audit(someone: Someone, party: str, day: date) -> bool:
    """'An auditor reads the log of their own party.'"""
    return _holds(someone, "auditor", day) and party == someone.party


def may_appoint(
    someone: Someone, party: str, post: str, of: str, whom: str, has_administrator: bool, day: date
) -> bool:
    """'An administrator gives a post to people of their own party, if that party can hold it, but
    none to themselves. The administrator of the secretariat also admits the *first* administrator
    of another party. The post of chair is given by an administrator of the secretariat alone, to
    people of the secretariat, or to somebody of another party who has come already.'

    `whom` is "themselves", "somebody" who has come, or "a newcomer" who is invited.
    """
    if not _holds(someone, "administrator", day):
        return False
    if whom == "themselves" or not can_hold(party, post, of):
        return False
    if post == "chair":
        if someone.party != "secretariat":
            return False
        return party == "secretariat" or whom == "somebody"
    if party == someone.party:
        return True
    if someone.party != "secretariat" or post != "administrator":
        return False
    return whom == "a newcomer" and not has_administrator


def may_tend(someone: Someone, party: str, day: date) -> bool:
    """'Dismiss, recover, link, end sessions: an administrator does so for people of their own party
    alone.'"""
    return _holds(someone, "administrator", day) and party == someone.party


def may_operate(someone: Someone, day: date) -> bool:
    """'Operate: an administrator of the secretariat.'"""
    return someone.party == "secretariat" and _holds(someone, "administrator", day)


def _in_list(state: str, lines: Iterable[Line], day: date) -> bool:
    """'Where it is contested that a state sits or is a member, it does not see the entry by that
    name.' A contested line takes nothing away from another that is not."""
    for line in lines:
        if line.state != state or line.contested:
            continue
        if line.first is not None and day < line.first:
            continue
        if line.over is not None and day >= line.over:
            continue
        return True
    return False


def party_sees(
    party: str, originator: str, audience: Iterable[str], day: date, lists: Lists
) -> bool:
    """'Their party is its originator, or is named in its audience, or is a state that sits that day
    in a body named in it, or is a state that is a member that day of a framework named in it.'"""
    if party == originator:
        return True
    for name in audience:
        if name == party:
            return True
        if kind_of_party(party) != "state":
            continue
        if _in_list(party, lists.seats.get(name, ()), day):
            return True
        if _in_list(party, lists.members.get(name, ()), day):
            return True
    return False


def sees(
    someone: Someone, originator: str, audience: Iterable[str], day: date, lists: Lists
) -> bool:
    """'A person who may read sees an entry if ...'"""
    if not may_read(someone, day):
        return False
    return party_sees(someone.party, originator, audience, day, lists)
