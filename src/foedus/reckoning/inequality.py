"""How unequally an amount is spread over those who have it."""

from collections.abc import Callable, Sequence
from math import fsum, log

Index = Callable[[Sequence[float]], float]


def gini(amounts: Sequence[float]) -> float:
    """Gini's coefficient: 0 where all have as much, (n - 1) / n where one of n has all.

    With the amounts in rising order it is sum (2i - n - 1) x_i / (n sum x). Raises ValueError.
    """
    ordered, total = sorted(amounts), _total(amounts)
    number = len(ordered)
    return fsum((2 * i - number - 1) * x for i, x in enumerate(ordered, 1)) / (number * total)


def theil(amounts: Sequence[float]) -> float:
    """Theil's T: 0 where all have as much, ln n where one of n has all. Raises ValueError.

    It is the mean of x/m ln x/m, with m the mean; an amount of 0 adds nothing.
    """
    mean = _total(amounts) / len(amounts)
    return max(0.0, fsum(x / mean * log(x / mean) for x in amounts if x > 0) / len(amounts))


def herfindahl(amounts: Sequence[float]) -> float:
    """The sum of squared shares: 1/n where all have as much, 1 where one has all."""
    total = _total(amounts)
    return fsum((x / total) ** 2 for x in amounts)


def largest_share(amounts: Sequence[float]) -> float:
    """The share of who has most. Raises ValueError."""
    return max(amounts) / _total(amounts)


def apart(one: Sequence[float], other: Sequence[float]) -> float:
    """Which part of the one would have to change hands to be spread like the other, 0 to 1.

    Half the sum of the differences of shares (Duncan's index). Raises ValueError.
    """
    whole, all_other = _total(one), _total(other)
    return fsum(abs(x / whole - y / all_other) for x, y in zip(one, other, strict=True)) / 2


def one_left_out(amounts: Sequence[float], index: Index) -> tuple[float, float] | None:
    """The least and the greatest value with none or one of them left out; None of fewer than 3.

    It says how far the value hangs on any one, where there is no sample of which it could be wrong.
    """
    if len(amounts) < 3:
        return None
    found = [index(amounts)]
    for number in range(len(amounts)):
        rest = [*amounts[:number], *amounts[number + 1 :]]
        if any(rest):
            found.append(index(rest))
    return min(found), max(found)


def _total(amounts: Sequence[float]) -> float:
    if any(amount < 0 for amount in amounts):
        raise ValueError("an amount is less than nothing")
    total = fsum(amounts)
    if not total:
        raise ValueError("nobody has anything")
    return total
