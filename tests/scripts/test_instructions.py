"""The gate on instructions: what it lets pass, what fails, and what it cannot judge."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from foedus.asking.declare import find

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
import instructions

THEN = {"yardstick": 100.0, "load": 50.0, "member": 10.0, "casus": 20.0}


def test_figures_are_committed_for_every_path() -> None:
    kept = json.loads(instructions.FIGURES.read_text(encoding="utf-8"))
    assert "3.11" in kept
    for figures in kept.values():
        assert set(figures["instructions"]) == set(figures["seconds"]) == set(instructions.PATHS)
        assert min(figures["instructions"].values()) > 10_000_000
    assert {"member", "casus", "decide", "workbook", "batch"} <= set(instructions.PATHS)


def test_a_path_is_what_it_takes_beyond_loading() -> None:
    counted = {"yardstick": 100, "load": 50, "member": 60, "casus": 70}
    assert instructions.net(counted) == THEN


@pytest.mark.parametrize(("member", "fails"), [(11.4, []), (11.6, ["member"]), (5.0, [])])
def test_more_than_the_limit_fails(member: float, fails: list[str]) -> None:
    assert instructions.over(instructions.ratios({**THEN, "member": member}, THEN)) == fails


def test_another_build_of_python_is_allowed_for() -> None:
    slower = {name: value * 1.3 for name, value in THEN.items()}
    assert instructions.over(instructions.ratios(slower, THEN)) == []
    slower["casus"] *= 1.2
    assert instructions.over(instructions.ratios(slower, THEN)) == ["casus"]


def test_a_version_without_figures_is_not_judged_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(instructions, "VERSION", "3.99")
    instructions.tell(THEN, THEN, write=False)
    assert (
        "not judged: no figures are committed for Python 3.99, only for 3.11"
        in capsys.readouterr().out
    )


def test_too_many_instructions_end_in_a_failure_that_names_the_path(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(instructions, "FIGURES", tmp_path / "figures.json")
    instructions.tell(THEN, THEN, write=True)
    instructions.tell(THEN, {name: value * 9 for name, value in THEN.items()}, write=False)
    with pytest.raises(SystemExit, match=r"1\.15 times .* casus$"):
        instructions.tell({**THEN, "casus": 24.0}, THEN, write=False)


def test_the_workbook_of_the_path_is_the_call_of_the_example(tmp_path: Path) -> None:
    instructions.example_workbook(tmp_path / "call.xlsx")
    make, _ = instructions.PATHS["workbook"]
    call: Any = make(tmp_path)()
    assert [pledge.nation for pledge in call.pledges] == [
        pledge["nation"] for pledge in find("generate").example["call"]["pledges"]
    ]
