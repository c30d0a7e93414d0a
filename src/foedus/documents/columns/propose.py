"""Proposing a map for a file of another's headings; it leaves open what could be read two ways."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from openpyxl.utils import get_column_letter

from foedus.documents.columns.chooser import Choices, Chooser
from foedus.documents.columns.grid import LOOKED_AT, form_of, has_sheets, sheets_of
from foedus.documents.columns.map import ColumnMap, TableEntry, said
from foedus.documents.columns.match import Match, assigned, plain_words
from foedus.documents.columns.read import filled
from foedus.documents.columns.styles import OPEN
from foedus.documents.columns.vocabulary import TOTALS
from foedus.documents.shapes import SheetPlan, item_of, model_of, plan
from foedus.documents.workbook import UNREAD, Row, given, rows_of
from foedus.model.wording import counted

SHOWN: Final = 3
"""Rows that are shown as understood."""


class Proposal(NamedTuple):
    """A map, what is open in it, and what was noted while it was made."""

    columns: ColumnMap
    open: tuple[str, ...]
    notes: tuple[str, ...]
    choose: frozenset[str]
    """The styles that are open: decimals, dates, zone."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """All that a person must know of it, a sentence each."""
        return (*(f"Open: {told}" for told in self.open), *self.notes)


class _Headed(NamedTuple):
    """A sheet whose headings are like the fields of a part of the document."""

    title: str
    first: int
    into: SheetPlan
    found: dict[int, Match]
    tied: dict[str, list[int]]

    @property
    def worth(self) -> float:
        return sum(match.likeness for match in self.found.values())


def own_headings(name: str, content: bytes, shape: Any) -> bool:
    """Whether a file has foedus's own headings, perhaps with a slip. Raises DefinitionError."""
    separator, encoding = form_of(name, content)
    sheets = sheets_of(name, content, separator, encoding)
    plans = tuple(plan(shape))
    for title, sheet in sheets.items():
        first = [cell.value for cell in sheet.rows.get(1, {}).values() if given(cell.value)]
        names = [said(value) for value in first]
        for into in plans:
            if has_sheets(name) and said(title) != said(into.title):
                continue
            if into.layout == "pairs":
                if has_sheets(name) and names[:2] == ["name", "value"]:
                    return True
                continue
            known = {
                " ".join(plain_words(n)) for f, i in into.fields.items() for n in (f, i.alias or f)
            }
            ours = sum(" ".join(plain_words(str(value))) in known for value in first)
            if first and 2 * ours >= len(first) and (has_sheets(name) or ours == len(first)):
                return True
    return not any(sheet.rows for sheet in sheets.values())


def propose(
    name: str,
    content: bytes,
    shape: Any,
    *,
    question: str = "",
    document: str = "",
    choices: Choices = Choices(),  # noqa: B008 - immutable
) -> Proposal:
    """A map for a file. Raises DefinitionError where the file cannot be read at all."""
    separator, encoding = form_of(name, content)
    sheets = {
        title: rows_of(title, sheet)
        for title, sheet in sheets_of(name, content, separator, encoding).items()
        if title not in UNREAD
    }
    maker = _Maker(shape, choices)
    tables = [maker.table(headed, sheets[headed.title]) for headed in _headed(sheets, shape)]
    if not tables:
        tables = [maker.nothing(sheets)]
    tables += maker.rest(tables)
    maker.lacking(tables)
    used = {table.sheet for table in tables}
    if left := [title for title in sheets if title and title not in used and sheets[title]]:
        maker.notes.append(f"Not read: {counted(len(left), 'sheet')}, {', '.join(left)}.")
    columns = ColumnMap.model_validate(
        {
            "for": question,
            "input": document,
            "separator": separator,
            "encoding": encoding,
            "tables": tables,
        }
    )
    return Proposal(columns, tuple(maker.open), tuple(maker.notes), frozenset(maker.styles.choose))


def understood(
    name: str, content: bytes, shape: Any, columns: ColumnMap
) -> Iterator[tuple[str, list[str], list[list[str]]]]:
    """Of each part of the document that a map fills: its title, its fields, and three lines."""
    reader = filled(name, content, shape, columns)
    for into in plan(shape):
        held = reader.data.get(into.path[0]) if into.path else reader.data
        lines = held if isinstance(held, list) else [held] if isinstance(held, dict) else []
        names = [n for n in into.fields if any(line.get(n, OPEN) != OPEN for line in lines)]
        if names:
            rows = [[_shown(line.get(n)) for n in names] for line in lines[:SHOWN]]
            yield into.title, names, rows


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _headed(sheets: dict[str, dict[int, Row]], shape: Any) -> list[_Headed]:
    """For each part of the document the sheet whose headings are likest to its fields."""
    found: list[_Headed] = []
    for title, rows in sheets.items():
        for number in list(rows)[:LOOKED_AT]:
            headings = [
                (at, str(cell.value))
                for at, cell in rows[number].values.items()
                if isinstance(cell.value, str)
            ]
            for into in plan(shape):
                if into.layout == "table" and 2 * len(headings) >= len(rows[number].values):
                    found.append(_Headed(title, number, into, *assigned(headings, into)))
    found = [h for h in found if len(h.found) >= min(2, len(h.into.fields))]
    found.sort(key=lambda headed: (-headed.worth, headed.first))
    chosen: list[_Headed] = []
    for headed in found:
        if all(headed.title != c.title and headed.into.path != c.into.path for c in chosen):
            chosen.append(headed)
    return chosen


