"""`exercise`: the programme, what it is worth, what it reminds of, and every refusal."""

import sys
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from foedus.asking.declare import every
from foedus.asking.world import World
from foedus.errors import QuestionError
from foedus.model.answers import Section
from foedus.questions.forces.exercise.answer import ExerciseAnswer
from tests.questions.forces.quad import ASW, call, held, lesson, malabar

pytest.importorskip("ortools", reason="needs the extra optimise")
DAY = date(2025, 12, 1)


def ask(world: World, on: date = DAY, **changes: Any) -> ExerciseAnswer:
    answer: ExerciseAnswer = world.exercise(on=on, call=call(**changes))
    return answer


def table(answer: ExerciseAnswer, title: str) -> Section:
    return next(section for section in answer.sections() if section.title.startswith(title))


def test_the_programme_closes_what_can_be_closed(world: World) -> None:
    answer = ask(world)
    assert [p.id for p in answer.programme] == ["staff-26", "malabar-26", "malabar-27"]
    assert [(p.starts, p.cost) for p in answer.programme] == [
        (date(2026, 4, 1), Decimal(400_000)),
        (date(2026, 9, 1), Decimal(10_000_000)),
        (date(2027, 9, 1), Decimal(10_000_000)),
    ]
    assert answer.proven
    supply, hunt, strangers = answer.gaps
    assert (supply.before, supply.after, supply.through) == ((0, 0), (1000, 750), ("staff-26",))
    assert (hunt.before, hunt.after) == ((750, 500), (1000, 1000))
    assert strangers.after == (0, 0)
    assert "no candidate trains GBR-JPN maritime" in answer.notes
    assert answer.coverage == 5 * 1750 + 5 * 2000
    assert answer.coverage_most == 1000 * 2 * 11


def test_a_gap_says_what_it_rests_on(world: World) -> None:
    supply, hunt, strangers = (gap.because for gap in ask(world).gaps)
    assert [part.text for part in supply.parts] == [
        "Staff exercise is worth 75 % at the end of 2027"
    ]
    assert [part.verdict for part in hunt.parts] == [False, False, False, True]
    assert (strangers.verdict, strangers.text) == (False, "nothing trains it")


def test_who_hosted_lately_does_not_host_again(world: World) -> None:
    answer = ask(world)
    hosts = {p.id: p.host for p in answer.programme}
    assert hosts["staff-26"] == "JPN"
    assert "AUS" in hosts.values()
    assert {h.nation: h.before for h in answer.hosting} == {"AUS": 0, "IND": 1, "JPN": 0, "USA": 1}


def test_what_each_year_costs(world: World) -> None:
    first, second = ask(world).years
    assert (first.year, first.budget, first.spent) == (
        2026,
        Decimal(12_000_000),
        Decimal(10_400_000),
    )
    assert (second.exercises, second.spent) == (1, Decimal(10_000_000))


def test_without_the_money_an_exercise_is_left_out_and_the_answer_says_why(world: World) -> None:
    answer = ask(
        world, budgets=[{"year": 2026, "amount": 400_000}, {"year": 2027, "amount": 10_000_000}]
    )
    [left] = answer.left_out
    assert left.id == "malabar-26"
    assert left.reasons == ("it costs 10,000,000 and 0 is left for 2026",)


def test_who_has_never_trained_with_whom(world: World) -> None:
    answer = ask(world)
    pairs = {(p.one, p.other): p for p in answer.pairs}
    together = pairs["AUS", "IND"]
    assert (together.held, together.planned, together.last) == (3, 2, date(2025, 11, 19))
    assert (pairs["GBR", "JPN"].held, pairs["GBR", "JPN"].planned) == (0, 0)
    assert "GBR-JPN" in table(answer, "Still never together").rows[0].cells[0]
    matrix = table(answer, "Together")
    rows = {row.cells[0]: row.cells[1:] for row in matrix.rows}
    columns = matrix.columns[1:]
    assert rows["IND"][columns.index("JPN")] == "2+3"
    for one in columns:
        for other in columns:
            assert rows[one][columns.index(other)] == rows[other][columns.index(one)]


