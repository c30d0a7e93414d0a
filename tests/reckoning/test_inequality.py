"""Inequality: by hand, by its properties, and as numpy and scipy reckon it."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from foedus.reckoning.inequality import (
    apart,
    gini,
    herfindahl,
    largest_share,
    one_left_out,
    theil,
)

AMOUNTS = st.lists(st.floats(0, 1e6, allow_subnormal=False), min_size=2, max_size=30).filter(
    lambda xs: sum(xs) > 1e-3
)
INDICES = (gini, theil, herfindahl, largest_share)


def test_by_hand() -> None:
    assert gini([1, 3]) == pytest.approx(0.25)
    assert theil([1, 3]) == pytest.approx((0.5 * math.log(0.5) + 1.5 * math.log(1.5)) / 2)
    assert herfindahl([1, 3]) == pytest.approx(1 / 16 + 9 / 16)
    assert largest_share([1, 3]) == 0.75
    assert apart([1, 3], [2, 2]) == pytest.approx(0.25)


@given(st.integers(2, 30), st.floats(1e-3, 1e6))
def test_equals_are_equal(number: int, amount: float) -> None:
    equal = [amount] * number
    assert gini(equal) == pytest.approx(0, abs=1e-9)
    assert theil(equal) == pytest.approx(0, abs=1e-9)
    assert herfindahl(equal) == pytest.approx(1 / number)


@given(st.integers(2, 30))
def test_one_has_all(number: int) -> None:
    alone = [5.0, *[0.0] * (number - 1)]
    assert gini(alone) == pytest.approx((number - 1) / number)
    assert theil(alone) == pytest.approx(math.log(number))
    assert herfindahl(alone) == 1


@given(AMOUNTS, st.floats(1e-3, 1e3))
def test_neither_scale_nor_order_matters(amounts: list[float], scale: float) -> None:
    turned = [x * scale for x in reversed(amounts)]
    for index in INDICES:
        assert index(turned) == pytest.approx(index(amounts), abs=1e-9)


@given(AMOUNTS, st.data())
def test_a_gift_of_the_richer_to_the_poorer_lowers_it(
    amounts: list[float], data: st.DataObject
) -> None:
    """The principle of transfers, of Pigou and Dalton."""
    ordered = sorted(amounts)
    gift = data.draw(st.floats(0, (ordered[-1] - ordered[0]) / 2))
    after = [ordered[0] + gift, *ordered[1:-1], ordered[-1] - gift]
    for index in (gini, theil, herfindahl):
        assert index(after) <= index(ordered) + 1e-9


@given(AMOUNTS)
def test_as_numpy_and_scipy_reckon_it(amounts: list[float]) -> None:
    stats = pytest.importorskip("scipy.stats", reason="compares with scipy, of the extra report")
    x = np.array(amounts)
    differences = np.abs(x[:, None] - x).mean()
    assert gini(amounts) == pytest.approx(differences / (2 * x.mean()), abs=1e-9)
    assert herfindahl(amounts) == pytest.approx(((x / x.sum()) ** 2).sum())
    even = np.full(len(x), 1 / len(x))
    assert theil(amounts) == pytest.approx(stats.entropy(x / x.sum(), even), abs=1e-9)


@given(AMOUNTS)
def test_leaving_one_out_of_equals_changes_nothing(amounts: list[float]) -> None:
    assume(len(amounts) > 2)
    found = one_left_out([amounts[0] + 1] * len(amounts), gini)
    assert found is not None
    assert found == pytest.approx((0, 0), abs=1e-9)
    low, high = one_left_out(amounts, largest_share) or (0, 1)
    assert 0 < low <= high <= 1


@given(AMOUNTS)
def test_what_all_give_is_never_outside_of_it(amounts: list[float]) -> None:
    """To leave one out may move it one way alone; the figure itself belongs to the interval."""
    assume(len(amounts) > 2)
    for index in (gini, theil, herfindahl, largest_share):
        low, high = one_left_out(amounts, index) or (0, 0)
        assert low <= index(amounts) <= high


def test_nothing_is_not_shared() -> None:
    with pytest.raises(ValueError, match="nobody has anything"):
        gini([0, 0])
    with pytest.raises(ValueError, match="less than nothing"):
        theil([1, -1])
