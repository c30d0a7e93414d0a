"""The derivatives of the ordinal probit are those that small differences give."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.data.estimates.ideal_points.likelihood import (
    ABSENT,
    RollCalls,
    Slopes,
    log_likelihood,
    slopes,
)

STEP = 1e-5


def one(vote: int, theta: float, beta: float, low: float, high: float) -> float:
    calls = RollCalls(np.array([beta]), np.array([low]), np.array([high]))
    return log_likelihood(np.array([[vote]], np.int8), np.array([theta]), calls)


numbers = st.floats(-2.5, 2.5).map(lambda x: round(x, 3))


@given(
    vote=st.sampled_from([0, 1, 2]),
    theta=numbers,
    beta=numbers,
    low=numbers,
    gap=st.floats(0.2, 3),
)
def test_the_slopes_are_those_of_small_differences(
    vote: int, theta: float, beta: float, low: float, gap: float
) -> None:
    high = low + gap
    calls = RollCalls(np.array([beta]), np.array([low]), np.array([high]))
    votes = np.array([[vote]], np.int8)
    found = slopes(votes, np.array([theta]), calls, np.array([False]))
    ends = [one(vote, theta + sign * STEP, 1.0, low, high) for sign in (1, -1)]
    at_one = slopes(
        votes, np.array([theta]), calls._replace(beta=np.array([1.0])), np.array([False])
    )
    assert at_one.eta[0, 0] == pytest.approx((ends[0] - ends[1]) / (2 * STEP), abs=1e-4)
    for name, index in (("low", 3), ("high", 4)):
        values = [vote, theta, beta, low, high]
        up, down = list(values), list(values)
        up[index] += STEP
        down[index] -= STEP
        slope = (one(*up) - one(*down)) / (2 * STEP)  # type: ignore[arg-type]
        assert getattr(found, name)[0, 0] == pytest.approx(slope, abs=1e-4)
    assert found.value[0, 0] == pytest.approx(one(vote, theta, beta, low, high))


def test_the_three_answers_have_probability_one() -> None:
    chances = [np.exp(one(vote, 0.7, 1.3, -0.2, 0.9)) for vote in (0, 1, 2)]
    assert sum(chances) == pytest.approx(1.0)


def test_the_second_slopes_are_the_slopes_of_the_slopes() -> None:
    votes = np.array([[0, 1, 2, ABSENT]], np.int8)
    calls = RollCalls(np.full(4, 1.0), np.full(4, -0.3), np.full(4, 0.8))
    none = np.zeros(4, np.bool_)

    def at(theta: float) -> Slopes:
        return slopes(votes, np.array([theta]), calls, none)

    change = (at(0.5 + STEP).eta - at(0.5 - STEP).eta) / (2 * STEP)
    assert at(0.5).eta_eta == pytest.approx(change, abs=1e-5)
    change = (at(0.5 + STEP).low - at(0.5 - STEP).low) / (2 * STEP)
    assert at(0.5).eta_low == pytest.approx(change, abs=1e-5)
    assert at(0.5).value[0, 3] == 0


def test_far_out_in_the_tail_the_logarithm_is_finite() -> None:
    assert np.isfinite(one(1, 30.0, 1.0, -0.1, 0.1))
