"""Correlations of ranks and proportions: as scipy and statsmodels reckon them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.reckoning.association import kendall, pearson, ranks, spearman, wilson

PAIRS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=2, max_size=30)


def test_ranks_are_shared_by_equals() -> None:
    assert ranks([10, 30, 20, 30]) == [1, 3.5, 2, 3.5]


@given(PAIRS)
def test_rank_correlations_are_those_of_scipy(pairs: list[tuple[int, int]]) -> None:
    stats = pytest.importorskip("scipy.stats", reason="compares with scipy, of the extra report")
    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    if len(set(one)) == 1 or len(set(other)) == 1:
        assert spearman(one, other) is None
        assert kendall(one, other) is None
        return
    for ours, theirs in ((spearman, stats.spearmanr), (kendall, stats.kendalltau)):
        found = ours(one, other)
        assert found is not None
        assert found.value == pytest.approx(float(theirs(one, other)[0]), abs=1e-12)
        if found.low is not None and found.high is not None:
            assert -1 <= found.low <= found.value <= found.high <= 1


@given(PAIRS)
def test_order_alone_counts(pairs: list[tuple[int, int]]) -> None:
    one, other = [float(a) for a, _ in pairs], [float(b) for _, b in pairs]
    assert spearman([math.exp(x) for x in one], other) == spearman(one, other)
    turned = kendall([-x for x in one], other)
    straight = kendall(one, other)
    if turned and straight:
        assert turned.value == pytest.approx(-straight.value)


def test_an_interval_is_bonett_and_wrights() -> None:
    """rho 0.5 of 30: standard error sqrt(1.125 / 27), in Fisher's z."""
    one = list(range(30))
    found = spearman([float(x) for x in one], [float(x) if x % 3 else 29.0 - x for x in one])
    assert found is not None
    error = 1.959964 * math.sqrt((1 + found.value**2 / 2) / 27)
    assert found.low == pytest.approx(math.tanh(math.atanh(found.value) - error), abs=1e-6)


@given(st.integers(1, 300), st.data())
def test_wilson_is_that_of_statsmodels(whole: int, data: st.DataObject) -> None:
    proportion = pytest.importorskip(
        "statsmodels.stats.proportion", reason="compares with statsmodels, of the extra report"
    )
    part = data.draw(st.integers(0, whole))
    found = wilson(part, whole)
    theirs = proportion.proportion_confint(part, whole, method="wilson")
    assert found == pytest.approx([max(0.0, float(theirs[0])), float(theirs[1])], abs=1e-9)
    assert found[0] <= part / whole <= found[1]


def test_no_proportion() -> None:
    with pytest.raises(ValueError, match="3 of 2 is no proportion"):
        wilson(3, 2)
    with pytest.raises(ValueError, match="0 of 0 is no proportion"):
        wilson(0, 0)
    assert pearson([1.0, 1.0], [1.0, 2.0]) is None
