"""The ordinal probit likelihood of the votes of one session, with its first and second derivatives.

A state at `theta` votes yes, abstains or votes no as a latent value `beta * theta + noise` falls
below the first cut, between the cuts, or above the second. A roll call in which only two of the
three answers occur has one cut. For given positions the logarithm of the likelihood is concave in
the three numbers of a roll call, and for given roll calls in the positions.
"""

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ABSENT, YES, ABSTAIN, NO = -1, 0, 1, 2
_LEAST = 1e-280
_FAR = 40.0


class RollCalls(NamedTuple):
    """The numbers of the roll calls of a session: slopes, first and second cuts."""

    beta: "Floats"
    low: "Floats"
    high: "Floats"


class Slopes(NamedTuple):
    """The log-likelihood of each vote, and its derivatives by `eta` (beta times theta) and cuts."""

    value: "Floats"
    eta: "Floats"
    low: "Floats"
    high: "Floats"
    eta_eta: "Floats"
    eta_low: "Floats"
    eta_high: "Floats"
    low_low: "Floats"
    low_high: "Floats"
    high_high: "Floats"


def _edges(
    votes: "NDArray[np.int8]", theta: "Floats", calls: RollCalls
) -> tuple["Floats", "Floats", "Floats"]:
    """The bounds of the noise that gives each vote, and the probability between them."""
    from scipy.special import ndtr  # type: ignore[import-untyped]

    eta = theta[:, None] * calls.beta
    lower = np.where(
        votes == NO, calls.high - eta, np.where(votes == ABSTAIN, calls.low - eta, -_FAR)
    )
    upper = np.where(
        votes == YES, calls.low - eta, np.where(votes == ABSTAIN, calls.high - eta, _FAR)
    )
    # in the upper tail the difference is taken on the other side, where small numbers are exact
    sign = np.where(lower + upper > 0, -1.0, 1.0)
    chance = np.abs(ndtr(sign * upper) - ndtr(sign * lower))
    return lower, upper, np.maximum(chance, _LEAST)


def log_likelihood(votes: "NDArray[np.int8]", theta: "Floats", calls: RollCalls) -> float:
    """The logarithm of the probability of the votes."""
    _, _, chance = _edges(votes, theta, calls)
    return float(np.log(chance, where=votes != ABSENT, out=np.zeros_like(chance)).sum())


def slopes(
    votes: "NDArray[np.int8]", theta: "Floats", calls: RollCalls, one_cut: "NDArray[np.bool_]"
) -> Slopes:
    """The derivatives for each vote; where a roll call has one cut they are those by it."""
    lower, upper, chance = _edges(votes, theta, calls)
    there = votes != ABSENT
    yes, between, no = votes == YES, votes == ABSTAIN, votes == NO
    above = np.exp(-0.5 * upper * upper) / (math.sqrt(2 * math.pi) * chance) * there
    below = np.exp(-0.5 * lower * lower) / (math.sqrt(2 * math.pi) * chance) * there
    uu = -upper * above - above * above
    ll = lower * below - below * below
    ul = above * below
    low = np.where(yes, above, 0.0) - np.where(between, below, 0.0)
    high = np.where(between, above, 0.0) - np.where(no, below, 0.0)
    eta_low = -np.where(yes, uu + ul, 0.0) - np.where(between, ll + ul, 0.0)
    eta_high = -np.where(between, uu + ul, 0.0) - np.where(no, ll + ul, 0.0)
    low_low = np.where(yes, uu, 0.0) + np.where(between, ll, 0.0)
    high_high = np.where(between, uu, 0.0) + np.where(no, ll, 0.0)
    low_high = np.where(between, ul, 0.0)
    if one_cut.any():
        for first, second in ((low, high), (eta_low, eta_high), (low_low, high_high)):
            first[:, one_cut] += second[:, one_cut]
            second[:, one_cut] = 0.0
    return Slopes(
        np.log(chance) * there, below - above, low, high,
        uu + ll + 2 * ul, eta_low, eta_high, low_low, low_high, high_high,
    )  # fmt: skip