def test_candidates_that_cannot_both_be_held_clash(world: World) -> None:
    fixed = {"days": None, "starts": "2026-09-01", "ends": "2026-09-12", "host": "AUS"}
    answer = ask(
        world,
        candidates=[
            malabar("one", 2026, **fixed),
            malabar("two", 2026, **fixed, domains=["cyber"], objectives=[]),
        ],
        gaps=[
            {"nations": ["AUS", "IND"], "objective": ASW, "weight": 2},
            {"nations": ["AUS", "IND"], "domain": "cyber", "weight": 1},
        ],
        limits=[{"nation": "IND", "at_once": 1}],
    )
    [clash] = answer.candidate_clashes
    assert (clash.one, clash.other, clash.allowed) == ("one", "two", False)
    assert clash.nations == ("AUS", "IND", "JPN", "USA")
    assert answer.programme_clashes == ()
    [left] = answer.left_out
    assert left.reasons == (
        "it costs 10,000,000 and 2,000,000 is left for 2026",
        "IND is in two",
    )


def test_what_overlaps_within_the_limits_is_still_told(world: World) -> None:
    answer = ask(
        world,
        candidates=[
            malabar("one", 2026, days=91),
            malabar("two", 2026, days=91, domains=["cyber"], objectives=[]),
        ],
        gaps=[
            {"nations": ["AUS", "IND"], "objective": ASW, "weight": 2},
            {"nations": ["AUS", "IND"], "domain": "cyber", "weight": 1},
        ],
        budgets=[{"year": 2026, "amount": 99_000_000}, {"year": 2027, "amount": 0}],
    )
    [clash] = answer.programme_clashes
    assert clash.allowed
    assert "AUS, IND, JPN, USA" in table(answer, "Clashes").rows[0].cells


def test_an_open_lesson_shows_when_the_same_nations_plan_again(world: World) -> None:
    answer = ask(world, lessons=[lesson()])
    minded = {p.id: [r.lesson for r in p.lessons] for p in answer.programme}
    assert minded == {"staff-26": ["L-1"], "malabar-26": ["L-1"], "malabar-27": ["L-1"]}
    [row] = table(answer, "Lessons").rows
    assert row.cells[0] == "L-1"
    assert "due 2026-06-30" in row.cells[4]
    assert "overdue" not in row.cells[4]
    late = ask(world, on=date(2026, 7, 1), lessons=[lesson()])
    assert "overdue" in table(late, "Lessons").rows[0].cells[4]


def test_a_learned_lesson_or_one_of_other_nations_does_not(world: World) -> None:
    history = [held("bilateral", "2025-05-01", "2025-05-05", ["FRA", "GBR"], "FRA", ["boarding"])]
    others = lesson(exercise="bilateral", objective="boarding")
    learned = ask(world, lessons=[lesson(status="learned")])
    of_others = ask(world, lessons=[others], history=history)
    for answer in (learned, of_others):
        assert all(p.lessons == () for p in answer.programme)


def test_the_calendar_is_that_of_the_programme(world: World) -> None:
    answer = ask(world)
    entries = answer.calendar()
    assert [(e.starts, e.ends, e.summary) for e in entries] == [
        (p.starts, p.ends, p.name) for p in answer.programme
    ]
    assert len({e.uid for e in entries}) == 3


def test_the_activities_are_what_notify_takes(world: World) -> None:
    answer = ask(
        world, candidates=[malabar("one", 2026, personnel=9000, lat=60, lon=10, domains=["land"])]
    )
    [activity] = answer.activities
    given = msgspec.structs.asdict(activity)
    assert given == {
        "name": "Malabar 2026",
        "start": date(2026, 9, 1),
        "end": date(2026, 9, 11),
        "host": ("AUS",),
        "participants": ("AUS", "IND", "JPN", "USA"),
        "at": ("60.0,10.0",),
        "kind": ("land",),
        "troops": 9000,
    }
    if "notify" in every():
        assert world.notify(on=DAY, activities=[given]).question == "notify"


def test_what_is_not_in_the_field_is_no_activity(world: World) -> None:
    assert [activity.name for activity in ask(world).activities] == ["Malabar 2026", "Malabar 2027"]


def test_who_hosts_whom(world: World) -> None:
    guests = {(g.host, g.guest): (g.held, g.planned) for g in ask(world).guests}
    assert guests["USA", "IND"] == (1, 0)
    assert guests["AUS", "IND"] == (0, 2)
    assert guests["FRA", "GBR"] == (1, 0)
    assert ("GBR", "FRA") not in guests


