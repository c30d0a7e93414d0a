"""Acts of a workbook on the command line: one wrong line of forty, with its cell."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from foedus.doors.cli.app import _group
from foedus.nodes.demo import demo
from foedus.nodes.keeping.verify import verify
from foedus.nodes.node import Node
from foedus.record.ledger.keys import Signer
from tests.conftest import cheap_passphrases

HEAD = ["Event", "Provision", "What", "Amount", "Start"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("node") / "demo"
    with cheap_passphrases():
        demo(str(made), "grey harbour seven herons")
        yield made


@pytest.fixture
def at(place: Path) -> dict[str, str]:
    return {"FOEDUS_NODE": str(place), "FOEDUS_PASSPHRASE": "grey harbour seven herons"}


def run(at: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(_group, ["act", *arguments], env=at)


def workbook(path: Path, *lines: list[Any], head: list[str] = HEAD) -> str:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Respond"
    sheet.append(head)
    for line in lines:
        sheet.append(line)
    book.save(path)
    return str(path)


def forty(path: Path, event: str = "EV-9") -> str:
    lines: list[list[Any]] = [["EV-1", "nato/art-5", f"Ship {n}", f"{n} ships"] for n in range(40)]
    lines[6][0] = event
    return workbook(path, *lines)


def history(at: dict[str, str]) -> list[str]:
    found = CliRunner().invoke(_group, ["history", "--as", "pol", "--json"], env=at)
    return [entry["id"] for entry in json.loads(found.stdout)["done"]]


def test_one_wrong_line_records_none_and_names_the_cell(at: dict[str, str], tmp_path: Path) -> None:
    before, file = history(at), forty(tmp_path / "answers.xlsx")
    result = run(at, "respond", "--from", file, "--as", "pol", "--yes")
    assert result.exit_code == 2
    assert result.stderr == (
        f"{file}:Respond!A8: event: no entry is called 'EV-9'\nNothing was recorded.\n"
    )
    assert history(at) == before


def test_asked_so_thirty_nine_are_recorded_and_the_one_returned_and_mended(
    at: dict[str, str], tmp_path: Path
) -> None:
    file, back = forty(tmp_path / "answers.xlsx"), tmp_path / "back.xlsx"
    command = ("respond", "--from", file, "--skip-refused", str(back), "--as", "pol")
    shown = run(at, *command, "--preview")
    assert shown.stdout.count("POL, under nato/art-5 about EV-1: Ship") == 39
    assert "Refused: " in shown.stderr
    assert not back.exists()
    sent = run(at, *command, "--yes", "--request", "sheet-1")
    assert sent.exit_code == 0, sent.output
    assert "Recorded 39 entries, RS-3 to RS-41." in sent.stdout
    again = run(at, *command, "--yes", "--request", "sheet-1", "--json")
    assert len(json.loads(again.stdout)) == 39
    sheet = load_workbook(back)["Respond"]
    head, line, *rest = ([cell.value for cell in row] for row in sheet.rows)
    found = dict(zip(head, line, strict=True))
    assert rest == []
    assert (found["What"], found["Amount"]) == ("Ship 6", "6 ships")
    assert found["Refused because"] == "no entry is called 'EV-9'"
    sheet.cell(2, head.index("Event") + 1).value = "EV-1"
    load = sheet.parent
    assert load is not None
    load.save(back)
    mended = run(at, "respond", "--from", str(back), "--as", "pol", "--yes")
    assert "Recorded 1 entry: RS-42." in mended.stdout, mended.output


def test_cells_that_cannot_be_read_refuse_their_line_alone(
    at: dict[str, str], tmp_path: Path
) -> None:
    lines: list[list[Any]] = [
        ["EV-1", "nato/art-5", "One ship", "", "2026-12-01"],
        ["EV-1", "nato/art-5", "One ship", "", "soon"],
        ["EV-1", "nato/art-5", None, "", ""],
        ["EV-1", "nato/art-55", "#N/A", "", ""],
    ]
    file, back = workbook(tmp_path / "a.xlsx", *lines), tmp_path / "back.xlsx"
    all_of_them = run(at, "respond", "--from", file, "--as", "fin", "--yes")
    assert all_of_them.exit_code == 2
    assert [line.split(": ")[0] for line in all_of_them.stderr.splitlines()[:-1]] == [
        f"{file}:Respond!C4", f"{file}:Respond!C5", f"{file}:Respond!E3",
    ]  # fmt: skip
    some = run(at, "respond", "--from", file, "--skip-refused", str(back), "--as", "fin", "--yes")
    assert "Recorded 1 entry" in some.stdout
    rows = list(load_workbook(back)["Respond"].iter_rows(values_only=True))
    assert len(rows) == 4
    assert rows[3][rows[0].index("What")] == "#N/A"


@pytest.mark.parametrize("ending", ["csv", "yaml", "json"])
def test_what_is_common_to_all_lines_is_given_beside_any_kind_of_file(
    at: dict[str, str], tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"answers.{ending}"
    texts = {
        "csv": "What,Amount\nA hospital,1\nA ship,2\n",
        "yaml": "- what: A hospital\n  amount: '1'\n- what: A ship\n",
        "json": '[{"what": "A hospital"}, {"what": "A ship"}]',
    }
    file.write_text(texts[ending], encoding="utf-8")
    common = ("EV-1", "--provision", "nato/art-5")
    result = run(at, "respond", *common, "--from", str(file), "--as", "ltu", "--preview")
    assert result.stdout.count("LTU, under nato/art-5 about EV-1: A ") == 2, result.output


def test_each_line_carries_the_signature_of_its_nation(
    at: dict[str, str], place: Path, tmp_path: Path
) -> None:
    key = tmp_path / "lva.key"
    signer = Signer.generate("LVA")
    key.write_text(f"{signer.secret}\n", encoding="utf-8")
    add = ("register-key", str(signer.verifier), "--framework", "nato", "--as", "lva", "--yes")
    refused = run(at, *add)
    if refused.exit_code:  # the demo's officers are no heads of delegation
        pytest.skip(refused.output)
    file = workbook(tmp_path / "a.xlsx", *[["EV-1", "nato/art-5", f"Ship {n}"] for n in range(3)])
    made = run(at, "respond", "--from", file, "--as", "lva", "--sign", str(key), "--yes", "--json")
    signed = json.loads(made.stdout)
    assert [bool(entry.get("signature")) for entry in signed] == [True] * 3
    with Node.open(place) as node:
        node.beat()
        names = [entry["id"] for entry in signed]
        assert not any(name in told for name in names for told in verify(node).notices)


def test_a_workbook_to_fill_in_is_written_without_a_node(tmp_path: Path) -> None:
    out = tmp_path / "table.xlsx"
    result = run({}, "table", "--template", str(out))
    assert result.exit_code == 0, result.output
    head = [cell.value for cell in load_workbook(out)["Table"][1]]
    assert head[:2] == ["To", "Level"] or "Title" in head
    assert "Commits" not in head


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("respond", "EV-1", "--skip-refused", "x.xlsx"), "--skip-refused is for the lines of"),
        (("respond", "EV-1", "--what", "x"), "Missing option '--provision'"),
    ],
)
def test_options_that_make_no_sense_together_are_refused(
    at: dict[str, str], arguments: tuple[str, ...], told: str
) -> None:
    result = run(at, *arguments, "--as", "pol")
    assert result.exit_code == 2
    assert told in result.output


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("What,Wherefore\nx,y\n", "B1: unknown column 'Wherefore'"),
        ("What\n", "it has no lines"),
    ],
)
def test_a_file_that_is_no_table_of_acts_is_refused(
    at: dict[str, str], tmp_path: Path, text: str, told: str
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(text, encoding="utf-8")
    result = run(at, "respond", "--from", str(file), "--as", "pol", "--yes")
    assert result.exit_code == 2
    assert told in result.stderr
