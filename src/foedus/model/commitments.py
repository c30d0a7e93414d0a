"""What a framework committed itself to, what became of it, and how it follows that up."""

from datetime import date
from typing import Final, Literal, TypeAlias

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


Told: TypeAlias = Literal["open", "in part", "done", "carried on", "dropped"]
"""What a source says of a commitment."""
SETTLED: Final[frozenset[Told]] = frozenset({"done", "carried on", "dropped"})


class Report(msgspec.Struct, frozen=True):
    """What a source says of a commitment as of a day.

    Of `done`, `on` is the day it was done; a source that only says that it is done by now gives
    its own day. `to` is the commitment that carries it on. `dropped` is what a text gave up, or
    what the next text of the series no longer mentions: `says` tells which.
    """

    matched_by = ("on", "told")
    on: date
    told: Told
    cite: Citation
    says: str = ""
    to: str = ""


class Commitment(msgspec.Struct, frozen=True):
    """What a text commits somebody to: who (`owners`) is to do what (`verb`, `says`) by when.

    `owners` are ids of states, `members` (all of that day), or offices in words. `deadline` is the
    last day, `due` the words of the text for it: "by mid-2022". `reports` are in the order of days.
    Without any, nobody is known to have published what became of it.
    """

    id: str
    instrument: str
    made: date
    verb: str
    says: str
    owners: tuple[str, ...]
    cite: Citation
    deadline: date | None = None
    due: str = ""
    reports: tuple[Report, ...] = ()
    note: str = ""
