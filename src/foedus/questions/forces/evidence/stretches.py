"""Stretches of time, each from its first moment until the one at which it is over."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, TypeAlias

Stretch: TypeAlias = tuple[datetime, datetime]

MINUTE: Final = timedelta(minutes=1)


def union(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same time in their order, none of them twice."""
    found: list[Stretch] = []
    for starts, ends in sorted(stretches):
        if found and starts <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        else:
            found.append((starts, ends))
    return found


def common(one: Iterable[Stretch], other: Iterable[Stretch]) -> list[Stretch]:
    """The time that lies in both; of two that only touch, none."""
    first, second = union(one), union(other)
    found: list[Stretch] = []
    at = beside = 0
    while at < len(first) and beside < len(second):
        starts = max(first[at][0], second[beside][0])
        ends = min(first[at][1], second[beside][1])
        if starts < ends:
            found.append((starts, ends))
        if first[at][1] < second[beside][1]:
            at += 1
        else:
            beside += 1
    return found


def minutes(stretches: Iterable[Stretch]) -> int:
    """How long they are in all, to the nearest minute; none may lie in another."""
    return (sum((ends - starts for starts, ends in stretches), timedelta()) + MINUTE / 2) // MINUTE
