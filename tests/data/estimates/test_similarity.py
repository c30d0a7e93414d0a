"""S, kappa, pi and voting agreement: by hand, and as a slow reading of their definitions gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.data.estimates.similarity import (
    agreement,
    s_score,
    similarity,
    similarity_of_votes,
)


def portfolios(values: int = 3) -> st.SearchStrategy[np.ndarray]:
    return st.integers(2, 7).flatmap(
        lambda n: st.lists(
            st.lists(st.integers(0, values), min_size=n, max_size=n), min_size=n, max_size=n
        ).map(np.array)
    )


def test_by_hand_four_states_and_three_defence_pacts() -> None:
    """A and B are allied with each other and each with itself; C and D stand alone.

    A against C: they differ by 3 on A, B and C, so S = 1 - 2 x 9 / (3 x 4) = -1/2.
    """
    ties = np.array([[3, 3, 0, 0], [3, 3, 0, 0], [0, 0, 3, 0], [0, 0, 0, 3]])
    found = similarity(ties)
    assert found.s[0, 1] == 1
    assert found.s[0, 2] == pytest.approx(-0.5)
    assert found.s[2, 3] == pytest.approx(0.0)
    # kappa of C and D: distances 9 + 9; by chance 2 x 6.75, the means being equal
    assert found.kappa[2, 3] == pytest.approx(1 - 18 / 13.5)
    # pi of A and C: means 1.5 and 0.75; chance 9 + 6.75 + 4 x 0.75^2 / 2
    assert found.pi[0, 2] == pytest.approx(1 - 27 / (9 + 6.75 + 1.125))


def test_weights_let_great_powers_count_for_more() -> None:
    ties = np.array([[3, 0, 2], [0, 3, 2], [2, 2, 3]])
    even = s_score(ties, np.ones(3))
    assert even[0, 1] == pytest.approx(1 - 2 * 6 / 9)
    assert s_score(ties, np.array([0.1, 0.1, 0.8]))[0, 1] == pytest.approx(1 - 2 * 0.6 / 3)


@given(portfolios(), st.data())
def test_s_is_what_its_definition_says(ties: np.ndarray, data: st.DataObject) -> None:
    size = len(ties)
    weights = np.array(data.draw(st.lists(st.integers(1, 9), min_size=size, max_size=size)))
    found = s_score(ties, weights.astype(float))
    for i in range(size):
        for j in range(size):
            distance = sum(
                int(w) * abs(int(x) - int(y))
                for w, x, y in zip(weights, ties[i], ties[j], strict=True)
            )
            assert found[i, j] == pytest.approx(1 - 2 * distance / (3 * int(weights.sum())))


@given(portfolios())
def test_kappa_and_pi_are_chance_corrected_agreement(ties: np.ndarray) -> None:
    """Disagreement observed over disagreement expected, each value drawn by itself."""
    found = similarity(ties)
    for i, x in enumerate(ties.tolist()):
        for j, y in enumerate(ties.tolist()):
            seen = sum((a - b) ** 2 for a, b in zip(x, y, strict=True)) / len(x)
            crossed = sum((a - b) ** 2 for a in x for b in y) / len(x) ** 2
            pool = x + y
            pooled = sum((a - b) ** 2 for a in pool for b in pool) / len(pool) ** 2
            for measure, expected in ((found.kappa, crossed), (found.pi, pooled)):
                if expected == 0:
                    assert np.isnan(measure[i, j])
                else:
                    assert measure[i, j] == pytest.approx(1 - seen / expected)


@given(portfolios(), st.randoms())
def test_the_order_of_states_does_not_matter(ties: np.ndarray, chance: object) -> None:
    order = np.random.default_rng(len(ties)).permutation(len(ties))
    moved = similarity(ties[np.ix_(order, order)])
    found = similarity(ties)
    for one, other in zip(moved, found, strict=True):
        assert one == pytest.approx(other[np.ix_(order, order)], nan_ok=True)


SCORE = {(1, 1): 1, (2, 2): 1, (3, 3): 1, (1, 2): 0.5, (2, 1): 0.5, (2, 3): 0.5, (3, 2): 0.5}


@given(portfolios())
def test_agreement_counts_alike_one_abstention_a_half_and_opposition_nothing(
    votes: np.ndarray,
) -> None:
    found, shared = agreement(votes)
    for i, x in enumerate(votes.tolist()):
        for j, y in enumerate(votes.tolist()):
            both = [(a, b) for a, b in zip(x, y, strict=True) if a and b]
            assert shared[i, j] == len(both)
            if both:
                mean = sum(SCORE.get(pair, 0) for pair in both) / len(both)
                assert found[i, j] == pytest.approx(mean)
            else:
                assert np.isnan(found[i, j])


VOTES = st.tuples(st.integers(2, 6), st.integers(1, 40)).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, 3), min_size=size[1], max_size=size[1]),
        min_size=size[0],
        max_size=size[0],
    ).map(np.array)
)


@given(VOTES)
def test_kappa_of_votes_is_that_of_statsmodels(votes: np.ndarray) -> None:
    raters = pytest.importorskip(
        "statsmodels.stats.inter_rater", reason="compares with statsmodels, of the extra report"
    )
    found = similarity_of_votes(votes)
    for i, x in enumerate(votes):
        for j, y in enumerate(votes):
            both = (x > 0) & (y > 0)
            if not both.any():
                assert np.isnan(found.identical[i, j])
                continue
            assert found.identical[i, j] == pytest.approx((x[both] == y[both]).mean())
            if len({*x[both], *y[both]}) > 1:
                table = np.zeros((3, 3))
                np.add.at(table, (x[both] - 1, y[both] - 1), 1)
                theirs = raters.cohens_kappa(table, wt="quadratic", return_results=False)
                assert found.kappa[i, j] == pytest.approx(theirs)
            else:
                assert np.isnan(found.kappa[i, j])


def test_who_votes_alike_is_told_from_who_votes_at_random() -> None:
    """Half of the votes alike is what chance gives two voters who say yes in half of them."""
    found = similarity_of_votes(np.array([[1, 1, 3, 3], [1, 3, 1, 3], [1, 1, 3, 3]]))
    assert found.kappa[0, 2] == pytest.approx(1)
    assert found.kappa[0, 1] == pytest.approx(0)
    assert found.identical[0, 1] == pytest.approx(0.5)
