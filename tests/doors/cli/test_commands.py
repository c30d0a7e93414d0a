"""The command line as the README promises it, and what a mistake looks like."""

import contextlib
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from foedus.asking.declare import find
from foedus.authoring.bundle import SOURCES
from foedus.doors.cli.app import _run


class Ended(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


def foedus(*arguments: str, cwd: Path | None = None) -> Ended:
    """A command run in this process: what a start costs would be paid sixty times."""
    out, errors = io.StringIO(), io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(errors),
        contextlib.chdir(cwd or Path.cwd()),
    ):
        patch.setattr(sys, "argv", ["foedus", *arguments])
        status = _run()
    return Ended(status, out.getvalue(), errors.getvalue())


def test_a_process_answers_and_ends_as_a_command_does_in_this_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for arguments in ((*CASUS, "--at", "Falkland Islands"), ("member", "natto", "FIN")):
        command = [sys.executable, "-m", "foedus", *arguments]
        began = subprocess.run(command, capture_output=True, text=True, check=False)
        ended = foedus(*arguments)
        assert (began.returncode, began.stdout, began.stderr) == ended


CASUS = ("casus", "--on", "1982-04-02", "--attacked", "GBR", "--attacker", "ARG")


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ((*CASUS, "--at", "Falkland Islands"), "uk-prt/art-3"),
        (("bound", "POL", "USA", "--on", "2026-01-01"), "nato/art-5"),
        (("bound", "AUT", "--on", "2024-01-01"), "un/art-2-4"),
        (("framework", "nato", "--on", "1966-07-01"), "integrated-command"),
        (("frameworks", "--on", "1985-06-01"), "warsaw-pact"),
        (("state", "DDR"), "1949-10-07 to 1990-10-03"),
        (("cite", "nato", "art-5"), "34 UNTS 243"),
        (("member", "nato", "FIN", "--on", "2023-04-03"), "was not a member"),
        (("check",), "no problems"),
        (("check", str(SOURCES)), "no problems"),
        (("--version",), "version"),
        (("completion", "bash"), "_FOEDUS_COMPLETE"),
        (("schema",), '"FrameworkFile"'),
        (("compile", "--check"), "up to date"),
    ],
)
def test_a_command_of_the_readme_works(arguments: tuple[str, ...], shown: str) -> None:
    result = foedus(*arguments)
    assert result.returncode == 0, result.stderr
    assert shown in result.stdout


def test_json_is_for_machines_and_names_its_catalogue() -> None:
    answer = json.loads(foedus(*CASUS, "--json").stdout)
    assert answer["event"]["attacked"] == ["GBR"]
    assert len(answer["catalogue"]) == 64


def test_markdown_is_for_a_memo_and_lists_the_sources() -> None:
    memo = foedus(*CASUS, "--markdown", "--explain").stdout
    assert memo.startswith("# Armed attack on United Kingdom")
    assert "## Sources" in memo


def test_explain_unfolds_every_reason() -> None:
    shown = foedus(*CASUS, "--at", "Falkland Islands", "--explain").stdout
    assert "✗ Falkland Islands is not in Europe or North America" in shown


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("casus", "--attacked", "XXX"), "no state is called 'XXX'"),
        (("casus", "--attacked", "GBR", "--at", "Nowhereville"), "no place 'Nowhereville'"),
        (("casus", "--attacked", "GBR", "--at", "99,0"), "lat must lie between -90 and 90"),
        (
            ("casus", "--attacked", "GBR", "--on", "1982-02-30"),
            "on: '1982-02-30' is not a date, such as",
        ),
        (("casus", "--attacked", "GBR", "--attacker", "GBR"), "both the attacked and the attacker"),
        (("casus", "--attacked", "GBR", "--kind", "war"), "not one of"),
        (("casus", "--attacked", "GBR", "--fact", "rain"), "NAME=VALUE"),
        (("casus",), "--attacked"),
        (("bound", "POL", "POL"), "two different states"),
        (("bound", "A", "B", "C"), "at most 2"),
        (("framework", "natto"), "did you mean nato"),
        (("cite", "nato", "art-99"), "no provision 'nato/art-99'"),
        (("state", "Freedonia"), "no state is called 'Freedonia'"),
        (("nonsense",), "No such command"),
        (("cases", "no-such-file.yaml"), "does not exist"),
    ],
)
def test_a_mistake_gets_one_sentence_and_no_traceback(
    arguments: tuple[str, ...], sentence: str
) -> None:
    result = foedus(*arguments)
    assert result.returncode == 2
    assert result.stdout == ""
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr


