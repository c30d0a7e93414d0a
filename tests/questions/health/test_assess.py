"""`assess`: frameworks and days side by side, and sentences that say what the numbers say."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.errors import QuestionError
from foedus.measures.measure import Value
from foedus.questions.health.assess.answer import AssessAnswer, Assessed, Cell, Side
from foedus.questions.health.assess.sentences import told

DAY = date(2026, 1, 1)
COMPARED = re.compile(r"most in ([a-f, nd]+?) \((\S+?)\), least in ([a-f, nd]+?) \((\S+?)\)")
FIGURE = re.compile(r"\d(?:[\d,]*\d)?(?:\.\d+)?")


@pytest.fixture(scope="module")
def bare(catalogue: Catalogue) -> World:
    """A world without a store."""
    return World(catalogue)


@pytest.fixture(scope="module")
def answer(bare: World) -> AssessAnswer:
    return bare.assess(frameworks=["nato", "eu", "quad"], on=DAY)


def cells(answer: AssessAnswer, title: str) -> list[tuple[str, ...]]:
    return [row.cells for s in answer.sections() if s.title == title for row in s.rows]


def test_without_a_dataset_it_says_what_is_known_and_why_the_rest_is_not(
    answer: AssessAnswer,
) -> None:
    known = {
        side.head: [line.cells[n] for line in answer.lines if line.cells[n].best]
        for n, side in enumerate(answer.sides)
    }
    assert list(known) == ["nato", "eu", "quad"]
    assert all(found for found in known.values())
    for head, found in known.items():
        assert f"{len(found)} of {head}" in answer.lead
    unknown = [c for line in answer.lines for c in line.cells if not c.best]
    reasons = {why for why, _ in cells(answer, "Not known")}
    assert {cell.value.why for cell in unknown} == reasons
    assert "nmc is not in the store; `foedus data add nmc` brings it" in reasons
    assert {measure for measure, _ in cells(answer, "What they do not show")} >= {"voice"}


def test_each_number_is_that_of_its_command(answer: AssessAnswer, bare: World) -> None:
    commands = {command for _, command in cells(answer, "Commands")}
    checked = 0
    for line in answer.lines:
        for cell, side in zip(line.cells, answer.sides, strict=True):
            if cell.best and line.measure in ("inclusivity", "flexibility", "ladder"):
                assert cell.command in commands
                words = cell.command.split()
                assert words[:2] == ["foedus", "measure"]
                asked = bare.measure(framework=words[2], of=words[6], on=words[4])
                [value] = [v for v in asked.measures[0].values if v.figure == line.figure]
                assert (value, side.framework) == (cell.value, words[2])
                checked += 1
    assert checked >= 12


def test_days_stand_side_by_side(bare: World) -> None:
    answer = bare.assess(frameworks=["nato"], and_=["1950-01-01"], on=DAY)
    assert [side.head for side in answer.sides] == ["nato 1950-01-01", "nato 2026-01-01"]
    [members] = [line for line in answer.lines if line.figure == "members"]
    assert [cell.value.value for cell in members.cells] == [12, 32]
    assert any(
        "Members: most in nato 2026-01-01 (32), least in nato 1950-01-01 (12)." in row[0]
        for row in cells(answer, "What was found")
    )


def test_a_framework_that_did_not_exist_is_not_known_whole(bare: World) -> None:
    answer = bare.assess(frameworks=["quad"], on="1985-01-01")
    [(why, figures)] = cells(answer, "Not known")
    assert why.startswith("it did not exist")
    assert figures == f"all {len(answer.lines)} figures (quad)"
    assert answer.charts() == ()
    assert answer.report().lines == ()


def test_on_a_node_it_says_that_a_command_takes_the_node(catalogue: Catalogue) -> None:
    node = World(catalogue, known_at=datetime(2026, 11, 28, tzinfo=UTC))
    [note] = node.assess(frameworks=["quad"], on=DAY).notes
    assert note.endswith("a command gives the same with the --node of this one")


def test_more_columns_than_a_page_holds_are_refused(bare: World) -> None:
    with pytest.raises(QuestionError, match=r"2 frameworks on 4 days make 8 columns.*holds 6"):
        bare.assess(
            frameworks=["nato", "eu"], and_=["1990-01-01", "2000-01-01", "2010-01-01"], on=DAY
        )


values = st.one_of(st.none(), st.floats(0, 1), st.sampled_from([0.0, 0.5, 1.0]))


def line_of(numbers: list[float | None], last: float | None, unit: str) -> Assessed:
    """A line of made-up numbers; the first side has what was last known where it has no other."""
    made = []
    for n, value in enumerate(numbers):
        figure: Any = {"figure": "f", "on": DAY}
        if value is not None:
            figure |= {"value": value, "low": value / 2, "high": value, "of": f"{n} of 9 members"}
        before = Value(figure="f", value=last, of="8 of 9 members", on=date(2019, 12, 31))
        shown = before if last is not None and n == 0 and value is None else None
        made.append(Cell("abcdef"[n], Value(**figure), shown, ""))
    return Assessed(
        measure="m",
        title="T",
        asks="So?",
        figure="f",
        says="s",
        unit=unit,
        low=0.0,
        high=1.0,
        papers=(),
        not_shown="",
        cells=tuple(made),
    )


@given(st.lists(values, min_size=1, max_size=6), values, st.sampled_from(["0 to 1", "states"]))
def test_a_sentence_says_no_number_that_does_not_stand_in_the_answer(
    numbers: list[float | None], last: float | None, unit: str
) -> None:
    line = line_of(numbers, last, unit)
    if not line.known:
        return
    sentence = told([line])
    shown = [cell.best for cell in line.cells if cell.best]
    stand = {
        n for v in shown for text in (line.told(v), v.of, str(v.on)) for n in FIGURE.findall(text)
    }
    assert set(FIGURE.findall(sentence)) <= stand
    of_the_day = [c for c in line.cells if c.value.value is not None]
    if found := COMPARED.search(sentence):
        most, least = (set(re.findall(r"\b[a-f]\b", found[n])) for n in (1, 3))
        ordered = sorted(c.value.value or 0 for c in of_the_day)
        assert most == {c.side for c in of_the_day if line.told(c.value) == found[2]}
        assert least == {c.side for c in of_the_day if line.told(c.value) == found[4]}
        assert (found[2], found[4]) == tuple(
            line.told(Value(figure="f", value=n)) for n in (ordered[-1], ordered[0])
        )
        assert not most & least
    else:
        assert len({line.told(c.value) for c in of_the_day}) <= 1
    for cell in line.cells:
        lacking = sentence.partition("not known of ")[2]
        assert (cell.best is None) == bool(re.search(rf"\b{cell.side}\b", lacking))


def test_a_side_has_its_command(answer: AssessAnswer) -> None:
    assert answer.sides[0] == Side(
        "nato",
        "nato",
        "North Atlantic Treaty Organization",
        DAY,
        "foedus measure nato --on 2026-01-01",
    )
