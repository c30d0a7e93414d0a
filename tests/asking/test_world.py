"""The world: questions as methods, changes as values."""

import ast
import os
import runpy
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
import polars as pl
import pytest

from foedus.asking.declare import every
from foedus.asking.world import World
from foedus.catalogue.changes import Join
from foedus.errors import QuestionError
from foedus.questions.binding.casus.event import EventInput

ON = date(1982, 4, 2)


def test_every_question_is_a_method_that_asks_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each hands on every input that is given, and none that is not."""
    for name, question in every().items():
        asked: list[object] = []
        monkeypatch.setattr(World, "_asked", lambda self, *given, seen=asked: seen.append(given))
        method = getattr(world, name.replace("-", "_"))
        fields = dict.fromkeys(question.inputs.model_fields, "given")
        method(on=ON)
        method("a model", on=ON, **fields)
        assert asked == [(name, None, ON, {}), (name, "a model", ON, fields)]


def test_an_input_goes_by_the_name_that_other_doors_give_it_too(world: World) -> None:
    by_alias: Any = {"unit": "codebook", "with": ["majors"]}
    assert world.panel(**by_alias, on=ON) == world.panel(unit="codebook", columns="majors", on=ON)
    unknown: Any = {"stat": "GBR"}
    with pytest.raises(QuestionError, match="member: state is missing; there is no input 'stat'"):
        world.member(framework="nato", **unknown, on=ON)


def test_the_methods_are_those_that_the_declarations_make() -> None:
    script = runpy.run_path(str(Path(__file__).parents[2] / "scripts" / "make_face.py"))
    made, kept = ast.parse(script["made"]()), ast.parse(script["FACE"].read_text(encoding="utf-8"))
    assert ast.dump(made) == ast.dump(kept), "run `python scripts/make_face.py`"


def test_what_a_world_has_not_is_missed_without_loading_the_questions() -> None:
    program = """
import sys, foedus
world = foedus.load()
before = set(sys.modules)
assert not any(hasattr(world, name) for name in ("_repr_html_", "horoscope", "__array__"))
assert "casus" in dir(world)
import copy, pickle
assert copy.copy(world) == world
assert not [name for name in set(sys.modules) - before if name.startswith("foedus.questions")]
"""
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize("on", [ON, "1982-04-02", datetime(1982, 4, 2)])
def test_the_day_is_a_date_or_its_text(world: World, on: Any) -> None:
    assert world.member(on=on, framework="nato", state="GBR").on == ON


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (1982, "on: 1982 is not a date, such as 1949-08-24"),
        (None, "on is missing: the day asked about, such as 1949-08-24"),
        ("02/04/1982", "on: '02/04/1982' is not a date, such as 1949-08-24"),
        ("1982-02-30", "on: '1982-02-30' is not a date, such as 1949-08-24"),
        ("19820402", "on: '19820402' is not a date, such as 1949-08-24"),
        ("1982-W14-5", "on: '1982-W14-5' is not a date, such as 1949-08-24"),
        (
            datetime(1982, 4, 2, 4, 30),
            "on: 1982-04-02T04:30:00 is not a date, such as 1949-08-24",
        ),
    ],
)
def test_what_is_not_a_day_is_told_in_one_sentence(world: World, on: Any, told: str) -> None:
    with pytest.raises(QuestionError) as refused:
        world.member(on=on, framework="nato", state="GBR")
    assert str(refused.value) == told
    assert refused.value.at == ("on",)


def test_inputs_may_be_a_model_a_mapping_or_keywords(world: World) -> None:
    by_keywords = world.ask("casus", on=ON, attacked="GBR", attacker="ARG")
    by_mapping = world.ask("casus", {"attacked": ["GBR"], "attacker": ["ARG"]}, on=ON)
    model = EventInput.model_validate({"attacked": ["GBR"], "attacker": ["ARG"]})
    assert by_keywords == by_mapping == world.ask("casus", model, on=ON)
    assert by_keywords == world.casus(on=ON, attacked="GBR", attacker="ARG")
    assert by_keywords == world.ask("casus", model, on=ON, attacker=["ARG"])


def test_the_same_question_has_the_same_answer_in_another_process(world: World) -> None:
    """Not by what the first one left behind, nor by the order of a hash."""
    program = (
        "import foedus, msgspec, sys; world = foedus.load();"
        "answer = world.casus(on='1982-04-02', attacked='GBR', at='Falkland Islands');"
        "sys.stdout.buffer.write(msgspec.json.encode(answer))"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    answer = world.casus(on=ON, attacked="GBR", at="Falkland Islands")
    assert told == [msgspec.json.encode(answer)] * 2


def test_every_answer_names_its_question_day_and_catalogue(world: World) -> None:
    answer = world.bound(on=ON, states=["GBR", "PRT"])
    assert (answer.question, answer.on, answer.catalogue) == ("bound", ON, world.catalogue.key)


def test_a_changed_world_answers_under_another_key(world: World) -> None:
    changed = world.with_changes([Join("nato", "ARG", ON)])
    before = world.casus(on=ON, attacked="ARG", attacker="SUN", at="Paris")
    after = changed.casus(on=ON, attacked="ARG", attacker="SUN", at="Paris")
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
    said = {f.provision: f.verdict for f in (*answer.triggered, *answer.undetermined)}
    judged = {
        name: verdict for name, verdict in row.row(0, named=True).items() if verdict is not False
    }
    assert judged == said


def test_a_question_that_does_not_exist_is_refused(world: World) -> None:
    with pytest.raises(QuestionError, match="no question is called 'horoscope'; there are "):
        world.ask("horoscope", on=ON)
