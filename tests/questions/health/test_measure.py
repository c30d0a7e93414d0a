"""`measure`: figures of a day and over the years, what was last known, and the codebook."""

from datetime import date
from pathlib import Path

import pytest

import foedus
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.data.store.registry import find
from foedus.data.store.store import Store
from foedus.errors import QuestionError
from foedus.measures.kinds import every
from foedus.questions.health.measure.answer import MeasureAnswer, spans
from tests.data.conftest import NOW, STATES, authors_files

DAY = date(2026, 1, 1)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A world with nothing in its store."""
    return foedus.load(store=tmp_path_factory.mktemp("empty"))


@pytest.fixture
def spending(tmp_path: Path) -> World:
    """A world with the expenditure of NATO's members in its store."""
    paths = authors_files("nato_defence_exp/nato_pct_gdp_2014_2024e.csv")
    Store(tmp_path).add(find("nato-expenditure"), paths, NOW, "", STATES)
    return foedus.load(store=tmp_path)


def cells(answer: MeasureAnswer, title: str) -> list[tuple[str, ...]]:
    return [row.cells for s in answer.sections() if s.title == title for row in s.rows]


def test_every_measure_of_a_day_is_known_or_says_why(empty: World) -> None:
    answer = empty.measure(framework="nato", on=DAY)
    assert [of.measure for of in answer.measures] == list(every())
    known = [v for of in answer.measures for v in of.values if v.value is not None]
    figures = sum(len(measure.figures) for measure in every().values())
    assert answer.lead.startswith(f"Of {figures} figures of {len(every())} measures of the North")
    assert f" {len(known)} are known that day; no one of them" in answer.lead
    assert ("inclusivity", "members", "32", "", "32", "the definitions of foedus") in cells(
        answer, "Figures"
    )
    reasons = {row[0]: row[2] for row in cells(answer, "Not known")}
    assert reasons["burden"] == "nato-expenditure gives it for 2014 to 2024 only"
    assert len(cells(answer, "What they do not show")) == len(every())


def test_within_the_years_of_a_dataset_that_is_not_there_it_says_what_brings_it(
    empty: World,
) -> None:
    answer = empty.measure(framework="nato", of="burden", on="2016-01-01")
    told = "nato-expenditure is not in the store; `foedus data add nato-expenditure` brings it"
    assert answer.lead == f"Not known: {told}."
    assert cells(answer, "Not known") == [("burden", "at the pledge, median, range", told, "")]


def test_a_world_without_a_store_answers_all_the_same(catalogue: Catalogue) -> None:
    answer = World(catalogue).measure(framework="nato", of="voice", on=DAY)
    assert answer.lead.startswith("Gini of power 0.0000 (32 votes in nato/nac (any))")


def test_what_was_last_known_stands_beside_a_day_after_the_data(spending: World) -> None:
    answer = spending.measure(framework="nato", of="burden", on=DAY)
    [(_, _, why, last)] = cells(answer, "Not known")
    assert why == "nato-expenditure gives it for 2014 to 2024 only"
    assert last == "2024-12-31: at the pledge 0.7419; median 2.1100; range 2.8400"
    assert all(value.value is None for value in answer.measures[0].values)


def test_over_the_years(spending: World) -> None:
    answer = spending.measure(framework="nato", of="burden", first=2012, last=2026, on="2026-11-28")
    assert (
        answer.lead == "At the pledge 0.1111 in 2014, 0.7419 in 2024. Not known in 4 of 15 years."
    )
    years = {row[1] for row in cells(answer, "Not known") if row[0] == "median"}
    assert years == {"2012 to 2013, 2025 to 2026"}
    moved = cells(answer, "Who moved: median")
    assert moved[0][:4] == ("POL", "1.88 (2014)", "4.12 (2024)", "+2.24")
    assert len(answer.charts()) == 3
    assert answer.charts()[0].title == "at the pledge: 0.1111 in 2014, 0.7419 in 2024"


def test_a_year_of_the_last_check_is_asked_on_that_day(empty: World) -> None:
    """Of the days after it nothing can be known yet."""
    answer = empty.measure(framework="nato", of="inclusivity", first=2024, last=2026, on=DAY)
    until = empty.catalogue.lists.known_until
    assert until is not None
    days = [value.on for value in answer.measures[0].values if value.figure == "members"]
    assert days[-1] == min(until, date(2026, 12, 31))
    assert days[0] == date(2024, 12, 31)


def test_the_last_year_of_a_framework_is_asked_while_it_stood(empty: World) -> None:
    answer = empty.measure(framework="warsaw-pact", of="inclusivity", first=1989, last=1992, on=DAY)
    values = [v for v in answer.measures[0].values if v.figure == "members"]
    assert [v.on for v in values][2] == date(1991, 6, 30)
    assert [v.value is None for v in values] == [False, False, False, True]


def test_the_codebook(world: World) -> None:
    answer = world.measure(on=DAY)
    assert answer.measures == ()
    assert {about.measure for about in answer.about} == set(every())
    titles = [section.title for section in answer.sections()]
    assert "Burden sharing (burden): Do the members spend what they pledged?" in titles
    one = world.measure(of="voice", on=DAY)
    assert [about.measure for about in one.about] == ["voice"]


def test_of_all_measures_of_a_day_there_is_no_picture(empty: World) -> None:
    assert empty.measure(framework="nato", on=DAY).charts() == ()
    assert len(empty.measure(framework="eu", of="voice", on=DAY).charts()) == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"framework": "nato", "of": "burdon"}, "did you mean burden"),
        ({"framework": "nato", "of": "voice", "first": 2000}, "both from and to"),
        ({"framework": "nato", "of": "voice", "first": 2001, "last": 2000}, "lies after to 2000"),
        ({"framework": "nato", "first": 2000, "last": 2001}, "one measure of one framework"),
        ({"of": "voice", "first": 2000, "last": 2001}, "one measure of one framework"),
    ],
)
def test_refusals(given: dict[str, object], sentence: str, world: World) -> None:
    with pytest.raises(QuestionError, match=sentence):
        world.measure(given, on=DAY)


def test_years_that_follow_each_other_are_one_span() -> None:
    assert spans([1949, 1950, 1951, 1960]) == "1949 to 1951, 1960"
