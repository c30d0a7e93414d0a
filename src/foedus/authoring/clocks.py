"""An instrument's clocks: terms, notices and prolongations."""

import re
from collections.abc import Callable
from typing import Annotated, Literal, cast

from pydantic import AfterValidator, Field, model_validator

from foedus.authoring.making import Making
from foedus.documents.entry import SLUG, Dated, Entry, Words
from foedus.documents.numbers import CENTURY, Day, Days, Flag
from foedus.errors import quoted
from foedus.model.citations import Citation, Confidence
from foedus.model.clocks import Clock, Exit, FollowUp, Period, Proviso, Unit, WaitingTime

PERIOD = re.compile(r"([1-9]\d{0,4}) (day|month|year)s?")
LONGEST = {"day": CENTURY, "month": 1200, "year": 100}
FactName = Annotated[str, Field(pattern=SLUG)]


def _period(given: str) -> str:
    found = PERIOD.fullmatch(given)
    if not found or int(found[1]) > LONGEST[found[2]]:
        told = "is not a period of up to a century, such as 1 year, 6 months or 150 days"
        raise ValueError(f"{quoted(given)} {told}")
    return given


PeriodField = Annotated[str, AfterValidator(_period)]


class ThresholdEntry(Entry):
    """A time that the instrument must first have been in force."""

    in_force: PeriodField
    bars: Literal["notice", "effect"] = "notice"
    note: str = ""


class ProvisoEntry(Entry):
    """A clause that moves the effect of a notice, by a fact."""

    moves: Literal["delay", "extend", "replace"]
    fact: FactName
    until: FactName | None = None
    article: Words
    says: Words

    @model_validator(mode="after")
    def _until_a_day(self) -> "ProvisoEntry":
        if (self.moves == "delay") != (self.until is not None):
            raise ValueError(
                "`until` names the fact that ends a delay, and cannot be combined with another"
            )
        return self


class FollowUpEntry(Entry):
    """What others must do once notice is given."""

    by: Words
    says: Words
    article: Words
    within: Annotated[Days, Field(gt=0)] | None = None


class ClockEntry(Dated):
    """How a party leaves the instrument, as the text stood from `from` until `to`."""

    leave: Exit
    article: Words | None = None
    says: Words
    notice: PeriodField | None = None
    runs_from: Literal["notice", "receipt"] = "notice"
    clear_days: Flag = False
    whole_last_day: Flag = False
    threshold: ThresholdEntry | None = None
    term: PeriodField | None = None
    since: Day | None = None
    prolonged: PeriodField | None = None
    ends_for_all: Flag = False
    addressed_to: list[str] = []
    must_state: str = ""
    provisos: list[ProvisoEntry] = []
    follow_ups: list[FollowUpEntry] = []
    confidence: Confidence = "high"
    note: str = ""

    @model_validator(mode="after")
    def _coherent(self) -> "ClockEntry":
        if self.leave != "none" and not self.article:
            raise ValueError(f"`leave: {self.leave}` needs the `article` that says so")
        if self.leave == "end-of-term" and not self.term:
            raise ValueError("`leave: end-of-term` needs a `term`")
        if self.notice and self.leave in ("none", "consent"):
            raise ValueError(f"`leave: {self.leave}` has no `notice`")
        if self.prolonged and not self.term:
            raise ValueError("`prolonged` needs the `term` that is prolonged")
        if self.clear_days and not (self.notice or "").endswith("days"):
            raise ValueError("`clear_days` counts a `notice` in days")
        return self


def period(given: str | None) -> Period | None:
    """A period from its words, which the shape has checked."""
    found = PERIOD.fullmatch(given or "")
    return Period(int(found[1]), cast("Unit", found[2])) if found else None


_THRESHOLD = Making(
    WaitingTime, ThresholdEntry, lasts=lambda e: period(e.in_force), read=["in_force"]
)
_PROVISO = Making(Proviso, ProvisoEntry, given=["cite"], read=["article"])
_FOLLOW_UP = Making(FollowUp, FollowUpEntry, given=["cite"], read=["article"])
_CLOCK = Making(
    Clock,
    ClockEntry,
    given=["cite", "provisos", "follow_ups"],
    read=["article", "confidence"],
    notice=lambda e: period(e.notice),
    threshold=lambda e: _THRESHOLD(e.threshold) if e.threshold else None,
    term=lambda e: period(e.term),
    prolonged=lambda e: period(e.prolonged),
)


def clock(entry: ClockEntry, cite: Callable[[str, Confidence], Citation]) -> Clock:
    """Build a clock; `cite` makes the citation of an article of its instrument."""
    sure = entry.confidence
    return _CLOCK(
        entry,
        cite=cite(entry.article or "", sure),
        provisos=tuple(_PROVISO(p, cite=cite(p.article, sure)) for p in entry.provisos),
        follow_ups=tuple(_FOLLOW_UP(f, cite=cite(f.article, sure)) for f in entry.follow_ups),
    )
