"""The world: questions as methods, changes as values."""

from datetime import date

import polars as pl
import pytest

from foedus.asking.declare import every
from foedus.asking.world import World
from foedus.catalogue.changes import Join
from foedus.errors import QuestionError
from foedus.questions.binding.casus.answer import CasusAnswer
from foedus.questions.binding.casus.event import EventInput

ON = date(1982, 4, 2)


def test_every_question_is_a_method(world: World) -> None:
    for name in every():
        assert callable(getattr(world, name.replace("-", "_")))
    with pytest.raises(AttributeError, match="horoscope"):
        _ = world.horoscope


def test_inputs_may_be_a_model_a_mapping_or_keywords(world: World) -> None:
    by_keywords = world.ask("casus", on=ON, attacked="GBR", attacker="ARG")
    by_mapping = world.ask("casus", {"attacked": ["GBR"], "attacker": ["ARG"]}, on=ON)
    model = EventInput.model_validate({"attacked": ["GBR"], "attacker": ["ARG"]})
    assert by_keywords == by_mapping == world.ask("casus", model, on=ON)
    assert by_keywords == world.casus(on=ON, attacked="GBR", attacker="ARG")
    assert by_keywords == world.ask("casus", model, on=ON, attacker=["ARG"])


def test_the_same_question_has_the_same_answer(world: World) -> None:
    answers = [world.casus(on=ON, attacked="GBR", at="Falkland Islands") for _ in range(2)]
    assert answers[0] == answers[1]


def test_every_answer_names_its_question_day_and_catalogue(world: World) -> None:
    answer = world.bound(on=ON, states=["GBR", "PRT"])
    assert (answer.question, answer.on, answer.catalogue) == ("bound", ON, world.catalogue.key)


def test_a_changed_world_answers_under_another_key(world: World) -> None:
    changed = world.with_changes([Join("nato", "ARG", ON)])
    before = world.casus(on=ON, attacked="ARG", attacker="SUN", at="Paris")
    after = changed.casus(on=ON, attacked="ARG", attacker="SUN", at="Paris")
    assert isinstance(before, CasusAnswer)
    assert isinstance(after, CasusAnswer)
    assert before.catalogue != after.catalogue
    assert "nato/art-4" not in [f.provision for f in before.triggered]
    assert "nato/art-4" in [f.provision for f in after.triggered]


def test_events_may_be_asked_of_it_as_a_table(world: World) -> None:
    event = {"on": [ON], "kind": ["armed-attack"], "attacked": ["GBR"], "attacker": ["ARG"]}
    judged = world.casus_batch(pl.DataFrame({**event, "place": ["Falkland Islands"]}))
    assert judged["nato/art-5"].to_list() == [False]
    assert judged["uk-prt/art-3"].to_list() == [True]


def test_the_table_and_the_single_answer_agree(world: World) -> None:
    event = {"kind": "armed-attack", "attacked": "GBR", "attacker": "ARG"}
    answer = world.casus(event, on=ON, at="Falkland Islands")
    columns = {name: [value] for name, value in event.items()}
    row = world.casus_batch(pl.DataFrame({**columns, "on": [ON], "place": ["Falkland Islands"]}))
    assert isinstance(answer, CasusAnswer)
    said = {f.provision: f.verdict for f in (*answer.triggered, *answer.undetermined)}
    judged = {
        name: verdict for name, verdict in row.row(0, named=True).items() if verdict is not False
    }
    assert judged == said


def test_a_question_that_does_not_exist_is_refused(world: World) -> None:
    with pytest.raises(QuestionError, match="no question is called 'horoscope'; there are "):
        world.ask("horoscope", on=ON)
