"""A framework's yearly documents, and the phases in which commitments are to be met."""

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from foedus.authoring.making import Making
from foedus.documents.entry import Cited, Dated, Slug, Words
from foedus.documents.numbers import Day
from foedus.model.commitments import Cycle, Phase


class CycleEntry(Dated, Cited):
    """A document due every year: `due` is the month and the day, as 01-31."""

    id: Slug
    title: Words
    by: Words
    addressee: Words
    due: Annotated[str, Field(pattern=r"^\d\d-\d\d$")]
    from_: Day = Field(alias="from")
    cite: Words
    on_record: list[Day] = []
    note: str = ""

    @model_validator(mode="after")
    def _a_day_of_every_year(self) -> "CycleEntry":
        try:
            date.fromisoformat(f"2001-{self.due}")
        except ValueError:
            raise ValueError(
                f"`due` {self.due} is not a day of every year, such as 01-31"
            ) from None
        return self


class PhaseEntry(Dated, Cited):
    """A phase in which commitments are to be met."""

    title: Words
    from_: Day = Field(alias="from")
    to: Day
    cite: Words
    review: str = ""


cycle = Making(
    Cycle,
    CycleEntry,
    read=["due"],
    month=lambda e: int(e.due[:2]),
    day=lambda e: int(e.due[3:]),
)
phase = Making(Phase, PhaseEntry)
