"""Shares of an amount in whole steps: exact, fair to a step, and without favour."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.reckoning.sharing.remainders import largest_remainder

CENT = Decimal("0.01")
THIRDS = {"BEL": Fraction(1, 3), "LUX": Fraction(1, 3), "NLD": Fraction(1, 3)}


@st.composite
def shares(draw: st.DrawFn) -> dict[str, Fraction]:
    """Shares of up to a dozen holders, some of them nothing."""
    weights = draw(
        st.dictionaries(
            st.text("ABCDE", min_size=1, max_size=3), st.integers(0, 10**6), min_size=1
        ).filter(lambda found: sum(found.values()) > 0)
    )
    total = sum(weights.values())
    return {holder: Fraction(weight, total) for holder, weight in weights.items()}


steps = st.sampled_from([CENT, Decimal("0.001"), Decimal(1), Decimal(1000), Decimal("0.05")])
counts = st.integers(-(10**30), 10**30)


def test_three_equal_shares_of_a_euro_and_the_cent_left_over_goes_to_the_lower_id() -> None:
    settled = largest_remainder(THIRDS, Decimal("1.00"), CENT)
    assert settled == {"BEL": Decimal("0.34"), "LUX": Decimal("0.33"), "NLD": Decimal("0.33")}
    assert [str(part) for part in settled.values()] == ["0.34", "0.33", "0.33"]


def test_the_largest_remainder_goes_first() -> None:
    """10 seats for 47, 16, 15.8, 12, 6.1 and 3.1 per cent: two are left, for 0.80 and 0.70."""
    parts = {"A": 470, "B": 160, "C": 158, "D": 120, "E": 61, "F": 31}
    given_shares = {party: Fraction(votes, 1000) for party, votes in parts.items()}
    settled = largest_remainder(given_shares, Decimal(10), Decimal(1))
    assert settled == {"A": 5, "B": 2, "C": 1, "D": 1, "E": 1, "F": 0}


def test_of_equal_remainders_the_larger_share_goes_first() -> None:
    settled = largest_remainder({"A": Fraction(1, 4), "B": Fraction(3, 4)}, Decimal(2), Decimal(1))
    assert settled == {"A": 0, "B": 2}


def test_a_signed_share_is_settled_too() -> None:
    """A partner that brings more than it costs may be paid by the others."""
    given_shares = {"A": Fraction(4, 3), "B": Fraction(-1, 3)}
    settled = largest_remainder(given_shares, Decimal("1.00"), CENT)
    assert settled == {"A": Decimal("1.33"), "B": Decimal("-0.33")}


@given(shares(), counts, steps)
def test_the_sum_is_the_amount_to_the_last_digit(
    parts: dict[str, Fraction], count: int, step: Decimal
) -> None:
    amount = Decimal(count).scaleb(step.as_tuple().exponent)  # type: ignore[arg-type]
    if Fraction(amount) % Fraction(step):
        amount = step
    settled = largest_remainder(parts, amount, step)
    assert sum(map(Fraction, settled.values())) == Fraction(amount)
    assert list(settled) == list(parts)


@given(shares(), st.integers(0, 10**12))
def test_nobody_is_a_whole_step_from_its_exact_part(parts: dict[str, Fraction], cents: int) -> None:
    amount = cents * CENT
    for holder, part in largest_remainder(parts, amount, CENT).items():
        assert abs(Fraction(part) - parts[holder] * Fraction(amount)) < Fraction(CENT)
        assert parts[holder] or part == 0, "no share, no payment"


@given(shares(), st.integers(0, 10**12))
def test_a_larger_share_never_pays_less(parts: dict[str, Fraction], cents: int) -> None:
    settled = largest_remainder(parts, cents * CENT, CENT)
    ranked = sorted(parts, key=lambda holder: parts[holder])
    assert all(
        settled[low] <= settled[high] for low, high in pairwise(ranked) if parts[low] < parts[high]
    )


@given(shares(), st.integers(0, 10**12))
def test_the_order_in_which_holders_are_given_is_without_effect(
    parts: dict[str, Fraction], cents: int
) -> None:
    backwards = dict(reversed(parts.items()))
    assert largest_remainder(parts, cents * CENT, CENT) == largest_remainder(
        backwards, cents * CENT, CENT
    )


@given(shares(), st.integers(0, 10**12))
def test_a_refund_undoes_a_payment(parts: dict[str, Fraction], cents: int) -> None:
    paid = largest_remainder(parts, cents * CENT, CENT)
    refunded = largest_remainder(parts, -cents * CENT, CENT)
    assert refunded == {holder: -part for holder, part in paid.items()}
    assert not any(part.is_signed() and not part for part in refunded.values())


@pytest.mark.parametrize(
    ("parts", "amount", "step", "message"),
    [
        ({"A": Fraction(1, 2)}, "1.00", "0.01", "sum to 1/2, not to 1"),
        ({}, "1.00", "0.01", "sum to 0, not to 1"),
        (THIRDS, "1.005", "0.01", "1.005 is not a multiple of 0.01"),
        (THIRDS, "1.00", "0", "the step must be positive, got 0"),
        (THIRDS, "1.00", "-0.01", "the step must be positive, got -0.01"),
        (THIRDS, "NaN", "0.01", "the amount must be a number, got NaN"),
        (THIRDS, "Infinity", "0.01", "the amount must be a number, got Infinity"),
    ],
)
def test_nonsense_is_refused(
    parts: dict[str, Fraction], amount: str, step: str, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        largest_remainder(parts, Decimal(amount), Decimal(step))
