"""`ties`: the network of a day says what `bound` says of each pair."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.asking.world import World
from foedus.errors import QuestionError
from foedus.questions.binding.bound.question import BoundAnswer
from foedus.questions.binding.ties import TiesAnswer

COLD_WAR = date(1985, 6, 1)


def ask(world: World, on: date, **given: object) -> TiesAnswer:
    answer = world.ask("ties", None, on=on, **given)
    assert isinstance(answer, TiesAnswer)
    return answer


def test_two_alliances_make_two_blocks(world: World) -> None:
    answer = ask(world, COLD_WAR, frameworks=["nato", "warsaw-pact"])
    pairs = {(t.debtor, t.creditor): t for t in answer.ties}
    assert pairs["POL", "SUN"].provisions == ("warsaw-pact/art-4",)
    assert ("POL", "USA") not in pairs
    assert len(answer.ranks) == 16 + 7
    assert len(answer.ties) == 16 * 15 + 7 * 6


def test_the_strongest_duty_comes_first(world: World) -> None:
    answer = ask(world, date(2024, 6, 1), states=["FRA", "DEU"])
    assert {t.debtor for t in answer.ties} == {"FRA", "DEU"}
    assert answer.ties[0].strength == 5
    assert answer.ties[0].provisions[0] == "fra-deu/art-4-1"
    assert "nato/art-5" in answer.ties[0].provisions


@settings(max_examples=settings().max_examples // 3)
@given(
    on=st.dates(date(1816, 1, 1), date(2026, 1, 1)),
    pair=st.sampled_from([("FRA", "DEU"), ("USA", "JPN"), ("RUS", "BLR"), ("GBR", "PRT")]),
)
def test_it_says_what_bound_says_of_a_pair(world: World, on: date, pair: tuple[str, str]) -> None:
    bound = world.ask("bound", None, on=on, states=list(pair))
    assert isinstance(bound, BoundAnswer)
    help_owed = {
        (debtor, creditor, o.provision)
        for o in bound.settled
        if {"assist", "defend"} & set(o.duties) and o.binding
        for debtor, creditor in (pair, pair[::-1])
        if o.mutual or debtor in o.owed_by
    }
    tied = {
        (t.debtor, t.creditor, provision)
        for t in ask(world, on, states=list(pair)).ties
        if not t.contested
        for provision in t.provisions
    }
    assert tied == help_owed


def test_a_suspended_leg_is_no_tie(world: World) -> None:
    assert ask(world, date(1985, 1, 1), states=["NZL", "USA"], frameworks=["anzus"]).ties
    assert not ask(world, date(1987, 1, 1), states=["NZL", "USA"], frameworks=["anzus"]).ties


def test_a_name_that_is_none_is_refused(world: World) -> None:
    with pytest.raises(QuestionError, match="no framework is called 'natto'"):
        ask(world, COLD_WAR, frameworks=["natto"])


def test_a_suspension_that_stands_as_a_role_too_is_told_once(world: World) -> None:
    answer = world.member(framework="arab-league", state="SYR", role="suspended", on="2020-01-01")
    assert answer.verdict
    assert [str(spell.held) for spell in answer.spells] == ["2011-11-16 to 2023-05-07"]


def test_no_decade_since_1816_is_empty(world: World) -> None:
    """The Anglo-Portuguese alliance apart, which was in force in all of them."""
    for year in range(1816, 2026, 10):
        answer = ask(world, date(year, 6, 1), duties=["defend"])
        pairs = {(t.debtor, t.creditor) for t in answer.ties}
        assert pairs - {("GBR", "PRT"), ("PRT", "GBR")}, year
