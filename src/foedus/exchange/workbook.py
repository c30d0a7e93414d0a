"""Writing workbooks: an answer's tables, and a document to be filled in."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter
from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from foedus.documents.columns.write import Filled
from foedus.documents.shapes import SheetPlan, choices_of, is_texts, plan, title_of
from foedus.documents.workbook import HELP
from foedus.exchange.cells import Cell, cells_of, typed
from foedus.model.answers import Answer, Section

ROWS = 1000
"""Rows of an empty table in which a closed set of values is offered."""
WIDEST = 60
SHEET = 1_048_576
"""Rows of a sheet, its headings among them."""
CELLS = 2_000_000
"""Cells of a table that a spreadsheet opens without trouble."""
LONGEST = 32_767
"""Letters of a cell."""


def write_answer(answer: Answer, to: Path | BinaryIO) -> None:
    """Write an answer: what it says first, then a sheet for each of its tables, all of them whole.

    An answer that is one table has that in a sheet of its own, if a workbook can bear it.
    """
    table = answer.table().collect() if answer.is_table() else None
    fits = table is not None and table.height < SHEET and table.height * table.width <= CELLS
    notes = answer.notes
    if table is not None and not fits:
        notes = (*notes, f"the table has {table.height:,} rows, too many for here; see --out")
    with xlsxwriter.Workbook(to, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        first = book.add_worksheet("Answer")
        first.set_column(0, 0, 110, wrap)
        told = (answer.title, answer.lead, *notes, f"Asked for {answer.on}")
        for line, text in enumerate((*told, f"foedus, catalogue {answer.catalogue[:12]}")):
            first.write_string(line, 0, _borne(text), bold if line == 0 else wrap)
        write, taken = _Writer(book), {"answer"}
        for section in answer.sections():
            sheet = book.add_worksheet(_title(section.title, taken))
            _section(sheet, section, write, bold)
            sheet.autofit(max_width=400)
        if table is not None and fits:
            sheet = book.add_worksheet(_title("Table", taken))
            _head(sheet, table.columns, bold)
            for index, values in enumerate(table.iter_columns()):
                for line, value in enumerate(values, 1):
                    write(sheet, line, index, typed(value))


def _section(sheet: Any, section: Section, write: "_Writer", bold: Any) -> None:
    _head(sheet, section.columns, bold)
    cells = zip_longest(*(row.cells for row in section.rows), fillvalue="")
    for index, (title, texts) in enumerate(zip(section.columns, cells, strict=False)):
        for line, found in enumerate(cells_of(title, texts), 1):
            write(sheet, line, index, found)
    if any(row.cites for row in section.rows):
        sheet.write_string(0, len(section.columns), "Sources", bold)
        for line, row in enumerate(section.rows, 1):
            cites = "; ".join(str(cite) for cite in row.cites)
            write(sheet, line, len(section.columns), Cell(cites))


class _Writer:
    """Writes cells into the sheets of a workbook, each kind of number in its own format."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._format = cache(lambda form: book.add_format({"num_format": form}) if form else None)

    def __call__(self, sheet: Any, row: int, column: int, cell: Cell | None) -> None:
        if cell is None or cell.value == "":
            return
        shown = self._format(cell.form)
        value = cell.value
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, int | float | Decimal):
            sheet.write_number(row, column, value, shown)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, shown)
        else:
            sheet.write_string(row, column, _borne(value))


def _borne(text: str) -> str:
    """A text of which a cell can hold all; one that is longer says so."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 40]} ... (--json has all of it)"


def write_document(shape: Any, to: Path | BinaryIO, document: Any = None) -> None:
    """Write a workbook of a document's shape: filled with a document, or empty."""
    data: Any = TypeAdapter(Any).dump_python(document, mode="python") or {}
    with xlsxwriter.Workbook(to, {"in_memory": True}) as book:
        bold, write = book.add_format({"bold": True}), _Writer(book)
        plans = tuple(plan(shape))
        for sheet_plan in plans:
            sheet = book.add_worksheet(sheet_plan.title)
            content = data.get(sheet_plan.path[0]) if sheet_plan.path else data
            if sheet_plan.layout == "table":
                _table(sheet, sheet_plan, content or [], write, bold)
            else:
                _pairs(sheet, sheet_plan, content or {}, write, bold)
        _help(book.add_worksheet(HELP), plans, bold)


