"""Answers: findings with their citations and their because, and how a person reads them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, Self, TypeAlias

import msgspec

from foedus.model.calendar import CalendarEntry
from foedus.model.charts import Chart
from foedus.model.citations import Citation
from foedus.model.maps import Map
from foedus.model.reports import Report
from foedus.model.verdicts import Because

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


class Letter(msgspec.Struct, frozen=True):
    """A draft: to whom, about what, its paragraphs, and what it rests on.

    What stands in square brackets is for whoever sends it.
    """

    matched_by = ("to", "subject")
    to: str
    subject: str
    paragraphs: tuple[str, ...]
    cites: tuple[Citation, ...]


Tone: TypeAlias = Literal["", "good", "bad", "unsure", "quiet"]


class Row(msgspec.Struct, frozen=True):
    """A line of a table, with the reason and the sources behind it."""

    cells: tuple[str, ...]
    because: Because | None = None
    cites: tuple[Citation, ...] = ()
    tone: Tone = ""


class Section(msgspec.Struct, frozen=True):
    """A titled table; `empty` is what to say where it has no rows.

    Of one that is long, `first` is how many rows a door with little room shows; 0 is all.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    empty: str = ""
    tone: Tone = ""
    first: int = 0


class Labels(msgspec.Struct, frozen=True):
    """What a table is, what its columns mean in words, by name, and what their codes do."""

    title: str = ""
    columns: Mapping[str, str] = {}
    codes: Mapping[str, Mapping[int, str]] = {}


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a question answers: for which day, from which catalogue, in one sentence and in full.

    Each question's answer adds its own typed findings; `sections` shows them as tables.
    """

    question: str
    on: date
    catalogue: str
    title: str
    lead: str
    notes: tuple[str, ...] = ()

    def sections(self) -> Sequence[Section]:
        """The answer as tables, for any door that shows text."""
        raise NotImplementedError

    def calendar(self) -> Sequence[CalendarEntry]:
        """The days to keep, for an answer that has any; a door may write them to a calendar."""
        return ()

    def charts(self) -> Sequence[Chart]:
        """Pictures of the answer, for a door that can draw them."""
        return ()

    def counts(self) -> Mapping[str, frozenset[str]]:
        """What the difference of two answers is told in: by a noun and what they would do, who.

        As `{"state be bound to help": frozenset({"USA"})}`.
        """
        return {}

    def judged(self) -> str:
        """What it finds in a word or two, for the difference of two answers: `adopted`.

        Empty where it finds no one thing.
        """
        return ""

    def unmoved(self) -> str:
        """Why what is supposed may not reach it, for where nothing differs; empty where it may."""
        return ""

    def credits(self) -> Sequence[str]:
        """Sentences that say whose data a picture of the answer is made of, beside its sources."""
        return ()

    def mapped(self) -> Map | None:
        """What the answer lights on a map, for a door that can draw one; None where nothing."""
        return None

    def report(self) -> Report | None:
        """What pages that stand alone are set from, for an answer that is made for them."""
        return None

    def letters(self) -> Sequence[Letter]:
        """Drafts that a person completes and sends, for an answer that has any."""
        return ()

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain data, as `--json` and REST give it."""
        found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        return found

    def to_polars(self) -> "pl.DataFrame":
        """The answer as a Polars frame: its table, or the rows of its sections as text."""
        from foedus.model.shown import frame

        return frame(self)

    def to_pandas(self) -> "pd.DataFrame":
        """The same frame for pandas."""
        from foedus.model.shown import pandas_frame

        return pandas_frame(self)

    def _repr_html_(self) -> str:
        from foedus.model.shown import html

        return html(self)

    @classmethod
    def is_table(cls) -> bool:
        """Whether answers of this kind are one table."""
        return cls.table is not Answer.table

    def noted(self, notes: tuple[str, ...]) -> Self:
        """The same answer with more notes."""
        return msgspec.structs.replace(self, notes=(*self.notes, *notes))

    def labels(self) -> Labels:
        """What the columns of its table mean, for a door that writes a file which can say so."""
        return Labels(self.title)

    def table(self) -> "pl.LazyFrame":
        """The rows of an answer that is one table; a door may write them to a file."""
        raise NotImplementedError
