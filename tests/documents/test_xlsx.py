"""The filled cells of a workbook: all, as Excel shows them, and nothing that fills the memory."""

import io
import re
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from foedus.documents.problems import DefinitionError
from foedus.documents.reading import read_document
from foedus.documents.xlsx import Book, WorkbookError
from tests.documents.test_documents import Call, Pledge

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ROOM = 1_500_000_000
"""In bytes: the memory that a refusal may take, of which the interpreter itself takes a part."""
SECONDS = 20
"""A refusal takes about one; machines under load take more."""


def saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def values(content: bytes, title: str = "Pledge") -> list[list[Any]]:
    rows = Book(content).sheet(title).rows
    return [[cell.value for _, cell in sorted(row.items())] for _, row in sorted(rows.items())]


ROWS: list[list[Any]] = [
    ["Nation", "Überläufer & <b>", " spaces ", "_x005F_"],
    [1, 2.5, -3, 1e300, 0.1 + 0.2, Decimal("1.10")],
    [True, False, "TRUE", "#DIV/0!"],
    [date(2026, 3, 2), datetime(1999, 12, 31, 23, 59, 58), time(12, 30), timedelta(hours=50)],
    ["line\nbreak", "'", "12"],
]


@pytest.mark.parametrize("epoch", [None, CALENDAR_MAC_1904])
def test_every_kind_of_cell_is_read_as_openpyxl_reads_it(epoch: datetime | None) -> None:
    book = Workbook()
    if epoch:
        book.epoch = epoch
    sheet = book.active
    assert sheet is not None
    sheet.title = "Pledge"
    for row in ROWS:
        sheet.append(row)
    sheet["F9"] = CellRichText("plain and ", TextBlock(InlineFont(b=True), "bold"))
    content = saved(book)
    theirs = load_workbook(io.BytesIO(content), data_only=True)["Pledge"]
    filled = ([value for value in row if value is not None] for row in theirs.values)
    assert values(content) == [row for row in filled if row]


def test_texts_that_are_spelt_out_and_results_of_formulas_are_read() -> None:
    cells = (
        '<row><c t="inlineStr"><is><t>a</t><r><t>b</t></r><rPh><t>no</t></rPh></is></c>'
        '<c t="str"><f>A1&amp;"c"</f><v>abc</v></c><c><f>1+1</f><v>2</v></c>'
        '<c><f>1+1</f></c><c s="1"/></row><row r="7"><c t="d"><v>2026-03-02</v></c></row>'
    )
    rows = Book(made(cells)).sheet("Pledge").rows
    assert {at: (cell.value, cell.reckoned) for at, cell in rows[1].items()} == {
        1: ("ab", True),
        2: ("abc", True),
        3: (2, True),
        4: (None, False),
    }
    assert rows[7][1].value == date(2026, 3, 2)


