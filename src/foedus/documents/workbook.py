"""Reading a document from a workbook, so that every value remembers its cell."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from types import NoneType
from typing import Any, BinaryIO, NamedTuple

from openpyxl import load_workbook
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils import get_column_letter
from pydantic.fields import FieldInfo

from foedus.documents.problems import DefinitionError, Problem
from foedus.documents.shapes import (
    SheetPlan,
    folded,
    is_mapping,
    is_texts,
    kinds_of,
    plan,
    title_of,
    truth,
)
from foedus.documents.source import Location, Source
from foedus.errors import did_you_mean, nearest, quoted

HELP, NOTES = "Help", "Notes"
UNREAD = (HELP, NOTES)
"""Sheets for people, which are not read."""


class _Cell(NamedTuple):
    value: Any
    place: str


def read_workbook(name: str, file: BinaryIO, shape: Any) -> Source:
    """The content of a workbook as plain data. Raises DefinitionError with every fault."""
    try:
        book = load_workbook(file, data_only=True)
        file.seek(0)
        formulas = load_workbook(file)
    except Exception as error:  # a broken file makes the reader stumble in many ways
        message = f"not a workbook that can be read ({error})"
        raise DefinitionError([Problem(name, 1, "", message)]) from None
    reader = _Reader(name, tuple(plan(shape)))
    for sheet in formulas.worksheets:
        if sheet.title not in UNREAD:
            reader.unsaid(sheet, book[sheet.title])
    reader.sheets({sheet.title: list(_rows(sheet)) for sheet in book.worksheets})
    if reader.problems:
        raise DefinitionError(reader.problems)
    return Source(name, reader.data, reader.places)


def _rows(sheet: Any) -> Iterator[list[_Cell]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        yield [
            _Cell(value, f"{sheet.title}!{get_column_letter(column)}{number}")
            for column, value in enumerate(row, 1)
        ]


class _Reader:
    def __init__(self, file: str, plans: tuple[SheetPlan, ...]) -> None:
        self.file, self.plans = file, {folded(p.title): p for p in plans}
        self.data: Any = [] if plans[0].layout == "table" and not plans[0].path else {}
        self.places: dict[Location, int | str] = {}
        self.problems: list[Problem] = []

    def unsaid(self, sheet: Any, values: Any) -> None:
        """Faults where a cell looks filled and says nothing: merged, or never reckoned."""
        for merged in sheet.merged_cells.ranges:
            if _given(sheet.cell(merged.min_row, merged.min_col).value):
                message = f"the cells {merged.coord} are merged; each needs a value of its own"
                self._fault(f"{sheet.title}!{merged.start_cell.coordinate}", "", message)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and values[cell.coordinate].value is None:
                    message = "a formula without its result; open the file, reckon and save it"
                    self._fault(f"{sheet.title}!{cell.coordinate}", "", message)

    def sheets(self, found: dict[str, list[list[_Cell]]]) -> None:
        known = [p.title for p in self.plans.values()]
        for title, rows in found.items():
            if title in UNREAD:
                continue
            sheet = self.plans.get(folded(title))
            if sheet is None:
                self._fault(f"{title}!A1", "", f"unknown sheet; there are {', '.join(known)}")
            elif sheet.layout == "table":
                self._table(sheet, rows, title)
            else:
                self._pairs(sheet, rows, title)

    def _table(self, sheet: SheetPlan, rows: list[list[_Cell]], title: str) -> None:
        lines = self._at(sheet.path, [])
        self.places[sheet.path] = f"{title}!A1"
        headings = rows[0] if rows else []
        head = [self._column(cell, sheet) for cell in headings]
        if len(rows) > 1 and not any(_given(cell.value) for cell in rows[0]):
            self._fault(f"{title}!A1", "", "the first row holds no headings")
            return
        for index, name in enumerate(head):
            if name and name in head[:index]:
                self._fault(rows[0][index].place, name, "this heading stands twice")
        for row in rows[1:]:
            filled = [cell for cell in row if _given(cell.value)]
            if not filled:
                continue
            path: Location = (*sheet.path, len(lines))
            self.places[path] = row[0].place
            line: dict[str, Any] = {}
            for name, heading, cell in zip(head, headings, row, strict=False):
                if name:
                    self.places[*path, name] = cell.place
                    self._set(line, name, cell, sheet.fields[name])
                elif _given(cell.value) and not _given(heading.value):
                    self._fault(cell.place, "", "this column has no heading in the first row")
            lines.append(line)

    def _column(self, cell: _Cell, sheet: SheetPlan) -> str:
        if not _given(cell.value):
            return ""
        name = _named(str(cell.value), sheet)
        if name is None:
            self._fault(cell.place, "", _unknown("column", str(cell.value), sheet))
        return name or ""

    def _pairs(self, sheet: SheetPlan, rows: list[list[_Cell]], title: str) -> None:
        values = self._at(sheet.path, {})
        self.places[sheet.path] = f"{title}!A1"
        head = [folded(str(cell.value or "")) for cell in rows[0][:2]] if rows else []
        if head and head[1:] != ["value"] and _named(head[0], sheet):
            self._fault(rows[0][0].place, "", "the first row is for the headings Name and Value")
        for row in rows[1:]:
            if not _given(row[0].value):
                if len(row) > 1 and _given(row[1].value):
                    self._fault(row[1].place, "", "this value has no name beside it")
                continue
            name = _named(str(row[0].value), sheet)
            cell = row[1] if len(row) > 1 else _Cell(None, row[0].place)
            if name is None:
                self._fault(row[0].place, "", _unknown("name", str(row[0].value), sheet))
                continue
            if name in values:
                self._fault(row[0].place, name, "stands twice")
            self.places[*sheet.path, name] = cell.place
            self._set(values, name, cell, sheet.fields[name])

    def _at(self, path: tuple[str, ...], empty: Any) -> Any:
        return self.data.setdefault(path[0], empty) if path else self.data

    def _set(self, into: dict[str, Any], name: str, cell: _Cell, field: FieldInfo) -> None:
        if isinstance(cell.value, str) and cell.value in ERROR_CODES:
            self._fault(cell.place, name, f"the cell holds the error {cell.value}")
        elif _given(cell.value):
            try:
                into[name] = _value(cell.value, field.annotation)
            except ValueError as error:
                self._fault(cell.place, name, str(error))

    def _fault(self, place: str, name: str, message: str) -> None:
        self.problems.append(Problem(self.file, place, name, message))


def _given(value: Any) -> bool:
    return value is not None and (not isinstance(value, str) or bool(value.strip()))


def _named(title: str, sheet: SheetPlan) -> str | None:
    """The field that a heading names, by its own name or its alias."""
    names = {folded(name): name for name in sheet.fields}
    names |= {folded(f.alias): name for name, f in sheet.fields.items() if f.alias}
    return names.get(folded(title))


def _unknown(kind: str, title: str, sheet: SheetPlan) -> str:
    known = {folded(known): known for known in map(title_of, sheet.fields)}
    like = [known[name] for name in nearest(folded(title), known)]
    hint = did_you_mean(like, f"there are {', '.join(known.values())}")
    return f"unknown {kind} {quoted(title)}{hint}"


def _value(value: Any, annotation: Any) -> Any:
    """What a cell says, in the words of the field's type."""
    if is_mapping(annotation):
        pairs = (part.partition("=") for part in str(value).split(",") if part.strip())
        found = {name.strip(): text.strip() for name, equals, text in pairs if equals}
        if len(found) != len([part for part in str(value).split(",") if part.strip()]):
            raise ValueError(f"{value!r} is not of the form NAME=VALUE, NAME=VALUE")
        return found
    if is_texts(annotation):
        parts = value.split(",") if isinstance(value, str) else [value]
        return [_plain(part, annotation) for part in parts if _given(part)]
    return _plain(value, annotation)


def _plain(value: Any, annotation: Any) -> Any:
    kinds = kinds_of(annotation)
    if isinstance(value, datetime):
        if date in kinds and datetime not in kinds:
            return value.date() if value.time() == value.min.time() else value
        return value.replace(tzinfo=UTC)  # a workbook knows no time zones: all its times are UTC
    if kinds - {NoneType} == {bool} and isinstance(value, str | int):
        return truth(str(value))
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    numeric = bool(kinds & {int, float, Decimal})
    return str(value) if not numeric and isinstance(value, int | float) else value
