"""Reading a document through a map: the cells of others become what foedus's own would hold."""

from typing import Any, Final

from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils import column_index_from_string, get_column_letter

from foedus.documents.columns.cells import converted
from foedus.documents.columns.grid import form_of, has_sheets, sheets_of
from foedus.documents.columns.map import (
    ColumnEntry,
    ColumnMap,
    TableEntry,
    faults,
    field_of,
    plan_of,
    said,
)
from foedus.documents.problems import DefinitionError, Problem
from foedus.documents.shapes import SheetPlan, plan
from foedus.documents.source import Location, Source
from foedus.documents.workbook import Reader, Row, place_of, rows_of
from foedus.documents.xlsx import Cell, Sheet
from foedus.errors import did_you_mean, nearest, quoted

FROM_MAP: Final = "map"
"""The place of what no cell holds."""


def read_mapped(name: str, content: bytes, shape: Any, columns: ColumnMap) -> Source:
    """The content of a file as plain data. Raises DefinitionError with every fault."""
    if wrong := [
        Problem(FROM_MAP, 1, ".".join(map(str, at)), told) for at, told in faults(columns, shape)
    ]:
        raise DefinitionError(wrong)
    return filled(name, content, shape, columns).source()


def read_csv(name: str, content: bytes, shape: Any) -> Source:
    """A CSV file with foedus's own headings, of the part of a document that they are those of.

    Raises DefinitionError with every fault.
    """
    separator, _ = form_of(name, content)
    rows = rows_of("", sheets_of(name, content, separator, "utf-8")[""])
    heads = [str(cell.value) for cell in rows[1].values.values()] if 1 in rows else []
    reader = Reader(name, tuple(plan(shape)))
    tables = [into for into in plan(shape) if into.layout == "table"]
    if tables:
        known = {into.title: sum(bool(field_of(h, into)) for h in heads) for into in tables}
        reader.fill(max(tables, key=lambda into: known[into.title]), rows, "")
    return reader.source()


def filled(name: str, content: bytes, shape: Any, columns: ColumnMap) -> Reader:
    """A reader that has read what a map says, as far as it goes, and the faults in it."""
    sheets = sheets_of(name, content, columns.separator, columns.encoding)
    reader = Reader(name, tuple(plan(shape)))
    for table in columns.tables:
        into = plan_of(table, shape)
        if into is None:
            continue
        if table.columns or table.sheet:
            title = _sheet(reader, table, sheets, in_book=has_sheets(name))
            if title is not None:
                _Filling(reader, into, table, columns).read(title, sheets[title])
        _set(reader, into, table)
    return reader


def _sheet(
    reader: Reader, table: TableEntry, sheets: dict[str, Sheet], *, in_book: bool
) -> str | None:
    """The title of the sheet that a table says it stands in."""
    if not in_book or (not table.sheet and len(sheets) == 1):
        return next(iter(sheets))
    for title in sheets:
        if said(title) == said(table.sheet):
            return title
    known = ", ".join(sheets)
    told = (
        f"there is no sheet {quoted(table.sheet)}{did_you_mean(nearest(table.sheet, sheets))}"
        if table.sheet
        else "the map does not say which sheet"
    )
    reader.fault(next(iter(sheets)), "", f"{told}; the workbook has {known}")
    return None


def _set(reader: Reader, into: SheetPlan, table: TableEntry) -> None:
    """Fields that the map itself gives, for the document or for every line."""
    values = {field_of(name, into) or name: value for name, value in table.set_.items()}
    if into.layout == "pairs":
        held = reader.data.setdefault(into.path[0], {}) if into.path else reader.data
        lines, paths = [held], list[Location]([into.path])
    else:
        lines = reader.data.get(into.path[0], []) if into.path else reader.data
        paths = [(*into.path, number) for number in range(len(lines))]
    for line, path in zip(lines, paths, strict=True):
        for name, value in values.items():
            line[name] = value
            reader.places[*path, name] = FROM_MAP


