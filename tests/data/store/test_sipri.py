"""A SIPRI workbook that a user brings: made up here, in the form that SIPRI's has."""

from pathlib import Path

import pytest
import xlsxwriter

from foedus.data.store.names import StateNames
from foedus.data.store.raw import FileError
from foedus.data.store.registry import find
from foedus.data.store.store import Store
from tests.data.conftest import NOW, STATES

NAMES = StateNames(STATES)

Cell = str | float | int | None


def workbook(
    path: Path, *, dollars: list[list[Cell]] | None = None, sheet: str = "Constant (2022) US$"
) -> Path:
    """A workbook with notes above the header, regions between the states, and gaps."""
    book = xlsxwriter.Workbook(str(path))
    header: list[Cell] = ["Country", None, "Notes", 2019, 2020]
    rows = dollars or [
        header,
        ["Africa"],
        ["Algeria", None, 1, 9_500.5, 9_700],
        ["Congo, Dem. Rep.", None, None, "...", 310.25],
        ["Europe"],
        ["Germany", None, None, "xxx", 53_000],
    ]
    front = book.add_worksheet("Front page")
    front.write(0, 0, "Made up for a test")
    for name, body in (
        (sheet, rows),
        ("Share of GDP", [header, ["Germany", None, None, 0.0125, 0.0137]]),
    ):
        page = book.add_worksheet(name)
        page.write(0, 0, "Military expenditure by country")
        for number, row in enumerate(body, start=5):
            for column, cell in enumerate(row):
                if cell is not None:
                    page.write(number, column, cell)
    book.close()
    return path


def test_the_header_is_found_and_gaps_stay_unknown(store: Store, tmp_path: Path) -> None:
    store.add(find("sipri"), [workbook(tmp_path / "SIPRI-Milex-data.xlsx")], NOW, "", STATES)
    table = store.scan("sipri", "expenditure").collect()
    assert table.rows() == [
        (255, 2019, None, 0.0125),
        (615, 2019, 9_500.5, None),
        (255, 2020, 53_000.0, 0.0137),
        (490, 2020, 310.25, None),
        (615, 2020, 9_700.0, None),
    ]


@pytest.mark.parametrize("sheet", ["Constant (2019) USD", "Constant (2023) US$"])
def test_the_sheet_of_constant_dollars_is_known_by_either_name(
    sheet: str, store: Store, tmp_path: Path
) -> None:
    store.add(find("sipri"), [workbook(tmp_path / "sipri.xlsx", sheet=sheet)], NOW, "", STATES)
    assert store.scan("sipri", "expenditure").collect().height == 5


def test_the_names_that_sipri_gives_to_states_are_known() -> None:
    names = {
        "Bosnia-Herzegovina": 346, "Cabo Verde": 402, "Congo, Republic of": 484,
        "Congo, Dem. Rep.": 490, "Cote d'Ivoire": 437, "Czechia": 316, "Gambia, The": 420,
        "Korea, North": 731, "Korea, South": 732, "Kyrgyz Republic": 703, "Timor Leste": 860,
        "Trinidad and Tobago": 52, "Türkiye": 640, "UAE": 696, "UK": 200, "USA": 2,
        "United States of America": 2, "Viet Nam": 816,
    }  # fmt: skip
    assert {name: NAMES.cow_code(name, 2019) for name in names} == names


def test_a_state_that_has_ended_is_known_in_its_time() -> None:
    assert [NAMES.cow_code(name, 1985) for name in ("German DR", "USSR", "Yemen, North")] == [
        265,
        365,
        678,
    ]
    assert NAMES.cow_code("Macedonia, FYR", 2010) == 343


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [["Country", 2019], ["Algeria", "many"]],
            "sipri.xlsx, line 7, column 2019: 'many' is not a number",
        ),
        (
            [["Country", 2019], ["Algeria", -3]],
            "sipri.xlsx, line 7, column 2019: '-3' is outside 0 to",
        ),
        (
            [["Country", 2019], ["Atlantis", 3]],
            "column Country: 'Atlantis' is not the name of a state",
        ),
        ([["State", 2019], ["Algeria", 3]], "no row has the headings Country"),
        ([["Country", 2019], ["Africa", None]], "has no figure in it"),
    ],
)
def test_a_fault_is_named_with_its_place(
    rows: list[list[Cell]], sentence: str, store: Store, tmp_path: Path
) -> None:
    with pytest.raises(FileError) as error:
        store.add(find("sipri"), [workbook(tmp_path / "sipri.xlsx", dollars=rows)], NOW, "", STATES)
    assert sentence in str(error.value)
    assert not store.has("sipri")


def test_another_workbook_is_told_from_sipris(store: Store, tmp_path: Path) -> None:
    other = workbook(tmp_path / "sipri.xlsx", sheet="Budget")
    with pytest.raises(FileError, match=r"has no sheet called Constant\*US\* \(it has Front page"):
        store.add(find("sipri"), [other], NOW, "", STATES)
    broken = tmp_path / "sipri-2.xlsx"
    broken.write_bytes(other.read_bytes()[:500])
    with pytest.raises(FileError, match=r"^sipri-2.xlsx is not a complete workbook"):
        store.add(find("sipri"), [broken], NOW, "", STATES)
