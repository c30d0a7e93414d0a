"""Adding a file never changes an answer about another framework; a scenario never its base."""

from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import foedus
from foedus.asking.world import World
from foedus.catalogue.changes import Join, Leave
from foedus.errors import QuestionError
from foedus.questions.binding.bound.question import BoundAnswer
from foedus.questions.binding.casus.answer import CasusAnswer

STATES = ("FRA", "DEU", "USA", "RUS", "JPN", "GBR", "POL", "SUN", "TUR", "PRT")
PACT = """
id: toy-pact
name: Toy Pact
kind: alliance
summary: Everyone who matters to this test promises everything.
constitutive: pact
instruments:
  - id: pact
    title: Toy Pact
    nature: treaty
    in_force: 1816-01-01
    where: nowhere
    parties:
      - {states: [FRA, USA, JPN, GBR, TUR, PRT], from: 1816-01-01, basis: signature}
    provisions:
      - id: art-1
        article: Art. 1
        says: Help.
        effect: duty
        duties: [assist, defend]
        strength: 5
        trigger: {kind: [armed-attack, threat, cyber-attack]}
"""


@pytest.fixture(scope="module")
def larger(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("mine")
    (folder / "toy-pact.yaml").write_text(PACT, encoding="utf-8")
    return foedus.load(folder)


@given(
    on=st.dates(date(1816, 1, 1), date(2026, 1, 1)),
    pair=st.lists(st.sampled_from(STATES), min_size=2, max_size=2, unique=True),
    place=st.sampled_from(("Paris", "Port Arthur", "Falkland Islands", "Guam", None)),
)
def test_adding_a_framework_changes_no_answer_about_another(
    on: date, pair: list[str], place: str | None, world: World, larger: World
) -> None:
    event = {"attacked": pair[0], "attacker": pair[1], "at": place}
    before, after = (w.ask("casus", event, on=on) for w in (world, larger))
    assert isinstance(before, CasusAnswer)
    assert isinstance(after, CasusAnswer)
    for group in ("triggered", "undetermined", "not_triggered"):
        others = [f for f in getattr(after, group) if f.framework != "toy-pact"]
        assert others == list(getattr(before, group))

    tied, tied_more = (w.ask("bound", on=on, states=pair) for w in (world, larger))
    assert isinstance(tied, BoundAnswer)
    assert isinstance(tied_more, BoundAnswer)
    assert list(tied.obligations) == [o for o in tied_more.obligations if o.framework != "toy-pact"]


def test_the_larger_world_does_know_the_new_framework(larger: World) -> None:
    answer = larger.ask("casus", on=date(2000, 1, 1), attacked="USA", attacker="RUS")
    assert isinstance(answer, CasusAnswer)
    assert "toy-pact/art-1" in [f.provision for f in answer.triggered]


def test_a_scenario_adds_a_member_and_leaves_its_base_as_it_was(world: World) -> None:
    on = date(2026, 1, 1)
    joined = world.with_changes([Join("nato", "AUT", on)])
    nato = joined.catalogue.framework("nato")
    assert "AUT" in joined.catalogue.members_on(nato, on)
    assert "AUT" not in joined.catalogue.members_on(nato, date(2025, 12, 31))
    assert "AUT" not in world.catalogue.members_on(world.catalogue.framework("nato"), on)
    assert joined.catalogue.key != world.catalogue.key


def test_a_scenario_shares_every_framework_that_it_does_not_change(world: World) -> None:
    joined = world.with_changes([Join("nato", "AUT", date(2026, 1, 1))])
    for identifier, framework in world.catalogue.frameworks.items():
        shared = joined.catalogue.frameworks[identifier] is framework
        assert shared is (identifier != "nato")


def test_joining_and_leaving_on_the_same_day_restores_the_members(world: World) -> None:
    on = date(2026, 1, 1)
    back = world.with_changes([Join("nato", "AUT", on)]).with_changes([Leave("nato", "AUT", on)])
    before, after = (
        list(w.catalogue.members(w.catalogue.framework("nato"))) for w in (world, back)
    )
    assert before == after


def test_a_member_that_leaves_takes_its_duties_along(world: World) -> None:
    on = date(2026, 1, 1)
    without = world.with_changes([Leave("nato", "TUR", on)])
    answer = without.ask("casus", on=on, attacked="POL", attacker="RUS", at="Warsaw")
    assert isinstance(answer, CasusAnswer)
    [art5] = [f for f in answer.triggered if f.provision == "nato/art-5"]
    assert "TUR" not in art5.bound


def test_a_scenario_with_a_membership_drawn_from_another_framework(world: World) -> None:
    """The Charter's members take part in what copies its parties."""
    on = date(2026, 1, 1)
    smaller = world.with_changes([Leave("eu", "HUN", on)]).catalogue
    assert "HUN" not in smaller.members_on(smaller.framework("eu"), on)


@pytest.mark.parametrize(
    "change",
    [Join("nato", "FRA", date(2000, 1, 1)), Leave("nato", "AUT", date(2000, 1, 1))],
)
def test_a_change_that_makes_no_sense_is_refused(change: Join | Leave, world: World) -> None:
    with pytest.raises(QuestionError, match="member"):
        world.with_changes([change])


def test_answers_are_plain_data(world: World) -> None:
    answer = world.ask("casus", on=date(2000, 1, 1), attacked="USA")
    assert msgspec.json.decode(msgspec.json.encode(answer))["question"] == "casus"


def test_a_broken_folder_is_refused_as_a_whole(tmp_path: Path) -> None:
    from foedus.documents.problems import DefinitionError

    (tmp_path / "toy.yaml").write_text(PACT.replace("FRA", "XXX"), encoding="utf-8")
    with pytest.raises(DefinitionError, match="unknown state 'XXX'"):
        foedus.load(tmp_path)
