"""Who belongs to two sides: to both, to one alone, and of whom that is not known."""

from collections.abc import Iterator

import msgspec

from foedus.catalogue.standing import SUSPENDED
from foedus.judging.membership import Membership, membership
from foedus.model.wording import counted, some
from foedus.questions.binding.compare.lines import Cell, Line, Side, line


class Who(msgspec.Struct, frozen=True):
    """The members of two sides. In `open_first` are members of the first of whom it is not known
    whether they are members of the second, and so the other way round.
    """

    members: tuple[int, int]
    shared: tuple[str, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    open_first: tuple[str, ...]
    open_second: tuple[str, ...]


def who(first: Side, second: Side) -> Who:
    """The members of both, of one alone, and those not known of."""
    mine, yours = _members(first), _members(second)
    only_first, open_first = _apart(mine, second)
    only_second, open_second = _apart(yours, first)
    return Who(
        (len(mine.members), len(yours.members)),
        tuple(state for state in mine.members if state in yours.members),
        only_first,
        only_second,
        open_first,
        open_second,
    )


def _members(side: Side) -> Membership:
    return membership(side.catalogue, side.framework, side.on)


def _apart(held: Membership, other: Side) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Members of one side that are known not to be of the other, and those not known of."""
    theirs = _members(other).members
    alone = [state for state in held.members if state not in theirs]
    open_ = {s for s in alone if other.catalogue.unlisted(other.framework, s, other.on)}
    return tuple(s for s in alone if s not in open_), tuple(s for s in alone if s in open_)


def who_lines(first: Side, second: Side) -> Iterator[Line]:
    """Members in both and in one alone, then the other roles."""
    found, mine, yours = who(first, second), _members(first), _members(second)
    if found.shared:
        both = (_states(found.shared, mine), _states(found.shared, yours))
        yield line("Who", "members of both", *both)
    if found.only_first or found.only_second:
        yield line(
            "Who",
            "members of one alone",
            _states(found.only_first, mine),
            _states(found.only_second, yours),
            same=False,
            # who came and went tells two versions apart; two frameworks differ in it anyway
            weight=40 if first.framework is second.framework else 22,
            told=_told(first, second, found),
        )
    if found.open_first or found.open_second:
        told = line(
            "Who",
            "members of one, the other not known",
            _states(found.open_first, mine),
            _states(found.open_second, yours),
        )
        yield msgspec.structs.replace(told, alike="not known")
    for role in sorted({*_roles(first), *_roles(second)}):
        ours, theirs = _holders(first, role), _holders(second, role)
        if ours or theirs:
            yield line(
                "Who",
                role.replace("-", " "),
                _states(ours),
                _states(theirs),
                weight=6,
                told=f"other states are {role.replace('-', ' ')}",
            )


def _roles(side: Side) -> set[str]:
    return {r.role for r in side.framework.roles if r.role != "member"} | {SUSPENDED}


def _holders(side: Side, role: str) -> tuple[str, ...]:
    spells = side.catalogue.spells(side.framework, role)
    return tuple(sorted({s.state for s in spells if side.on in s.during}))


def _states(states: tuple[str, ...], held: Membership | None = None) -> Cell | None:
    if not states:
        return None
    named = [f"{state}{held.mark(state) if held else ''}" for state in states]
    return Cell(f"{counted(len(states), 'state')}: {some(named)}")


def _told(first: Side, second: Side, found: Who) -> str:
    if first.framework is second.framework:
        parts = [
            f"{_were(states)} only {side.label}"
            for side, states in ((first, found.only_first), (second, found.only_second))
            if states
        ]
        return " and ".join(parts)
    shared = counted(len(found.shared), "member") if found.shared else "no member"
    mine, yours = found.members
    return f"of {mine} and {yours} members they share {shared}"


def _were(states: tuple[str, ...]) -> str:
    return f"{some(states)} {'was a member' if len(states) == 1 else 'were members'}"
