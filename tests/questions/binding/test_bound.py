"""Obligations of a day: between two states, or of one towards all."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.asking.world import World
from foedus.errors import QuestionError
from foedus.questions.binding.bound.question import BoundAnswer, Obligation
from tests.language import made_up

STATES = ("USA", "GBR", "FRA", "DEU", "RUS", "SUN", "TUR", "AUS", "NZL", "JPN", "CUB", "C-AUH")
PAIRS = st.lists(st.sampled_from(STATES), min_size=2, max_size=2, unique=True)


def ask(world: World, on: date, *states: str) -> BoundAnswer:
    answer = world.ask("bound", on=on, states=list(states))
    assert isinstance(answer, BoundAnswer)
    return answer


def find(found: tuple[Obligation, ...], provision: str) -> Obligation:
    [obligation] = [o for o in found if o.provision == provision]
    return obligation


def test_what_ties_two_allies(world: World) -> None:
    answer = ask(world, date(2026, 1, 1), "POL", "USA")
    assert {"assist", "consult", "defend"} <= set(answer.effects)
    strongest = answer.obligations[0]
    assert (strongest.provision, strongest.strength) == ("nato/art-5", 3)
    assert strongest.strength_words == "assist by such action as it deems necessary"
    assert strongest.binding


@pytest.mark.parametrize(
    ("one", "other", "provision"),
    [("JPN", "KOR", "us-jpn/art-4"), ("USA", "RUS", "us-jpn/art-4"), ("USA", "GUY", "rio/art-6")],
)
def test_a_state_outside_is_owed_no_consultation(
    world: World, one: str, other: str, provision: str
) -> None:
    """The parties consult one another about it: a duty of help may protect it, that one not."""
    answer = ask(world, date(2026, 1, 1), one, other)
    assert answer.obligations
    assert provision not in {o.provision for o in answer.obligations}


def test_parties_owe_one_another_consultation_about_others(world: World) -> None:
    assert find(ask(world, date(2026, 1, 1), "JPN", "USA").obligations, "us-jpn/art-4").mutual
    assert find(ask(world, date(2026, 1, 1), "ARG", "USA").obligations, "rio/art-6").mutual


def test_the_day_before_accession_no_alliance_ties_them(world: World) -> None:
    before, after = (ask(world, date(1999, 3, day), "POL", "USA") for day in (11, 12))
    assert "nato/art-5" not in {o.provision for o in before.obligations}
    assert "nato/art-5" in {o.provision for o in after.obligations}


def test_a_neutral_is_bound_by_the_charter_and_by_no_alliance(world: World) -> None:
    answer = ask(world, date(2024, 1, 1), "AUT", "USA")
    assert "refrain" in answer.effects
    assert not {"assist", "defend"} & set(answer.effects)


def test_a_suspended_leg_is_listed_apart_with_the_reason(world: World) -> None:
    answer = ask(world, date(1990, 1, 1), "USA", "NZL")
    assert "anzus/art-4" not in {o.provision for o in answer.obligations}
    assert "suspended its security obligations" in find(answer.suspended, "anzus/art-4").suspended
    with_australia = ask(world, date(1990, 1, 1), "AUS", "NZL")
    assert find(with_australia.obligations, "anzus/art-4").binding


def test_contested_parties_are_named(world: World) -> None:
    answer = ask(world, date(1970, 1, 1), "CUB", "USA")
    assert "CUB" in find(answer.obligations, "rio/art-3").contested


def test_duties_that_could_collide_are_named(world: World) -> None:
    """Bismarck's two promises: to help Austria against Russia, and neutrality to Russia."""
    tensions = ask(world, date(1888, 1, 1), "DEU").tensions
    assert any(
        t.second == "reinsurance-1887/art-1" and "help to C-AUH, were RUS to attack it" in t.says
        for t in tensions
    )


def test_one_state_is_asked_for_all_it_owes_and_is_owed(world: World) -> None:
    """Belgium was protected by the Powers in 1914, and owed none of them help."""
    answer = ask(world, date(1914, 7, 1), "BEL")
    help_owed = [o for o in answer.obligations if "assist" in o.duties]
    assert help_owed
    assert all("BEL" in o.owed_to and "BEL" not in o.owed_by for o in help_owed)
    assert {"GBR", "FRA", "DEU"} <= {state for o in help_owed for state in o.owed_by}


@given(PAIRS, st.dates(made_up.FIRST, made_up.LAST))
def test_a_bond_is_the_same_from_both_ends(world: World, pair: list[str], on: date) -> None:
    there, back = ask(world, on, *pair), ask(world, on, *reversed(pair))
    assert {o.provision for o in there.obligations} == {o.provision for o in back.obligations}
    assert {o.provision for o in there.suspended} == {o.provision for o in back.suspended}
    for obligation in there.obligations:
        assert {*obligation.owed_by, *obligation.owed_to} == set(pair)
        assert obligation.cite.article


@given(PAIRS, st.dates(made_up.FIRST, made_up.LAST))
def test_what_ties_two_is_among_what_ties_one_to_all(
    world: World, pair: list[str], on: date
) -> None:
    alone = {o.provision for o in ask(world, on, pair[0]).obligations}
    assert {o.provision for o in ask(world, on, *pair).obligations} <= alone


@pytest.mark.parametrize(
    ("inputs", "sentence"),
    [
        ({"states": ["POL", "POL"]}, "name two different states"),
        ({"states": ["POL", "Poland"]}, "name two different states"),
        ({"states": []}, "states must not be empty"),
        ({"states": ["A", "B", "C"]}, "states takes at most 2, got 3"),
        ({"states": ["POL", "XXX"]}, "no state is called 'XXX'"),
        ({}, "states is missing"),
    ],
    ids=str,
)
def test_inputs_that_make_no_sense_are_refused(
    world: World, inputs: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(QuestionError) as refusal:
        world.ask("bound", inputs, on=date(2026, 1, 1))
    assert sentence in str(refusal.value)


def test_an_agreement_that_two_frameworks_list_is_told_once(world: World) -> None:
    told = [
        o
        for o in ask(world, date(2026, 1, 1), "USA", "JPN").obligations
        if o.instrument.startswith("Agreement under Article VI")
    ]
    assert [o.provision for o in told] == ["us-jpn/sofa"]
