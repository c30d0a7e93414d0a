"""Whether two orders go together, and how sure that is; proportions with their intervals."""

from collections import Counter
from collections.abc import Sequence
from math import atanh, fsum, sqrt, tanh
from statistics import NormalDist
from typing import Final, NamedTuple

NORMAL: Final = NormalDist().inv_cdf(0.975)
"""So many standard errors to either side make an interval of 95 per cent."""


class Correlation(NamedTuple):
    """A correlation of ranks, -1 to 1, and its interval of 95 per cent where there is one."""

    value: float
    low: float | None
    high: float | None


def ranks(amounts: Sequence[float]) -> list[float]:
    """The rank of each from 1; those that are equal share the mean of their ranks."""
    before = 0
    found: dict[float, float] = {}
    for amount, number in sorted(Counter(amounts).items()):
        found[amount] = before + (number + 1) / 2
        before += number
    return [found[amount] for amount in amounts]


def spearman(one: Sequence[float], other: Sequence[float]) -> Correlation | None:
    """Spearman's rho; None where all are equal in either. The interval is Bonett and Wright's."""
    found = pearson(ranks(one), ranks(other))
    if found is None:
        return None
    number = len(one)
    error = sqrt((1 + found**2 / 2) / (number - 3)) if number > 3 else None
    return _within(found, error)


def kendall(one: Sequence[float], other: Sequence[float]) -> Correlation | None:
    """Kendall's tau-b; None where all are equal in either."""
    number = len(one)
    score = 0
    for i in range(number):
        for j in range(i):
            score += _sign(one[i] - one[j]) * _sign(other[i] - other[j])
    pairs = number * (number - 1) // 2
    apart = [pairs - _tied(amounts) for amounts in (one, other)]
    if not all(apart):
        return None
    error = sqrt(0.437 / (number - 4)) if number > 4 else None
    return _within(score / sqrt(apart[0] * apart[1]), error)


def pearson(one: Sequence[float], other: Sequence[float]) -> float | None:
    """The correlation of two lists of numbers; None where all are equal in either."""
    means = fsum(one) / len(one), fsum(other) / len(other)
    aside = [x - means[0] for x in one], [y - means[1] for y in other]
    spread = sqrt(fsum(x * x for x in aside[0]) * fsum(y * y for y in aside[1]))
    if not spread:
        return None
    return max(-1.0, min(1.0, fsum(x * y for x, y in zip(*aside, strict=True)) / spread))


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Wilson's interval of 95 per cent for a proportion. Raises ValueError for none of none."""
    if not 0 <= part <= whole or not whole:
        raise ValueError(f"{part} of {whole} is no proportion")
    share, square = part / whole, NORMAL**2
    middle = share + square / (2 * whole)
    half = NORMAL * sqrt(share * (1 - share) / whole + square / (4 * whole**2))
    scale = 1 + square / whole
    # rounding must not leave the share itself outside, where it is none or all
    low, high = (middle - half) / scale, (middle + half) / scale
    return max(0.0, min(share, low)), min(1.0, max(share, high))


def _within(value: float, error: float | None) -> Correlation:
    """The interval by Fisher's transformation; none where it has no end, or the numbers are few."""
    if error is None or abs(value) >= 1:
        return Correlation(value, None, None)
    middle = atanh(value)
    return Correlation(value, tanh(middle - NORMAL * error), tanh(middle + NORMAL * error))


def _sign(difference: float) -> int:
    return (difference > 0) - (difference < 0)


def _tied(amounts: Sequence[float]) -> int:
    return sum(n * (n - 1) // 2 for n in Counter(amounts).values())
