"""Reading a document from a workbook, so that every value remembers its cell."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from types import MappingProxyType, NoneType
from typing import Any, Final, NamedTuple

from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils import get_column_letter
from pydantic import AwareDatetime
from pydantic.fields import FieldInfo

from foedus.documents.formats import hundreds, padded
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
    unit_of,
)
from foedus.documents.source import Location, Source, UnreadCellsError
from foedus.documents.xlsx import Book, Cell, Sheet, WorkbookError
from foedus.errors import did_you_mean, nearest, quoted

HELP, NOTES = "Help", "Notes"
MOMENTS: Final = {datetime, AwareDatetime}
EMPTY: Final = Cell(None)
UNMOVED: Final[Mapping[int, int]] = MappingProxyType({})
UNREAD = (HELP, NOTES)
"""Sheets for people, which are not read."""


class _Cell(NamedTuple):
    value: Any
    form: str
    place: str


class Row:
    """The filled cells of a row; where it has none, a cell is empty.

    `moved` says where a column lies in the file, where that is elsewhere.
    """

    def __init__(
        self, title: str, number: int, values: dict[int, Cell], moved: Mapping[int, int] = UNMOVED
    ) -> None:
        self.title, self.number, self.values, self.moved = title, number, values, moved

    def __getitem__(self, column: int) -> _Cell:
        place = place_of(self.title, self.moved.get(column, column), self.number)
        found = self.values.get(column, EMPTY)
        return _Cell(found.value, found.form, place)


def place_of(title: str, column: int, row: int) -> str:
    """A cell as a fault names it; a file without sheets has no title."""
    return f"{title}{'!' if title else ''}{get_column_letter(column)}{row}"


def read_workbook(name: str, content: bytes, shape: Any) -> Source:
    """The content of a workbook as plain data. Raises DefinitionError with every fault."""
    try:
        book = Book(content)
        sheets = {title: book.sheet(title) for title in book.titles if title not in UNREAD}
    except WorkbookError as error:
        message = f"not a workbook that can be read: it {error}"
        raise DefinitionError([Problem(name, 1, "", message)]) from None
    reader = Reader(name, tuple(plan(shape)))
    for title, sheet in sheets.items():
        reader.unsaid(title, sheet)
    reader.sheets({title: rows_of(title, sheet) for title, sheet in sheets.items()})
    return reader.source()


def rows_of(title: str, sheet: Sheet) -> dict[int, Row]:
    """The rows in which something is given, by their numbers, from the top."""
    return {
        number: Row(title, number, values)
        for number, cells in sorted(sheet.rows.items())
        if (values := {at: cell for at, cell in sorted(cells.items()) if given(cell.value)})
    }


class Reader:
    """Fills a document from the rows of sheets, and gathers every fault with its cell."""

    def __init__(self, file: str, plans: tuple[SheetPlan, ...]) -> None:
        self.file, self.plans = file, {folded(p.title): p for p in plans}
        self.data: Any = [] if plans[0].layout == "table" and not plans[0].path else {}
        self.places: dict[Location, int | str] = {}
        self.problems: list[Problem] = []

    def source(self) -> Source:
        """What was read. Raises DefinitionError."""
        read = Source(self.file, self.data, self.places)
        if self.problems:
            raise UnreadCellsError(self.problems, read)
        return read

    def unsaid(self, title: str, sheet: Sheet) -> None:
        """Faults where a cell looks filled and says nothing: merged, or never reckoned."""
        filled = {
            f"{get_column_letter(column)}{number}": cell
            for number, cells in sheet.rows.items()
            for column, cell in cells.items()
        }
        for merged in sheet.merged:
            first = merged.partition(":")[0]
            if first in filled and (not filled[first].reckoned or given(filled[first].value)):
                message = f"the cells {merged} are merged; each needs a value of its own"
                self.fault(f"{title}!{first}", "", message)
        for place, cell in filled.items():
            if not cell.reckoned:
                message = (
                    "this formula has no saved result; open the file in a spreadsheet "
                    "program, recalculate it and save it"
                )
                self.fault(f"{title}!{place}", "", message)

    def sheets(self, found: dict[str, dict[int, Row]]) -> None:
        """Read each sheet as the part of the document that its title names."""
        known = [p.title for p in self.plans.values()]
        for title, rows in found.items():
            sheet = self.plans.get(folded(title))
            if sheet is None:
                self.fault(f"{title}!A1", "", f"unknown sheet; there are {', '.join(known)}")
            else:
                self.fill(sheet, rows, title)

    def fill(self, sheet: SheetPlan, rows: dict[int, Row], title: str) -> None:
        """Read rows, the first of which has the headings, as a part of the document."""
        if sheet.layout == "table":
            self._table(sheet, rows, title)
        else:
            self._pairs(sheet, rows, title)

    def _table(self, sheet: SheetPlan, rows: dict[int, Row], title: str) -> None:
        lines = self._at(sheet.path, [])
        self.places[sheet.path] = place_of(title, 1, 1)
        top = rows.pop(1, None)
        if top is None:
            if rows:
                self.fault(place_of(title, 1, 1), "", "the first row holds no headings")
            return
        head: dict[int, str] = {}
        for column in top.values:
            name = self._column(top[column], sheet)
            if name and name in head.values():
                self.fault(top[column].place, name, "this heading is used twice")
            head[column] = name
        for row in rows.values():
            path: Location = (*sheet.path, len(lines))
            self.places[path] = row[1].place
            line: dict[str, Any] = {}
            for column, name in head.items():
                if name:
                    self.places[*path, name] = row[column].place
                    self._set(line, name, row[column], sheet.fields[name])
            for column in sorted(row.values.keys() - head.keys()):
                self.fault(row[column].place, "", "this column has no heading in the first row")
            lines.append(line)

    def _column(self, cell: _Cell, sheet: SheetPlan) -> str:
        name = _named(str(cell.value), sheet)
        if name is None:
            self.fault(cell.place, "", _unknown("column", str(cell.value), sheet))
        return name or ""

    def _pairs(self, sheet: SheetPlan, rows: dict[int, Row], title: str) -> None:
        values = self._at(sheet.path, {})
        self.places[sheet.path] = place_of(title, 1, 1)
        top = rows.pop(1, None) or Row(title, 1, {})
        first, second = (folded(str(top[column].value or "")) for column in (1, 2))
        if second != "value" and _named(first, sheet):
            self.fault(top[1].place, "", "the first row is for the headings Name and Value")
        for row in rows.values():
            named, cell = row[1], row[2]
            if not given(named.value):
                if given(cell.value):
                    self.fault(cell.place, "", "this value has no name beside it")
                continue
            name = _named(str(named.value), sheet)
            if name is None:
                self.fault(named.place, "", _unknown("name", str(named.value), sheet))
                continue
            if name in values:
                self.fault(named.place, name, "is listed twice")
            self.places[*sheet.path, name] = cell.place
            self._set(values, name, cell, sheet.fields[name])

    def _at(self, path: tuple[str, ...], empty: Any) -> Any:
        return self.data.setdefault(path[0], empty) if path else self.data

    def _set(self, into: dict[str, Any], name: str, cell: _Cell, field: FieldInfo) -> None:
        if isinstance(cell.value, str) and cell.value in ERROR_CODES:
            self.fault(cell.place, name, f"the cell holds the error {cell.value}")
            into[name] = cell.value
        elif given(cell.value):
            try:
                into[name] = _value(cell, field)
            except ValueError as error:
                self.fault(cell.place, field.alias or name, str(error))
                into[name] = cell.value

    def fault(self, place: str, name: str, message: str) -> None:
        """Tell what is wrong in a cell."""
        self.problems.append(Problem(self.file, place, name, message))


def given(value: Any) -> bool:
    """Whether a cell says anything."""
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


def _value(cell: _Cell, field: FieldInfo) -> Any:
    """What a cell says, in the words of the field's type."""
    value, annotation = cell.value, field.annotation
    if is_mapping(annotation):
        pairs = (part.partition("=") for part in str(value).split(",") if part.strip())
        found = {name.strip(): text.strip() for name, equals, text in pairs if equals}
        if len(found) != len([part for part in str(value).split(",") if part.strip()]):
            raise ValueError(f"{value!r} is not of the form NAME=VALUE, NAME=VALUE")
        return found
    if is_texts(annotation):
        parts = value.split(",") if isinstance(value, str) else listed(value)
        return [_plain(part, cell.form, field) for part in parts if given(part)]
    return _plain(value, cell.form, field)