def made(cells: str, **parts: str) -> bytes:
    """A workbook with the XML of its one sheet, and of other parts, as they are given."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**PARTS, "sheet": sheet_of(cells), **parts}.items():
            archive.writestr(NAMES[name], text)
    return content.getvalue()


def sheet_of(cells: str, size: str = "A1") -> str:
    return f'<worksheet {NS}><dimension ref="{size}"/><sheetData>{cells}</sheetData></worksheet>'


RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = {
    "types": "[Content_Types].xml",
    "root": "_rels/.rels",
    "related": "xl/_rels/workbook.xml.rels",
    "book": "xl/workbook.xml",
    "sheet": "xl/worksheets/sheet1.xml",
    "strings": "xl/sharedStrings.xml",
    "styles": "xl/styles.xml",
}
MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "types": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{MAIN}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{MAIN}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{MAIN}.sharedStrings+xml"/>'
        "</Types>"
    ),
    "root": (
        f'<Relationships xmlns="{RELATED}"><Relationship Id="a" Type="{KIND}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    ),
    "related": (
        f'<Relationships xmlns="{RELATED}">'
        f'<Relationship Id="s" Type="{KIND}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="t" Type="{KIND}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        f'<Relationship Id="f" Type="{KIND}/styles" Target="styles.xml"/></Relationships>'
    ),
    "book": (
        f'<workbook {NS} xmlns:r="{KIND}"><sheets><sheet name="Pledge" sheetId="1" r:id="s"/>'
        "</sheets></workbook>"
    ),
    "strings": f"<sst {NS}/>",
}


def text(place: str, says: object) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{says}</t></is></c>'


GOOD = (
    f'<row r="1">{text("A1", "Nation")}{text("B1", "Units")}</row>'
    f'<row r="2">{text("A2", "SWE")}<c r="B2"><v>2</v></c></row>'
)


def test_a_format_far_out_costs_nothing(tmp_path: Path) -> None:
    """Excel leaves one where somebody once clicked; the sheet then says that it is all of it."""
    far = '<row r="1048576" s="1"><c r="XFD1048576" s="1"/></row>'
    path = tmp_path / "far.xlsx"
    path.write_bytes(made(GOOD + far, sheet=sheet_of(GOOD + far, "A1:XFD1048576")))
    assert read_document(path, list[Pledge]) == [Pledge(nation="SWE", units=2)]


def test_a_value_far_out_is_refused_as_any_other_that_has_no_heading(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    path.write_bytes(made(f'{GOOD}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))
    with pytest.raises(DefinitionError, match="Pledge!XFD1048576: this column has no heading"):
        read_document(path, list[Pledge])


def lying() -> bytes:
    """A member of a hundred megabytes that its entry calls a thousand bytes."""
    content = bytearray(made("<row/>" * 16_000_000))
    at = content.index(b"PK\x01\x02")
    while not content[at + 46 :].startswith(NAMES["sheet"].encode()):
        at = content.index(b"PK\x01\x02", at + 1)
    content[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(content)


def nested() -> bytes:
    inner = made(" " * 30_000_000)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"{number}.xlsx", inner)
    return content.getvalue()


def crowded() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for number in range(50_000):
            archive.writestr(f"{number}", "")
    return content.getvalue()


def other_packing() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_BZIP2) as archive:
        for name, part in {**PARTS, "sheet": sheet_of(" " * 60_000_000)}.items():
            archive.writestr(NAMES[name], part)
    return content.getvalue()


MERGED = '<mergeCell ref="A1:XFD1048576"/>'
LAUGHS = "<!DOCTYPE w [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
)
UNPACKED = "MB of memory unpacked, and at most 64 MB are read"
BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "spaces without end": (lambda: made(" " * 100_000_000), UNPACKED),
    "rows without end": (lambda: made('<row r="1"/>' * 4_000_000), "more elements"),
    "more cells than are read": (
        lambda: made("<row><c><v>1</v></c></row>" * 200_001),
        "more than 200,000 filled cells, the most that are read; split it",
    ),
    "a text longer than a cell holds": (
        lambda: made(text("A1", "x" * 32_768)),
        "a text of more than 32,767 letters",
    ),
    "a text of sixty megabytes": (lambda: made(text("A1", "x" * 60_000_000)), "too long"),
    "a mark of sixty megabytes": (
        lambda: made("<row " + "".join(f'a{n:x}="" ' for n in range(5_000_000)) + "/>"),
        "too long",
    ),
    "marks without end": (lambda: made("<row>" * 1_000_000), "more deeply nested ones"),
    "shared texts without end": (
        lambda: made("", strings=f"<sst {NS}>{'<si/>' * 4_000_000}</sst>"),
        "more elements",
    ),
    "styles without end": (
        lambda: made("", styles=f"<s {NS}><cellXfs>{'<xf/>' * 4_000_000}</cellXfs></s>"),
        "more elements",
    ),
    "cells merged without end": (
        lambda: made("", sheet=f"<w {NS}>{MERGED * 300_000}</w>"),
        "more than 200,000",
    ),
    "entities": (
        lambda: made("", sheet=f"{LAUGHS}]><w {NS}>&a9;</w>"),
        "declares a document type, which no workbook does",
    ),
    "an encoding that hides its marks": (
        lambda: made("", sheet=f"<?xml version='1.0' encoding='cp037'?><w {NS}/>"),
        "it is written in cp037",
    ),
    "an entry that lies": (lying, "damaged in xl/worksheets/sheet1.xml"),
    "workbooks in a workbook": (nested, "lacks _rels/.rels"),
    "parts without end": (crowded, "has 50,000 parts, and at most 1,000 are read"),
    "another way of packing": (other_packing, "packed _rels/.rels in a way that is not read"),
}
READ = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({room}, {room}))
from foedus.documents.problems import DefinitionError
from foedus.documents.reading import read_document
from pathlib import Path
from tests.documents.test_documents import Pledge
try:
    read_document(Path(sys.argv[1]), list[Pledge])
except DefinitionError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="a limit on memory is one of Linux")
@pytest.mark.parametrize("bomb", BOMBS)
def test_what_would_fill_the_memory_is_refused_in_one_sentence(bomb: str, tmp_path: Path) -> None:
    make, says = BOMBS[bomb]
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(make())
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(READ.format(room=ROOM)), str(path)],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    [told] = run.stdout.splitlines()
    assert told.startswith(f"{path}:1: not a workbook that can be read: it ")
    assert says in told


@pytest.mark.parametrize(
    "cell",
    [
        "<c><v>many</v></c>",
        '<c t="s"><v>9</v></c>',
        '<c t="b"><v>maybe</v></c>',
        '<c r="A0"><v>1</v></c>',
        '<c r="ZZZ1"><v>1</v></c>',
        '<c r="1A"><v>1</v></c>',
        '<c r="A9999999"><v>1</v></c>',
        f"<c><v>{'9' * 5000}</v></c>",
        '<c s="x"><v>1</v></c>',
        "<c>",
    ],
)
def test_a_broken_cell_is_one_sentence(cell: str) -> None:
    with pytest.raises(WorkbookError):
        Book(made(f"<row>{cell}</row>")).sheet("Pledge")


@pytest.mark.parametrize("part", ["root", "related", "book", "sheet"])
def test_a_workbook_without_one_of_its_parts_is_one_sentence(part: str) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, says in {**PARTS, "sheet": sheet_of("")}.items():
            if name != part:
                archive.writestr(NAMES[name], says)
    with pytest.raises(WorkbookError):
        Book(content.getvalue())


def test_a_workbook_without_texts_and_styles_of_its_own_is_read() -> None:
    assert values(made("<row><c><v>1</v></c></row>")) == [[1]]


def test_merged_cells_are_told_by_their_first(tmp_path: Path) -> None:
    path = tmp_path / "call.xlsx"
    merged = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="D4:E5"/></mergeCells>'
    path.write_bytes(made("", sheet=f"<w {NS}><sheetData>{GOOD}</sheetData>{merged}</w>"))
    with pytest.raises(DefinitionError) as refused:
        read_document(path, Call)
    told = [str(problem) for problem in refused.value.problems]
    assert f"{path}:Pledge!A1: the cells A1:B1 are merged; each needs a value of its own" in told
    assert not any("D4" in line for line in told)


STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": (
        "http://purl.oclc.org/ooxml/spreadsheetml/main"
    ),
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def strict(content: bytes, days: Mapping[str, str]) -> bytes:
    """The workbook as Excel saves it in Strict Open XML, with its days spelt out."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            text = old.read(name).decode()
            for loose, right in STRICT.items():
                text = text.replace(loose, right)
            for place, day in days.items():
                text = re.sub(
                    rf'(<c r="{place}"[^>]*?)( t="n")?><v>[^<]*</v>',
                    rf'\1 t="d"><v>{day}</v>',
                    text,
                )
            new.writestr(name, text)
    return made.getvalue()