def test_nothing_is_placed_before_the_day_asked_about(world: World) -> None:
    answer = ask(world, on=date(2026, 5, 10))
    assert answer.programme[0].starts == date(2026, 5, 10)
    assert any("2026-05-10" in note for note in answer.notes)


def test_the_evidence_is_cited_and_fades(world: World) -> None:
    answer = ask(world)
    assert [e.worth for e in answer.evidence] == [(500, 250), (750, 500), (750, 500)]
    assert str(table(answer, "Evidence").rows[0].cites[0]).startswith("malabar-24")


def test_without_the_solver_the_refusal_says_what_to_install(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "foedus.questions.forces.exercise.solve", raising=False)
    monkeypatch.setitem(sys.modules, "ortools.sat.python", None)
    with pytest.raises(QuestionError, match=r"foedus\[optimise\]"):
        ask(world)


def without(*keys: str) -> dict[str, Any]:
    kept = malabar("m", 2026)
    return {key: value for key, value in kept.items() if key not in keys}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"years": 4}, "must be at most 3"),
        ({"budgets": [{"year": 2026, "amount": 1}]}, "there is no budget for 2027"),
        (
            {"budgets": [{"year": y, "amount": 1} for y in (2026, 2027, 2028)]},
            "there is a budget for 2028, which the programme does not cover",
        ),
        ({"budgets": [{"year": 2026, "amount": -1}]}, "must be at least 0"),
        ({"candidates": []}, "candidates must not be empty"),
        ({"candidates": [malabar("m", 2026)] * 2}, "candidates: m is listed twice"),
        (
            {"candidates": [malabar("m", 2026, days=100)]},
            "m takes 100 days and its window has only",
        ),
        ({"candidates": [malabar("m", 2026, ends="2026-09-01")]}, "m ends on 2026-09-01"),
        ({"candidates": [malabar("m", 2026, host="GBR")]}, "m is hosted by GBR, which does not"),
        ({"candidates": [malabar("m", 2026, participants=["AUS", "Australia"])]}, "nation twice"),
        ({"candidates": [malabar("m", 2026, participants=["Xyzzyx"])]}, "Xyzzyx"),
        ({"candidates": [malabar("m", 2026, lat=10)]}, "both lat and lon"),
        ({"candidates": [malabar("m", 2026, domains=["sea"])]}, "'land'"),
        ({"candidates": [malabar("m", 2026, domains=[], objectives=[])]}, "trains nothing"),
        ({"candidates": [without("cost_per_participant")]}, "m needs a cost"),
        ({"candidates": [without("host")]}, "host is missing"),
        ({"gaps": [{"nations": ["AUS"], "weight": 1}]}, "a domain or an objective"),
        ({"gaps": [{"nations": ["AUS"], "domain": "air", "weight": 0}]}, "must be at least"),
        ({"gaps": [{"nations": ["AUS", "AUS"], "domain": "air", "weight": 1}]}, "nation twice"),
        (
            {
                "gaps": [
                    {"nations": [n], "domain": "air", "weight": 1} for n in ("AUS", "Australia")
                ]
            },
            "gaps: AUS, air is listed twice",
        ),
        ({"limits": [{"nation": "AUS"}]}, "a limit needs a_year or at_once"),
        ({"blackouts": [{"starts": "2026-05-02", "ends": "2026-05-02"}]}, "a blackout ends on"),
        ({"history": [held("h", "2025-12-02", "2025-12-04", ["AUS"], "AUS", [])]}, "after 2025"),
        ({"lessons": [lesson(exercise="rimpac")]}, "'rimpac', which is not in the history"),
        ({"lessons": [lesson(objective="boarding")]}, "which malabar-25 did not train"),
        ({"lessons": [lesson(owner="")]}, "lesson L-1 is endorsed and has no owner"),
        ({"lessons": [lesson(conclusion="")]}, "lesson L-1 is endorsed and has no conclusion"),
        ({"colour": "blue"}, "there is no input 'call.colour'"),
        ({"year": 2020, "budgets": [{"year": y, "amount": 1} for y in (2020, 2021)]}, "ended with"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(
    world: World, changes: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(QuestionError) as refused:
        ask(world, **changes)
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)
