"""What an unknown name is told: those that it is like, in one wording and at a bounded cost."""

import time
from datetime import date

import pytest

from foedus.asking.world import World
from foedus.documents.problems import Problem
from foedus.documents.source import read_text
from foedus.documents.validate import read_as
from foedus.errors import QuestionError, did_you_mean, nearest, quoted
from foedus.questions.forces.generate.call import Call

POOL = ("nato", "nato-2", "csto", "eu")


def test_the_likest_names_come_first_and_never_the_name_itself() -> None:
    assert nearest("natto", POOL) == ["nato", "nato-2"]
    assert nearest("nato", POOL) == ["nato-2"]
    assert nearest("x", POOL) == []


def test_a_very_long_name_is_like_none() -> None:
    assert nearest("nato" * 1_000_000, POOL) == []
    assert nearest("nato", POOL * 1_000)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ([], ""),
        (["nato"], "; did you mean nato?"),
        (["nato", "csto"], "; did you mean nato or csto?"),
        (["nato", "csto", "eu"], "; did you mean nato, csto or eu?"),
    ],
)
def test_names_stand_in_one_wording(names: list[str], told: str) -> None:
    assert did_you_mean(names) == told


def test_where_none_is_near_there_may_be_a_list_of_all() -> None:
    assert did_you_mean([], "there are nato, eu") == "; there are nato, eu"


def test_a_sentence_quotes_no_name_of_a_thousand_letters() -> None:
    assert quoted("nato") == "'nato'"
    assert len(quoted("nato" * 1_000)) == 82


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("state", {"state": "x" * 4_000_000}),
        ("casus", {"attacked": ["USA"], "at": "x" * 4_000_000}),
        ("member", {"framework": "x" * 4_000_000, "state": "FRA"}),
        ("apportion", {"key": "x" * 4_000_000, "amount": "1"}),
        ("decide", {"body": "un/security-council", "motion": "x" * 4_000_000, "for": ["FRA"]}),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_four_million_letters_are_refused_at_once_and_not_repeated(
    world: World, question: str, given: dict[str, object]
) -> None:
    start = time.perf_counter()
    told = outcome(world, question, given)
    assert len(told) < 2_000
    assert time.perf_counter() - start < 20


def outcome(world: World, question: str, given: dict[str, object]) -> str:
    try:
        return repr(world.ask(question, given, on=date(2020, 1, 1)))
    except QuestionError as error:
        return str(error)


def test_a_key_that_another_mapping_knows_is_not_told_to_be_itself() -> None:
    problems: list[Problem] = []
    assert read_as(Call, read_text("a: 1", "call.yaml"), problems) is None
    assert "unknown key 'a'" in [problem.message for problem in problems]