class _Filling:
    """Fills one part of a document from one sheet."""

    def __init__(
        self, reader: Reader, into: SheetPlan, table: TableEntry, columns: ColumnMap
    ) -> None:
        self.reader, self.into, self.table = reader, into, table
        self.columns = table.columns
        self.styles = columns.styles

    def read(self, title: str, sheet: Sheet) -> None:
        rows = rows_of(title, sheet)
        if self.into.layout == "pairs":
            self._pairs(title, rows)
            return
        first = self.table.first_row
        head = rows.get(first, Row(title, first, {}))
        taken = self._headings(title, head, rows)
        body = self._body(rows, taken)
        self._unsaid(title, sheet, taken, body)
        names = {at: Cell(column.field) for at, column in taken.items()}
        found = {1: Row(title, first, names)}
        for number in body:
            values = {
                at: made
                for at, column in taken.items()
                if (made := self._made(rows[number], at, column)) is not None
            }
            if values:
                found[number] = Row(title, number, values)
        if names:
            self.reader.fill(self.into, found, title)

    def _headings(self, title: str, head: Row, rows: dict[int, Row]) -> dict[int, ColumnEntry]:
        """The column of the map at each column of the sheet; faults where they differ."""
        headed: dict[str, list[int]] = {}
        for at, cell in head.values.items():
            headed.setdefault(said(cell.value), []).append(at)
        taken: dict[int, ColumnEntry] = {}
        for column in self.columns:
            if column.column:
                taken[column_index_from_string(column.column)] = column
                continue
            found = headed.get(said(column.heading), [])
            if len(found) == 1:
                taken[found[0]] = column
                continue
            where = place_of(title, found[0] if found else 1, head.number)
            how = "is listed twice in" if found else "is not in"
            told = f"the heading {quoted(column.heading)} {how} row {head.number}"
            right = "; name the column by its letter in the map" if found else self._there(head)
            self.reader.fault(where, "", f"{told}{right}")
        left = {said(heading) for heading in self.table.left_out}
        for at, cell in head.values.items():
            known = (
                at in taken or said(cell.value) in left or get_column_letter(at).casefold() in left
            )
            if not known:
                told = (
                    f"the heading {quoted(str(cell.value))} is not in the map: give it a field, or "
                    "put it under `left_out`"
                )
                self.reader.fault(place_of(title, at, head.number), "", told)
        for number in self._numbers(rows) if head.values else ():
            for at in rows[number].values:
                letter = get_column_letter(at)
                if at not in head.values and at not in taken and letter.casefold() not in left:
                    left.add(letter.casefold())
                    told = (
                        f"this column has no heading in row {head.number}: name it by `column: "
                        f"{letter}`, or put {letter} under `left_out` in the map"
                    )
                    self.reader.fault(place_of(title, at, number), "", told)
        return taken

    def _there(self, head: Row) -> str:
        known = ", ".join(str(cell.value) for cell in head.values.values())
        return f"; there are {known}" if known else "; say in the map which row it is (`first_row`)"

    def _numbers(self, rows: dict[int, Row]) -> list[int]:
        """The rows below the headings, as far as the table goes."""
        found: list[int] = []
        for number, row in rows.items():
            if number > self.table.first_row:
                first = next(iter(row.values.values()))
                if self.table.until and said(first.value) == said(self.table.until):
                    break
                found.append(number)
        return found

    def _body(self, rows: dict[int, Row], taken: dict[int, ColumnEntry]) -> list[int]:
        return [n for n in self._numbers(rows) if rows[n].values.keys() & taken.keys()]

    def _unsaid(
        self, title: str, sheet: Sheet, taken: dict[int, ColumnEntry], body: list[int]
    ) -> None:
        """Faults where a cell of the table looks filled and says nothing."""
        most = max(body, default=0)
        rows = {
            number: {at: cell for at, cell in cells.items() if at in taken}
            for number, cells in sheet.rows.items()
            if self.table.first_row < number <= most or number in body
        }
        self.reader.unsaid(title, Sheet(rows, sheet.merged))

    def _pairs(self, title: str, rows: dict[int, Row]) -> None:
        """Labels, and the value of each in the next filled cell to its right."""
        wanted = {said(column.heading): column for column in self.columns}
        found = {1: Row(title, 1, {1: Cell("Name"), 2: Cell("Value")})}
        seen: set[str] = set()
        for number, row in rows.items():
            label, *others = row.values
            column = wanted.get(said(row.values[label].value))
            if column is None or number < self.table.first_row:
                continue
            seen.add(said(column.heading))
            if others:
                made = self._made(row, others[0], column)
                if made is not None:
                    values = {1: Cell(column.field), 2: made}
                    found[number + 1] = Row(title, number, values, {1: label, 2: others[0]})
        for name, column in wanted.items():
            if name not in seen:
                told = f"no row begins with {quoted(column.heading)}"
                self.reader.fault(place_of(title, 1, self.table.first_row), "", told)
        self.reader.fill(self.into, found, title)

    def _made(self, row: Row, at: int, column: ColumnEntry) -> Cell | None:
        """A cell as foedus's own would be; None where it is empty, or is told as a fault."""
        cell = row.values.get(at)
        name = field_of(column.field, self.into)
        if cell is None or name is None or cell.value in ERROR_CODES:
            return cell if name else None
        try:
            return converted(cell, column, self.styles(column), self.into.fields[name])
        except ValueError as error:
            self.reader.fault(row[at].place, name, str(error))
            return None
