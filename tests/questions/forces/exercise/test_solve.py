"""The programme is the best that keeps to the call, and the checker agrees."""

from datetime import date, timedelta
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.questions.forces.exercise.call import Blackout, Budget, NationLimit
from foedus.questions.forces.exercise.check import faults
from foedus.questions.forces.exercise.problem import (
    Option,
    Placement,
    ProgrammeProblem,
    Want,
    distance_km,
)
from foedus.questions.forces.exercise.solution import ProgrammeSolution, Proof
from foedus.questions.forces.exercise.solve import solve
from tests.questions.forces.exercise.made_up import aims, problems, programmes

pytest.importorskip("ortools", reason="needs the extra optimise")
DAY = date(2026, 3, 2)


def option(number: int, **changes: object) -> Option:
    base = Option(
        id=f"E{number}",
        name=f"Exercise {number}",
        kind="live",
        participants=("AUS", "JPN"),
        hosts=("AUS",),
        domains=("air",),
        objectives=(),
        units=(),
        cost=Decimal(10),
        days=5,
        starts=DAY,
        ends=DAY + timedelta(days=5),
    )
    changed: Option = msgspec.structs.replace(base, **changes)
    return changed


def problem(*options: Option, **changes: object) -> ProgrammeProblem:
    base = ProgrammeProblem(
        first=date(2026, 1, 1),
        years=(2026,),
        fades=3,
        options=options,
        wants=(Want(("AUS", "JPN"), "air", 1), Want(("AUS", "JPN"), "land", 1)),
        budgets=(Budget(year=2026, amount=Decimal(100)),),
    )
    changed: ProgrammeProblem = msgspec.structs.replace(base, **changes)
    return changed


def chosen(found: ProgrammeSolution) -> list[str]:
    return [placement.option for placement in found.plan]


@given(problems())
def test_a_programme_keeps_to_the_call_and_none_is_better(made_up: ProgrammeProblem) -> None:
    found = solve(made_up)
    assert list(faults(made_up, found.plan)) == []
    assert all(proof.proven for proof in found.proofs)
    assert aims(made_up, found.plan) == min(aims(made_up, plan) for plan in programmes(made_up))


@settings(max_examples=25)
@given(problems(most=8), st.integers(1, 1000))
def test_more_money_never_lowers_the_coverage(made_up: ProgrammeProblem, more: int) -> None:
    budgets = tuple(Budget(year=b.year, amount=b.amount + more) for b in made_up.budgets)
    richer = msgspec.structs.replace(made_up, budgets=budgets)
    assert richer.coverage(solve(richer).plan) >= made_up.coverage(solve(made_up).plan)


@settings(max_examples=10)
@given(problems(most=8))
def test_the_same_call_gives_the_same_programme(made_up: ProgrammeProblem) -> None:
    assert solve(made_up) == solve(made_up)


def test_between_equals_the_order_of_the_call_decides() -> None:
    """Two hosts, and two exercises that cannot run at once, with nothing to choose between them."""
    wide = {"ends": DAY + timedelta(days=10), "hosts": ("JPN", "AUS"), "units": ("A",)}
    first, second = option(1, **wide), option(2, **wide, domains=("land",))
    for one, other in ((first, second), (second, first)):
        found = solve(problem(one, other))
        assert chosen(found) == [one.id, other.id]
        assert [placement.host for placement in found.plan] == ["JPN", "AUS"]


def test_an_exercise_that_closes_nothing_is_not_held() -> None:
    assert chosen(solve(problem(option(1), option(2, starts=DAY + timedelta(days=9))))) == ["E1"]


def test_hosting_is_spread_before_money_is_saved() -> None:
    cheap = option(1)
    dear = option(2, hosts=("AUS", "JPN"), domains=("land",), cost=Decimal(50))
    found = solve(problem(cheap, dear))
    assert sorted(placement.host for placement in found.plan) == ["AUS", "JPN"]


def test_what_was_hosted_before_counts() -> None:
    from foedus.questions.forces.exercise.call import Held

    hosted = Held(
        id="h",
        name="Before",
        starts=date(2025, 5, 1),
        ends=date(2025, 5, 9),
        participants=["AUS", "JPN"],
        host="AUS",
        domains=["space"],
    )
    found = solve(problem(option(1, hosts=("AUS", "JPN")), history=(hosted,)))
    assert [placement.host for placement in found.plan] == ["JPN"]


def test_a_window_that_a_blackout_closes_is_not_used() -> None:
    closed = Blackout(starts=DAY + timedelta(days=2), ends=DAY + timedelta(days=3), nation="JPN")
    assert chosen(solve(problem(option(1), blackouts=(closed,)))) == []
    other = Blackout(starts=closed.starts, ends=closed.ends, nation="USA")
    assert chosen(solve(problem(option(1), blackouts=(other,)))) == ["E1"]


