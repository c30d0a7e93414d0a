"""Dates and half-open intervals [start, end)."""

from datetime import date, timedelta

import msgspec


class Interval(msgspec.Struct, frozen=True, omit_defaults=True):
    """The days from `start` up to, but not including, `end`.

    `date.min` and `date.max` stand for an open beginning and an open end.
    """

    start: date = date.min
    end: date = date.max

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def overlaps(self, other: "Interval") -> bool:
        """Whether the two share at least one day."""
        return max(self.start, other.start) < min(self.end, other.end)

    def clip(self, other: "Interval") -> "Interval":
        """The days in both; an empty interval (start == end) where there are none."""
        start = max(self.start, other.start)
        return Interval(start, max(start, min(self.end, other.end)))

    @property
    def last(self) -> date:
        """The last day of the interval."""
        return self.end - timedelta(days=1)

    @property
    def empty(self) -> bool:
        """Whether no day lies in the interval."""
        return self.start >= self.end

    def __str__(self) -> str:
        start = "" if self.start == date.min else self.start.isoformat()
        end = "" if self.end == date.max else self.end.isoformat()
        if not start and not end:
            return "always"
        if not end:
            return f"since {start}"
        return f"until {end}" if not start else f"{start} to {end}"


ALWAYS = Interval()
