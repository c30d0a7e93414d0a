"""Dates and half-open intervals [start, end)."""

from collections.abc import Mapping
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

    def apart(self, on: date, whose: str = "its") -> str:
        """How the days lie to one outside them: `its last day was 2025-12-31`."""
        if on < self.start:
            return f"{whose} first day is {self.start}"
        return f"{whose} last day was {self.last}"

    def __str__(self) -> str:
        start = "" if self.start == date.min else self.start.isoformat()
        end = "" if self.end == date.max else self.end.isoformat()
        if not start and not end:
            return "always"
        if not end:
            return f"since {start}"
        return f"until {end}" if not start else f"{start} to {end}"


ALWAYS = Interval()


def neighbours(times: Mapping[str, Interval], time: Interval) -> tuple[str, str]:
    """Of things that each have their time, the last to end before another, and the next.

    An empty text stands for none.
    """
    before = [thing for thing, during in times.items() if during.end <= time.start]
    after = [thing for thing, during in times.items() if during.start >= time.end]
    return (
        max(before, key=lambda thing: times[thing].end, default=""),
        min(after, key=lambda thing: times[thing].start, default=""),
    )


def day_of(on: date) -> Interval:
    """A day as a time."""
    return Interval(on, on + timedelta(days=1))


def the_nearest(times: Mapping[str, Interval], on: date) -> str:
    """Of named things none of whose times has a day: the last before it, or the first after."""
    before, after = neighbours(times, day_of(on))
    if before:
        which = "last before" if after else "last"
        return f"the {which}, {before}, {times[before].apart(on, 'whose')}"
    return f"the first, {after}, {times[after].apart(on, 'whose')}" if after else "there is none"
