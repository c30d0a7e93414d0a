"""Running solved cases: a refusal is told from a crash, and nothing in a case is passed over."""

from pathlib import Path
from typing import Any

import pytest

from foedus.asking.world import World
from foedus.cases import Outcome, read_cases, run
from foedus.questions.binding.member import question as member

REFUSED = "expect: {error: true}"
CASUS = "- {id: a, question: casus, on: 1982-04-02"
MEMBER = "- {id: a, question: member, on: 2023-04-04, framework: nato, state: FIN"


def _solve(world: World, folder: Path, *lines: str) -> Outcome:
    file = folder / "mine.yaml"
    file.write_text("\n".join(lines))
    [outcome] = run(read_cases(file), world)
    return outcome


def test_a_refusal_that_is_expected_passes(world: World, tmp_path: Path) -> None:
    refused = MEMBER.replace("FIN", "Atlantis")
    assert _solve(world, tmp_path, f"{refused}, {REFUSED}}}").result == "PASS"
    assert _solve(world, tmp_path, f"{MEMBER}, {REFUSED}}}").told == (
        "expected a refusal, got an answer"
    )


@pytest.mark.parametrize("expected", [REFUSED, "expect: true"])
def test_a_crash_is_no_refusal(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: str
) -> None:
    def crash(*_: Any) -> Any:
        raise KeyError("a bug")

    monkeypatch.setattr(member, "_spells", crash)
    outcome = _solve(world, tmp_path, f"{MEMBER}, {expected}}}")
    assert outcome.result == "FAIL"
    assert outcome.told.startswith("it crashed: KeyError: 'a bug' (")


def test_a_crash_of_the_comparison_fails_its_case_alone(world: World, tmp_path: Path) -> None:
    outcome = _solve(world, tmp_path, f"{CASUS}, event: {{attacked: GBR}}, expect: {{bound: 1}}}}")
    assert outcome.result == "FAIL"
    assert outcome.told.startswith("it crashed: AttributeError: ")


@pytest.mark.parametrize("expected", [REFUSED, "expect: {}"])
@pytest.mark.parametrize(
    ("lines", "line", "field"),
    [
        ((f"{CASUS},", "event: {attacked: GBR,", "attackr: ARG},"), 3, "[0].event.attackr"),
        ((f"{CASUS},", "event: {attacked: GBR}, att: Paris,"), 2, "[0].att"),
        (
            ("- {id: a, question: bound, on: 1990-01-01,", "between: [GBR, FRA],", "und: 1,"),
            3,
            "[0].und",
        ),
        ((f"{MEMBER}, as: x,",), 1, "[0].as"),
    ],
)
def test_an_input_that_the_question_does_not_take_is_a_fault_with_its_line(
    world: World, tmp_path: Path, lines: tuple[str, ...], line: int, field: str, expected: str
) -> None:
    outcome = _solve(world, tmp_path, *lines, f"{expected}}}")
    assert outcome.result == "FAIL"
    assert outcome.told == (
        f"{tmp_path / 'mine.yaml'}:{line}: {field}: the question has no such input"
    )


def test_a_missing_input_of_the_case_is_a_fault_with_its_line(world: World, tmp_path: Path) -> None:
    outcome = _solve(world, tmp_path, "", f"{CASUS}, {REFUSED}}}")
    assert outcome.told == f"{tmp_path / 'mine.yaml'}:2: [0].event: this key is missing"
