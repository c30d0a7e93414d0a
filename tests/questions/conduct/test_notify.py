"""`notify`: duties of activities, thresholds, deadlines and refusals."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.asking.world import World
from foedus.errors import QuestionError
from foedus.questions.conduct.notify.answer import Due, NotifyAnswer

ZAPAD: dict[str, Any] = {
    "name": "Zapad-2017",
    "start": date(2017, 9, 14),
    "end": date(2017, 9, 20),
    "host": ["BLR", "RUS"],
    "at": ["Belarus"],
    "contingents": {"BLR": 7200, "RUS": 5500},
    "tanks": 250,
    "acv": 231,
    "artillery": 241,
}
AHEAD = "vienna-document/art-40-1-1"
OBSERVED = "vienna-document/art-47-4"


def ask(world: World, on: date = date(2017, 7, 20), **inputs: Any) -> NotifyAnswer:
    answer: NotifyAnswer = world.notify(on=on, **inputs)
    return answer


def one(group: tuple[Due, ...], provision: str) -> Due:
    [found] = [due for due in group if due.provision == provision]
    return found


def test_zapad_2017_was_notifiable_and_not_open_to_observers(world: World) -> None:
    answer = ask(world, **ZAPAD)
    due = one(answer.due, AHEAD)
    assert due.deadline == date(2017, 8, 3)
    assert due.standing_text == "in 14 days"
    assert due.owed_by == ("BLR", "RUS")
    assert due.addressee == "all other participating States"
    assert due.reached == (
        "12,700 troops, threshold 9,000",
        "250 battle tanks, threshold 250",
    )
    short = one(answer.not_due, OBSERVED).short
    assert "12,700 troops, 300 short of 13,000" in short
    assert "241 artillery pieces, 9 short of 250" in short


def test_a_day_that_is_past_is_flagged(world: World) -> None:
    due = one(ask(world, date(2017, 9, 1), **ZAPAD).due, AHEAD)
    assert (due.standing, due.days) == ("overdue", 29)


@pytest.mark.parametrize(
    ("told", "standing", "days"),
    [(date(2017, 8, 3), "in time", 0), (date(2017, 8, 5), "late", 2)],
)
def test_a_notification_that_was_made_is_held_to_its_day(
    world: World, told: date, standing: str, days: int
) -> None:
    due = one(ask(world, date(2017, 9, 1), **ZAPAD, notified=told).due, AHEAD)
    assert (due.standing, due.days) == (standing, days)


def test_what_is_not_known_leaves_it_open(world: World) -> None:
    answer = ask(world, start=date(2017, 9, 14), host=["BLR"], troops=8_000)
    assert one(answer.undetermined, AHEAD).settles == (
        "the number of battle tanks",
        "the number of armoured combat vehicles",
        "the number of artillery pieces",
        "the level of formation (`structure`)",
    )


def test_less_than_two_brigades_is_not_notifiable(world: World) -> None:
    answer = ask(world, **ZAPAD, structure="smaller")
    [why] = one(answer.not_due, AHEAD).short
    assert why.startswith("it is organised in less than two brigades or regiments, not in")


def test_a_contingent_that_reaches_the_threshold_owes_too(world: World) -> None:
    given = {**ZAPAD, "host": ["BLR"], "contingents": {"RUS": 9_000, "BLR": 3_000}}
    assert one(ask(world, **given).due, AHEAD).owed_by == ("BLR", "RUS")


def test_an_alert_is_told_when_it_begins_and_observed_after_three_days(world: World) -> None:
    start = date(2014, 2, 26)
    given = {"start": start, "host": ["RUS"], "at": ["Smolensk"], "troops": 150_000, "snap": True}
    lasting = ask(world, start, **given, end=date(2014, 3, 3))
    assert one(lasting.due, "vienna-document/art-41").deadline == start
    assert one(lasting.due, OBSERVED).deadline == start + timedelta(days=3)
    assert one(lasting.not_due, AHEAD).short == (
        "it is carried out without advance notice to the troops",
    )
    unsure = ask(world, start, **given, end=date(2014, 3, 1))
    assert one(unsure.undetermined, OBSERVED).settles == ("how many hours it lasts",)
    short = ask(world, start, **given, end=date(2014, 3, 1), hours=72)
    assert one(short.not_due, OBSERVED).short == ("it lasts no more than 72 hours",)


def test_east_of_the_urals_nothing_is_due(world: World) -> None:
    answer = ask(world, start=date(2018, 9, 11), host=["RUS"], at=["Chita"], troops=300_000)
    assert not answer.due
    assert not answer.undetermined
    assert one(answer.not_due, AHEAD).short == (
        "Chita lies outside the zone of application of the Vienna Document",
    )


def test_a_point_serves_as_a_place(world: World) -> None:
    answer = ask(world, start=date(2018, 9, 11), at=["54.8,32.0"], troops=20_000)
    assert one(answer.due, AHEAD).owed_by == ("RUS",)
    assert "assumed from the place: hosted by RUS" in answer.notes[0]


def test_where_no_place_is_named_the_answer_says_what_it_takes_for_granted(world: World) -> None:
    answer = ask(world, start=date(2018, 9, 11), troops=20_000)
    assert one(answer.due, AHEAD).owed_by == ()
    assert "assumed: it takes place in the zone" in answer.notes[0]


def test_no_measures_bind_a_state_outside(world: World) -> None:
    answer = ask(world, start=date(2018, 9, 11), host=["BRA"], troops=20_000)
    assert answer.lead.startswith("No measures in the catalogue bound")


def test_the_reply_on_unusual_activities_is_due_to_the_minute(world: World) -> None:
    answer = ask(world, date(2022, 2, 12), host=["RUS"], requested="2022-02-11T12:00+01:00")
    [due] = answer.due
    assert str(due.moment) == "2022-02-13 12:00:00+01:00"


def test_very_large_activities_are_counted_over_three_years(world: World) -> None:
    def held(*years: int) -> bool | None:
        activities = [
            {"name": str(y), "start": date(y, 6, 1), "host": ["NOR"], "troops": 50_000}
            for y in years
        ]
        answer = ask(world, activities=activities)
        [tally] = [t for t in answer.limits if t.provision == "vienna-document/art-67-1"]
        return tally.verdict

    assert held(2015, 2018) is True
    assert held(2016, 2018) is False


def test_a_count_stays_open_where_an_activity_may_belong_to_it(world: World) -> None:
    activities = [
        {"start": date(2016, m, 1), "name": str(m), "host": ["NOR"], "troops": 50_000 if m == 5
         else 12_000}
        for m in (5, 8)
    ]  # fmt: skip
    answer = ask(world, activities=activities)
    [tally] = [t for t in answer.limits if t.provision == "vienna-document/art-67-1"]
    assert (tally.counted, tally.unsure, tally.verdict) == (("5",), ("8",), None)
    assert "8: the number of battle tanks" in tally.settles


def test_the_calendar_has_each_deadline(world: World) -> None:
    answer = ask(world, **ZAPAD)
    entries = {entry.summary: entry.starts for entry in answer.calendar()}
    assert entries["Notification of land activities: Zapad-2017"] == date(2017, 8, 3)
    assert entries["Annual exchange of military information"] == date(2017, 12, 15)
    assert len({entry.uid for entry in answer.calendar()}) == len(answer.calendar())


def test_the_answer_shows_what_is_due_what_is_open_and_what_is_not(world: World) -> None:
    titles = [section.title for section in ask(world, **ZAPAD).sections()]
    assert titles == [
        "Due",
        "Not settled",
        "Not due",
        "Limits on activities",
        "Due whatever the activity",
    ]


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"end": date(2017, 9, 1)}, "it ends on 2017-09-01, before it starts on 2017-09-14"),
        ({"start": None}, "start is missing"),
        ({"troops": 12_000}, "the contingents are 12,700 troops, more than 12,000"),
        ({"landing_troops": 13_000}, "13,000 troops land, more than the 12,700 in all"),
        ({"tanks": -1}, "tanks must be at least 0, got -1"),
        ({"host": ["Xyzzyx"]}, "no state is called 'Xyzzyx'"),
        ({"at": ["Xyzzyx"]}, "no place 'Xyzzyx' is in the gazetteer"),
        ({"at": ["91,0"]}, "is not a latitude and a longitude"),
        ({"hours": 200}, "200 hours do not fit into 7 days"),
        ({"framework": "nato"}, "nato has no measures about military activities"),
        ({"framework": "no-such"}, "no framework is called 'no-such'"),
        ({"activities": [{"start": date(2017, 1, 1)}]}, "give either one activity or"),
    ],
)
def test_nonsense_is_refused_in_one_sentence(
    world: World, changed: dict[str, Any], fault: str
) -> None:
    with pytest.raises(QuestionError) as refused:
        ask(world, **{**ZAPAD, **changed})
    assert fault in str(refused.value)


def test_an_activity_that_stands_twice_is_refused(world: World) -> None:
    with pytest.raises(QuestionError, match=r"activities\[1\]: Zapad-2017 is listed twice"):
        ask(world, activities=[ZAPAD, ZAPAD])


def test_a_place_that_no_host_holds_is_noted(world: World) -> None:
    answer = ask(world, **{**ZAPAD, "at": ["Warsaw"]})
    assert any("Warsaw was held by POL that day" in note for note in answer.notes)


QUANTITIES = ("troops", "tanks", "acv", "artillery", "sorties", "landing_troops")
NUMBERS = st.fixed_dictionaries(
    {name: st.integers(0, 60_000 if "troops" in name else 1_200) for name in QUANTITIES}
)


@given(
    NUMBERS,
    st.sampled_from(QUANTITIES),
    st.integers(1, 20_000),
    st.sampled_from(["land", "amphibious", "transfer"]),
    st.booleans(),
    st.sampled_from([1991, 1993, 1998, 2017]),
)
def test_raising_a_quantity_never_removes_a_duty(
    world: World, numbers: dict[str, int], raised: str, by: int, kind: str, snap: bool, year: int
) -> None:
    numbers = {**numbers, "landing_troops": min(numbers["landing_troops"], numbers["troops"])}
    more = {**numbers, raised: numbers[raised] + by}
    more["troops"] = max(more["troops"], more["landing_troops"])
    given: dict[str, Any] = {
        "start": date(year, 9, 1),
        "end": date(year, 9, 9),
        "host": ["DEU"],
        "snap": snap,
    }
    before = {d.provision for d in ask(world, **{**given, "kind": [kind], **numbers}).due}
    after = {d.provision for d in ask(world, **{**given, "kind": [kind], **more}).due}
    assert before <= after


@given(NUMBERS, st.sets(st.sampled_from(QUANTITIES)))
def test_what_is_settled_with_less_known_stays_so_with_more(
    world: World, numbers: dict[str, int], unknown: set[str]
) -> None:
    numbers = {**numbers, "landing_troops": min(numbers["landing_troops"], numbers["troops"])}
    given: dict[str, Any] = {
        "start": date(2017, 9, 1),
        "host": ["DEU"],
        "kind": ["land", "amphibious"],
    }
    given |= {"structure": "division"}
    known = {q: n for q, n in numbers.items() if q not in unknown}
    less = ask(world, **{**given, **known})
    full = ask(world, **{**given, **numbers})
    assert {d.provision for d in less.due} <= {d.provision for d in full.due}
    assert {d.provision for d in less.not_due} <= {d.provision for d in full.not_due}
    assert not full.undetermined
