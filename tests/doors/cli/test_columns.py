"""A table of others on the command line: proposed, accepted and saved, then read by its map."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from foedus.doors.cli.app import _group

THEIRS = (
    "Übung;Beginn;Ende;Gastgeber;Teilnehmer;Truppen\n"
    "Faust;03.04.2026;05.06.2026;Polska;Deutschland,Polska;14.000\n"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "theirs.csv"
    path.write_text(THEIRS, encoding="cp1252")
    return path


def run(*arguments: object, given: str = "") -> Result:
    return CliRunner().invoke(_group, [*map(str, arguments)], input=given)


def test_without_a_map_nothing_is_read_and_the_proposal_is_shown(table: Path) -> None:
    refused = run("notify", "--activities", table, "--on", "2026-01-01")
    saved = table.with_name("theirs.columns.yaml")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "'14.000' may be 14 or 14,000" in refused.stderr
    assert "dates: open" in refused.stderr
    assert refused.stderr.splitlines()[-1] == (
        f"Error: the headings of {table} are not foedus's own, so it is read by a map: save the "
        f"one above with `foedus columns {table} --for notify --out {saved}`, complete it there, "
        f"and ask with --columns {saved}"
    )
    assert not saved.exists()


def test_the_saved_map_is_completed_and_then_read(table: Path, tmp_path: Path) -> None:
    saved = tmp_path / "map.yaml"
    written = run("columns", table, "--for", "notify", "--out", saved)
    assert written.stdout == f"wrote {saved}; fill in what is open\n"
    refused = run("notify", "--activities", table, "--columns", saved)
    assert refused.exit_code == 2
    assert f"{saved}:15: tables[0].columns[1].dates: is left open: choose day-first" in (
        refused.stderr
    )
    text = saved.read_text(encoding="utf-8")
    text = text.replace("dates: open", "dates: day-first").replace(
        "decimals: open", "decimals: comma"
    )
    saved.write_text(text, encoding="utf-8")
    answer = run(
        "notify", "--activities", table, "--columns", saved, "--on", "2026-01-01", "--json"
    )
    assert answer.exit_code == 0, answer.stderr
    assert "Faust" in json.dumps(json.loads(answer.stdout))
    chosen = run("columns", table, "--for", "notify", "--decimals", "comma", "--dates", "day-first")
    assert "open" not in chosen.stdout
    assert "2026-04-03" in chosen.stderr


def test_at_a_terminal_it_is_asked_accepted_and_saved(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("foedus.doors.cli.columns.at_terminal", lambda: True)
    saved = table.with_name("theirs.columns.yaml")
    asked = ("notify", "--activities", table, "--on", "2026-01-01")
    refused = run(*asked, given="comma\nday-first\nn\n")
    assert refused.exit_code == 2
    assert "the map was not accepted" in refused.stderr
    assert not saved.exists()
    answer = run(*asked, given="comma\nday-first\ny\n")
    assert answer.exit_code == 0, answer.stderr
    assert f"wrote {saved}; next time add --columns {saved}" in answer.stderr
    again = run(*asked, "--columns", saved)
    assert again.stdout == answer.stdout
    third = run(*asked, given="comma\nday-first\ny\n")
    assert f"{saved} is there already; ask with --columns {saved}" in third.stderr


def test_faults_name_the_cell_of_their_file(table: Path, tmp_path: Path) -> None:
    saved = tmp_path / "map.yaml"
    chosen = ("--decimals", "comma", "--dates", "day-first")
    run("columns", table, "--for", "notify", *chosen, "--out", saved)
    table.write_text(THEIRS.replace("05.06.2026", "31.06.2026"), encoding="cp1252")
    refused = run("notify", "--activities", table, "--columns", saved)
    assert f"{table}:C2: end: '31.06.2026' is not a date with its day first" in refused.stderr
    table.write_text(THEIRS.replace("05.06.2026", "02.04.2026"), encoding="cp1252")
    refused = run("notify", "--activities", table, "--columns", saved)
    assert f"Error: {table}:" in refused.stderr
    table.write_text(THEIRS.replace("Polska;Deu", "Absurdistan;Deu"), encoding="cp1252")
    refused = run("notify", "--activities", table, "--columns", saved)
    assert f"{table}:D2" in refused.stderr


def test_a_template_in_their_headings_comes_back(table: Path, tmp_path: Path) -> None:
    saved, ours = tmp_path / "map.yaml", tmp_path / "ours.yaml"
    chosen = ("--decimals", "comma", "--dates", "day-first")
    run("columns", table, "--for", "notify", *chosen, "--out", saved)
    ours.write_text(
        "- {name: Faust, start: 2026-04-03, end: 2026-06-05, host: [POL], participants: [DEU, POL],"
        " troops: 14000}\n",
        encoding="utf-8",
    )
    direct = run("notify", "--activities", ours, "--on", "2026-01-01")
    for name in ("theirs2.csv", "theirs2.xlsx"):
        made = tmp_path / name
        written = run("template", "notify", "--from", ours, "--columns", saved, "--out", made)
        assert written.exit_code == 0, written.stderr
        back = run("notify", "--activities", made, "--columns", saved, "--on", "2026-01-01")
        assert (back.exit_code, back.stdout) == (0, direct.stdout)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("columns", "TABLE", "--for", "casus"), "casus takes no document"),
        (("columns", "TABLE", "--for", "nothing"), "no question is called 'nothing'"),
        (("columns", "TABLE", "--for", "notify", "--input", "x"), "notify takes no document 'x'"),
        (("columns", "MAP", "--for", "notify"), "is not a table: its name must end in one of"),
        (("notify", "--columns", "MAP"), "--columns is the map of a document, and none is given"),
        (("notify", "--activities", "MAP", "--columns", "MAP"), "a map of columns is for a file"),
    ],
)
def test_what_makes_no_sense_is_refused(
    arguments: tuple[str, ...], told: str, table: Path, tmp_path: Path
) -> None:
    saved = tmp_path / "map.yaml"
    saved.write_text("tables: [{columns: [{heading: A, field: name}]}]", encoding="utf-8")
    paths = {"TABLE": table, "MAP": saved}
    refused = run(*(paths.get(argument, argument) for argument in arguments))
    assert refused.exit_code == 2
    assert told in refused.stderr


def test_a_map_is_a_question_s_own_in_what_if_too(table: Path, tmp_path: Path) -> None:
    saved = tmp_path / "map.yaml"
    chosen = ("--decimals", "comma", "--dates", "day-first")
    run("columns", table, "--for", "notify", *chosen, "--out", saved)
    asked = f"notify --activities {table} --columns {saved} --on 2026-01-01"
    told = run("whatif", "--ask", asked, "--with", "join:eu:MDA:2025-01-01")
    assert told.exit_code == 0, told.stderr
    told = run("whatif", "--ask", "panel codebook --with atop", "--with", "join:eu:MDA:2025-01-01")
    assert "--columns" not in told.stderr
