"""How far the members' lists of objectives agree, and the list that they are all nearest to."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from msgspec.structs import replace

from foedus.measures.measure import Each, Figure, Measure, NotKnownError, Value
from foedus.measures.pairs import LEFT_OUT, mean_of_pairs
from foedus.model.citations import Citation
from foedus.model.wording import counted
from foedus.reckoning.association import kendall
from foedus.reckoning.rankings import LARGEST, Place, Ranking, borda, concordance, kemeny

if TYPE_CHECKING:
    from foedus.measures.seen import Seen

BROUGHT = "the lists of objectives that were given"


class Objectives(Measure):
    """Shared objectives: rank agreement, and the lists of Kemeny and Borda."""

    name = "objectives"
    title = "Shared objectives"
    asks = "Do the members put the same things first?"
    order = 17
    figures = (
        Figure(
            "concordance",
            "how far the members' lists agree, 1 where all are the same (Kendall's W)",
            "12 S / (m^2 (n^3 - n) - m sum (t^3 - t)), S the squares of the sums of ranks from "
            "their mean",
        ),
        Figure(
            "tau",
            "mean rank agreement of the members' lists, pair by pair",
            "mean of Kendall's tau-b over pairs of members",
            "-1 to 1",
            -1.0,
            1.0,
        ),
        Figure(
            "broken by the common list",
            "share of the members' orders of two objectives that even the list nearest to all "
            "breaks (Kemeny)",
            "orders of pairs that it breaks / orders of pairs in the lists",
        ),
        Figure(
            "points of the first",
            "share of the points that it could have that go to the objective with most (Borda)",
            "max points / (m (n - 1))",
        ),
    )
    papers = (
        Citation(
            "Kendall and Babington Smith, The Problem of m Rankings, Annals of Mathematical "
            "Statistics 10(3)",
            "275-287",
            where="https://doi.org/10.1214/aoms/1177732186",
            confidence="medium",
        ),
        Citation(
            "Kemeny, Mathematics without Numbers, Daedalus 88(4)",
            "577-591",
            confidence="medium",
        ),
        Citation(
            "Young, Condorcet's Theory of Voting, American Political Science Review 82(4)",
            "1231-1244",
            where="https://doi.org/10.2307/1961757",
            confidence="medium",
        ),
    )
    denominator = "members whose list ranks every objective that any list names"
    uncertainty = (
        "Nothing is sampled; the interval leaves none or one member out. Where several lists are "
        "equally near to all, each place that an objective has in any of them is told."
    )
    not_shown = (
        "How much the members want what they rank, or would pay for it; and what a list was made "
        "for. A common list need not be anybody's, and the lists of Kemeny and Borda may differ."
    )

    @property
    def source(self) -> str:
        return BROUGHT

    def values(self, seen: "Seen") -> Iterator[Value]:
        members, of = _lists(seen)
        lists = list(members.values())
        agreed = concordance(lists)
        if agreed is not None:
            yield _within(Value(figure="concordance", value=agreed, of=of), lists, concordance)
        taus = [
            (one, other, found)
            for one, other in combinations(sorted(members), 2)
            if (found := _tau(members[one], members[other])) is not None
        ]
        if taus:
            yield mean_of_pairs("tau", taus, seen)
        common = kemeny(lists)
        if common is not None:
            orders = sum(
                ranking[one] != ranking[other]
                for ranking in lists
                for one, other in combinations(ranking, 2)
            )
            yield Value(
                figure="broken by the common list",
                value=common.broken / orders if orders else 0.0,
                of=f"{common.broken:,} of {counted(orders, 'order')} of two in {len(lists)} lists",
                each=tuple(Each(place.of, place.first, _placed(place)) for place in common.places),
            )
        else:
            why = (
                f"the lists put more than {LARGEST} objectives in a circle, and the nearest list "
                "is not looked for among so many orders"
            )
            yield Value(figure="broken by the common list", why=why)
        yield _points(lists)


def _lists(seen: "Seen") -> tuple[dict[str, Ranking], str]:
    """The members' whole lists, and of what they are a part in words. Raises NotKnownError."""
    if not seen.objectives:
        raise NotKnownError("no lists of objectives were given; --objectives FILE brings them")
    things = sorted({thing for ranking in seen.objectives.values() for thing in ranking})
    inside = {m: seen.objectives[m] for m in seen.members if m in seen.objectives}
    whole = {member: ranking for member, ranking in inside.items() if len(ranking) == len(things)}
    if len(whole) < 2 or len(things) < 2:
        raise NotKnownError(
            f"{counted(len(whole), 'member')} of it {'ranks' if len(whole) == 1 else 'rank'} all "
            f"of {counted(len(things), 'objective')} in the lists that were given; it takes two "
            "of each"
        )
    left = [
        f"{', '.join(states)} ({why})"
        for states, why in (
            (sorted(inside.keys() - whole.keys()), "do not rank every objective"),
            (sorted(seen.objectives.keys() - inside.keys()), "not among its members"),
        )
        if states
    ]
    of = f"{len(whole)} of {counted(len(seen.members), 'member')}, {len(things)} objectives"
    return whole, f"{of}; left out: {', '.join(left)}" if left else of


def _within(
    value: Value, lists: Sequence[Ranking], index: Callable[[Sequence[Ranking]], float | None]
) -> Value:
    """With the least and the most that it is with one list left out."""
    rest = [index([*lists[:i], *lists[i + 1 :]]) for i in range(len(lists))]
    known = [found for found in rest if found is not None]
    if len(known) < len(lists):
        return value
    ends = (*known, value.value or 0.0)
    return replace(value, low=min(ends), high=max(ends), interval=LEFT_OUT)


def _placed(place: Place) -> str:
    if place.first == place.last:
        return f"place {place.first}"
    return f"place {place.first} to {place.last}, by several lists that are equally near to all"


def _points(lists: Sequence[Ranking]) -> Value:
    points = borda(lists)
    most = len(lists) * (len(points) - 1)
    order = sorted(points, key=lambda thing: (-points[thing], thing))
    tied = {
        thing: [other for other in order if other != thing and points[other] == points[thing]]
        for thing in order
    }
    return Value(
        figure="points of the first",
        value=points[order[0]] / most,
        of=f"{points[order[0]]:g} of {most} points of {len(lists)} lists",
        each=tuple(
            Each(thing, points[thing], f"tied with {', '.join(tied[thing])}" if tied[thing] else "")
            for thing in order
        ),
    )


def _tau(one: Ranking, other: Ranking) -> "float | None":
    found = kendall([one[thing] for thing in one], [other[thing] for thing in one])
    return None if found is None else found.value
