"""Lists that rank the same things: how far they agree, and the list that all are nearest to."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from math import fsum
from typing import Final, NamedTuple, TypeAlias

from foedus.reckoning.association import ranks

Ranking: TypeAlias = Mapping[str, float]
"""The place of each thing, 1 the first; what has the same place is tied. All rank the same."""
LARGEST: Final = 14
"""So many things that majorities put in a circle are ordered exactly: all 2^n subsets of them."""


class Place(NamedTuple):
    """Where a thing stands: from the first to the last place that it has in any best list."""

    of: str
    first: int
    last: int


class Kemeny(NamedTuple):
    """The lists that break the fewest orders of two things that the rankings have.

    `places` are in the order of one of them; where there are several, `first` and `last` differ.
    `broken` orders, each of one ranking and one pair, stand against each of these lists.
    """

    places: tuple[Place, ...]
    broken: int


def concordance(rankings: Sequence[Ranking]) -> float | None:
    """Kendall's W, with ties: 1 where all agree. None where there is nothing to agree upon."""
    things = sorted(rankings[0]) if rankings else []
    if len(rankings) < 2 or len(things) < 2:
        return None
    rows = [ranks([ranking[thing] for thing in things]) for ranking in rankings]
    lists, number = len(rows), len(things)
    tied = sum(t**3 - t for row in rows for t in Counter(row).values())
    most = lists**2 * (number**3 - number) - lists * tied
    if not most:
        return None
    sums = [fsum(column) for column in zip(*rows, strict=True)]
    middle = fsum(sums) / number
    return min(1.0, 12 * fsum((each - middle) ** 2 for each in sums) / most)


def borda(rankings: Sequence[Ranking]) -> dict[str, float]:
    """Points: one for each thing ranked below it and half for each tied with it, over all lists."""
    points = dict.fromkeys(sorted(rankings[0]), 0.0)
    for ranking in rankings:
        for one, other in combinations(points, 2):
            points[one] += _half(ranking[other] - ranking[one])
            points[other] += _half(ranking[one] - ranking[other])
    return points


def _half(below: float) -> float:
    return 1.0 if below > 0 else 0.5 if below == 0 else 0.0


def kemeny(rankings: Sequence[Ranking]) -> Kemeny | None:
    """The best lists, by all orders; None where majorities put too many things in a circle.

    What a majority puts before all of the rest is before them in every best list, so that each
    circle can be ordered by itself.
    """
    things = sorted(rankings[0])
    before = {
        (one, other): sum(ranking[one] < ranking[other] for ranking in rankings)
        for one in things
        for other in things
    }
    places: list[Place] = []
    for circle in _circles(things, before):
        if len(circle) > LARGEST:
            return None
        places += _ordered(circle, before, len(places))
    order = [place.of for place in places]
    broken = sum(before[late, early] for early, late in combinations(order, 2))
    return Kemeny(tuple(places), broken)


def _circles(things: Sequence[str], before: Mapping[tuple[str, str], int]) -> list[list[str]]:
    """The things in groups: each is put before all later groups by a majority, one by one."""
    beats = {
        one: {other for other in things if before[one, other] > before[other, one]}
        for one in things
    }
    left, found = list(things), []
    while left:
        # the smallest group that beats all the rest begins with who is beaten least
        group = {max(left, key=lambda one: (len(beats[one] & set(left)), one))}
        while True:
            more = {
                other
                for other in left
                if other not in group and any(other not in beats[one] for one in group)
            }
            if not more:
                break
            group |= more
        found.append([one for one in left if one in group])
        left = [one for one in left if one not in group]
    return found


def _ordered(
    circle: Sequence[str], before: Mapping[tuple[str, str], int], after: int
) -> list[Place]:
    """Its things in the order of a best list, with the places that each has in any.

    `ahead[s]` is the least that it costs to put the things of the subset s first, in any order;
    `behind[s]` the least for all others after them.
    """
    number = len(circle)
    cost = [[before[other, one] for other in circle] for one in circle]
    whole = (1 << number) - 1
    step = [[0] * number for _ in range(whole + 1)]
    for subset in range(whole, -1, -1):
        for one in range(number):
            if not subset >> one & 1:
                step[subset][one] = sum(
                    cost[one][other] for other in range(number) if not subset >> other & 1
                )
    far = sum(map(sum, cost)) + 1
    ahead, behind = [far] * (whole + 1), [far] * (whole + 1)
    ahead[0] = behind[whole] = 0
    for subset in range(whole):
        for one in range(number):
            if not subset >> one & 1:
                then = subset | 1 << one
                ahead[then] = min(ahead[then], ahead[subset] + step[subset][one])
    for subset in range(whole - 1, -1, -1):
        behind[subset] = min(
            behind[subset | 1 << one] + step[subset][one]
            for one in range(number)
            if not subset >> one & 1
        )
    best = ahead[whole]
    at: list[set[int]] = [set() for _ in circle]
    for subset in range(whole):
        for one in range(number):
            then = subset | 1 << one
            if then != subset and ahead[subset] + step[subset][one] + behind[then] == best:
                at[one].add(subset.bit_count() + 1)
    order, subset = [], 0
    while subset != whole:
        one = next(
            one
            for one in range(number)
            if not subset >> one & 1
            and ahead[subset] + step[subset][one] + behind[subset | 1 << one] == best
        )
        order.append(one)
        subset |= 1 << one
    return [Place(circle[one], after + min(at[one]), after + max(at[one])) for one in order]