CASES = """
- id: right
  question: member
  on: 2024-01-01
  framework: nato
  state: FIN
  expect: true
- id: wrong
  question: member
  on: 2023-01-01
  framework: nato
  state: FIN
  expect: true
- id: later
  question: horoscope
  on: 2023-01-01
  expect: {}
"""


def test_cases_counts_on_its_last_line_and_fails_where_one_does(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(CASES, encoding="utf-8")
    result = foedus("cases", "mine.yaml", cwd=tmp_path)
    assert result.returncode == 1
    assert result.stdout.splitlines() == [
        "PASS right",
        "FAIL wrong: expected yes, got no (Finland was not a member of the North Atlantic Treaty "
        "Organization on 2023-01-01.)",
        "SKIP later: there is no question 'horoscope' yet",
        "1 passed, 1 failed, 1 skipped",
    ]


def test_a_case_file_that_cannot_be_read_names_the_line(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("- id: a\n  question: member\n", encoding="utf-8")
    result = foedus("cases", "mine.yaml", cwd=tmp_path)
    assert result.returncode == 1
    assert "mine.yaml:1: [0].on: this key is missing" in result.stderr


def test_own_definitions_are_asked_together_with_ours(tmp_path: Path) -> None:
    (tmp_path / "pact.yaml").write_text(
        """
id: isl-irl
name: A pact of two islands
kind: alliance
summary: For this test.
constitutive: pact
instruments:
  - id: pact
    title: Pact of two islands
    nature: treaty
    in_force: 2000-01-01
    where: nowhere
    parties: [{states: [IRL, ISL], from: 2000-01-01, basis: signature}]
    provisions:
      - id: art-1
        article: Art. 1
        says: Help.
        effect: duty
        duties: [assist]
        strength: 4
        trigger: {kind: [armed-attack]}
""",
        encoding="utf-8",
    )
    assert foedus("check", str(tmp_path)).returncode == 0
    asked = ("bound", "IRL", "ISL", "--on", "2020-01-01", "--definitions", str(tmp_path))
    assert "isl-irl/art-1" in foedus(*asked).stdout


@pytest.mark.parametrize(
    ("question", "document"), [("generate", "call"), ("msel", "events"), ("pool", "programme")]
)
def test_a_workbook_that_holds_a_document_asks_the_same(
    question: str, document: str, tmp_path: Path
) -> None:
    example = find(question).example
    text, book = tmp_path / "given.json", tmp_path / "given.xlsx"
    text.write_text(json.dumps(example[document]), encoding="utf-8")
    written = foedus("template", question, "--from", str(text), "--out", str(book))
    assert written.returncode == 0, written.stderr
    answers = [
        foedus(question, f"--{document}", str(file), "--on", str(example["on"]), "--json").stdout
        for file in (text, book)
    ]
    assert json.loads(answers[0]) == json.loads(answers[1])


def test_a_document_that_is_wrong_leaves_no_workbook(tmp_path: Path) -> None:
    text, book = tmp_path / "given.yaml", tmp_path / "given.xlsx"
    text.write_text("call: 3\n", encoding="utf-8")
    refused = foedus("template", "generate", "--from", str(text), "--out", str(book))
    assert refused.returncode != 0
    assert "given.yaml:1: call: unknown key 'call'; did you mean called?" in refused.stderr
    assert not book.exists()


def test_a_question_imports_no_library_that_it_does_not_need() -> None:
    code = (
        "import sys; from foedus.doors.cli.app import _group\n"
        "_group(['member', 'nato', 'FIN'], standalone_mode=False)\n"
        "heavy = {'yaml', 'polars', 'numpy', 'openpyxl', 'shapely', 'highspy', 'fastapi'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_what_does_not_fit_into_memory_ends_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(**_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("foedus.doors.cli.app._group.main", full)
    assert _run() == 1
    assert capsys.readouterr().err.startswith("Error: there is not enough memory for this; ask ")
