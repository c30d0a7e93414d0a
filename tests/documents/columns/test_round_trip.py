"""A template written through a random map and read back through it gives the same document."""

import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final, Literal

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field

from foedus.asking.declare import Document
from foedus.documents.columns.map import ColumnMap, map_of, to_yaml
from foedus.documents.columns.write import csv_through, tables_through
from foedus.documents.numbers import Count, Day, Flag, Moment, Money, Number
from foedus.documents.reading import read_document_bytes
from foedus.exchange.workbook import write_sheets


class Line(Document):
    name: str
    count: Count
    cost: Money | None = None
    balance: Number | None = None
    starts: Day | None = None
    at: Moment | None = None
    sure: Flag = False
    kind: Literal["live", "simulation"] = "live"
    hosts: list[str] = []
    caps: dict[str, int] = {}


class Book(Document):
    title: str = ""
    lines: list[Line] = Field([])


NAMES: Final = st.text("abcdefghijklmnopqrstuvwxyzäöü ", min_size=1, max_size=8).map(
    lambda text: f"n{text}".strip()
)
NUMBERS: Final = st.decimals(0, 10**9, places=3, allow_nan=False).map(lambda d: d.normalize())
DAYS: Final = st.dates(date(1900, 3, 1), date(2999, 12, 31))
MOMENTS: Final = st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1)).map(
    lambda at: at.replace(microsecond=0, tzinfo=UTC)
)
LINES: Final = st.builds(
    Line,
    name=NAMES,
    count=st.integers(0, 10**9),
    cost=st.none() | NUMBERS,
    balance=st.none() | NUMBERS | NUMBERS.map(lambda d: -d),
    starts=st.none() | DAYS,
    at=st.none() | MOMENTS,
    sure=st.booleans(),
    kind=st.sampled_from(["live", "simulation"]),
    hosts=st.lists(st.sampled_from(["POL", "DEU", "CZE"]), max_size=3),
    caps=st.dictionaries(st.sampled_from(["POL", "DEU"]), st.integers(0, 99), max_size=2),
)
FIELDS: Final = tuple(Line.model_fields)
HEADINGS: Final = st.text("ABCÄÖÜ(€) äß'%", min_size=1, max_size=6)
ZONES: Final = ("UTC", "Asia/Kathmandu", "America/Bogota")
"""Clocks that never went back since 1993 would be too few to be of use: these are told apart."""


@st.composite
def maps(draw: st.DrawFn, *, in_book: bool) -> ColumnMap:
    """A map that reads every field, in any order, unit and style."""
    fields = draw(st.permutations(FIELDS))
    columns = []
    for number, field in enumerate(fields):
        column: dict[str, Any] = {"heading": f"{draw(HEADINGS)}{number}", "field": field}
        if field in ("count", "cost", "balance"):
            column["factor"] = draw(st.sampled_from([None, 1000, "million", "0.01"]))
            styles = ["point", "comma"]
            # without a style, a text such as 1.234 could be read two ways
            column["decimals"] = draw(st.sampled_from([None, *styles] if in_book else styles))
        if field in ("starts", "at"):
            column["dates"] = draw(st.sampled_from([None, "day-first", "month-first"]))
        if field == "at":
            column["zone"] = draw(st.sampled_from(ZONES))
        if field in ("hosts", "caps"):
            column["between"] = draw(st.sampled_from(["", ";", " + "]))
            column = {k: v for k, v in column.items() if k != "between" or field == "hosts"}
        if field == "sure":
            column["values"] = draw(st.sampled_from([{}, {"ja": True, "nein": False}]))
        if field == "kind":
            column["values"] = draw(st.sampled_from([{}, {"Übung": "live"}]))
        columns.append({k: v for k, v in column.items() if v is not None})
    table = {
        "fills": "lines",
        "sheet": draw(st.sampled_from(["Lines", "Tabelle 1"])) if in_book else "",
        "first_row": draw(st.integers(1, 4)),
        "columns": columns,
    }
    title = {"fills": "general", "sheet": "Kopf", "columns": [{"heading": "T", "field": "title"}]}
    return ColumnMap.model_validate(
        {
            "separator": draw(st.sampled_from([",", ";", "|", "tab"])),
            "encoding": draw(st.sampled_from(["utf-8", "cp1252", "utf-16"])),
            "tables": [table, *([title] if in_book else [])],
        }
    )


@settings(max_examples=60, deadline=timedelta(seconds=5))
@given(st.lists(LINES, max_size=4), maps(in_book=False))
def test_a_csv_file_comes_back(lines: list[Line], columns: ColumnMap) -> None:
    saved = map_of(to_yaml(columns), "map", Book)
    assert saved == columns
    content = csv_through(columns, Book, Book(lines=lines))
    assert read_document_bytes("x.csv", content, Book, columns=saved) == Book(lines=lines)


@settings(max_examples=40, deadline=timedelta(seconds=5))
@given(NAMES, st.lists(LINES, max_size=3), maps(in_book=True))
def test_a_workbook_comes_back(title: str, lines: list[Line], columns: ColumnMap) -> None:
    document = Book(title=title, lines=lines)
    content = io.BytesIO()
    write_sheets(tables_through(columns, Book, document), content)
    found = read_document_bytes("x.xlsx", content.getvalue(), Book, columns=columns)
    assert found == document


def test_a_factor_loses_no_digit() -> None:
    columns = map_of(
        "tables: [{fills: lines, columns: [{heading: N, field: name}, {heading: C, field: count}, "
        "{heading: K, field: cost, factor: million, decimals: comma}]}]",
        "map",
        Book,
    )
    document = Book(lines=[Line(name="n", count=1, cost=Decimal("123456789.123456789"))])
    content = csv_through(columns, Book, document)
    assert "123,456789123456789" in content.decode()
    assert read_document_bytes("x.csv", content, Book, columns=columns) == document
