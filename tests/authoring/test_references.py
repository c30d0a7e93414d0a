"""What a definition refers to exists, and leads somewhere."""

from pathlib import Path

import pytest

from foedus.authoring.compile import compile_folders
from foedus.catalogue.catalogue import Catalogue
from foedus.documents.problems import DefinitionError
from foedus.language.tree import references
from foedus.model.provisions import PARTIES, Duty, Kin, Right

PACT = """
id: toy-pact
name: Toy Pact
kind: alliance
summary: For this test.
constitutive: pact
instruments:
  - id: pact
    title: Toy Pact
    nature: treaty
    in_force: 2000-01-01
    where: nowhere
    {parties}
    provisions:
      - {{id: art-1, article: Art. 1, says: Help., effect: duty, duties: [assist], strength: 4,
         trigger: {first}}}
      - {{id: art-2, article: Art. 2, says: Help., effect: duty, {second}}}
"""
PARTIES_LISTED = "parties: [{states: [IRL, ISL], from: 2000-01-01, basis: signature}]"
SOUND = {
    "parties": PARTIES_LISTED,
    "first": "{kind: [armed-attack]}",
    "second": "duties: [assist], strength: 4",
}


def write(folder: Path, **changed: str) -> Path:
    text = PACT.format(**{**SOUND, **changed})
    (folder / "toy-pact.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_sound_pact_is_accepted(tmp_path: Path, catalogue: Catalogue) -> None:
    known = compile_folders([write(tmp_path)], catalogue.definitions)
    assert "toy-pact" in known.frameworks


@pytest.mark.parametrize(
    "changed",
    [
        {"first": "{triggered: toy-pact/art-1}"},
        {
            "first": "{triggered: toy-pact/art-2}",
            "second": "duties: [assist], strength: 4, trigger: {triggered: toy-pact/art-1}",
        },
        {"parties": "parties_of: toy-pact"},
        {"parties": "parties_of: toy-pact/pact"},
    ],
    ids=["itself", "each-other", "own-framework", "own-instrument"],
)
def test_a_definition_that_refers_to_itself_is_refused(
    tmp_path: Path, catalogue: Catalogue, changed: dict[str, str]
) -> None:
    with pytest.raises(DefinitionError, match=r"toy-pact\.yaml:"):
        compile_folders([write(tmp_path, **changed)], catalogue.definitions)


def test_a_duty_only_to_refrain_is_not_owed_to_the_attacker(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    odd = write(tmp_path, second="duties: [refrain], strength: 0, engaged: either")
    with pytest.raises(DefinitionError, match="engaged"):
        compile_folders([odd], catalogue.definitions)


def test_every_state_that_a_provision_names_is_known(catalogue: Catalogue) -> None:
    for clause in catalogue.clauses():
        effect = clause.provision.effect
        circles = (
            (effect.owed_by, effect.owed_to)
            if isinstance(effect, Duty)
            else (effect.held_by, effect.in_respect_of)
            if isinstance(effect, Right)
            else ()
        )
        listed = (c.states if isinstance(c, Kin) else c for c in circles if c != PARTIES)
        named = {state for states in listed for state in states}
        assert named <= set(catalogue.states), clause.provision.id


def test_every_fact_that_a_trigger_asks_for_has_its_question(catalogue: Catalogue) -> None:
    for clause in catalogue.clauses():
        if clause.provision.trigger is not None:
            facts = {r.id for r in references(clause.provision.trigger) if r.to == "fact"}
            assert facts <= set(catalogue.definitions.facts), clause.provision.id


def test_every_invocation_lies_in_the_life_of_its_provision(catalogue: Catalogue) -> None:
    for framework in catalogue.frameworks.values():
        for invocation in framework.invocations:
            clauses = catalogue.matching(invocation.provision)
            assert any(c.in_force(invocation.on) for c in clauses), invocation


@pytest.mark.parametrize(
    ("reading", "told"),
    [
        ("{condition: {stated: intercepted}}", "which events it is about"),
        ("{states: interceptd, condition: {stated: intercepted}}", "unknown fact 'interceptd'"),
        ("{states: intercepted, condition: {stated: flown}}", "unknown fact 'flown'"),
        ("{objects: [cable], condition: {kinds: [threat]}}", "unknown test 'kinds'"),
    ],
)
def test_a_shared_reading_says_of_which_events_and_by_known_facts(
    tmp_path: Path, catalogue: Catalogue, reading: str, told: str
) -> None:
    line = f"- {{id: toy, title: toy, of: help, {reading.strip('{').removesuffix('}')}}}\n"
    (tmp_path / "readings.yaml").write_text(line, encoding="utf-8")
    with pytest.raises(DefinitionError, match=told):
        compile_folders([tmp_path], catalogue.definitions)
