"""Documents: the same content from YAML, JSON and a workbook, and faults named by line or cell."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pydantic import AwareDatetime, Field

from foedus.asking.declare import Document
from foedus.documents.problems import DefinitionError
from foedus.documents.reading import read_document, read_placed
from foedus.exchange.workbook import write_document


class Pledge(Document):
    nation: str = Field(description="Who pledges")
    units: int = Field(ge=1, description="How many units")
    cost: Decimal | None = Field(None, description="Cost of one")
    ready: date | None = Field(None, description="First day ready")
    caveats: list[str] = Field([], description="What it may not do")
    posture: Literal["light", "heavy"] = Field("light", description="Posture")


class Terms(Document):
    place: str = ""
    at: AwareDatetime | None = None


class Call(Document):
    name: str = Field(description="Name of the call")
    caps: dict[str, int] = Field({}, description="Most units of a nation")
    pledges: list[Pledge] = Field(description="The pledges")
    terms: Terms | None = None


CALL = Call(
    name="12",
    caps={"SWE": 3},
    pledges=[
        Pledge(nation="SWE", units=2, cost=Decimal("10.25"), ready=date(2026, 1, 2)),
        Pledge(nation="FIN", units=1, caveats=["night", "desert"], posture="heavy"),
    ],
    terms=Terms(place="Gao", at=datetime(2026, 1, 1, 12, tzinfo=UTC)),
)


def faults(path: Path, shape: Any = Call) -> list[str]:
    with pytest.raises(DefinitionError) as raised:
        read_document(path, shape)
    return [str(problem).removeprefix(f"{path}:") for problem in raised.value.problems]


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        dates = book.add_format({"num_format": "yyyy-mm-dd"})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(number, column, value, dates)
                    elif isinstance(value, str) and value.startswith("="):
                        sheet.write_formula(number, column, value, None, "#DIV/0!")
                    else:
                        sheet.write(number, column, value)
    return path


def test_a_filled_workbook_reads_as_the_document_it_was_made_of(tmp_path: Path) -> None:
    write_document(Call, tmp_path / "call.xlsx", CALL)
    assert read_document(tmp_path / "call.xlsx", Call) == CALL


def test_json_and_yaml_read_alike(tmp_path: Path) -> None:
    text = json.dumps(CALL.model_dump(mode="json"))
    for name in ("call.json", "call.yaml"):
        (tmp_path / name).write_text(text)
        assert read_document(tmp_path / name, Call) == CALL


words = st.text("abc -", min_size=1).map(str.strip).filter(bool)


@given(
    pledges=st.lists(
        st.builds(
            Pledge,
            nation=words,
            units=st.integers(1, 10**6),
            cost=st.none() | st.decimals(0, 10**6, places=2),
            ready=st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1)),
            caveats=st.lists(words, max_size=3),
        )
    )
)
def test_nothing_is_lost_in_a_workbook(
    pledges: list[Pledge], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("book") / "call.xlsx"
    call = CALL.model_copy(update={"pledges": pledges})
    write_document(Call, path, call)
    assert read_document(path, Call) == call


def test_a_cell_of_a_workbook_as_people_fill_it(tmp_path: Path) -> None:
    """Headings in any case, numbers for names, dates as dates, blank lines between."""
    book = workbook(
        tmp_path / "call.xlsx",
        {
            "general": [["Name", "Value"], ["name", 12]],
            "PLEDGES": [
                ["Nation", "units", "Ready"],
                ["SWE", 2, date(2026, 1, 2)],
                [],
                ["FIN", 1.0, "2026-03-04"],
            ],
        },
    )
    call = read_document(book, Call)
    assert call.name == "12"
    assert [(p.nation, p.units, p.ready) for p in call.pledges] == [
        ("SWE", 2, date(2026, 1, 2)),
        ("FIN", 1, date(2026, 3, 4)),
    ]


def test_a_broken_cell_is_named_by_sheet_and_address(tmp_path: Path) -> None:
    book = workbook(
        tmp_path / "call.xlsx",
        {
            "General": [["Name", "Value"], ["Name", "Sahel"]],
            "Pledges": [
                ["Nation", "Units", "Ready", "Posture"],
                ["SWE", 0, "soon", "light"],
                ["FIN", None, None, "medium"],
            ],
        },
    )
    assert faults(book) == [
        "Pledges!B2: pledges[0].units: must be at least 1, got 0",
        "Pledges!B3: pledges[1].units: this key is missing",
        "Pledges!C2: pledges[0].ready: 'soon' is not a date, such as 1949-08-24",
        "Pledges!D3: pledges[1].posture: 'medium' is not one of 'light' or 'heavy'",
    ]


@pytest.mark.parametrize(
    ("sheets", "told"),
    [
        (
            {"Pledges": [["Nation", "Unit"]]},
            "Pledges!B1: unknown column 'Unit'; did you mean Units?",
        ),
        (
            {"Pledge": [["Nation", "Units"]]},
            "Pledge!A1: unknown sheet; there are General, Pledges, Terms",
        ),
        (
            {"General": [["Name", "Value"], ["Nme", "x"]]},
            "General!A2: unknown name 'Nme'; did you mean Name?",
        ),
        (
            {"General": [["Name", "Value"], ["Name", "x"], ["Name", "y"]]},
            "General!A3: name: is listed twice",
        ),
        (
            {"General": [["Name", "Value"], ["Caps", "SWE 3"]]},
            "General!B2: caps: 'SWE 3' is not of the form NAME=VALUE, NAME=VALUE",
        ),
        (
            {"Pledges": [["Nation", "Units"], ["SWE", "=1/0"]]},
            "Pledges!B2: units: the cell holds the error #DIV/0!",
        ),
        (
            {"Pledges": [["Nation"], ["SWE", 4]]},
            "Pledges!B2: this column has no heading in the first row",
        ),
    ],
)
def test_what_cannot_be_read_is_said_once(
    sheets: dict[str, list[list[Any]]], told: str, tmp_path: Path
) -> None:
    assert faults(workbook(tmp_path / "call.xlsx", sheets)) == [told]


def test_a_file_that_is_no_workbook_or_no_document(tmp_path: Path) -> None:
    (tmp_path / "call.xlsx").write_text("not a workbook")
    assert "not a workbook that can be read" in faults(tmp_path / "call.xlsx")[0]
    (tmp_path / "call.pdf").write_text("")
    assert "its name ends in .yaml, .yml, .json" in faults(tmp_path / "call.pdf")[0]


def test_a_line_of_yaml_is_named(tmp_path: Path) -> None:
    (tmp_path / "call.yaml").write_text("name: a\npledges:\n  - nation: SWE\n    units: many\n")
    [told] = faults(tmp_path / "call.yaml")
    assert told.startswith("4: pledges[0].units:")


def test_a_list_of_lines_is_a_document_too(tmp_path: Path) -> None:
    book = workbook(tmp_path / "pledges.xlsx", {"Pledge": [["Nation", "Units"], ["SWE", 1]]})
    assert read_document(book, list[Pledge]) == [Pledge(nation="SWE", units=1)]


def test_an_empty_workbook_tells_what_to_fill_in(tmp_path: Path) -> None:
    write_document(Call, tmp_path / "empty.xlsx")
    book = load_workbook(tmp_path / "empty.xlsx")
    assert book.sheetnames == ["General", "Pledges", "Terms", "Help"]
    assert [cell.value for cell in book["Pledges"][1]][:2] == ["Nation", "Units"]
    assert "How many units. Required." in [row[2].value for row in book["Help"].iter_rows()]
    assert faults(tmp_path / "empty.xlsx") == ["General!B2: name: this key is missing"]


PLEDGES: list[list[Any]] = [["Nation", "Units"], ["SWE", 2]]


def altered(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]], **cells: Any) -> Path:
    """A workbook with cells set by openpyxl, which stores no results of formulas."""
    workbook(path, sheets)
    book = load_workbook(path)
    for address, value in cells.items():
        book["Pledge"][address] = value
    book.save(path)
    return path


def test_a_formula_without_its_result_is_no_empty_cell(tmp_path: Path) -> None:
    path = altered(tmp_path / "call.xlsx", {"Pledge": PLEDGES}, B2="=1+1")
    assert "this formula has no saved result" in faults(path, list[Pledge])[0]


def test_merged_cells_are_refused_since_all_but_one_are_empty(tmp_path: Path) -> None:
    path = workbook(tmp_path / "call.xlsx", {"Pledge": [*PLEDGES, [None, 3]]})
    book = load_workbook(path)
    book["Pledge"].merge_cells("A2:A3")
    book.save(path)
    [fault] = faults(path, list[Pledge])
    assert fault.startswith("Pledge!A2: the cells A2:A3 are merged")


def test_a_heading_that_stands_twice_is_named(tmp_path: Path) -> None:
    path = altered(tmp_path / "call.xlsx", {"Pledge": PLEDGES}, C1="Nation", C2="FIN")
    assert faults(path, list[Pledge]) == ["Pledge!C1: nation: this heading is used twice"]


def test_a_table_without_headings_and_a_general_sheet_without_them_are_named(
    tmp_path: Path,
) -> None:
    blank = workbook(tmp_path / "a.xlsx", {"Pledge": [[], *PLEDGES]})
    assert faults(blank, list[Pledge]) == ["Pledge!A1: the first row holds no headings"]
    bare: dict[str, list[list[Any]]]
    bare = {"General": [["Name", "12"], [None, "x"]], "Pledges": PLEDGES}
    told = faults(workbook(tmp_path / "b.xlsx", bare))
    assert told[:2] == [
        "General!A1: the first row is for the headings Name and Value",
        "General!B2: this value has no name beside it",
    ]


def test_a_sheet_of_notes_is_for_people(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Pledge": PLEDGES, "Notes": [["ask Oslo again"]]})
    assert [pledge.nation for pledge in read_document(path, list[Pledge])] == ["SWE"]


def test_a_heading_that_is_unknown_is_told_once_and_not_again_for_each_cell(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Nation", "Units", "Colour"], ["SWE", 1, "blue"], ["FIN", 2, "white"]]
    book = workbook(
        tmp_path / "call.xlsx", {"General": [["Name", "Value"], ["Name", "x"]], "Pledges": rows}
    )
    [told] = faults(book)
    assert told.startswith("Pledges!C1: unknown column 'Colour'; there are Nation, Units, Cost,")


class Exercise(Document):
    hosts: list[str] = Field(alias="host")


class Programme(Document):
    candidates: list[Exercise] = Field(alias="exercises")


@pytest.mark.parametrize("path", [("candidates", 1, "hosts", 0), ("exercises", 1, "host", 0)])
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("exercises:\n- host: [SWE]\n- host:\n  - XXX\n", 4),
        ("candidates:\n- hosts: [SWE]\n- hosts: [XXX]\n", 3),
        ('{"exercises": [{"host": ["SWE"]},\n{"host": ["XXX"]}]}', 2),
    ],
)
def test_a_path_leads_to_its_line_by_whatever_name_a_field_stands_there(
    path: tuple[str | int, ...], text: str, line: int, tmp_path: Path
) -> None:
    file = tmp_path / "call.yaml"
    file.write_text(text)
    assert read_placed(file, Programme).where(path) == f"{file}:{line}"


def test_a_path_leads_to_its_cell(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Nation", "Units"], ["SWE", 1], ["XXX", 2]]
    book = workbook(
        tmp_path / "call.xlsx", {"General": [["Name", "Value"], ["Name", "x"]], "Pledges": rows}
    )
    read = read_placed(book, Call)
    assert read.where(("pledges", 1, "nation")) == f"{book}:Pledges!A3"
    assert read.where(("pledges", 1, "units")) == f"{book}:Pledges!B3"
