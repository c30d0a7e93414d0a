"""How a framework follows its commitments: what is due every year, and the phases it runs in."""

from datetime import date
from typing import Final

import msgspec

from foedus.model.citations import Citation
from foedus.model.time import Interval

MEMBERS: Final = "members"


class Cycle(msgspec.Struct, frozen=True):
    """A document due every year by a day, from each member (`members`) or one office.

    `on_record` are the days of those of an office that foedus knows of.
    """

    id: str
    title: str
    by: str
    addressee: str
    month: int
    day: int
    during: Interval
    cite: Citation
    on_record: tuple[date, ...] = ()
    note: str = ""

    @property
    def by_members(self) -> bool:
        """Whether each member owes one."""
        return self.by == MEMBERS

    def due(self, year: int) -> date:
        """The last day for the document of a year."""
        return date(year, self.month, self.day)

    def latest_due(self, on: date) -> date | None:
        """The last day by which one was due, before a day; None where none has been yet."""
        days = (self.due(year) for year in (on.year, on.year - 1))
        return next((day for day in days if day < on and day in self.during), None)

    def next_due(self, on: date) -> date | None:
        """The day by which the next is due, that day or later; None where none will be."""
        days = (self.due(year) for year in (on.year, on.year + 1))
        return next((day for day in days if day >= on and day in self.during), None)


class Phase(msgspec.Struct, frozen=True):
    """A phase in which commitments are to be met, and the review that ends it."""

    title: str
    during: Interval
    cite: Citation
    review: str = ""
