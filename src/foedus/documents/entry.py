"""What every shape of a definition file rests on."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from foedus.documents.numbers import Day
from foedus.model.citations import Citation, Confidence
from foedus.model.time import Interval

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[str, Field(pattern=SLUG)]
Words = Annotated[str, Field(min_length=1)]
States = Annotated[list[str], Field(min_length=1)]


class Entry(BaseModel):
    """Any mapping of a definition file: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Dated(Entry):
    """An entry that holds for a time: `from` its first day, `to` the first day no longer."""

    from_: Day | None = Field(None, alias="from")
    to: Day | None = None

    @model_validator(mode="after")
    def _ordered(self) -> "Dated":
        if self.from_ and self.to and self.from_ >= self.to:
            raise ValueError(f"`from` {self.from_} must lie before `to` {self.to}")
        return self


class Cited(Entry):
    """An entry that says where it can be looked up."""

    cite: Words | None = None
    confidence: Confidence = "high"


def interval(entry: Dated) -> Interval:
    """The half-open interval of an entry."""
    return Interval(entry.from_ or date.min, entry.to or date.max)


def citation(entry: Cited) -> Citation | None:
    """Where an entry can be looked up, if it says so."""
    return Citation(entry.cite, confidence=entry.confidence) if entry.cite else None
