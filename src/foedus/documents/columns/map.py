"""The map from the headings of others to the fields of a document, and the file that it is in."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Final, Literal, NamedTuple, TypeAlias

import yaml
from pydantic import BeforeValidator, Field

from foedus.documents.columns.styles import OPEN, Dates, Decimals, Open
from foedus.documents.entry import Entry, Words
from foedus.documents.numbers import DECIMAL, MOST, WHOLE
from foedus.documents.problems import DefinitionError, Problem
from foedus.documents.shapes import SheetPlan, folded, is_texts, kinds_of, plan
from foedus.documents.source import Location, Source, read_text, taken, text_of
from foedus.documents.validate import read_as
from foedus.errors import did_you_mean, nearest, quoted

SCALES: Final = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
NUMBERS: Final = {int, float, Decimal}
_ORDER: Final = ("heading", "column", "field")
ROWS: Final = 1_048_576
SEPARATORS: Final = {",": ",", ";": ";", "|": "|", "tab": "\t"}

Separator: TypeAlias = Literal[",", ";", "|", "tab"]
Encoding: TypeAlias = Literal["utf-8", "cp1252", "utf-16"]
Factor: TypeAlias = Annotated[
    Decimal,
    Field(gt=0, le=MOST),
    *DECIMAL,
    BeforeValidator(lambda given: SCALES.get(given, given) if isinstance(given, str) else given),
]
FirstRow: TypeAlias = Annotated[int, Field(ge=1, le=ROWS), *WHOLE]


class Styled(Entry):
    """How numbers, days and times are written: in a column, or in all of a file."""

    decimals: Decimals | Open | None = None
    dates: Dates | Open | None = None
    zone: str = ""


class Styles(NamedTuple):
    """How the numbers, days and times of a column are written, as far as that is said."""

    decimals: Decimals | None = None
    dates: Dates | None = None
    zone: str = ""


class ColumnEntry(Styled):
    """A column: its heading (or its letter, where that is no heading of one), and its field.

    `factor` is its unit, such as thousand; `between` stands between the items of a list in a cell;
    `values` are texts and what foedus is to read for each.
    """

    heading: str = ""
    column: Annotated[str, Field(pattern=r"^([A-Z]{1,3})?$")] = ""
    field: Words
    factor: Factor | None = None
    between: str = ""
    values: dict[str, Any] = {}


class TableEntry(Entry):
    """Where one list of a document stands in a file.

    `first_row` is the row of the headings; the table ends before a row that begins with `until`.
    Where the names and values of a document stand in a line each, a heading is the name. `set` are
    fields that the file does not have, with their value.
    """

    fills: str = ""
    sheet: str = ""
    first_row: FirstRow = 1
    until: str = ""
    columns: list[ColumnEntry] = []
    left_out: list[str] = []
    set_: dict[str, Any] = Field({}, alias="set")


class ColumnMap(Styled):
    """A map: what is read from where in a workbook or a CSV file.

    Styles are those of every column that has none of its own.
    """

    question: str = Field("", alias="for")
    input: str = ""
    separator: Separator = ","
    encoding: Encoding = "utf-8"
    tables: Annotated[list[TableEntry], Field(min_length=1)]

    def styles(self, column: ColumnEntry) -> Styles:
        """The styles that hold for a column; one that is left open is none."""
        decimals, dates = column.decimals or self.decimals, column.dates or self.dates
        zone = column.zone or self.zone
        return Styles(
            None if decimals == OPEN else decimals,
            None if dates == OPEN else dates,
            "" if zone == OPEN else zone,
        )


def read_map(path: Path, shape: Any) -> ColumnMap:
    """The map that a file holds, for a document of a shape. Raises DefinitionError."""
    return _checked(read_text(text_of(taken(path), str(path)), str(path)), shape)


def map_of(text: str, name: str, shape: Any) -> ColumnMap:
    """The map that a text is, in YAML or JSON. Raises DefinitionError, which names it so."""
    return _checked(read_text(text, name), shape)


def _checked(source: Source, shape: Any) -> ColumnMap:
    problems: list[Problem] = []
    found = read_as(ColumnMap, source, problems)
    if found is not None:
        problems += [source.problem(at, told) for at, told in faults(found, shape)]
    if problems or found is None:
        raise DefinitionError(problems)
    return found


def said(heading: Any) -> str:
    """A heading as it is compared: whatever its case, its spaces and breaks of line."""
    return " ".join(str(heading).split()).casefold()


def plans_of(shape: Any) -> dict[str, SheetPlan]:
    """The parts of a document that a table can fill, by their folded titles."""
    return {folded(p.title): p for p in plan(shape)}


def plan_of(table: TableEntry, shape: Any) -> SheetPlan | None:
    """The part of a document that a table fills; the only one, where it does not say which."""
    plans = plans_of(shape)
    if not table.fills and len(plans) == 1:
        return next(iter(plans.values()))
    return plans.get(folded(table.fills))


def field_of(name: str, filled: SheetPlan) -> str | None:
    """A field by its own name or its alias."""
    for own, field in filled.fields.items():
        if folded(name) in (folded(own), folded(field.alias or own)):
            return own
    return None


def faults(columns: ColumnMap, shape: Any) -> Iterator[tuple[Location, str]]:
    """What is wrong with a map for a document of a shape, or left open, and where in it."""
    yield from _open((), columns)
    for number, table in enumerate(columns.tables):
        at: Location = ("tables", number)
        filled = plan_of(table, shape)
        if filled is None:
            known = ", ".join(plans_of(shape))
            told = f"{quoted(table.fills)} is not a part of the document; there are {known}"
            yield (*at, "fills"), told
            continue
        given: set[str] = set()
        for place, column in enumerate(table.columns):
            yield from _column_faults((*at, "columns", place), column, filled, given)
        for name, value in table.set_.items():
            if _unknown(name, filled, given) is not None:
                yield (*at, "set", name), _unknown(name, filled, given) or ""
            elif value == OPEN:
                yield (*at, "set", name), f"is left open: give the {name}"


def _column_faults(
    at: Location, column: ColumnEntry, filled: SheetPlan, given: set[str]
) -> Iterator[tuple[Location, str]]:
    yield from _open(at, column)
    if bool(column.heading) == bool(column.column):
        yield at, "a column has either a `heading` or, where it has none of its own, a `column`"
    if column.field == OPEN:
        yield (*at, "field"), "is left open: name the field, or put the heading under `left_out`"
        return
    told = _unknown(column.field, filled, given)
    if told is not None:
        yield (*at, "field"), told
        return
    name = field_of(column.field, filled) or ""
    given.add(name)
    annotation = filled.fields[name].annotation
    if column.factor is not None and not kinds_of(annotation) & NUMBERS:
        yield (*at, "factor"), f"{name} is not a number, and has no factor"
    if column.between and not is_texts(annotation):
        yield (*at, "between"), f"{name} is not a list, and nothing stands between its items"
    for text, value in column.values.items():
        if value == OPEN:
            yield (*at, "values", text), f"is left open: say what foedus is to read for {text!r}"


def _unknown(name: str, filled: SheetPlan, given: set[str]) -> str | None:
    """Why a field cannot be filled; None where it can."""
    found = field_of(name, filled)
    if found is None:
        known = [*filled.fields]
        hint = did_you_mean(nearest(name, known), f"there are {', '.join(known)}")
        return f"{quoted(name)} is not a field of {folded(filled.title)}{hint}"
    return f"{quoted(name)} is filled twice" if found in given else None


def _open(at: Location, styled: Styled) -> Iterator[tuple[Location, str]]:
    choices = {"decimals": "point or comma", "dates": "day-first or month-first"}
    for name, those in choices.items():
        if getattr(styled, name) == OPEN:
            yield (*at, name), f"is left open: choose {those}"
    if styled.zone == OPEN:
        yield (*at, "zone"), "is left open: say by which clock, such as UTC or Europe/Brussels"


def to_yaml(columns: ColumnMap, remarks: tuple[str, ...] = ()) -> str:
    """A map as the text of a file, with remarks before it."""
    plain = columns.model_dump(mode="python", by_alias=True, exclude_defaults=True)
    for table in plain["tables"]:
        if "columns" in table:
            table["columns"] = [_ordered(column) for column in table["columns"]]
    head = "".join(f"# {' '.join(remark.split())}\n" for remark in remarks)
    body = yaml.safe_dump(_plain(plain), sort_keys=False, allow_unicode=True, width=100)
    return f"{head}{body}"


def _ordered(column: Mapping[str, Any]) -> dict[str, Any]:
    """A column with what it is before how it is written."""
    return {name: column[name] for name in sorted(column, key=[*_ORDER, *column].index)}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else f"{value:f}"
    return value
