"""Thresholds, deadlines and what a limit counts, as an author writes them."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from foedus.authoring.entry import Entry, Slug, Words
from foedus.model.arms_control import QUANTITIES, ActivityKind, Period, Structure, VisitKind
from foedus.model.citations import Confidence


def _known(quantity: str) -> str:
    if quantity not in QUANTITIES:
        raise ValueError(f"{quantity!r} is not one of {', '.join(QUANTITIES)}")
    return quantity


class ThresholdsEntry(Entry):
    """Thresholds by quantity; give one of the three."""

    at_least: dict[str, int] = {}
    more_than: dict[str, int] = {}
    at_most: dict[str, int] = {}

    @field_validator("at_least", "more_than", "at_most")
    @classmethod
    def _quantities(cls, value: dict[str, int]) -> dict[str, int]:
        for quantity in value:
            _known(quantity)
        return value


class ReachEntry(Entry):
    """Which activities a provision is about."""

    kinds: list[ActivityKind] = []
    structures: list[Structure] = []
    any_of: ThresholdsEntry | None = None
    none_of: ThresholdsEntry | None = None
    zone: str = ""
    snap: bool | None = None
    snap_hours: int = 0
    of: list[Slug] = []
    on_request: bool = False


class DeadlineEntry(Entry):
    """By when: exactly one of `days_ahead`, `hours`, `at_start` and `each`."""

    days_ahead: int | None = None
    snap_ahead: int | None = None
    hours: int | None = None
    at_start: bool = False
    each: list[str] = []
    as_of: list[str] = []
    years_ahead: Annotated[int, Field(ge=0, le=2)] = 0

    @field_validator("each", "as_of")
    @classmethod
    def _days(cls, value: list[str]) -> list[str]:
        for day in value:
            try:
                date.fromisoformat(f"2001-{day}")
            except ValueError:
                raise ValueError(f"{day!r} is no day of the year such as 11-15") from None
        return value

    @model_validator(mode="after")
    def _one(self) -> "DeadlineEntry":
        given = (
            self.days_ahead is not None,
            self.hours is not None,
            self.at_start,
            bool(self.each),
        )
        if sum(given) != 1:
            raise ValueError("give exactly one of `days_ahead`, `hours`, `at_start` and `each`")
        if self.as_of and len(self.as_of) != len(self.each):
            raise ValueError("`as_of` has a day for each day of `each`")
        return self


class HoldingsEntry(Entry):
    """A limit on holdings."""

    what: Literal["holdings"]
    quantity: str
    of: Literal["state", "group"] = "state"
    zone: str = ""
    active: bool = False
    made_of: dict[str, Annotated[int, Field(gt=0)]] = {}

    @model_validator(mode="after")
    def _quantities(self) -> "HoldingsEntry":
        for quantity in (self.quantity, *self.made_of):
            _known(quantity)
        return self


class ActivitiesEntry(Entry):
    """A limit on the number of activities."""

    what: Literal["activities"]
    reach: ReachEntry
    period: Period


class VisitsEntry(Entry):
    """A limit on the inspections to be accepted."""

    what: Literal["visits"]
    kinds: Annotated[list[VisitKind], Field(min_length=1)]
    period: Period
    from_same: Annotated[int, Field(ge=0)] = 0
    per: Annotated[int, Field(ge=0)] = 0
    share: Decimal | None = None
    most: Annotated[int, Field(ge=0)] = 0


AnyCounted = Annotated[HoldingsEntry | ActivitiesEntry | VisitsEntry, Field(discriminator="what")]


class ZoneEntry(Entry):
    """A zone of limits on holdings."""

    id: Slug
    name: Words
    whole: list[str] = []
    parts: list[str] = []
    within: str = ""
    cite: Words
    confidence: Confidence = "high"


class ExclusionEntry(Entry):
    """Holdings that no limit counts."""

    id: Slug
    says: Words
    cite: Words
    confidence: Confidence = "high"


class CountingEntry(Entry):
    """How the framework counts holdings."""

    zones: list[ZoneEntry] = []
    exclusions: list[ExclusionEntry] = []
