"""Entries of a calendar: what an answer asks somebody to do, or says will happen, on a day."""

from datetime import date, datetime
from typing import TypeAlias

import msgspec

Moment: TypeAlias = datetime | date
"""A moment in UTC, or a whole day."""


class CalendarEntry(msgspec.Struct, frozen=True):
    """A day or a span of a calendar; `ends` is the first moment no longer, as for any interval.

    The same `uid` names the same entry when the calendar is made again. Where `ends` is absent, a
    day lasts to its end and a moment has no length.
    """

    uid: str
    starts: Moment
    summary: str
    ends: Moment | None = None
    description: str = ""
    location: str = ""
