"""Deadlines, thresholds and quotas as data."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.model.arms_control import Deadline, Threshold, Visits, YearDay

DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))
AHEAD = Deadline(days_ahead=42)
CALENDAR = Deadline(each=(YearDay(11, 15),), years_ahead=1)
DATA = Deadline(each=(YearDay(3, 31), YearDay(10, 1)), as_of=(YearDay(3, 1), YearDay(9, 1)))


def test_forty_two_days_before_the_fourteenth_of_september() -> None:
    assert AHEAD.before(date(2017, 9, 14)) == date(2017, 8, 3)
    assert str(AHEAD) == "42 days or more ahead"


@given(DAYS, st.integers(0, 400))
def test_a_deadline_lies_exactly_so_many_days_ahead(start: date, days: int) -> None:
    assert start - timedelta(days=days) == Deadline(days_ahead=days).before(start)


@given(DAYS)
def test_an_activity_is_in_a_calendar_of_the_year_before(start: date) -> None:
    due = CALENDAR.before(start)
    assert due == date(start.year - 1, 11, 15)
    assert due < start


@given(DAYS)
def test_a_yearly_deadline_lies_between_the_last_and_the_next(on: date) -> None:
    last, ahead = DATA.last(on), DATA.next(on)
    assert last is not None
    assert ahead is not None
    assert last[0] <= on <= ahead
    assert last[0] - last[1] == timedelta(days=30)


def test_a_declaration_of_december_tells_of_the_next_january() -> None:
    exchange = Deadline(each=(YearDay(12, 15),), as_of=(YearDay(1, 1),))
    assert exchange.last(date(1996, 6, 1)) == (date(1995, 12, 15), date(1996, 1, 1))
    assert str(exchange) == "by 15 December each year"


def test_without_advance_notice_another_day_may_count() -> None:
    observed = Deadline(days_ahead=42, snap_ahead=-3)
    assert observed.before(date(2014, 2, 26), snap=True) == date(2014, 3, 1)
    assert Deadline(at_start=True).before(date(2014, 2, 26)) == date(2014, 2, 26)


def test_hours_after_a_request_have_no_day_of_their_own() -> None:
    assert Deadline(hours=48).before(date(2022, 2, 11)) is None
    assert Deadline(hours=48).last(date(2022, 2, 11)) is None


@pytest.mark.parametrize(
    ("test", "met"),
    [("at-least", (False, True, True)), ("more-than", (False, False, True))],
)
def test_reaching_a_threshold_is_not_going_beyond_it(test: str, met: tuple[bool, ...]) -> None:
    threshold = Threshold("troops", 13_000, test)  # type: ignore[arg-type]
    assert tuple(threshold.met(n) for n in (12_999, 13_000, 13_001)) == met


@pytest.mark.parametrize(
    ("visits", "objects", "quota"),
    [
        (Visits(("inspection",), "calendar-year"), None, 3),
        (Visits(("evaluation",), "calendar-year", per=60, most=15), 60, 1),
        (Visits(("evaluation",), "calendar-year", per=60, most=15), 61, 2),
        (Visits(("evaluation",), "calendar-year", per=60, most=15), 6000, 15),
        (Visits(("evaluation",), "calendar-year", per=60, most=15), None, None),
        (Visits(("declared-site",), "calendar-year", share=Decimal(15)), 401, 61),
    ],
)
def test_a_quota_is_a_number_or_a_share_rounded_up(
    visits: Visits, objects: int | None, quota: int | None
) -> None:
    assert visits.quota(3, objects) == quota
