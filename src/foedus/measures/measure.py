"""What every measure has in common: what it says of itself, and what it gives."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, ClassVar

import msgspec

from foedus.model.citations import Citation

if TYPE_CHECKING:
    from foedus.measures.seen import Seen


class Figure(msgspec.Struct, frozen=True):
    """A number that a measure gives: what it means, its formula, its unit and its range.

    `low` and `high` are the least and greatest value that there can be; None where there is none.
    """

    name: str
    says: str
    formula: str
    unit: str = "0 to 1"
    low: float | None = 0.0
    high: float | None = 1.0


class Each(msgspec.Struct, frozen=True):
    """What a figure is made of: a member's, a pair's or a body's own number."""

    matched_by = ("of",)
    of: str
    value: float
    says: str = ""


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of a framework: its value, interval and denominator; or `why` it is not known.

    `interval` says what the interval is. `of` is the denominator in words. `on` is the day that it
    is of; data by years are those of its year. `each` are the parts it is made of.
    """

    matched_by = ("figure", "on")
    figure: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    interval: str = ""
    of: str = ""
    on: date = date.min
    why: str = ""
    sources: tuple[str, ...] = ()
    each: tuple[Each, ...] = ()


class Measure(ABC):
    """A measure of one framework on one day.

    `needs` are the datasets that it reads, `first` and `last` the years that those cover together;
    with `newer`, later editions of them go on after `last`. One that is `recorded` reads the record
    of a node.
    `papers` are where its formulas are from. `denominator` says of what it is a share or a mean,
    `uncertainty` what its intervals are, and `not_shown` what a reader must not take from it.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    asks: ClassVar[str]
    order: ClassVar[int] = 50
    figures: ClassVar[tuple[Figure, ...]]
    papers: ClassVar[tuple[Citation, ...]]
    needs: ClassVar[tuple[str, ...]] = ()
    first: ClassVar[int] = 1816
    last: ClassVar[int | None] = None
    newer: ClassVar[bool] = False
    recorded: ClassVar[bool] = False
    least: ClassVar[int] = 2
    denominator: ClassVar[str]
    uncertainty: ClassVar[str]
    not_shown: ClassVar[str]

    @abstractmethod
    def values(self, seen: "Seen") -> Iterator[Value]:
        """The figures that can be given; those left out are not known.

        May raise NotKnownError, which is then why of those that are to come.
        """

    @property
    def source(self) -> str:
        """What it is read from, in words."""
        return ", ".join(self.needs) or (RECORD if self.recorded else OURS)

    def of(self, seen: "Seen") -> tuple[Value, ...]:
        """Every figure, in the order in which they are declared: its value, or why there is none.

        Raises MissingDataError only where a dataset that is there cannot be read.
        """
        why = self._why_not(seen)
        found: dict[str, Value] = {}
        if not why:
            try:
                for value in self.values(seen):
                    found[value.figure] = value
            except NotKnownError as error:
                why = str(error)
        sources = tuple(seen.edition(name) for name in self.needs) or (self.source,)
        return tuple(
            msgspec.structs.replace(
                found.get(figure.name) or Value(figure=figure.name, why=why or NOTHING),
                on=seen.on,
                sources=sources,
            )
            for figure in self.figures
        )

    def _why_not(self, seen: "Seen") -> str:
        """Why none of its figures can be given; empty where nothing stands against it."""
        if why := seen.unlisted:
            return why
        last = seen.year if self.newer else self.last or seen.year
        if self.needs and not self.first <= seen.year <= last:
            give = "gives" if len(self.needs) == 1 else "together give"
            return f"{', '.join(self.needs)} {give} it for {self.first} to {self.last} only"
        for name in self.needs:
            if why := seen.missing(name):
                return why
        if len(seen.members) < self.least:
            return f"it takes {self.least} members, and there are {len(seen.members)}"
        return ""


class NotKnownError(Exception):
    """Why a measure has no value for this framework and day, in one clause."""


OURS = "the definitions of foedus"
RECORD = "the record of the node, as its reader may see it"
NOTHING = "the source in the store says nothing of it for that year"
