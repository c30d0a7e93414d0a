"""How `casus` tells where it was: whose place, on which side, by title or in fact, disputed."""

import contextlib
from datetime import date
from typing import Any

import pytest

from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.gazetteer import AmbiguousPlaceError
from foedus.errors import QuestionError
from foedus.questions.binding.casus.answer import CasusAnswer


def casus(world: World, on: str = "2024-06-01", **event: Any) -> CasusAnswer:
    answer = world.ask("casus", event, on=on)
    assert isinstance(answer, CasusAnswer)
    return answer


def test_a_place_abroad_stands_with_its_country_in_title_and_json(world: World) -> None:
    answer = casus(world, attacked="USA", attacker="IRN", at="Aviano", object="forces")
    assert "at Aviano, Italy" in answer.title
    assert answer.country.held_by == ("ITA",)
    assert answer.to_dict()["country"]["held_by"] == ["ITA"]
    own = casus(world, attacked="ESP", attacker="MAR", at="Toledo")
    assert own.title.endswith("at Toledo, Spain, 2024-06-01")
    assert own.country.held_by == ("ESP",)


def test_which_of_two_homonyms_abroad_is_meant_is_asked(world: World) -> None:
    with pytest.raises(QuestionError) as refused:
        casus(world, attacked="IND", attacker="PAK", at="Valencia")
    told = str(refused.value)
    assert "Valencia, Spain" in told
    assert "Valencia, Venezuela" in told
    assert refused.value.at == ("at",)
    rio = casus(world, attacked="CHL", attacker="PER", at="Valencia", object="forces")
    assert "at Valencia, Venezuela" in rio.title, "in the area of the treaty that protects Chile"
    with pytest.raises(QuestionError, match="no place 'Valencia, Iceland'"):
        casus(world, attacked="IND", attacker="PAK", at="Valencia, Iceland")


def test_by_a_line_both_verdicts_are_told(world: World) -> None:
    answer = casus(world, attacked="FRA", attacker="RUS", at="48.5735,7.797")  # Port du Rhin
    assert "near the border of France and Germany" in answer.title
    for clause in ("eu/teu-42-7", "nato/art-5"):
        [found] = [f for f in answer.undetermined if f.provision == clause]
        assert "met if France" in found.open[0]
        assert "not met if Germany" in found.open[0]
    assert "un/art-2-4" in {f.provision for f in answer.triggered}, "met on both sides"
    assert any("on which side" in note for note in answer.notes)


@pytest.mark.parametrize(
    ("name", "point", "held", "claimed"),
    [
        ("Imia", "37.0508,27.1514", "GRC", {"TUR"}),
        ("Senkaku Islands", "25.745,123.475", "JPN", {"CHN", "TWN"}),
        ("Dokdo", "37.2425,131.866", "KOR", {"JPN"}),
    ],
)
def test_a_disputed_place_says_so_by_name_and_by_point(
    world: World, name: str, point: str, held: str, claimed: set[str]
) -> None:
    for at in (name, point):
        answer = casus(world, attacked=held, attacker="RUS", at=at)
        assert answer.country.held_by == (held,)
        assert set(answer.country.claimed_by) == claimed
        assert any("is disputed" in note for note in answer.notes)


@pytest.mark.parametrize(
    ("on", "at", "title", "control"),
    [
        ("2024-06-01", "Sevastopol", "UKR", "RUS"),
        ("2024-06-01", "35.34,33.32", "CYP", "TUR"),
        ("2024-06-01", "Sukhumi", "GEO", "RUS"),
        ("2024-06-01", "Golan Heights", "SYR", "ISR"),
        ("1970-06-01", "30.0,33.8", "EGY", "ISR"),
        ("1983-06-01", "30.0,33.8", "EGY", "EGY"),
        ("1943-06-01", "Oslo", "NOR", "DEU"),
        ("1990-10-01", "Kuwait City", "KWT", "IRQ"),
        ("1982-05-01", "Port Stanley", "GBR", "ARG"),
    ],
)
def test_title_and_control_are_told_apart(
    world: World, on: str, at: str, title: str, control: str
) -> None:
    answer = casus(world, on, attacked=title, attacker="al-qaida", at=at)
    assert answer.country.held_by == (title,)
    assert answer.country.controlled_by == (control,)
    told = [note for note in answer.notes if "asks for the title" in note]
    assert bool(told) == (title != control)


def test_the_territorial_sea_is_as_broad_as_it_was_claimed_that_day(world: World) -> None:
    """Eight miles off Yarmouth: British since 1987, the high seas before."""
    for on, held in (("1986-06-01", ()), ("1990-06-01", ("GBR",))):
        answer = casus(world, on, attacked="GBR", attacker="SUN", at="52.6,1.96")
        assert answer.country.held_by == held, on


def test_six_miles_in_the_aegean_twelve_off_crete_in_the_libyan_sea_are_not(world: World) -> None:
    answer = casus(world, attacked="GRC", attacker="RUS", at="34.78,24.6", object="vessel")
    assert answer.country.held_by == (), "nine miles off the south coast of Crete: six are claimed"


@pytest.mark.parametrize("by", ["USA", "GBR", "CAN", "AUS", "FRA"])
def test_a_country_is_never_taken_for_a_town_of_the_state_attacked(
    by: str, catalogue: Catalogue
) -> None:
    """Lebanon is not in Tennessee, nor Egypt in Florida; two names are those of larger places."""
    on = date(2025, 6, 1)
    for state in catalogue.states.values():
        if not state.exists(on) or state.id == by:
            continue
        for name in {state.name, *state.aliases} - {"Georgia", "Gold Coast"}:
            with contextlib.suppress(AmbiguousPlaceError):
                site = catalogue.site(name, on, (by,))
                assert by not in site.holders, f"{name} is {site.name}"


@pytest.mark.parametrize("thing", ["forces", "vessel", "aircraft"])
def test_what_is_abroad_by_nature_is_not_looked_for_at_home(thing: str, world: World) -> None:
    answer = casus(world, attacked="USA", attacker="SYR", object=thing, at="Athens")
    assert "at Athens, Greece" in answer.title


def test_a_place_at_home_stands_with_its_country_where_a_larger_one_lies_abroad(
    world: World,
) -> None:
    assert "at Athens, United States" in casus(world, attacked="USA", at="Athens").title
