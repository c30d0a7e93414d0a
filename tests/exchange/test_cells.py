"""Whatever an answer shows as a number, a share, a sum of money or a day sums and sorts."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from foedus.asking.world import World
from foedus.exchange.cells import Cell, cell, cells_of, typed
from foedus.exchange.workbook import write_answer
from foedus.model.answers import Answer, Row, Section
from foedus.model.wording import money, percent


def written(answer: Answer) -> dict[str, Worksheet]:
    content = BytesIO()
    write_answer(answer, content)
    content.seek(0)
    return {sheet.title: sheet for sheet in load_workbook(content).worksheets}


@pytest.mark.parametrize(
    ("text", "value", "form"),
    [
        ("0", Decimal(0), "0"),
        ("7", Decimal(7), "0"),
        ("2014", Decimal(2014), "0"),
        ("158,813.08", Decimal("158813.08"), "#,##0.00"),
        ("9,000,005", Decimal(9000005), "#,##0"),
        ("0.120377", Decimal("0.120377"), "0.000000"),
        ("-3.5", Decimal("-3.5"), "0.0"),
        ("−3", Decimal(-3), "0"),
        ("+1,200", Decimal(1200), "+#,##0;-#,##0;#,##0"),
        ("12.5 %", Decimal("0.125"), "0.0\\ %"),
        ("33%", Decimal("0.33"), "0\\ %"),
        ("EUR 1,000.00", Decimal(1000), '"EUR"\\ #,##0.00'),
        ("USD -12.50", Decimal("-12.5"), '"USD"\\ #,##0.00'),
        ("EUR 0.01", Decimal("0.01"), '"EUR"\\ #,##0.00'),
        ("2024-02-29", date(2024, 2, 29), "yyyy-mm-dd"),
        ("2026-03-02 12:48 UTC", datetime(2026, 3, 2, 12, 48), 'yyyy-mm-dd hh:mm" UTC"'),
        (money(Decimal("1234567.89"), "EUR"), Decimal("1234567.89"), '"EUR"\\ #,##0.00'),
        (percent(1, 3, places=1), Decimal("0.333"), "0.0\\ %"),
    ],
)
def test_what_looks_like_a_value_is_one(text: str, value: Any, form: str) -> None:
    assert cell(text) == Cell(value, form)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nato/art-5",
        "007",
        "42(7)",
        "1,00",
        "1,0000",
        "9.000.000,00",
        "5/21",
        "1/7",
        "2 to 4",
        "12 minutes",
        "FRA 2",
        "POL 12",
        "1E+6",
        "=1+1",
        "2024-02-30",
        "1816-01-01",
        "1900-02-28",
        "2024-01-01 to 2025-01-01",
        "12345678901234567890",
        "0.1234567890123456",
        "inf",
        "nan",
        "3 %s",
        "v1.2.3",
        "true",
    ],
)
def test_what_is_no_value_stays_the_text_it_is(text: str) -> None:
    assert cell(text) == Cell(text)


def test_a_column_looks_alike_and_sorts() -> None:
    assert [c.form for c in cells_of("Amount", ("1,000.00", "813.00", "", "-5.00"))] == [
        "#,##0.00",
        "#,##0.00",
        "",
        "#,##0.00",
    ]
    assert [c.value for c in cells_of("Since", ("1816-01-01", "1949-08-24", "open"))] == [
        "1816-01-01",
        "1949-08-24",
        "open",
    ]
    assert cells_of("Share %", ("15.8813", "none")) == [
        Cell(Decimal("0.158813"), "0.0000\\ %"),
        Cell("none"),
    ]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (None, None),
        (float("nan"), None),
        (float("inf"), None),
        (True, Cell(True)),
        (2.5, Cell(2.5)),
        (10**20 + 1, Cell(str(10**20 + 1))),
        (Decimal("0.1234567890123456789"), Cell("0.1234567890123456789")),
        (date(1816, 1, 1), Cell("1816-01-01")),
        (date(2024, 1, 1), Cell(date(2024, 1, 1), "yyyy-mm-dd")),
        (
            datetime(2024, 1, 1, 5, 30, tzinfo=UTC),
            Cell(datetime(2024, 1, 1, 5, 30), "yyyy-mm-dd hh:mm"),
        ),
    ],
)
def test_values_are_written_as_they_are_or_as_text(value: Any, found: Cell | None) -> None:
    assert typed(value) == found


def test_shares_of_costs_sum_to_what_is_paid(world: World) -> None:
    answer = world.ask(
        "apportion", {"key": "nato/common-funding-2024", "amount": "1000000"}, on=date(2024, 6, 1)
    )
    sheet = written(answer)["Shares"]
    head = [found.value for found in sheet[1]]
    amounts = [row[head.index("Amount EUR")] for row in sheet.iter_rows(min_row=2)]
    shares = [row[head.index("Share %")] for row in sheet.iter_rows(min_row=2)]
    *parts, total = [Decimal(str(a.value)) for a in amounts if a.value is not None]
    assert sum(parts) == total == 1_000_000
    assert {a.number_format for a in amounts} == {"#,##0.00"}
    assert sum(Decimal(str(s.value)) for s in shares if s.value is not None) == 1
    assert all("%" in s.number_format for s in shares if s.value is not None)


class Long(Answer, frozen=True, kw_only=True):
    """An answer with a cell longer than a spreadsheet can hold, and one that looks like a rule."""

    def sections(self) -> Sequence[Section]:
        return (Section("Long", ("What", "How"), (Row(("x" * 40_000, "=1+1")),)),)


def test_a_cell_that_cannot_hold_all_says_so() -> None:
    answer = Long(question="q", on=date(2026, 1, 1), catalogue="0" * 64, title="Long", lead="So.")
    sheet = written(answer)["Long"]
    assert str(sheet["A2"].value).endswith("... (--json has all of it)")
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=1+1", "s")
