"""Broken definitions: each kind of fault gets one sentence, with file, line and field."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from foedus.doors.cli.commands import check
from foedus.language.leaves import LEAVES

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.yaml"))


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_a_broken_definition_is_refused_with_the_sentence_at_its_top(file: Path) -> None:
    expected = file.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
    expected = expected.replace("{tests}", ", ".join(sorted(LEAVES)))
    result = CliRunner().invoke(check, [str(file)])
    assert result.exit_code == 1
    assert result.output.splitlines() == [f"{file}:{expected}", "1 problem"]


def test_the_kinds_of_fault_are_many() -> None:
    assert len(BROKEN) >= 10


def test_every_problem_of_a_folder_is_told_at_once() -> None:
    result = CliRunner().invoke(check, [str(BROKEN[0].parent)])
    assert result.exit_code == 1
    assert result.output.splitlines()[-1].endswith("problems")
    told = {line.partition(":")[0] for line in result.output.splitlines()}
    assert {file.name for file in BROKEN} <= told


def test_a_folder_without_definitions_is_said_to_be_empty(tmp_path: Path) -> None:
    result = CliRunner().invoke(check, [str(tmp_path)])
    assert result.exit_code == 1
    assert "there is no .yaml definition here" in result.output


def test_our_own_definitions_have_no_problem() -> None:
    result = CliRunner().invoke(check, [])
    assert result.exit_code == 0
    assert "no problems" in result.output