def listed(value: Any) -> list[Any]:
    """The items of a cell that holds no text."""
    return value if isinstance(value, list) else [value]


def _plain(value: Any, form: str, field: FieldInfo) -> Any:
    kinds = kinds_of(field.annotation) - {NoneType}
    if isinstance(value, datetime):
        if date in kinds and not kinds & MOMENTS:
            return value.date() if value.time() == value.min.time() else value
        if str in kinds:
            raise ValueError("the cell holds a date, and a text belongs here; write it as a text")
        if not kinds & MOMENTS and value.time() == value.min.time():
            return value.date()
        return value.replace(tzinfo=UTC)  # a workbook knows no time zones: all its times are UTC
    if type(value) in (int, float):
        return _number(value, form, field, kinds)
    if kinds == {bool} and isinstance(value, str | int):
        return truth(str(value))
    return value.strip() if isinstance(value, str) else value


def _number(value: int | float, form: str, field: FieldInfo, kinds: set[Any]) -> Any:
    """A number as its cell shows it. Raises ValueError where the field is of another kind."""
    if times := hundreds(form, value):
        unit = unit_of(field)
        shown = Decimal(repr(value)) * 100**times
        if unit is None:
            raise ValueError(
                f"the cell holds a percentage, {shown.normalize():f} %, and no percentage belongs "
                "here; give the cell another number format"
            )
        value = float(shown * unit.hundred / 100)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if kinds & {int, float, Decimal}:
        return value
    if kinds & {date, *MOMENTS}:
        right = "2026-03-03T12:00:00Z" if kinds & MOMENTS else "2026-03-03"
        raise ValueError(
            f"the cell holds the number {value}, which is not a date; give the cell a date "
            f"format, or write a text such as {right}"
        )
    if kinds == {bool}:
        return truth(str(value))
    return padded(form, value) if isinstance(value, int) else str(value)
