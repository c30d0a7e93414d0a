"""A sign of life after two seconds: asked for, or on a terminal, and never on standard output."""

import io
import time
from typing import Any

import click
import pytest
from click.testing import CliRunner

from foedus.doors.cli import progress
from foedus.doors.cli.app import _group

ASKING = ("member", "nato", "FIN", "--on", "2023-04-04")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.02)


@progress.told
@click.command()
@click.argument("seconds", type=float)
def work(seconds: float) -> None:
    """Take so long."""
    with progress.waiting("work"):
        time.sleep(seconds)
    click.echo("done")


@pytest.mark.usefixtures("impatient")
def test_lines_come_ever_more_seldom_where_they_are_asked_for() -> None:
    told = CliRunner().invoke(work, ["0.2", "--progress"])
    lines = told.stderr.splitlines()
    assert 2 <= len(lines) <= 4  # after 0.02, 0.06 and 0.14 seconds
    assert set(lines) == {"work: at work for 0 s"}
    assert told.stdout == "done\n"


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("arguments", [["0.1"], ["0", "--progress"]])
def test_nothing_is_said_unasked_or_where_nothing_takes_long(arguments: list[str]) -> None:
    told = CliRunner().invoke(work, arguments)
    assert (told.stderr, told.stdout) == ("", "done\n")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("seconds", "shown"), [(0.3, True), (0.0, False)])
@pytest.mark.usefixtures("impatient")
def test_a_terminal_shows_it_by_itself(
    seconds: float, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Terminal()
    monkeypatch.setattr("sys.stderr", page)
    monkeypatch.setenv("TERM", "xterm")
    with progress.waiting("panel"):
        time.sleep(seconds)
    assert ("panel ..." in page.getvalue()) is shown


def test_what_fails_while_it_waits_fails_as_ever() -> None:
    with pytest.raises(ValueError, match="spoilt"), progress.waiting("work"):
        raise ValueError("spoilt")


def test_every_question_and_what_takes_long_can_be_asked_for_signs() -> None:
    context = click.Context(_group)
    data: Any = _group.get_command(context, "data")
    slow = [_group.get_command(context, name) for name in (ASKING[0], "panel", "check", "compile")]
    slow += [data.commands[name] for name in ("add", "verify", "compare", "sql", "ties")]
    for command in slow:
        assert command is not None
        assert "--progress" in {name for param in command.params for name in param.opts}
    plain, asked = (CliRunner().invoke(_group, [*ASKING, *more]) for more in ([], ["--progress"]))
    assert plain.stdout == asked.stdout
    assert asked.exit_code == 0
