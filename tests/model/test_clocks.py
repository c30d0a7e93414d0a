"""Periods of calendar time, and the terms of a clock."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.model.citations import Citation
from foedus.model.clocks import Clock, Period

TEXT = Citation("A treaty", "Art. 1")


@pytest.mark.parametrize(
    ("period", "day", "after"),
    [
        (Period(1, "year"), date(1969, 8, 24), date(1970, 8, 24)),
        (Period(1, "year"), date(2020, 2, 29), date(2021, 2, 28)),
        (Period(6, "month"), date(2025, 8, 31), date(2026, 2, 28)),
        (Period(3, "month"), date(2025, 11, 30), date(2026, 2, 28)),
        (Period(150, "day"), date(2023, 6, 9), date(2023, 11, 6)),
    ],
)
def test_a_period_ends_on_the_day_of_the_same_number_or_the_last_of_the_month(
    period: Period, day: date, after: date
) -> None:
    assert period.after(day) == after


days = st.dates(date(1816, 1, 1), date(2100, 1, 1))
periods = st.builds(Period, st.integers(1, 60), st.sampled_from(["day", "month", "year"]))


@given(days, days, periods)
def test_a_later_notice_never_ends_earlier(one: date, other: date, period: Period) -> None:
    first, last = sorted((one, other))
    assert period.after(first) <= period.after(last)


@given(days, periods)
def test_going_back_undoes_going_on_but_for_short_months(day: date, period: Period) -> None:
    again = period.before(period.after(day))
    assert again == day or (again.day < day.day and again.month == day.month)


def test_terms_follow_one_another_until_they_end() -> None:
    clock = Clock("end-of-term", "", TEXT, term=Period(10, "year"), prolonged=Period(5, "year"))
    start = date(1961, 9, 10)
    assert clock.term_end(start, date(1961, 9, 10)) == date(1971, 9, 10)
    assert clock.term_end(start, date(1971, 9, 9)) == date(1971, 9, 10)
    assert clock.term_end(start, date(1971, 9, 10)) == date(1976, 9, 10)
    assert clock.term_end(start, date(1995, 9, 7)) == date(1996, 9, 10)


def test_a_term_without_prolongation_is_over_once() -> None:
    clock = Clock("none", "", TEXT, term=Period(10, "year"))
    assert clock.term_end(date(1940, 9, 27), date(1945, 1, 1)) == date(1950, 9, 27)
    assert clock.term_end(date(1940, 9, 27), date(1950, 9, 27)) is None


@given(days, days)
def test_the_running_term_ends_after_the_day(start: date, on: date) -> None:
    clock = Clock("end-of-term", "", TEXT, term=Period(5, "year"), prolonged=Period(2, "year"))
    end = clock.term_end(start, max(start, on))
    assert end is not None
    assert end > on
