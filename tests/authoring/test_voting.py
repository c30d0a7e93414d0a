"""Voting rules in YAML: of a body's own, or a shorthand of one's own; and their faults."""

from datetime import date
from pathlib import Path

import pytest

from foedus.asking.world import World
from foedus.authoring.compile import compile_folders
from foedus.catalogue.catalogue import Catalogue
from foedus.documents.problems import DefinitionError

FRAMEWORK = """\
id: five-powers
name: Five powers
kind: consultation
summary: A framework that does not exist.
roles:
  - {states: [AUS, GBR, MYS, NZL, SGP], role: member, from: 2000-01-01}
bodies:
  - id: council
    name: Council
    composed_of: member
    cite: Art. 1
    rules:
      - matter: any
        cite: Art. 2
        rule:
"""
FOUR_FIFTHS = """\
          says: four fifths of those voting, three for at least
          criteria:
            - any:
                - none_against: {}
                - votes: {at_least: 4/5, of: those-voting}
            - votes: {at_least: 3, fails_as: too-few}
"""


def write(folder: Path, text: str, name: str = "five-powers.yaml") -> None:
    (folder / name).write_text(text, encoding="utf-8")


def worlds(world: World, folder: Path) -> World:
    definitions = compile_folders([folder], world.catalogue.definitions)
    return World(Catalogue(definitions, "test"), world.store)


@pytest.mark.parametrize(
    ("in_favour", "against", "outcome", "because"),
    [
        (["AUS", "GBR", "MYS", "NZL"], ["SGP"], "adopted", "majority"),
        (["AUS", "GBR", "MYS"], [], "adopted", "consensus"),
        (["AUS", "GBR", "MYS"], ["SGP"], "rejected", "majority"),
        (["AUS", "GBR"], [], "rejected", "too-few"),
    ],
)
def test_a_new_rule_of_a_new_body_is_yaml_alone(
    in_favour: list[str],
    against: list[str],
    outcome: str,
    because: str,
    tmp_path: Path,
    world: World,
) -> None:
    write(tmp_path, FRAMEWORK + FOUR_FIFTHS)
    answer = worlds(world, tmp_path).decide(
        {"body": "five-powers/council", "for": in_favour, "against": against},
        on=date(2020, 1, 1),
    )
    assert (answer.outcome, answer.because) == (outcome, because)
    assert answer.rule == "five-powers/council/any"


def test_power_counts_a_rule_that_a_body_writes_out(tmp_path: Path, world: World) -> None:
    write(tmp_path, FRAMEWORK + FOUR_FIFTHS)
    answer = worlds(world, tmp_path).power(body="five-powers/council", on=date(2020, 1, 1))
    assert answer.smallest_winning == 4
    assert {member.banzhaf for member in answer.members} == {0.2}


def test_a_shorthand_of_ones_own_is_a_list_in_a_file_of_its_name(
    tmp_path: Path, world: World
) -> None:
    write(
        tmp_path,
        "- id: three-fifths\n  says: three fifths\n  cite: Art. 3\n"
        "  criteria:\n    - votes: {at_least: 3/5}\n",
        "voting-rules.yaml",
    )
    write(tmp_path, FRAMEWORK.replace("rule:\n", "rule: three-fifths\n"))
    answer = worlds(world, tmp_path).decide(
        {"body": "five-powers/council", "for": ["AUS", "GBR", "MYS"]}, on=date(2020, 1, 1)
    )
    assert (answer.outcome, answer.rule) == ("adopted", "three-fifths")


@pytest.mark.parametrize(
    ("rule", "field", "told"),
    [
        (
            "          says: some\n          criteria:\n            - quorom: {}\n",
            "bodies[0].rules[0].rule.criteria[0].quorom",
            "unknown criterion 'quorom'",
        ),
        (
            "          says: some\n          criteria:\n            - any:\n"
            "                - quorum: {}\n                - votes: {at_least: most}\n",
            "bodies[0].rules[0].rule.criteria[0].any[1].votes",
            "expected a share such as 2/3 or 55 %",
        ),
        (
            "          says: some\n          criteria: []\n",
            "bodies[0].rules[0].rule.criteria",
            "must not be empty",
        ),
        (
            "          criteria:\n            - quorum: {}\n",
            "bodies[0].rules[0].rule.says",
            "this key is missing",
        ),
        (
            "          says: some\n          criteria:\n            - no_veto: {}\n"
            "            - weighted_votes: {}\n",
            "bodies[0].rules[0].rule.criteria",
            "permanent seats or for weights, not for both",
        ),
        (
            "          says: some\n          criteria:\n            - weighted_votes: {}\n",
            "bodies[0].rules[0]",
            "this rule needs `weights`",
        ),
        (
            "          says: some\n          reinforced: unanimous\n          criteria:\n"
            "            - quorum: {}\n",
            "bodies[0].rules[0].rule.reinforced",
            "unknown voting rule 'unanimous'; the rules are ",
        ),
        (
            "          says: some\n          least_concerned: 1\n          criteria:\n"
            "            - quorum: {}\n",
            "bodies[0].rules[0].rule",
            "`least_concerned` goes with `concerned`",
        ),
    ],
)
def test_a_fault_of_a_rule_is_told_with_file_line_and_field(
    rule: str, field: str, told: str, tmp_path: Path, world: World
) -> None:
    write(tmp_path, FRAMEWORK + rule)
    with pytest.raises(DefinitionError) as caught:
        compile_folders([tmp_path], world.catalogue.definitions)
    problem = next(p for p in caught.value.problems if told in p.message)
    assert problem.field == field
    assert isinstance(problem.line, int)
    assert problem.line >= 13


def test_a_shorthand_stands_behind_the_stricter_rule_that_it_names(
    tmp_path: Path, world: World
) -> None:
    write(
        tmp_path,
        "- id: a\n  says: a\n  cite: Art. 3\n  reinforced: b\n"
        "  criteria:\n    - votes: {at_least: 3/5}\n",
        "voting-rules.yaml",
    )
    with pytest.raises(DefinitionError, match=r"\[0\]\.reinforced: unknown voting rule 'b'"):
        compile_folders([tmp_path], world.catalogue.definitions)