class _Maker:
    """Makes the tables of a map, and notes what is open in them."""

    def __init__(self, shape: Any, choices: Choices) -> None:
        self.shape = shape
        self.styles = Chooser(choices)
        self.open = self.styles.open
        self.notes: list[str] = []

    def table(self, headed: _Headed, rows: dict[int, Row]) -> TableEntry:
        """The table that stands in a sheet."""
        head = rows[headed.first]
        body, until = _body(rows, headed.first)
        letters = {at for row in body for at in row.values} | set(head.values)
        headings = {at: str(head.values[at].value) for at in head.values}
        columns: list[dict[str, Any]] = []
        left_out: list[str] = []
        tied = {at: field for field, places in headed.tied.items() for at in places}
        for at in sorted(letters):
            heading, letter = headings.get(at, ""), get_column_letter(at)
            once = bool(heading) and [said(h) for h in headings.values()].count(said(heading)) == 1
            where = {"heading": heading} if once else {"column": letter}
            if at in headed.found:
                cells = [row[at] for row in body if at in row.values]
                found = headed.found[at].field
                columns.append({**where, **self.styles.column(headed.into, found, heading, cells)})
                continue
            left_out.append(heading if once else letter)
            if at in tied:
                self.open.append(
                    f"{heading!r} in {headed.title or 'the file'} is one of several that may be "
                    f"{tied[at]}; give one of them the field, now under `left_out`"
                )
        if left_out:
            self.notes.append(f"Left out: {', '.join(left_out)}.")
        if until:
            self.notes.append(f"Read to the line before {until!r}.")
        given_ = {
            "fills": _named(headed.into),
            "sheet": headed.title,
            "first_row": headed.first,
            "until": until,
            "columns": columns,
            "left_out": left_out,
            "set": self._missing(headed.into, {m.field for m in headed.found.values()}),
        }
        return TableEntry.model_validate(given_)

    def nothing(self, sheets: dict[str, dict[int, Row]]) -> TableEntry:
        """A table for a file none of whose headings is like a field."""
        tables = [p for p in plan(self.shape) if p.layout == "table"]
        into = next(iter(tables), next(iter(plan(self.shape))))
        title, rows = next(((t, r) for t, r in sheets.items() if r), ("", {}))
        first = next((n for n, row in rows.items() if len(row.values) > 1), 1)
        headings = [str(c.value) for c in rows[first].values.values()] if first in rows else []
        self.open.append(
            f"no row of {title or 'the file'} has headings like the fields of {into.title} "
            f"({', '.join(into.fields)}); give each heading its field"
        )
        return TableEntry.model_validate(
            {
                "fills": _named(into),
                "sheet": title,
                "first_row": first,
                "left_out": headings,
                "set": self._missing(into, set()),
            }
        )

    def rest(self, tables: list[TableEntry]) -> Iterator[TableEntry]:
        """What the document needs beside the tables: names and values that no sheet has."""
        done = {said(table.fills) for table in tables}
        for into in plan(self.shape):
            if into.layout == "pairs" and not into.path and said(_named(into)) not in done:
                values = self._missing(into, set())
                if values:
                    yield TableEntry.model_validate({"fills": _named(into), "set": values})

    def lacking(self, tables: list[TableEntry]) -> None:
        """Lists that the document must have and that no sheet is like."""
        model, done = model_of(self.shape), {said(table.fills) for table in tables}
        for name, field in model.model_fields.items() if model else ():
            part = item_of(field.annotation) or model_of(field.annotation)
            if part and field.is_required() and said(name) not in done:
                self.open.append(
                    f"no sheet has headings like those of {name}, which must be given "
                    f"({', '.join(part.model_fields)})"
                )

    def _missing(self, into: SheetPlan, found: set[str]) -> dict[str, str]:
        """Fields that must be given and that no heading is like."""
        lacking = [n for n, f in into.fields.items() if f.is_required() and n not in found]
        for name in lacking:
            about = (into.fields[name].description or "").rstrip(".")
            self.open.append(
                f"{name} of {_named(into)} must be given and no heading is like it"
                f"{f' ({about})' if about else ''}: give its value under `set`, or its heading a "
                "field"
            )
        return dict.fromkeys(lacking, OPEN)


def _body(rows: dict[int, Row], first: int) -> tuple[list[Row], str]:
    """The rows below the headings, and what the line that adds them up begins with."""
    found: list[Row] = []
    for number, row in rows.items():
        if number > first:
            start = str(next(iter(row.values.values())).value)
            words = plain_words(start)
            if words and words[0] in TOTALS:
                return found, start
            found.append(row)
    return found, ""


def _named(into: SheetPlan) -> str:
    return into.path[0] if into.path else into.title.lower()
