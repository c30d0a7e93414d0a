"""What a framework committed itself to, its yearly documents, and phases for commitments."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from foedus.authoring.draft import Draft, citing
from foedus.authoring.making import Making
from foedus.documents.entry import Cited, Dated, Entry, Slug, Words
from foedus.documents.numbers import Day
from foedus.documents.source import Location
from foedus.errors import did_you_mean, nearest
from foedus.model.citations import Confidence
from foedus.model.commitments import SETTLED, Commitment, Cycle, Phase, Report, Told
from foedus.model.instruments import Instrument


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


class ReportEntry(Cited):
    """What a source says of a commitment as of a day."""

    on: Day
    told: Told = Field(alias="is")
    says: str = ""
    to: str = ""
    cite: Words

    @model_validator(mode="after")
    def _carried_on_to_something(self) -> "ReportEntry":
        if (self.told == "carried on") != bool(self.to):
            raise ValueError(
                "`to` names the commitment that carries this one on; give it where `is` is "
                "`carried on`, and there alone"
            )
        return self


class CommitmentEntry(Entry):
    """What an instrument of the file commits somebody to: who does what by when.

    `made` is the day of the instrument where it is left out.
    """

    id: Slug
    of: Slug
    article: Words
    verb: Words
    says: Words
    owner: Annotated[list[Words], Field(min_length=1)]
    made: Day | None = None
    deadline: Day | None = None
    due: str = ""
    status: list[ReportEntry] = []
    confidence: Confidence = "high"
    note: str = ""

    @model_validator(mode="after")
    def _in_the_order_of_days(self) -> "CommitmentEntry":
        days = [report.on for report in self.status]
        if days != sorted(days):
            raise ValueError("`status` is to be in the order of days")
        if any(report.told in SETTLED for report in self.status[:-1]):
            raise ValueError(
                "`status` ends with `done`, `carried on` or `dropped`: nothing comes after it"
            )
        if self.due and self.deadline is None:
            raise ValueError("`due` is how the text puts the `deadline`; give that as a day too")
        return self


cycle = Making(
    Cycle,
    CycleEntry,
    read=["due"],
    month=lambda e: int(e.due[:2]),
    day=lambda e: int(e.due[3:]),
)
phase = Making(Phase, PhaseEntry)

_REPORT = Making(Report, ReportEntry, given=["to"])
_COMMITMENT = Making(
    Commitment,
    CommitmentEntry,
    given=["id", "instrument", "made", "cite", "reports"],
    read=["of", "article", "confidence", "status", "owner"],
    owners=lambda e: tuple(e.owner),
)


def commitment(
    draft: Draft, entry: CommitmentEntry, instruments: Mapping[str, Instrument], path: Location
) -> Commitment | None:
    """A commitment of an instrument of the file; None, with a problem noted, where it has none."""
    instrument = instruments.get(entry.of)
    if instrument is None:
        hint = did_you_mean(nearest(entry.of, instruments))
        draft.problem((*path, "of"), f"no instrument of this file is called {entry.of!r}{hint}")
        return None
    made = entry.made or instrument.signed
    if made is None:
        draft.problem(path, f"give `made`: {entry.of!r} does not say when it was signed")
        return None
    for name, day in (("deadline", entry.deadline), ("status", _first(entry))):
        if day is not None and day < made:
            draft.problem((*path, name), f"{day} lies before {made}, when the commitment was made")
    reports = (_REPORT(r, to=draft.id(r.to)) for r in entry.status)
    return _COMMITMENT(
        entry,
        id=draft.id(entry.id),
        instrument=entry.of,
        made=made,
        cite=citing(instrument)(entry.article, entry.confidence),
        reports=tuple(reports),
    )


def _first(entry: CommitmentEntry) -> date | None:
    return entry.status[0].on if entry.status else None
