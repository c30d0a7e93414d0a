"""Answers: findings with their citations and their because, and how a person reads them."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal, Self, TypeAlias

import msgspec

from foedus.model.calendar import Entry
from foedus.model.charts import Chart
from foedus.model.citations import Citation
from foedus.model.verdicts import Because

if TYPE_CHECKING:
    import polars as pl

Tone: TypeAlias = Literal["", "good", "bad", "unsure", "quiet"]


class Row(msgspec.Struct, frozen=True):
    """A line of a table, with the reason and the sources behind it."""

    cells: tuple[str, ...]
    because: Because | None = None
    cites: tuple[Citation, ...] = ()
    tone: Tone = ""


class Section(msgspec.Struct, frozen=True):
    """A titled table; `empty` is what to say where it has no rows."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    empty: str = ""
    tone: Tone = ""


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

    def calendar(self) -> Sequence[Entry]:
        """The days to keep, for an answer that has any; a door may write them to a calendar."""
        return ()

    def charts(self) -> Sequence[Chart]:
        """Pictures of the answer, for a door that can draw them."""
        return ()

    def noted(self, notes: tuple[str, ...]) -> Self:
        """The same answer with more notes."""
        return msgspec.structs.replace(self, notes=(*self.notes, *notes))

    def table(self) -> "pl.LazyFrame":
        """The rows of an answer that is one table; a door may write them to a file."""
        raise NotImplementedError
