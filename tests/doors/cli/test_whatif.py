"""What if, on the command line: on every question, and for any questions of a scenario."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from foedus.doors.cli.app import _group

LEAVE = "leave:nato:TUR:2030-01-01"
ON = ("--on", "2030-06-01")
SCENARIO = """scenario: One goes
changes:
  - {change: leave, framework: nato, state: TUR, on: 2030-01-01}
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(_group, arguments)


@pytest.fixture
def scenario(tmp_path: Path) -> str:
    (tmp_path / "one.yaml").write_text(SCENARIO, encoding="utf-8")
    return str(tmp_path / "one.yaml")


def test_a_change_is_supposed_and_the_answers_are_compared(scenario: str) -> None:
    by_option = run("member", "nato", "Turkey", *ON, "--with", LEAVE)
    by_file = run("member", "nato", "Turkey", *ON, "--scenario", scenario)
    for result in (by_option, by_file):
        assert result.exit_code == 0, result.output
        assert result.stdout.startswith("What if: Turkey in the North Atlantic Treaty Organization")
        assert "Turkey leaves nato on 2030-01-01" in result.stdout
        assert "This is a what-if, and not so" in result.stdout
    found = json.loads(run("member", "nato", "Turkey", *ON, "--with", LEAVE, "--json").stdout)
    assert (found["before"]["verdict"], found["after"]["verdict"]) == (True, False)


def test_every_question_takes_changes_a_scenario_and_another_day() -> None:
    context = click.Context(_group, info_name="foedus")
    from foedus.asking.declare import every

    for name in every():
        command = _group.get_command(context, name)
        assert command is not None
        options = {option for param in command.params for option in param.opts}
        assert {"--with", "--scenario", "--against"} <= options, name


def test_any_questions_are_asked_of_a_scenario(scenario: str) -> None:
    result = run(
        "whatif",
        scenario,
        *ON,
        *("--ask", "member nato Turkey"),
        *("--ask", "decide nato/nac --against TUR"),
        *("--ask", "casus --attacked TUR --at Ankara --on 2029-01-01"),
    )
    assert result.exit_code == 0, result.output
    asked = [line for line in result.stdout.splitlines() if line.startswith("What if: ")]
    assert sum("2030-06-01" in line for line in asked) == 2
    assert sum("2029-01-01" in line for line in asked) == 1
    assert "Nothing changes: the two answers are the same." in result.stdout
    assert "It can be asked only of what is so" in result.stdout
    as_json = json.loads(run("whatif", scenario, *ON, "--ask", "power nato/nac", "--json").stdout)
    assert [answer["question"] for answer in as_json] == ["power"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--with", "leave:nato:FIN:2020-01-01"], "--with leave:nato:FIN:2020-01-01: FIN is not"),
        (["--with", "leave:nato"], "not of the form leave:FRAMEWORK:STATE:ON"),
        (["--against", "tomorrow"], "--against: 'tomorrow' is not a date"),
    ],
)
def test_what_cannot_be_supposed_is_refused_by_its_option(arguments: list[str], told: str) -> None:
    result = run("member", "nato", "Turkey", *ON, *arguments)
    assert result.exit_code == 2
    assert told in result.stderr


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{change: leave, framework: nato, state: FIN, on: 2020-01-01}", "4: FIN is not a member"),
        ("{change: leave, framework: nato, state: FIN, from: 2020-01-01}", "4: changes[1].from"),
        ("{change: leave, framework: nato, state: FIN, on: 1.1.2030}", "is not a date"),
    ],
)
def test_a_scenario_is_refused_by_file_and_line(line: str, told: str, scenario: str) -> None:
    path = Path(scenario)
    path.write_text(f"{SCENARIO}  - {line}\n", encoding="utf-8")
    result = run("member", "nato", "Turkey", *ON, "--scenario", scenario)
    assert result.exit_code == 2
    assert told in result.stderr
    assert "one.yaml:" in result.stderr


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        ("powr nato/nac", "no question is called 'powr'"),
        ("power --bodi x", "No such option"),
        ("power 'nato", "is not a question with its options"),
        ("power nato/xyz", "no body is called 'nato/xyz'"),
    ],
)
def test_a_question_of_a_scenario_that_makes_no_sense_is_refused(
    ask: str, told: str, scenario: str
) -> None:
    result = run("whatif", scenario, "--ask", ask)
    assert result.exit_code == 2
    assert told in result.stderr


def test_nothing_supposed_is_no_what_if() -> None:
    result = run("whatif", "--ask", "power nato/nac")
    assert result.exit_code == 2
    assert "give a scenario FILE, changes by --with, or a day by --against" in result.stderr
