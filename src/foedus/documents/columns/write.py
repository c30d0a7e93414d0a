"""A document as a file of another's headings: what reading it through the map gives back."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from openpyxl.utils import column_index_from_string
from pydantic import TypeAdapter

from foedus.documents.columns.map import (
    SEPARATORS,
    ColumnEntry,
    ColumnMap,
    Styles,
    TableEntry,
    field_of,
    plan_of,
)
from foedus.documents.columns.styles import Decimals, day_text, number_text
from foedus.documents.shapes import SheetPlan


class Filled(NamedTuple):
    """A sheet to be written: its title, and its values by row and column, counted from 1."""

    title: str
    cells: dict[tuple[int, int], Any]


def tables_through(columns: ColumnMap, shape: Any, document: Any) -> Iterator[Filled]:
    """The sheets that a map reads as a document, or which are to be filled in where it is none."""
    data: Any = TypeAdapter(Any).dump_python(document, mode="python") or {}
    for table in columns.tables:
        into = plan_of(table, shape)
        if into is None or not table.columns:
            continue
        content = (data.get(into.path[0]) if into.path else data) or {}
        cells = dict(_Writing(table, into, columns.styles).cells(content))
        yield Filled(table.sheet or into.title, cells)


class _Writing:
    """Writes one table."""

    def __init__(
        self, table: TableEntry, into: SheetPlan, styles: Callable[[ColumnEntry], Styles]
    ) -> None:
        self.table, self.into, self.styles = table, into, styles

    def cells(self, content: Any) -> Iterator[tuple[tuple[int, int], Any]]:
        first = self.table.first_row
        if self.into.layout == "pairs":
            for row, entry in enumerate(self.table.columns, first):
                yield (row, 1), entry.heading
                yield (row, 2), self._value(content, entry)
            return
        for at, entry in _placed(self.table.columns):
            yield (first, at), entry.heading or entry.field
            for row, line in enumerate(content, first + 1):
                yield (row, at), self._value(line, entry)

    def _value(self, line: Mapping[str, Any], entry: ColumnEntry) -> Any:
        name = field_of(entry.field, self.into) or ""
        return written(line.get(name), entry, self.styles(entry))


def _placed(entries: list[ColumnEntry]) -> Iterator[tuple[int, ColumnEntry]]:
    """Each column with its place: those with a letter there, the others in the places left."""
    lettered = {column_index_from_string(e.column): e for e in entries if e.column}
    yield from lettered.items()
    places = (at for at in range(1, len(entries) + len(lettered) + 1) if at not in lettered)
    yield from zip(places, (e for e in entries if not e.column), strict=False)


def written(value: Any, entry: ColumnEntry, styles: Styles) -> Any:
    """A value in the unit and the style of a column: a text where it has a style."""
    if isinstance(value, Mapping):
        sign = entry.between or ", "
        return sign.join(f"{name}={part}" for name, part in value.items())
    if isinstance(value, list | tuple | set | frozenset):
        return (entry.between or ", ").join(str(written(part, entry, styles)) for part in value)
    for text, meant in entry.values.items():
        if meant == value and type(meant) is type(value):
            return text
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return _number(value, entry, styles.decimals)
    if isinstance(value, datetime):
        return _moment(value, styles)
    if isinstance(value, date) and styles.dates:
        return day_text(value, styles.dates)
    return value


def _number(value: int | float | Decimal, entry: ColumnEntry, style: Decimals | None) -> Any:
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    if entry.factor is not None:
        number /= entry.factor
    if style is None:
        return number if entry.factor is not None else value
    return number_text(number, style)


def _moment(value: datetime, styles: Styles) -> str:
    """By the clock of the column; else as it is, with how far it is from UTC."""
    if not styles.zone:
        return value.isoformat()
    local = value.astimezone(ZoneInfo(styles.zone))
    day = day_text(local.date(), styles.dates) if styles.dates else local.date().isoformat()
    return f"{day} {local:%H:%M:%S}"


def csv_through(columns: ColumnMap, shape: Any, document: Any) -> bytes:
    """The CSV file that a map reads as a document; of one table, for it has no sheets."""
    [filled] = tables_through(columns, shape, document)
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, delimiter=SEPARATORS[columns.separator])
    rows, across = (max(place[i] for place in filled.cells) for i in (0, 1))
    for row in range(1, rows + 1):
        writer.writerow([_text(filled.cells.get((row, at))) for at in range(1, across + 1)])
    return lines.getvalue().encode(columns.encoding)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value).lower() if isinstance(value, bool) else str(value)
