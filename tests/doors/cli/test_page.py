"""How an answer is laid out: to a width, plain, short on a terminal alone, and in one form."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document
from rich.cells import cell_len

from foedus.doors.cli.app import _group
from foedus.doors.cli.plain import aligned

Foedus = Callable[..., Result]
ASKED = {
    "bound": ("bound", "POL", "USA", "--on", "2026-01-01"),
    "casus": ("casus", "--on", "2026-09-10", "--attacked", "POL", "--attacker", "RUS"),
    "frameworks": ("frameworks", "--on", "1985-06-01"),
    "state": ("state", "POL", "--on", "1985-06-01"),
    "power": ("power", "nato/nac", "--on", "2024-06-01"),
}


@pytest.fixture
def foedus() -> Foedus:
    return lambda *words, **more: CliRunner().invoke(_group, words, prog_name="foedus", **more)


@pytest.mark.parametrize("width", [20, 40, 60, 79, 120, 200])
@pytest.mark.parametrize("plain", [(), ("--plain",)])
@pytest.mark.parametrize("asked", ASKED)
def test_no_line_is_wider_than_the_page(
    asked: str, plain: tuple[str, ...], width: int, foedus: Foedus
) -> None:
    shown = foedus(*ASKED[asked], *plain, "--width", str(width))
    assert shown.exit_code == 0, shown.output
    longest = 24  # an id is not broken where it stands alone
    for line in shown.output.splitlines():
        assert cell_len(line.rstrip()) <= max(width, longest + 2), line


@pytest.mark.parametrize("asked", ASKED)
def test_plain_text_is_aligned_whole_and_bare(asked: str, foedus: Foedus) -> None:
    plain = foedus(*ASKED[asked], "--plain").output
    found = json.loads(foedus(*ASKED[asked], "--json").output)
    assert found["title"] in plain
    assert not set(plain) & set("\t\x1b│─┌└├━╭")
    assert " more\n" not in plain
    assert " more " not in plain or "..." not in plain


def test_a_narrow_page_breaks_no_heading(foedus: Foedus) -> None:
    for plain in ((), ("--plain",)):
        shown = foedus(*ASKED["bound"], "--width", "40", *plain).output
        assert "Strength: 3 assist by such" in shown
        assert "nato/art-5\n" in "".join(f"{line.rstrip()}\n" for line in shown.splitlines())


def test_columns_of_the_environment_are_kept_to_where_there_is_no_terminal(
    foedus: Foedus,
) -> None:
    shown = foedus(*ASKED["bound"], env={"COLUMNS": "70"}).output
    assert 60 < max(len(line) for line in shown.splitlines()) <= 70
    for odd in ("", "0", "wide", "-5"):
        shown = foedus(*ASKED["bound"], env={"COLUMNS": odd}).output
        assert 110 < max(len(line) for line in shown.splitlines()) <= 120


@pytest.mark.parametrize("width", ["0", "-5", "19", "10001", "wide", "1e3", "80.5"])
def test_a_width_that_is_none_is_refused(width: str, foedus: Foedus) -> None:
    refused = foedus(*ASKED["bound"], "--width", width)
    assert refused.exit_code == 2
    assert "--width" in refused.output


def test_long_lists_are_short_on_a_terminal_alone(foedus: Foedus) -> None:
    table = foedus(*ASKED["casus"], "--width", "120").output
    assert "and 19 more" in table
    assert "SWE, TUR, USA" not in " ".join(table.split())
    for form in ("--plain", "--markdown"):
        assert "SWE, TUR, USA" in foedus(*ASKED["casus"], form).output


@pytest.mark.parametrize(
    "forms", [("--json", "--markdown"), ("--markdown", "--plain"), ("--json", "--plain")]
)
def test_two_forms_at_once_are_refused(forms: tuple[str, ...], foedus: Foedus) -> None:
    refused = foedus(*ASKED["bound"], *forms)
    assert refused.exit_code == 2
    assert f"give one of {forms[0]} and {forms[1]}" in refused.output


def test_a_memo_for_word_is_written_beside_the_answer(foedus: Foedus, tmp_path: Path) -> None:
    memo = tmp_path / "memo.docx"
    shown = foedus(*ASKED["bound"], "--docx", str(memo), "--markdown")
    assert shown.exit_code == 0, shown.output
    document = Document(str(memo))
    title = document.paragraphs[0].text
    assert shown.output.startswith(f"# {title}\n")
    assert [cell.text for cell in document.tables[0].rows[0].cells][:2] == ["Provision", "Duty"]


@pytest.mark.parametrize(
    ("option", "name"), [("--docx", "memo.doc"), ("--xlsx", "a.xls"), ("--docx", "memo")]
)
def test_a_file_is_named_as_what_it_is(
    option: str, name: str, foedus: Foedus, tmp_path: Path
) -> None:
    refused = foedus(*ASKED["bound"], option, str(tmp_path / name))
    assert refused.exit_code == 2
    assert f"'{name}' does not end in .{option[2:]}" in refused.output
    assert not list(tmp_path.iterdir())


def test_aligned_text_counts_columns_not_letters() -> None:
    rows = [("東京", "1"), ("e\u0301", "22"), ("a\tb\nc", "")]
    lines = list(aligned(("Place", "N"), rows))
    assert lines == ["Place   N", "東京    1", "é      22".replace("é", "e\u0301"), "a b c"]


def test_signs_that_a_terminal_obeys_are_not_passed_on(foedus: Foedus) -> None:
    for form in ((), ("--plain",)):
        shown = foedus("msel", "--events", "nowhere\x1b[31m.yaml", *form)
        assert shown.exit_code == 2
    shown = foedus(*ASKED["casus"], "--at", "52.2,21.0", "--fact", "x\x1b[31m=true")
    assert "\x1b" not in shown.output
