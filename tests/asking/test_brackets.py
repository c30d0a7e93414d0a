"""Texts under negotiation: what each bracket changes, and what comes out of it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from foedus.asking.declare import find
from foedus.asking.whatif.brackets import BracketsAnswer, ask_of_brackets
from foedus.asking.whatif.drafts import MOST, Text
from foedus.asking.whatif.inputs import read_scenario
from foedus.asking.world import World
from foedus.authoring.brackets import brackets_of, settled
from foedus.authoring.compile import compile_folders
from foedus.documents.problems import DefinitionError
from foedus.documents.source import read_text
from foedus.errors import QuestionError
from tests.catalogue.test_isolation import PACT

FORCE = "{bracket: force, alternatives: [{is: 5, by: [FRA]}, {is: 3, by: [GBR]}]}"
WHERE = "{bracket: where, alternatives: [{is: nowhere}, {is: somewhere, by: [JPN]}]}"
WHO = "{bracket: who, alternatives: [{is: TUR, by: [USA]}, {omitted: true, by: [FRA]}]}"
DRAFT = (
    PACT.replace("strength: 5", f"strength: {FORCE}")
    .replace("where: nowhere", f"where: {WHERE}")
    .replace("TUR", WHO)
)


def text_of(tmp_path: Path, draft: str = DRAFT) -> Text:
    (tmp_path / "draft.yaml").write_text(draft, encoding="utf-8")
    return Text.of(read_scenario(tmp_path / "draft.yaml").changes)


def asked(world: World, text: Text, question: str, chosen: Any = None, **given: Any) -> Any:
    worlds = text.worlds(world, chosen or {})
    on = given.pop("on")
    return ask_of_brackets(worlds, text, find(question), given, on)


def test_which_bracket_changes_an_answer_is_what_a_plain_comparison_says(
    world: World, tmp_path: Path
) -> None:
    """Every way is asked here by a definition that is written out, and they are compared."""
    from datetime import date

    from foedus.asking.whatif.compare import compare

    text, on = text_of(tmp_path), date(2000, 1, 1)
    found = asked(world, text, "bound", states=["FRA", "TUR"], on=on)
    assert isinstance(found, BracketsAnswer)
    answers: dict[tuple[int, ...], Any] = {}
    for who in (0, 1):
        for force in (0, 1):
            plain = PACT if who == 0 else PACT.replace("TUR, ", "")
            plain = plain.replace("strength: 5", f"strength: {(5, 3)[force]}")
            line = {"change": "instrument", "definition": yaml.safe_load(plain)}
            answers[who, force] = world.with_changes([line]).ask(
                "bound", on=on, states=["FRA", "TUR"]
            )
    assert compare(answers[0, 0], answers[0, 1])
    assert compare(answers[0, 0], answers[1, 0])
    assert not compare(answers[1, 0], answers[1, 1])
    matters = {effect.bracket: effect.matters for effect in found.brackets}
    assert matters == {"force": True, "where": False, "who": True}
    assert found.lead.startswith("who, force change the answer; where changes nothing. 8 ways")
    assert len(found.outcomes) == 3


def test_a_bracket_that_is_settled_is_not_asked(world: World, tmp_path: Path) -> None:
    from datetime import date

    text = text_of(tmp_path)
    chosen = text.chosen(["who=2"])
    found = asked(world, text, "bound", chosen, states=["FRA", "GBR"], on=date(2000, 1, 1))
    assert found.ways == 4
    assert [e.bracket for e in found.brackets if e.matters] == ["force"]


def test_out_of_it_comes_a_definition_as_any_other(tmp_path: Path, world: World) -> None:
    source = read_text(DRAFT, "draft.yaml")
    names = [bracket.name for bracket in brackets_of(source)]
    clean = settled(source, dict.fromkeys(names, 0))
    assert clean.data == yaml.safe_load(PACT)
    (tmp_path / "clean.yaml").write_text(yaml.safe_dump(clean.data), encoding="utf-8")
    made = compile_folders([tmp_path / "clean.yaml"], world.catalogue.definitions)
    assert "toy-pact" in made.frameworks


def test_a_fault_of_a_settled_text_has_the_line_that_it_was_written_in(
    world: World, tmp_path: Path
) -> None:
    text = text_of(tmp_path, DRAFT.replace("is: TUR", "is: XYZ"))
    with pytest.raises(QuestionError) as refusal:
        text.worlds(world, {})
    assert "unknown state 'XYZ'" in str(refusal.value)
    line = next(n for n, row in enumerate(DRAFT.splitlines(), 1) if "bracket: who" in row)
    assert f"draft.yaml:{line}:" in str(refusal.value)


@pytest.mark.parametrize(
    ("bracket", "told"),
    [
        ("{bracket: force}", "a bracket has two alternatives at least"),
        ("{bracket: force, alternatives: [{is: 5}]}", "a bracket has two alternatives at least"),
        ("{bracket: force, alternatives: [{is: 5}, {}]}", "an alternative says what stands there"),
        (
            "{bracket: force, alternatives: [{is: 5}, {is: 3, omitted: true}]}",
            "an alternative says what stands there",
        ),
        ("{bracket: force, alternatives: [{is: 5}, {is: 3, of: x}]}", "unknown key 'of'"),
        ("{bracket: force, alternatives: [{is: 5}, {is: 3, by: FRA}]}", "a list of states"),
        ("{bracket: force, alternatives: [{is: 5}, {is: 3}], x: 1}", "a bracket has the keys"),
        (
            "{bracket: who, alternatives: [{is: 5}, {is: 3}, {is: 2}]}",
            "brackets of one name are settled together",
        ),
    ],
)
def test_a_bracket_that_makes_no_sense_is_refused_with_its_line(bracket: str, told: str) -> None:
    source = read_text(DRAFT.replace(FORCE, bracket), "draft.yaml")
    with pytest.raises(DefinitionError) as refusal:
        brackets_of(source)
    assert told in str(refusal.value)
    assert str(refusal.value).startswith("draft.yaml:")


def test_what_cannot_be_asked_of_brackets_is_refused(world: World, tmp_path: Path) -> None:
    text = text_of(tmp_path)
    for given, told in (
        ("whom=1", "did you mean who?"),
        ("who=3", "who has alternatives 1 to 2"),
        ("who", "who has alternatives 1 to 2"),
    ):
        with pytest.raises(QuestionError, match=told.replace("?", r"\?")):
            text.chosen([given])
    with pytest.raises(QuestionError, match="there is to be one definition with brackets"):
        text_of(tmp_path, PACT)
    with pytest.raises(QuestionError, match="no state or actor is called 'Narnia'"):
        text_of(tmp_path, DRAFT.replace("by: [JPN]", "by: [Narnia]")).check(world)
    numbers = ", ".join(f"{{is: {'x' * n}}}" for n in range(1, MOST))
    many = f"{{bracket: where, alternatives: [{numbers}]}}"
    with pytest.raises(QuestionError, match="settle some of them first"):
        text_of(tmp_path, DRAFT.replace(WHERE, many)).ways({})
    with pytest.raises(QuestionError, match="brackets are open in it"):
        world.with_changes(read_scenario(tmp_path / "draft.yaml").changes)