def test_a_workbook_in_strict_open_xml_is_read_as_any_other(tmp_path: Path) -> None:
    """The kind: what Excel offers to save was read as an empty workbook (ISO/IEC 29500)."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Pledges"
    sheet.append(["Nation", "Units", "Cost", "Ready"])
    sheet.append(["SWE", 2, 10.25, date(2026, 1, 2)])
    sheet.append(["FIN", 1, 3, datetime(2026, 1, 2)])
    general = book.create_sheet("General")
    general.append(["Name", "Value"])
    general.append(["Name", "Call"])
    content = saved(book)
    path = tmp_path / "call.xlsx"
    path.write_bytes(content)
    loose = read_document(path, Call)
    path.write_bytes(strict(content, {"D2": "2026-01-02", "D3": "2026-01-02T00:00:00.000"}))
    assert b"purl.oclc.org" in zipfile.ZipFile(path).read("xl/workbook.xml")
    assert b'"d"' in zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").replace(b"'", b'"')
    assert read_document(path, Call) == loose


@pytest.mark.parametrize(
    ("number", "code", "seen"),
    [
        (27, "", date(2026, 1, 2)),  # a day in Excel in Chinese, which names no format for it
        (57, "", date(2026, 1, 2)),
        (14, "", date(2026, 1, 2)),
        (164, "[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;", date(2026, 1, 2)),
        (164, "0.00\\d", 46024),
        (164, "0&quot; days&quot;", 46024),
        (164, "[Red]0", 46024),
        (164, "_-* #,##0.00\\ _d", 46024),
        (0, "", 46024),
        (9, "", 46024),
    ],
)
def test_a_format_tells_a_day_from_a_number(number: int, code: str, seen: Any) -> None:
    own = f'<numFmts><numFmt numFmtId="{number}" formatCode="{code}"/></numFmts>' if code else ""
    styles = (
        f'<styleSheet {NS}>{own}<cellXfs><xf numFmtId="0"/><xf numFmtId="{number}"/></cellXfs>'
        "</styleSheet>"
    )
    [[value]] = values(made('<row><c s="1"><v>46024</v></c></row>', styles=styles))
    assert (value.date() if isinstance(value, datetime) else value) == seen
