"""A moment by the clock of a place: the kind of valid input that was refused, and what must be."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from foedus.documents.faults import words
from foedus.documents.numbers import Moment

MOMENT: TypeAdapter[datetime] = TypeAdapter(Moment)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-03-03T12:00 Europe/Brussels", datetime(2026, 3, 3, 11, tzinfo=UTC)),
        ("2026-07-03T12:00 Europe/Brussels", datetime(2026, 7, 3, 10, tzinfo=UTC)),
        ("2026-03-03 12:00:30 Europe/Brussels", datetime(2026, 3, 3, 11, 0, 30, tzinfo=UTC)),
        (" 2026-03-03T12:00[Europe/Brussels] ", datetime(2026, 3, 3, 11, tzinfo=UTC)),
        ("2026-03-03T12:00:00+01:00[Europe/Brussels]", datetime(2026, 3, 3, 11, tzinfo=UTC)),
        ("2026-03-03T12:00 America/New_York", datetime(2026, 3, 3, 17, tzinfo=UTC)),
        ("2026-03-03T12:00 Asia/Kathmandu", datetime(2026, 3, 3, 6, 15, tzinfo=UTC)),
        ("2026-03-03T12:00 America/Argentina/Buenos_Aires", datetime(2026, 3, 3, 15, tzinfo=UTC)),
        ("2026-03-03T12:00 UTC", datetime(2026, 3, 3, 12, tzinfo=UTC)),
        ("2026-03-03T12:00 GMT", datetime(2026, 3, 3, 12, tzinfo=UTC)),
        ("2026-10-25T02:30+01:00[Europe/Brussels]", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("2026-10-25T02:30+02:00[Europe/Brussels]", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-03-03T12:00Z", datetime(2026, 3, 3, 12, tzinfo=UTC)),
        ("2026-03-03T12:00:00+0100", datetime(2026, 3, 3, 11, tzinfo=UTC)),
    ],
)
def test_a_moment_may_be_told_by_the_clock_of_a_place(written: str, moment: datetime) -> None:
    assert MOMENT.validate_python(written) == moment


def test_it_keeps_the_hours_that_the_clock_showed() -> None:
    found = MOMENT.validate_python("2026-07-03T12:00 Europe/Brussels")
    assert (found.hour, found.utcoffset()) == (12, timedelta(hours=2))
    assert found.isoformat() == "2026-07-03T12:00:00+02:00"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2026-03-29T02:30 Europe/Brussels", "a time that the clocks of Europe/Brussels passed"),
        ("2026-03-29T02:30+01:00[Europe/Brussels]", "passed over that night"),
        (
            "2026-10-25T02:30 Europe/Brussels",
            "comes twice in Europe/Brussels that night; write +",
        ),
        ("2026-03-03T12:00+02:00[Europe/Brussels]", "lies +01:00 from UTC in Europe/Brussels, not"),
        ("2026-03-03T12:00 CET", "has no time zone as Europe/Brussels or +01:00 are; CET may be"),
        ("2026-03-03T12:00 EST", "EST may be several"),
        ("2026-03-03T12:00 Europe/Brüssel", "is not a date and time"),
        ("2026-03-03T12:00 Europe/Bruxelles", "is not a moment of a time zone known here"),
        ("2026-03-03T12:00 ../../etc/passwd", "is not a date and time"),
        ("2026-02-30T12:00 Europe/Brussels", "is not a moment of a time zone"),
        ("2026-03-03T25:00 Europe/Brussels", "is not a moment of a time zone"),
        ("2026-03-03T12:00", "has no time zone"),
        ("2026-03-03 Europe/Brussels", "is not a date and time"),
        (46083.5, "is not a date and time"),
    ],
)
def test_a_moment_that_is_none_or_may_be_two_is_refused(written: Any, told: str) -> None:
    with pytest.raises(ValidationError) as refused:
        MOMENT.validate_python(written)
    [fault] = refused.value.errors(include_url=False)
    assert told in words(fault)
    assert words(fault).startswith(repr(written))