def write_sheets(sheets: Iterable[Filled], to: Path | BinaryIO) -> None:
    """Write sheets as they are: values by row and column."""
    with xlsxwriter.Workbook(to, {"in_memory": True}) as book:
        write = _Writer(book)
        for filled in sheets:
            sheet = book.add_worksheet(filled.title)
            for (row, column), value in filled.cells.items():
                write(sheet, row - 1, column - 1, typed(value))
            sheet.autofit(max_width=400)


def _table(
    sheet: Any, sheet_plan: SheetPlan, lines: Iterable[Any], write: _Writer, bold: Any
) -> None:
    titles = [title_of(name) for name in sheet_plan.fields]
    _head(sheet, titles, bold)
    for column, (name, field) in enumerate(sheet_plan.fields.items()):
        sheet.write_comment(0, column, _about(field), {"x_scale": 2})
        sheet.set_column(column, column, max(12, len(titles[column]) + 2))
        _offer(sheet, (1, column, ROWS, column), field)
        for row, line in enumerate(lines, 1):
            write(sheet, row, column, typed(_shown(line.get(name))))


def _pairs(
    sheet: Any, sheet_plan: SheetPlan, values: Mapping[str, Any], write: _Writer, bold: Any
) -> None:
    _head(sheet, ("Name", "Value", "What it is"), bold)
    sheet.set_column(0, 1, 24)
    sheet.set_column(2, 2, WIDEST * 1.5)
    for row, (name, field) in enumerate(sheet_plan.fields.items(), 1):
        sheet.write_string(row, 0, title_of(name))
        write(sheet, row, 1, typed(_shown(values.get(name))))
        sheet.write_string(row, 2, _about(field))
        _offer(sheet, (row, 1, row, 1), field)


def _help(sheet: Any, plans: Iterable[SheetPlan], bold: Any) -> None:
    _head(sheet, ("Sheet", "Column", "What it is"), bold)
    sheet.set_column(0, 1, 24)
    sheet.set_column(2, 2, WIDEST * 2)
    row = 1
    for sheet_plan in plans:
        for name, field in sheet_plan.fields.items():
            for column, text in enumerate((sheet_plan.title, title_of(name), _about(field))):
                sheet.write_string(row, column, text)
            row += 1


def _head(sheet: Any, titles: Iterable[str], bold: Any) -> None:
    sheet.write_row(0, 0, list(titles), bold)
    sheet.freeze_panes(1, 0)


def _offer(sheet: Any, where: tuple[int, int, int, int], field: FieldInfo) -> None:
    choices = choices_of(field.annotation)
    if choices and len(",".join(choices)) <= 255:  # a limit of the format
        sheet.data_validation(*where, {"validate": "list", "source": choices})


def _about(field: FieldInfo) -> str:
    """What a field means, and whether it must be given."""
    text = (field.description or "").rstrip(".")
    if choices := choices_of(field.annotation):
        text += f" ({', '.join(choices)})"
    elif is_texts(field.annotation):
        text += " (with commas between)"
    if field.is_required():
        return f"{text}. Required."
    default = _shown(field.get_default(call_default_factory=True))
    return f"{text}. If left out: {default}." if default not in (None, "") else f"{text}."


def _shown(value: Any) -> Any:
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(str(part) for part in value)
    if isinstance(value, dict):
        return ", ".join(f"{name}={part}" for name, part in value.items())
    return value


def _title(wanted: str, taken: set[str]) -> str:
    """A title that a sheet may have: short, without the signs that the format reserves, once."""
    plain = "".join(" " if c in "[]:*?/\\" else c for c in wanted).strip("' ")[:28] or "Table"
    title, number = plain, 2
    while title.casefold() in taken:
        title, number = f"{plain} {number}", number + 1
    taken.add(title.casefold())
    return title
