"""`msel`: what holds a master events list together, what is overdue, and the lessons' traces."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from foedus.asking.world import World
from foedus.errors import QuestionError
from foedus.questions.forces.msel.answer import MselAnswer

DAY = date(2026, 3, 3)


def inject(identifier: str, at: str, **changes: Any) -> dict[str, Any]:
    return {
        "id": identifier,
        "at": at,
        "from": "coastguard",
        "to": ["frigate"],
        "means": "radio",
        "text": "Unknown vessel over the cable",
        "expected": "Report and shadow",
        "objectives": ["O1"],
        **changes,
    }


def events(**changes: Any) -> dict[str, Any]:
    return {
        "exercise": "cable-watch",
        "name": "Cable Watch",
        "starts": "2026-03-02T06:00:00Z",
        "ends": "2026-03-05T18:00:00Z",
        "objectives": [{"id": "O1", "text": "Report"}, {"id": "O2", "text": "Hand over"}],
        "players": [
            {"id": "frigate", "name": "The frigate", "nation": "NOR"},
            {"id": "staff", "name": "The staff", "nation": "JEF"},
        ],
        "injects": [
            inject("1", "2026-03-02T08:00:00+01:00", due="2026-03-02T10:00:00+01:00"),
            inject("2", "2026-03-03T09:00:00Z", to=["staff"], objectives=["O2"], after=["1"]),
        ],
        **changes,
    }


def observation(**changes: Any) -> dict[str, Any]:
    return {
        "id": "B1",
        "at": "2026-03-02T08:00:00Z",
        "observer": "Observer 4",
        "player": "frigate",
        "objective": "O1",
        "inject": "1",
        "text": "The report took two hours; 30 minutes were expected",
        "rating": "partly met",
        **changes,
    }


def lesson(**changes: Any) -> dict[str, Any]:
    return {
        "id": "L1",
        "exercise": "cable-watch",
        "objective": "O1",
        "observation": "Reports were late",
        "discussion": "The frigate had no coastguard channel",
        "conclusion": "Reports need the channel",
        "recommendation": "Fit the channel",
        "owner": "the navy staff",
        "status": "endorsed",
        "due": "2026-02-01",
        **changes,
    }


def ask(world: World, on: date = DAY, at: str | None = None, **changes: Any) -> MselAnswer:
    return world.msel(on=on, events=events(**changes), at=at)


def test_a_list_that_holds_together(world: World) -> None:
    answer = ask(world)
    assert answer.sound
    assert [(day.day, [s.id for s in day.injects]) for day in answer.days] == [
        (date(2026, 3, 2), ["1"]),
        (date(2026, 3, 3), ["2"]),
    ]
    assert answer.lead.startswith("It holds together")


@pytest.mark.parametrize(
    ("changes", "where", "what"),
    [
        (
            {"injects": [inject("1", "2026-03-02T08:00:00Z", to=["frigate", "staff"])]},
            "O2",
            "no inject trains",
        ),
        (
            {"injects": [inject("1", "2026-03-02T08:00:00Z", objectives=["O1", "O2"])]},
            "staff",
            "gets no inject",
        ),
        ({"ends": "2026-03-03T09:00:00Z"}, "2", "outside the exercise"),
        (
            {"injects": [inject("1", "2026-03-02T08:00:00Z", to=["admiral"])]},
            "1",
            "names 'admiral', which is not among the players",
        ),
        (
            {"injects": [inject("1", "2026-03-02T08:00:00Z", after=["9"])]},
            "1",
            "names '9', which is not among the injects",
        ),
        (
            {
                "injects": [
                    inject("1", "2026-03-02T08:00:00Z", after=["2"]),
                    inject("2", "2026-03-02T09:00:00Z"),
                ]
            },
            "1",
            "comes after 2, which is given later",
        ),
        (
            {
                "injects": [
                    inject("1", "2026-03-02T08:00:00Z", after=["2"]),
                    inject("2", "2026-03-02T08:00:00Z", after=["1"]),
                ]
            },
            "2",
            "waits for itself",
        ),
        (
            {
                "injects": [
                    inject("1", "2026-03-02T08:00:00Z"),
                    inject("2", "2026-03-02T09:00:00Z", after=["1"], given="2026-03-02T09:00:00Z"),
                ]
            },
            "2",
            "was given, and 1, which comes before, was not",
        ),
        (
            {"observations": [observation(at="2026-03-01T08:00:00Z")]},
            "B1",
            "before the exercise began",
        ),
        ({"observations": [observation(inject="7")]}, "B1", "names '7'"),
        ({"lessons": [lesson()]}, "L1", "rests on no observation of the objective O1"),
        ({"lessons": [lesson(exercise="other")]}, "L1", "is a lesson of other"),
        ({"lessons": [lesson(objective="O9")]}, "L1", "names 'O9'"),
    ],
)
def test_a_fault_is_found_and_named(
    world: World, changes: dict[str, Any], where: str, what: str
) -> None:
    answer = ask(world, **changes)
    assert not answer.sound
    assert any(fault.where == where and what in fault.what for fault in answer.faults)


def test_what_is_overdue(world: World) -> None:
    due = {"due": "2026-03-02T09:00:00Z"}

    def state(at: str, **changes: Any) -> str:
        only = inject("1", "2026-03-02T08:00:00Z", **{**due, **changes})
        answer = ask(world, date(2026, 3, 2), at, injects=[only])
        assert answer.overdue == (("1",) if answer.days[0].injects[0].state == "overdue" else ())
        return answer.days[0].injects[0].state

    given = {"given": "2026-03-02T08:00:00Z"}
    done = {**given, "done": "2026-03-02T08:50:00Z"}
    assert state("2026-03-02T08:00:00Z") == "to come"
    assert state("2026-03-02T08:01:00Z") == "overdue"
    assert state("2026-03-02T09:00:00Z", **given) == "given"
    assert state("2026-03-02T09:00:01Z", **given) == "overdue"
    assert state("2026-03-02T23:00:00Z", **given, due=None) == "given"
    assert state("2026-03-02T08:49:00Z", **done) == "given"
    assert state("2026-03-02T23:00:00Z", **done) == "done"
    assert state("2026-03-02T23:00:00Z", **done, due="2026-03-02T08:49:00Z") == "done late"


def test_without_a_moment_the_whole_day_has_passed(world: World) -> None:
    late = inject("1", "2026-03-02T23:59:00Z", to=["frigate", "staff"], objectives=["O1", "O2"])
    assert ask(world, date(2026, 3, 1), injects=[late]).overdue == ()
    assert ask(world, date(2026, 3, 2), injects=[late]).overdue == ("1",)


def test_a_lesson_is_traced_to_what_was_seen(world: World) -> None:
    answer = ask(world, observations=[observation()], lessons=[lesson()])
    assert answer.sound
    [state] = answer.lessons
    assert (state.exercise, state.objective, state.rests_on) == ("cable-watch", "O1", ("B1",))
    assert state.overdue
    first, second = answer.objectives
    assert (first.injects, first.ratings, first.lessons) == (("1",), ("partly met",), ("L1",))
    assert (second.ratings, second.lessons) == ((), ())
    shown = next(s for s in answer.sections() if s.title == "Lessons")
    assert [row.cells[2] for row in shown.rows] == [
        "observation",
        "discussion",
        "conclusion",
        "recommendation",
    ]


def test_the_calendar_is_in_utc(world: World) -> None:
    first, second = ask(world).calendar()
    assert first.starts == datetime(2026, 3, 2, 7, tzinfo=UTC)
    assert first.ends == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert second.ends is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ends": "2026-03-01T00:00:00Z"}, "the exercise ends before it starts"),
        ({"starts": "2026-03-02T06:00:00"}, "has no time zone"),
        ({"injects": []}, "injects must not be empty"),
        ({"injects": [inject("1", "2026-03-02T08:00:00Z")] * 2}, "injects: 1 is listed twice"),
        (
            {"injects": [inject("1", "2026-03-02T08:00:00Z", due="2026-03-02T07:00:00Z")]},
            "inject 1 is due before it is given",
        ),
        (
            {"injects": [inject("1", "2026-03-02T08:00:00Z", done="2026-03-02T08:00:00Z")]},
            "no time at which it was given",
        ),
        ({"observations": [observation(rating="good")]}, "'met'"),
        ({"lessons": [lesson(status="closed")]}, "'learned'"),
        ({"at": "2026-03-09T00:00:00Z"}, "is not on 2026-03-03"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(
    world: World, changes: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(QuestionError) as refused:
        ask(world, **changes)
    assert sentence in str(refused.value)
