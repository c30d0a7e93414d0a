"""One way to ask: the day, the inputs, what is heavy, and refusals that a person can read."""

from datetime import date, datetime
from typing import Any

import pytest

from foedus.asking.ask import LONGEST, ask, is_heavy
from foedus.asking.day import day
from foedus.asking.declare import every, find
from foedus.asking.texts import from_texts
from foedus.asking.world import World
from foedus.errors import QuestionError


@pytest.mark.parametrize("given", ["1949-08-24", date(1949, 8, 24)])
def test_a_day_is_a_date_or_a_text(given: object) -> None:
    assert day(given) == date(1949, 8, 24)


@pytest.mark.parametrize("given", ["yesterday", "1949-02-30", 1949, True, [], "x" * 10_000])
def test_what_is_not_a_date_is_refused_in_a_sentence(given: object, world: World) -> None:
    with pytest.raises(QuestionError, match="is not a date, such as 1949-08-24") as refused:
        ask(world, find("state"), {"state": "FRA", "on": given})
    assert refused.value.at == ("on",)
    assert str(refused.value).startswith("on: ")
    assert len(str(refused.value)) < 200


def test_a_moment_is_not_a_day() -> None:
    with pytest.raises(QuestionError, match="is not a date"):
        day(datetime(1949, 8, 24, 12))


def test_the_day_is_never_made_up(world: World) -> None:
    with pytest.raises(QuestionError, match="on is missing: the day asked about"):
        ask(world, find("state"), {"state": "FRA"})


def test_values_and_texts_are_answered_the_same(world: World) -> None:
    question = find("casus")
    values = {"attacked": ["GBR"], "attacker": ["ARG"], "facts": {"consent": True}}
    texts = {"attacked": ["GBR"], "attacker": ["ARG"], "facts": ["consent=true"]}
    on = {"on": ["1982-04-02"]}
    assert ask(world, question, from_texts(question, {**texts, **on})) == ask(
        world, question, {**values, "on": date(1982, 4, 2)}
    )


def test_a_text_given_twice_is_refused() -> None:
    with pytest.raises(QuestionError, match="'at' is given 2 times; give it once") as refused:
        from_texts(find("casus"), {"at": ["Cork", "Kyiv"]})
    assert refused.value.at == ("at",)


def test_a_hundred_faults_are_told_and_how_many_more_there_are(world: World) -> None:
    given: dict[str, Any] = {f"input-{n}": n for n in range(1000)}
    with pytest.raises(QuestionError) as refused:
        ask(world, find("state"), {**given, "state": "FRA", "on": "2020-01-01"})
    told = str(refused.value).split(" and ")
    assert told[:2] == ["state: there is no input 'input-0'", "there is no input 'input-1'"]
    assert "input-99" in told[99]
    assert str(refused.value).endswith("; and 900 more")


@pytest.mark.parametrize(
    "given", [{"state": "x" * 100_000}, {"state": "FRA", "k" * 100_000: 1}], ids=["value", "name"]
)
def test_a_refusal_is_not_as_long_as_what_it_quotes(given: dict[str, Any], world: World) -> None:
    with pytest.raises(QuestionError) as refused:
        ask(world, find("state"), {**given, "on": "2020-01-01"})
    assert len(str(refused.value)) <= LONGEST + 4


def test_a_question_says_that_it_is_heavy_and_a_document_makes_it_so() -> None:
    heavy = {name for name, q in every().items() if is_heavy(q, q.example)}
    assert {"panel", "ties", "exercise", "generate", "pool", "msel", "evidence"} <= heavy
    assert not heavy & {"state", "member", "casus", "bound", "cite", "decide", "framework"}
    grant = find("grant")
    assert is_heavy(grant, grant.example)
    assert not is_heavy(grant, {**grant.example, "consortium": None})
