"""Answers as workbooks and calendars: all that was said, in the order it was said."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from icalendar import Calendar
from openpyxl import load_workbook

from foedus.asking.world import World
from foedus.exchange.icalendar import to_icalendar
from foedus.exchange.workbook import write_answer
from foedus.model.answers import Answer, Row, Section
from foedus.model.calendar import CalendarEntry


class Made(Answer, frozen=True, kw_only=True):
    """An answer with tables of the same title, and days."""

    def sections(self) -> Sequence[Section]:
        row = Row(("a/b", "1"))
        return (Section("Due: now?", ("What", "When"), (row,)),) * 2

    def calendar(self) -> Sequence[CalendarEntry]:
        return (
            CalendarEntry("due-1", date(2026, 1, 2), "Notify", description="all of them"),
            CalendarEntry(
                "due-2", datetime(2026, 1, 3, 12, tzinfo=UTC), "Reply", date(2026, 1, 4), "", "Gao"
            ),
        )


MADE = Made(question="made", on=date(2026, 1, 1), catalogue="0" * 64, title="Made up", lead="So.")


def test_a_workbook_holds_every_table_and_source(tmp_path: Path, world: World) -> None:
    answer = world.bound(states=["POL", "USA"], on=date(2026, 1, 1))
    write_answer(answer, tmp_path / "bound.xlsx")
    book = load_workbook(tmp_path / "bound.xlsx")
    assert book["Answer"]["A1"].value == answer.title
    assert len(book.sheetnames) == 1 + len(answer.sections())
    for section, sheet in zip(answer.sections(), book.worksheets[1:], strict=True):
        assert sheet.max_row == 1 + len(section.rows) or not section.rows
        shown = {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row}
        assert {cell for row in section.rows for cell in row.cells if cell} <= shown


def test_titles_that_a_sheet_cannot_bear_are_made_fit(tmp_path: Path) -> None:
    write_answer(MADE, tmp_path / "made.xlsx")
    assert load_workbook(tmp_path / "made.xlsx").sheetnames == ["Answer", "Due  now", "Due  now 2"]


def test_a_calendar_holds_every_day_and_is_the_same_each_time() -> None:
    written = to_icalendar(MADE)
    assert written == to_icalendar(MADE)
    first, second = Calendar.from_ical(written).walk("VEVENT")
    assert first["UID"] == "due-1@foedus"
    assert first.decoded("DTSTART") == date(2026, 1, 2)
    assert first["DESCRIPTION"] == "all of them"
    assert second.decoded("DTSTART") == datetime(2026, 1, 3, 12, tzinfo=UTC)
    assert second["LOCATION"] == "Gao"
