"""Person-months and the periods of a tariff."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.keys import find_tariff
from foedus.model.time import Interval
from foedus.reckoning.sharing.tariffs import TariffError, months, periods

DAYS = st.dates(date(2014, 7, 1), date(2026, 6, 1))


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (date(2017, 1, 1), date(2018, 1, 1), Fraction(12)),
        (date(2018, 9, 16), date(2018, 10, 1), Fraction(1, 2)),
        (date(2020, 2, 15), date(2020, 3, 2), Fraction(15, 29) + Fraction(1, 31)),
        (date(2021, 12, 31), date(2022, 1, 1), Fraction(1, 31)),
    ],
)
def test_a_part_of_a_month_counts_by_its_days(start: date, end: date, told: Fraction) -> None:
    assert months(Interval(start, end)) == told


@given(DAYS, st.integers(0, 400), st.integers(0, 400))
def test_months_add_up(start: date, first: int, second: int) -> None:
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=second)
    parts = months(Interval(start, middle)) + months(Interval(middle, end))
    assert months(Interval(start, end)) == parts


def test_a_time_falls_into_periods_without_a_gap(catalogue: Catalogue) -> None:
    tariff = find_tariff(catalogue, "un-peacekeeping/personnel-reimbursement")
    span = Interval(date(2014, 7, 1), date(2026, 7, 1))
    found = list(periods(tariff, span))
    assert [period.rate for period, _ in found] == [
        Decimal(rate) for rate in (1332, 1365, 1410, 1428, 1448)
    ]
    ends = [part.end for _, part in found]
    assert [part.start for _, part in found] == [span.start, *ends[:-1]]
    assert ends[-1] == span.end


def test_a_time_without_a_rate_is_refused(catalogue: Catalogue) -> None:
    tariff = find_tariff(catalogue, "un-peacekeeping/personnel-reimbursement")
    with pytest.raises(TariffError, match="no rate is on record for 1973-10-24"):
        list(periods(tariff, Interval(date(1973, 10, 24), date(1973, 12, 1))))
    with pytest.raises(TariffError, match="no rate is on record for 2026-07-01"):
        list(periods(tariff, Interval(date(2026, 6, 1), date(2026, 8, 1))))
