"""Means over the pairs of members, and each member's own."""

from collections.abc import Iterable
from math import fsum
from typing import TYPE_CHECKING, Final

from foedus.measures.measure import Each, NotKnownError, Value

if TYPE_CHECKING:
    from foedus.measures.seen import Seen

LEFT_OUT: Final = "none or one member left out at a time"
"""Leaving one out may move a figure one way alone: the figure of all is one of those compared."""

Pair = tuple[str, str, float]


def mean_of_pairs(figure: str, pairs: Iterable[Pair], seen: "Seen") -> Value:
    """The mean over the pairs that have a value, and over those of each member.

    Raises NotKnownError where no pair has one.
    """
    known = list(pairs)
    of = seen.so_many_pairs(len(known))
    total = fsum(value for _, _, value in known)
    own: dict[str, list[float]] = {}
    for one, other, value in known:
        own.setdefault(one, []).append(value)
        own.setdefault(other, []).append(value)
    sums = {member: (len(values), fsum(values)) for member, values in own.items()}
    without = [(total - s) / (len(known) - n) for n, s in sums.values() if len(known) > n]
    return Value(
        figure=figure,
        value=total / len(known),
        low=min(*without, total / len(known)) if without else None,
        high=max(*without, total / len(known)) if without else None,
        interval=LEFT_OUT if without else "",
        of=of,
        each=tuple(
            Each(member, s / n, f"mean over {n} pairs")
            for member, (n, s) in sorted(sums.items(), key=lambda m: m[1][1] / m[1][0])
        ),
    )


def share_of_pairs(
    figure: str, held: Iterable[tuple[str, str]], seen: "Seen", *, coded: bool = False
) -> Value:
    """Which share of all pairs of members a list of pairs is. The list must be complete.

    With `coded`, of the members that have a code of the Correlates of War, of whom alone its
    lists speak. Raises NotKnownError where there are no pairs.
    """
    among = sorted(seen.by_code.values()) if coded else seen.members
    pairs = len(among) * (len(among) - 1) // 2
    if not pairs:
        raise NotKnownError("the source knows of fewer than two of its members")
    found = sorted({(min(pair), max(pair)) for pair in held})
    number = dict.fromkeys(among, 0)
    for one, other in found:
        number[one] += 1
        number[other] += 1
    rest = len(among) - 1
    lacking = [member for member in seen.members if member not in number]
    left = f"; without {', '.join(lacking)}" if lacking else ""
    return Value(
        figure=figure,
        value=len(found) / pairs,
        of=f"{len(found):,} of {pairs:,} pairs of members{left}{seen.doubt}",
        each=tuple(
            Each(member, n / rest, f"{n} of {rest} others")
            for member, n in sorted(number.items(), key=lambda m: (-m[1], m[0]))
        ),
    )
