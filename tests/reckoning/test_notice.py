"""Running the clock of an instrument: each clause that can set, bar or move the day."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.model.citations import Citation
from foedus.model.clocks import Clock, Period, Proviso, WaitingTime
from foedus.reckoning.notice import FactError, run

TEXT = Citation("A treaty", "Art. 13")
START = date(1949, 8, 24)
YEAR = Clock("notice", "A year after notice.", TEXT, notice=Period(1, "year"))
TWENTY = WaitingTime(Period(20, "year"))
DELAY = Proviso("delay", "armed-conflict", "Not in war.", TEXT, until="armed-conflict-ended")
HALF = msgspec.structs.replace(YEAR, notice=Period(6, "month"), provisos=(DELAY,))


def test_a_notice_before_its_time_is_barred_and_says_from_when() -> None:
    barred = run(msgspec.structs.replace(YEAR, threshold=TWENTY), START, date(1966, 3, 7), {})
    assert (barred.may, barred.effective) == (False, None)
    assert barred.earliest == date(1969, 8, 24)
    assert barred.stages[-1].on == date(1970, 8, 24)


def test_a_threshold_may_bar_the_effect_alone() -> None:
    clock = msgspec.structs.replace(YEAR, threshold=WaitingTime(Period(20, "year"), bars="effect"))
    assert run(clock, START, date(1966, 3, 7), {}).effective == date(1969, 8, 24)
    assert run(clock, START, date(1969, 3, 7), {}).effective == date(1970, 3, 7)


def test_clear_days_leave_out_the_notice_and_the_effect() -> None:
    clock = Clock("notice", "", TEXT, notice=Period(150, "day"), clear_days=True)
    effective = run(clock, START, date(2023, 6, 9), {}).effective
    assert effective == date(2023, 11, 7)
    assert (effective - date(2023, 6, 9)).days - 1 == 150


def test_a_whole_last_day_frees_on_the_next() -> None:
    clock = msgspec.structs.replace(YEAR, notice=Period(2, "year"), whole_last_day=True)
    ran = run(clock, START, date(2017, 3, 29), {})
    assert (ran.effective, ran.free_from) == (date(2019, 3, 29), date(2019, 3, 30))


def test_an_unknown_conflict_leaves_the_day_unsettled() -> None:
    ran = run(HALF, START, date(2025, 6, 27), {})
    assert ran.effective == date(2025, 12, 27)
    assert not ran.settled
    assert [m.settles for m in ran.movers] == ["armed-conflict"]


def test_peace_settles_it_and_war_leaves_no_day() -> None:
    assert run(HALF, START, date(2025, 6, 27), {"armed-conflict": False}).settled
    at_war = run(HALF, START, date(2025, 6, 27), {"armed-conflict": True})
    assert (at_war.may, at_war.effective, at_war.settled) == (True, None, False)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_a_conflict_only_ever_delays_to_its_end(notice: date, ended: date) -> None:
    facts: dict[str, bool | date] = {"armed-conflict": True, "armed-conflict-ended": ended}
    usual = run(HALF, START, notice, {"armed-conflict": False}).effective
    delayed = run(HALF, START, notice, facts)
    assert usual is not None
    assert delayed.effective == max(usual, ended)
    assert delayed.settled


def test_an_extension_only_lengthens_and_an_agreement_only_shortens() -> None:
    clock = msgspec.structs.replace(
        YEAR,
        whole_last_day=True,
        provisos=(
            Proviso("extend", "extended-to", "Extended.", TEXT),
            Proviso("replace", "agreed", "Agreed.", TEXT),
        ),
    )
    notice, due = date(2017, 3, 29), date(2018, 3, 29)
    early, late = due - timedelta(days=90), due + timedelta(days=90)

    def free(**facts: date) -> date | None:
        named = {name.replace("_", "-"): day for name, day in facts.items()}
        return run(clock, START, notice, named).free_from

    assert free(extended_to=early) == due + timedelta(days=1)
    assert free(extended_to=late) == late + timedelta(days=1)
    assert free(agreed=late) == due + timedelta(days=1)
    assert free(agreed=early) == early
    assert free(extended_to=late, agreed=late + timedelta(days=1)) == late + timedelta(days=1)


def test_a_notice_too_late_for_a_term_waits_for_the_next() -> None:
    clock = Clock(
        "end-of-term",
        "",
        TEXT,
        notice=Period(1, "year"),
        term=Period(20, "year"),
        prolonged=Period(10, "year"),
    )
    start = date(1955, 6, 4)
    assert run(clock, start, date(1974, 6, 4), {}).effective == date(1975, 6, 4)
    assert run(clock, start, date(1974, 6, 5), {}).effective == date(1985, 6, 4)


def test_a_term_without_prolongation_ends_before_the_notice_does() -> None:
    clock = msgspec.structs.replace(YEAR, term=Period(15, "year"))
    assert run(clock, date(2011, 2, 5), date(2025, 12, 1), {}).effective == date(2026, 2, 5)


def test_without_a_period_the_notice_takes_effect_at_once() -> None:
    ran = run(Clock("notice", "", TEXT), START, date(2020, 1, 1), {})
    assert ran.effective == date(2020, 1, 1)


def test_without_a_clause_the_law_of_treaties_leaves_it_open() -> None:
    ran = run(Clock("none", "No clause.", TEXT), START, date(1965, 1, 20), {})
    assert (ran.may, ran.effective) == (None, None)
    assert [s.cite.article for s in ran.stages] == ["Art. 13", "Art. 54", "Art. 56"]
    assert ran.stages[-1].on == date(1966, 1, 20)


def test_by_consent_alone_there_is_no_notice() -> None:
    assert run(Clock("consent", "Both.", TEXT), START, date(2020, 1, 1), {}).may is False


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (
            {"weather": True},
            "fact 'weather' has no effect on the notice; its clause asks for",
        ),
        ({"armed-conflict": date(2020, 1, 1)}, "fact 'armed-conflict' is true or false"),
        ({"armed-conflict-ended": True}, "is a day such as 2020-01-31, got True"),
    ],
)
def test_facts_that_no_clause_asks_for_are_refused(
    facts: dict[str, bool | date], told: str
) -> None:
    with pytest.raises(FactError, match=told):
        run(HALF, START, date(2025, 6, 27), facts)
