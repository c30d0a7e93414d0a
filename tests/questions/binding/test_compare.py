from datetime import date

import pytest

from foedus.asking.world import World
from foedus.errors import QuestionError
from foedus.language.narrow import on_day
from foedus.model.conditions import All, AnyOf, Contested, Not, Reading, Test
from foedus.questions.binding.compare.pairing import common, pairs

ON = date(1960, 1, 1)
ALGERIA = Test("within", '["DZA"]')
BEFORE, AFTER = Test("during", '{"to":"1962-07-03"}'), Test("during", '{"from":"1962-07-03"}')


@pytest.mark.parametrize("framework", ["nato", "csto", "eu", "rio", "quad", "un"])
def test_whatever_differs_from_the_one_side_differs_from_the_other(
    world: World, framework: str
) -> None:
    there = world.compare(frameworks=[framework, "weu"], on="1990-06-01")
    back = world.compare(frameworks=["weu", framework], on="1990-06-01")
    turned = {"only first": "only second", "only second": "only first"}
    assert {i for line in there.lines if line.alike == "only first" for i in line.ids} == {
        i for line in back.lines if turned.get(line.alike) == "only first" for i in line.ids
    }
    assert there.who.only_first == back.who.only_second
    assert there.who.shared == back.who.shared
    assert there.areas_only_first == back.areas_only_second
    assert there.strongest == back.strongest[::-1]


def test_two_days_on_which_nothing_changed_have_no_difference(world: World) -> None:
    answer = world.compare(frameworks=["nato"], on="2026-01-01", and_="2026-01-02")
    assert {line.alike for line in answer.lines} == {"same"}
    assert answer.lead.startswith("Nothing that foedus records differs")


def test_of_what_a_list_does_not_settle_nothing_is_said(world: World) -> None:
    """Quiet where a list is not complete: no state is told to belong to one side alone."""
    answer = world.compare(frameworks=["five-eyes", "un"], on="2026-01-01")
    assert not set(answer.who.open_first) & set(answer.who.only_first)
    for state in answer.who.only_first:
        assert world.member(framework="un", state=state, on="2026-01-01").verdict is False
    for state in answer.who.only_second:
        verdict = world.member(framework="five-eyes", state=state, on="2026-01-01").verdict
        assert verdict is False


def test_every_line_of_a_clause_has_its_article(world: World) -> None:
    answer = world.compare(frameworks=["nato", "eu"], on="2026-01-01")
    clauses = [line for line in answer.lines if line.aspect in ("Duties", "Triggers", "Rights")]
    assert len(clauses) > 40
    for line in clauses:
        for cell in filter(None, (line.first, line.second)):
            assert cell.article
            assert cell.cite is not None


def test_a_framework_that_was_not_in_being_is_told_first(world: World) -> None:
    answer = world.compare(frameworks=["warsaw-pact", "nato"], on="2000-01-01")
    assert answer.lead.startswith("Warsaw-pact was not in being on 2000-01-01")


@pytest.mark.parametrize("given", [{"frameworks": ["nato"]}, {"frameworks": ["nato", "NATO"]}])
def test_one_side_alone_is_refused(world: World, given: dict[str, list[str]]) -> None:
    with pytest.raises(QuestionError, match="nothing to compare"):
        world.ask("compare", given, on="2026-01-01")


def test_a_condition_on_a_day_has_no_test_of_the_day() -> None:
    assert on_day(All((ALGERIA, BEFORE)), ON) == ALGERIA
    assert on_day(All((ALGERIA, AFTER)), ON) is False
    assert on_day(AnyOf((ALGERIA, BEFORE)), ON) is True
    assert on_day(AnyOf((ALGERIA, AFTER)), ON) == ALGERIA
    assert on_day(Not(All((ALGERIA, AFTER))), ON) is True
    assert on_day(Not(All((ALGERIA, BEFORE))), ON) == Not(ALGERIA)
    alike = Contested((Reading("a", "s", BEFORE), Reading("b", "s", Not(AFTER))))
    assert on_day(alike, ON) is True
    apart = Contested((Reading("a", "s", BEFORE), Reading("b", "s", AFTER)))
    assert on_day(apart, ON) == apart


def test_clauses_stand_beside_the_likest_and_no_two_beside_one() -> None:
    found = pairs(["supreme council", "court"], ["the council", "court of justice"], common)
    assert found == [("supreme council", "the council"), ("court", "court of justice")]
    assert pairs(["alpha"], ["beta"], common) == [("alpha", None), (None, "beta")]
