"""Inputs that make no sense: one sentence, exit status 2, nothing half-written."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from foedus.doors.cli.app import _group


def run(command: str) -> Result:
    return CliRunner().invoke(_group, command.split(), prog_name="foedus")


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("state ATLANTIS", "no state is called 'ATLANTIS'"),
        ("reimburse --persons 5 --from x --to 2017-01-01", "from: 'x' is not a date,"),
        ("reimburse --persons many --year 2017", "persons: 'many' is not a whole number"),
        ("reimburse --persons 5 --year 99999", "year must be at most 2998"),
        ("apportion nato/equal --amount NaN", "amount: 'NaN' is not a number"),
        ("withdraw nato USA --notice 9999-01-31", "lies outside the years 1000 to 2999"),
        (
            "withdraw ottawa Finland --notice 2025-07-10 --fact armed-conflict=maybe",
            "armed-conflict: 'maybe' is neither true nor false and 'maybe' is not a date, such",
        ),
        ("commitments pesco --fresh-months 99999999", "must be at most 1200"),
        (
            "apportion nato/common-funding-2021 --amount 1000 --join FIN=1e99999999",
            "--join FIN: '1e99999999' is not a number up to 10^18 with at most 20 decimals",
        ),
        ("apportion nato/equal --amount 1e-300000", "amount: '1e-300000' is not a number up to"),
        (f"state {'x' * 1_000}", "no state is called 'xxx"),
    ],
)
def test_nonsense_is_refused_in_one_sentence(command: str, told: str) -> None:
    result = run(f"{command} --on 2020-01-01")
    assert result.exit_code == 2
    assert told in result.output
    assert result.output.count("\n") == 1


@pytest.mark.parametrize("option", ["--xlsx", "--ics"])
def test_a_folder_that_does_not_exist_is_told_before_anything_is_asked(
    option: str, tmp_path: Path
) -> None:
    missing = tmp_path / "nowhere"
    result = run(f"commitments pesco --on 2024-06-01 {option} {missing / 'out'}")
    assert result.exit_code == 2
    assert f"there is no folder '{missing}'" in result.output
    assert not missing.exists()


def test_a_template_needs_a_folder_too(tmp_path: Path) -> None:
    result = run(f"template generate --out {tmp_path / 'nowhere' / 'call.xlsx'}")
    assert result.exit_code == 2
    assert "there is no folder" in result.output


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_an_empty_document_is_said_to_be_empty(text: str, tmp_path: Path) -> None:
    file = tmp_path / "mix.yaml"
    file.write_text(text)
    result = run(f"apportion --mix {file} --amount 5 --on 2024-06-01")
    assert result.exit_code == 2
    assert f"{file}:1: the file is empty" in result.output


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("serve --host-name https://foedus.example", "is not a name such as foedus.example"),
        ("serve --host-name foedus.example:8123", "without port"),
        ("mcp --http --host-name a/b", "is not a name such as foedus.example"),
        ("serve --origin desk.example", "is not a site such as https://desk.example"),
        ("serve --origin https://desk.example/path", "is not a site such as https://desk.example"),
        ("serve --origin *", "'*' is not a site"),
    ],
)
def test_a_name_that_no_browser_would_send_is_refused(command: str, told: str) -> None:
    result = run(command)
    assert result.exit_code == 2
    assert told in " ".join(result.output.split())
