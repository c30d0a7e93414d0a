"""Half-open intervals of days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.model.time import ALWAYS, Interval

DAYS = st.dates(date(1816, 1, 1), date(2026, 12, 31))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    start, end = sorted((draw(DAYS), draw(DAYS)))
    return draw(st.sampled_from((Interval(start, end), Interval(start), Interval(end=end))))


def test_the_first_day_is_in_and_the_last_is_out() -> None:
    gdr_in_warsaw_pact = Interval(date(1956, 1, 28), date(1990, 9, 24))
    assert date(1956, 1, 28) in gdr_in_warsaw_pact
    assert date(1990, 9, 23) in gdr_in_warsaw_pact
    assert date(1990, 9, 24) not in gdr_in_warsaw_pact


@given(DAYS)
def test_every_day_is_always(day: date) -> None:
    assert day in ALWAYS


@given(intervals(), intervals(), DAYS)
def test_a_day_is_in_a_clip_when_it_is_in_both(a: Interval, b: Interval, day: date) -> None:
    assert (day in a.clip(b)) == (day in a and day in b)


@given(intervals(), intervals())
def test_clipping_is_symmetric_up_to_emptiness(a: Interval, b: Interval) -> None:
    assert a.clip(b) == b.clip(a)


@given(intervals(), intervals(), intervals())
def test_clipping_is_associative(a: Interval, b: Interval, c: Interval) -> None:
    left, right = a.clip(b).clip(c), a.clip(b.clip(c))
    assert left == right or (left.empty and right.empty)


@given(intervals())
def test_clipping_by_itself_or_by_always_changes_nothing(a: Interval) -> None:
    assert a.clip(a) == a
    assert a.clip(ALWAYS) == a


@given(intervals(), intervals())
def test_intervals_overlap_when_their_clip_has_a_day(a: Interval, b: Interval) -> None:
    assert a.overlaps(b) == b.overlaps(a) == (not a.clip(b).empty)


@given(DAYS, st.integers(1, 1000), st.integers(1, 1000))
def test_what_follows_at_once_does_not_overlap(start: date, first: int, second: int) -> None:
    change = start + timedelta(days=first)
    before = Interval(start, change)
    after = Interval(change, change + timedelta(days=second))
    assert not before.overlaps(after)
    assert (change in before, change in after) == (False, True)


@given(DAYS, DAYS)
def test_an_interval_without_a_day_contains_none(start: date, day: date) -> None:
    assert Interval(start, start).empty
    assert day not in Interval(start, start)


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (ALWAYS, "always"),
        (Interval(date(1949, 8, 24)), "since 1949-08-24"),
        (Interval(end=date(1962, 7, 3)), "until 1962-07-03"),
        (Interval(date(1955, 6, 6), date(1991, 7, 1)), "1955-06-06 to 1991-07-01"),
    ],
)
def test_an_interval_in_words(interval: Interval, words: str) -> None:
    assert str(interval) == words