def test_an_exercise_begins_as_early_as_it_can_after_a_blackout() -> None:
    wide = option(1, ends=DAY + timedelta(days=30))
    closed = Blackout(starts=DAY, ends=DAY + timedelta(days=7))
    assert solve(problem(wide, blackouts=(closed,))).plan[0].starts == closed.ends


def test_training_of_the_first_year_fades_in_the_second() -> None:
    two = problem(
        option(1),
        years=(2026, 2027),
        budgets=(Budget(year=2026, amount=10), Budget(year=2027, amount=0)),
    )
    found = solve(two)
    assert two.levels(found.plan, two.wants[0]) == (1000, 666)
    assert two.levels(found.plan, two.wants[1]) == (0, 0)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"budgets": (Budget(year=2026, amount=15),)}, "2026 costs 20; its budget is 15"),
        (
            {"limits": (NationLimit(nation="JPN", a_year=1),)},
            "JPN takes part in 2 exercises in 2026",
        ),
        ({"limits": (NationLimit(at_once=1),)}, "AUS takes part in 2 exercises at once; at most 1"),
        ({"at_once": 1}, "2 exercises at once; at most 1"),
        ({"hostings": 1}, "AUS hosts 2 exercises; at most 1"),
        (
            {"blackouts": (Blackout(starts=DAY, ends=DAY + timedelta(days=1)),)},
            "E1 is held on 2026-03-02, in a blackout of all",
        ),
        ({"first": DAY + timedelta(days=1)}, "E1 begins before 2026-03-03"),
    ],
)
def test_the_checker_finds_what_is_wrong(change: dict[str, object], fault: str) -> None:
    both = problem(option(1), option(2), **change)
    plan = [Placement(DAY, DAY + timedelta(days=5), name, "AUS") for name in ("E1", "E2")]
    assert any(fault in found for found in faults(both, plan))
    assert list(faults(both, solve(both).plan)) == []


@pytest.mark.parametrize(
    ("placement", "fault"),
    [
        (Placement(DAY, DAY + timedelta(days=4), "E1", "AUS"), "E1 takes 5 days"),
        (
            Placement(DAY + timedelta(days=1), DAY + timedelta(days=6), "E1", "AUS"),
            "E1 is outside its window",
        ),
        (Placement(DAY, DAY + timedelta(days=5), "E1", "JPN"), "E1 cannot be hosted by JPN"),
        (Placement(DAY, DAY + timedelta(days=5), "E9", "AUS"), "E9 is not a candidate"),
    ],
)
def test_the_checker_knows_the_candidates(placement: Placement, fault: str) -> None:
    assert fault in list(faults(problem(option(1)), [placement]))


def test_one_unit_and_one_place_are_not_used_twice_at_once() -> None:
    unit = problem(option(1, units=("A",)), option(2, units=("A",), domains=("land",)))
    place = problem(option(1, place="Range"), option(2, place="range", domains=("land",)))
    near = problem(
        option(1, at=(60.0, 10.0)), option(2, at=(60.1, 10.0), domains=("land",)), apart_km=20
    )
    for one in (unit, place, near):
        plan = [Placement(DAY, DAY + timedelta(days=5), name, "AUS") for name in ("E1", "E2")]
        assert len(list(faults(one, plan))) == 1
        assert len(solve(one).plan) == 1
    apart = msgspec.structs.replace(near, apart_km=5)
    assert len(solve(apart).plan) == 2


def test_a_degree_of_latitude() -> None:
    assert distance_km((0, 0), (1, 0)) == pytest.approx(111.2, abs=0.1)


def test_a_call_that_nothing_can_meet_gives_an_empty_programme() -> None:
    found = solve(problem(option(1), first=date(2026, 6, 1)))
    assert found.plan == ()
    assert all(proof.proven for proof in found.proofs)


def test_a_search_that_is_stopped_keeps_to_the_call_and_claims_nothing() -> None:
    days = [DAY + timedelta(days=day) for day in range(0, 90, 3)]
    many = problem(
        *(
            option(number, starts=day, ends=day + timedelta(days=30), cost=Decimal(number % 7 + 1))
            for number, day in enumerate(days)
        ),
        limits=(NationLimit(at_once=1),),
    )
    found = solve(many, effort=1e-9)
    assert list(faults(many, found.plan)) == []
    assert not all(proof.proven for proof in found.proofs)
    assert any("not proven" in note for note in found.notes())


def test_what_is_not_proven_says_how_far_it_may_be_from_the_best() -> None:
    open_ended = ProgrammeSolution((), (Proof("coverage", 90, 100), Proof("cost", 5, 5)))
    assert list(open_ended.notes()) == ["the coverage is within 10.0 % of the best; not proven"]
