"""What `commitments` answers, and how it is shown."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, TypeAlias

import msgspec

from foedus.judging.promised import CommitmentView
from foedus.model import calendar
from foedus.model.answers import Answer, Row, Section, Tone
from foedus.model.citations import Citation
from foedus.model.commitments import Phase
from foedus.model.lists import Listed
from foedus.questions.conduct.commitments.recorded import days_to_keep
from foedus.questions.conduct.commitments.recorded import sections as recorded_sections

Status: TypeAlias = Literal[
    "assessed as fulfilled",
    "assessed as in progress",
    "assessed as not fulfilled",
    "evidence, not assessed",
    "out of date",
    "no evidence",
]
TONES: dict[Status, Tone] = {
    "assessed as fulfilled": "good",
    "assessed as in progress": "",
    "assessed as not fulfilled": "bad",
    "evidence, not assessed": "",
    "out of date": "unsure",
    "no evidence": "quiet",
}
SHORT: dict[Status, str] = {
    "assessed as fulfilled": "fulfilled",
    "assessed as in progress": "in progress",
    "assessed as not fulfilled": "not fulfilled",
    "evidence, not assessed": "not assessed",
    "out of date": "out of date",
    "no evidence": "none",
}


class Promise(msgspec.Struct, frozen=True):
    """A commitment: its number, the provision, and what it says."""

    matched_by = ("number", "provision")
    number: str
    provision: str
    title: str
    says: str
    cite: Citation


class EvidenceLine(msgspec.Struct, frozen=True):
    """A line of evidence, about a commitment or a yearly document."""

    matched_by = ("state", "about", "on", "evidence")
    state: str
    about: str
    on: date
    evidence: str
    source: str
    assessment: str
    year: int


class CommitmentStanding(msgspec.Struct, frozen=True):
    """Where a member stands with a commitment, and the evidence behind it."""

    matched_by = ("state", "commitment")
    state: str
    commitment: str
    status: Status
    pieces: int
    latest: EvidenceLine | None
    assessed: EvidenceLine | None

    def age(self, on: date) -> int | None:
        """The age in days of the latest evidence."""
        return (on - self.latest.on).days if self.latest else None


class YearlyDue(msgspec.Struct, frozen=True):
    """A yearly document: when the last was due, the latest that is shown, and when the next is."""

    matched_by = ("document", "title")
    document: str
    title: str
    by: str
    addressee: str
    was_due: date | None
    latest: date | None
    missing: bool
    next_due: date | None
    cite: Citation


class CommitmentsAnswer(Answer, frozen=True, kw_only=True):
    """The standing of each member with each commitment, the documents due, and commitments on
    record with what became of them; `titles` are those of the instruments they stand in.
    """

    framework: str
    members: tuple[str, ...]
    promises: tuple[Promise, ...]
    evidence: tuple[EvidenceLine, ...]
    standings: tuple[CommitmentStanding, ...]
    dues: tuple[YearlyDue, ...]
    phase: Phase | None
    fresh_since: date
    recorded: tuple[CommitmentView, ...] = ()
    lists: tuple[Listed, ...] = ()
    titles: Mapping[str, str] = {}

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def calendar(self) -> Sequence[calendar.CalendarEntry]:
        """The days by which documents are due next."""
        return tuple(
            calendar.CalendarEntry(
                f"{self.framework}-{due.document}-{due.by}-{due.next_due}".replace(" ", "-"),
                due.next_due,
                f"{due.by}: {due.title}",
                description=f"To {due.addressee}. {due.cite}",
            )
            for due in self.dues
            if due.next_due is not None
        ) + tuple(days_to_keep(self.recorded))

    def _sections(self) -> Iterator[Section]:
        if self.promises:
            yield from self._of_members()
        yield from recorded_sections(self.titles, self.recorded, self.lists)

    def _of_members(self) -> Iterator[Section]:
        if self.phase is not None:
            row = Row(
                (self.phase.title, str(self.phase.during), self.phase.review),
                cites=(self.phase.cite,),
            )
            yield Section("Phase", ("Phase", "Lasts", "Review"), (row,))
        yield Section(
            "Commitments",
            ("No.", "Commitment", *SHORT.values()),
            tuple(self._by_commitment()),
        )
        yield Section(
            "Evidence, by member",
            ("State", "No.", "Status", "Latest", "Days old", "Evidence", "Source"),
            tuple(self._by_member()),
            "No evidence is given.",
        )
        yield Section(
            "Nothing shown",
            ("State", "Number", "Commitments"),
            tuple(self._nothing()),
            "Something is shown for every commitment of every member.",
        )
        yield Section(
            "Documents due every year",
            ("Document", "From", "Was due", "Latest shown", "State of it", "Next due"),
            tuple(self._documents()),
            "None is due.",
        )

    def _documents(self) -> Iterator[Row]:
        """The documents; those of whom the same is to be said stand in one row."""
        alike: dict[tuple[str, ...], list[YearlyDue]] = {}
        for d in self.dues:
            days = (str(day or "") for day in (d.was_due, d.latest))
            key = (d.document, *days, _state(d), str(d.next_due or ""))
            alike.setdefault(key, []).append(d)
        for (document, *rest), dues in alike.items():
            by = ", ".join(d.by for d in dues)
            tone: Tone = "bad" if dues[0].missing else ""
            yield Row((document, by, *rest), cites=(dues[0].cite,), tone=tone)

    def _by_commitment(self) -> Iterator[Row]:
        for promise in self.promises:
            found = [s.status for s in self.standings if s.commitment == promise.number]
            counts = (str(found.count(status) or "") for status in SHORT)
            text = msgspec.structs.replace(promise.cite, article="")
            yield Row((promise.number, promise.title, *counts), cites=(text,))

    def _by_member(self) -> Iterator[Row]:
        for s in self.standings:
            if s.latest is None:
                continue
            shown = s.assessed if s.status.startswith("assessed") and s.assessed else s.latest
            yield Row(
                (
                    s.state,
                    s.commitment,
                    s.status,
                    str(shown.on),
                    str((self.on - shown.on).days),
                    shown.evidence,
                    shown.source,
                ),
                tone=TONES[s.status],
            )

    def _nothing(self) -> Iterator[Row]:
        bare: dict[str, list[str]] = {}
        for s in self.standings:
            if s.latest is None:
                bare.setdefault(s.state, []).append(s.commitment)
        for state, numbers in bare.items():
            every = len(numbers) == len(self.promises)
            yield Row((state, str(len(numbers)), "all" if every else ", ".join(numbers)))


def _state(due: YearlyDue) -> str:
    if due.was_due is None:
        return "not due yet"
    if not due.missing:
        return "shown"
    return "not shown" if due.latest is None else "overdue"
