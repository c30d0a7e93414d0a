"""What is found beside what must be there: what was changed, removed, added or moved."""

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

Kind = Literal["changed", "removed", "added", "moved", "unknown"]


class Difference(NamedTuple):
    """One thing that is not as it must be.

    `entry` is the number that the entry has in the log, and of what was added the place at which it
    is found; `at` is the place of what is found for a changed entry.
    """

    kind: Kind
    entry: int
    at: int | None = None
    why: str = ""


class Aligned(NamedTuple):
    """The place in the log of each thing found, None for what was never in it; and differences."""

    places: list[int | None]
    differences: list[Difference]


def align(
    found: Sequence[Hashable],
    others: Mapping[int, Hashable],
    expected: Sequence[Hashable | None],
    numbers: Sequence[int],
) -> Aligned:
    """Align what is found with what is expected.

    `others` is what a thing found may be besides, and `numbers` the number that each bears. No two
    of what is expected are alike; where it is None, anything may stand.
    """
    where = {token: place for place, token in enumerate(expected) if token is not None}
    places, taken = list[int | None](), set[int]()
    for at, token in enumerate(found):
        place = where.get(token)
        if place is None and at in others:
            place = where.get(others[at])
        if place in taken:
            place = None  # a second copy
        elif place is not None:
            taken.add(place)
        places.append(place)
    kept = _longest_rising(places)
    differences = [*_moved(places, kept), *_gaps(places, kept, taken, expected, numbers)]
    return Aligned(places, sorted(differences, key=lambda difference: difference.entry))


def _longest_rising(places: Sequence[int | None]) -> set[int]:
    """Which of the things found stand in the right order: as many as can be."""
    tails, at_tail, before = list[int](), list[int](), dict[int, int]()
    for at, place in enumerate(places):
        if place is None:
            continue
        length = len(tails) if not tails or place > tails[-1] else bisect_left(tails, place)
        if length:
            before[at] = at_tail[length - 1]
        if length == len(tails):
            tails.append(place)
            at_tail.append(at)
        else:
            tails[length], at_tail[length] = place, at
    kept, last = set[int](), at_tail[-1] if at_tail else None
    while last is not None:
        kept.add(last)
        last = before.get(last)
    return kept


def _moved(places: Sequence[int | None], kept: set[int]) -> Iterator[Difference]:
    behind = None
    for at, place in enumerate(places):
        if at in kept:
            behind = place
        elif place is not None:
            stands = "before all others" if behind is None else f"behind entry {behind}"
            yield Difference("moved", place, at, f"found {stands}")


def _gaps(
    places: Sequence[int | None],
    kept: set[int],
    taken: set[int],
    expected: Sequence[Hashable | None],
    numbers: Sequence[int],
) -> Iterator[Difference]:
    """Between two that stand right: what is strange there, and what is missing."""
    strange, last = list[int](), 0
    for at in range(len(places) + 1):
        place = places[at] if at < len(places) else len(expected)
        if place is None:
            strange.append(at)
        elif at == len(places) or at in kept:
            missing = [entry for entry in range(last, place) if entry not in taken]
            yield from _pair(strange, missing, expected, numbers)
            strange, last = [], place + 1


def _pair(
    strange: Sequence[int],
    missing: Sequence[int],
    expected: Sequence[Hashable | None],
    numbers: Sequence[int],
) -> Iterator[Difference]:
    """What is strange stands for what is missing, as far as it goes: first by its number."""
    left, pairs = set(missing), dict[int, int]()
    for at in strange:
        if (number := numbers[at]) in left:
            pairs[at] = number
            left.remove(number)
    free = iter(sorted(left))
    for at in strange:
        if at not in pairs and (entry := next(free, None)) is not None:
            pairs[at] = entry
    for at in strange:
        if at not in pairs:
            yield Difference("added", at, at)
    paired = {entry: at for at, entry in pairs.items()}
    for entry in missing:
        if expected[entry] is None:
            yield Difference("unknown", entry)
        elif entry in paired:
            yield Difference("changed", entry, paired[entry])
        else:
            yield Difference("removed", entry)
