"""What `coverage` answers, and how it is shown."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, TypeAlias

import msgspec

from foedus.model.answers import Answer, Row, Section, Tone
from foedus.model.citations import Citation
from foedus.model.lists import Listed, Listing
from foedus.model.time import ALWAYS, Interval
from foedus.model.wording import percent

Status: TypeAlias = Literal["complete", "complete in part", "not complete", "not stated"]
TONES: dict[Status, Tone] = {
    "complete": "good",
    "complete in part": "unsure",
    "not complete": "unsure",
    "not stated": "bad",
}


class Statement(msgspec.Struct, frozen=True):
    """What is said of a list for some days, and how many it holds on the day of the check."""

    matched_by = ("during",)
    during: Interval
    complete: bool
    holds: int
    total: int
    noun: str
    checked: date
    cite: Citation
    note: str


def statement(listing: Listing, listed: Listed) -> Statement:
    """A statement with what the list holds."""
    return Statement(
        listing.during,
        listing.complete,
        listed.holds,
        listing.total,
        listed.noun,
        listing.checked,
        listing.cite,
        listing.note,
    )


class Covered(msgspec.Struct, frozen=True):
    """A list: how complete it is, its oldest check, and what is said of it.

    `holds` is how many stand in it on the day asked about.
    """

    matched_by = ("framework", "of")
    framework: str
    of: str
    status: Status
    checked: date | None
    statements: tuple[Statement, ...]
    holds: int


class Total(msgspec.Struct, frozen=True):
    """The lists of one kind by how complete they are."""

    matched_by = ("kind",)
    kind: str
    lists: int
    numbers: dict[Status, int]


class CoverageAnswer(Answer, frozen=True, kw_only=True):
    """What the lists of one framework or of all hold, and how complete they are."""

    framework: str
    stale: bool
    lists: tuple[Covered, ...]
    totals: tuple[Total, ...]

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        yield Section(
            "Lists, the oldest check first" if self.stale else "Lists",
            ("Framework", "List", "Holds", "Is", "For", "Checked", "Source"),
            tuple(row for covered in self.lists for row in _rows(covered)),
            "It has no lists.",
        )
        yield Section(
            "Totals",
            ("Lists of", "Number", *(status.capitalize() for status in TONES), "Share complete"),
            tuple(_total(total) for total in self.totals),
        )


def _rows(covered: Covered) -> Iterator[Row]:
    """A row for each statement; one that nothing is said, where there is none."""
    if not covered.statements:
        cells = (covered.framework, covered.of, str(covered.holds), covered.status, "", "", "")
        yield Row(cells, tone=TONES[covered.status])
    for said in covered.statements:
        held = f"{said.holds} of {said.total}" if said.total else str(said.holds)
        source = f"{said.cite}{f'. {said.note}' if said.note else ''}"
        yield Row(
            (
                covered.framework,
                covered.of,
                held,
                "complete" if said.complete else "not complete",
                "all days" if said.during == ALWAYS else str(said.during),
                str(said.checked),
                source,
            ),
            tone=TONES["complete" if said.complete else "not complete"],
        )


def _total(total: Total) -> Row:
    numbers = (str(total.numbers[status]) for status in TONES)
    share = percent(total.numbers["complete"], total.lists, 1)
    return Row((total.kind, str(total.lists), *numbers, share))
