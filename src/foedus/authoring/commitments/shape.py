"""The shape of a framework's yearly documents and phases, as an author writes them."""

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from foedus.documents.entry import Entry, Slug, Words
from foedus.documents.numbers import Day
from foedus.model.citations import Confidence


class CycleEntry(Entry):
    """A document due every year: `due` is the month and the day, as 01-31."""

    id: Slug
    title: Words
    by: Words
    addressee: Words
    due: Annotated[str, Field(pattern=r"^\d\d-\d\d$")]
    from_: Day = Field(alias="from")
    to: Day | None = None
    cite: Words
    confidence: Confidence = "high"
    on_record: list[Day] = []
    note: str = ""

    @model_validator(mode="after")
    def _a_day_of_every_year(self) -> "CycleEntry":
        try:
            date.fromisoformat(f"2001-{self.due}")
        except ValueError:
            raise ValueError(f"`due` {self.due} is no day of every year, such as 01-31") from None
        return self


class PhaseEntry(Entry):
    """A phase in which commitments are to be met."""

    title: Words
    from_: Day = Field(alias="from")
    to: Day
    cite: Words
    confidence: Confidence = "high"
    review: str = ""
