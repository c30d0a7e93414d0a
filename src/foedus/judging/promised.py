"""How a commitment stands on a day, as sources tell: what became of it, and whether it is late."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, Literal, NamedTuple, TypeAlias

import msgspec

from foedus.catalogue.listed import Lists
from foedus.model.answers import Row, Section
from foedus.model.commitments import SETTLED, Commitment, Report, Told
from foedus.model.frameworks import Framework
from foedus.model.lists import COMMITMENTS, Listed

Fate: TypeAlias = Told | Literal["not known"]
Timing: TypeAlias = Literal["settled", "overdue", "not known whether met", "ahead", "no deadline"]
"""Where a commitment stands to its deadline; `settled` is one that is done, carried on or dropped.

Past the deadline it is `overdue` where a source of a later day says that it is not done, and `not
known whether met` where none does.
"""
TIMINGS: Final[tuple[Timing, ...]] = (
    "settled",
    "overdue",
    "not known whether met",
    "ahead",
    "no deadline",
)


class Stand(NamedTuple):
    """What became of a commitment until a day, and the report that says so."""

    fate: Fate
    timing: Timing
    report: Report | None


class CommitmentView(msgspec.Struct, frozen=True):
    """A commitment with how it stands on a day."""

    matched_by = ("commitment.id",)
    commitment: Commitment
    fate: Fate
    timing: Timing
    report: Report | None

    def told(self) -> str:
        """What became of it, with the day of the source: `in part (as of 2024-03-18)`."""
        if self.report is None:
            return self.fate
        if self.report.told == "done":
            return f"done ({self.report.on})"
        to = f" to {self.report.to}" if self.report.to else ""
        return f"{self.report.told}{to} (as of {self.report.on})"


def stand(commitment: Commitment, on: date) -> Stand:
    """How a commitment stands on a day.

    What a later source says is open was so before. Whether what is settled later was settled on
    the day is not inferred: the report may be younger than the fact. The report given is the last
    until the day; but for one that is overdue by what a later source says, that one.
    """
    past = [r for r in commitment.reports if r.on <= on]
    latest = past[-1] if past else None
    if latest is not None and latest.told in SETTLED:
        return Stand(latest.told, "settled", latest)
    still = next((r for r in commitment.reports if r.on > on and r.told not in SETTLED), None)
    timing = _timing(commitment, on, latest, still)
    if latest is None:
        return Stand("open" if still else "not known", timing, still)
    tells = timing == "overdue" and latest.on <= (commitment.deadline or on)
    return Stand(latest.told, timing, still if tells else latest)


def _timing(
    commitment: Commitment, on: date, latest: Report | None, still: Report | None
) -> Timing:
    deadline = commitment.deadline
    if deadline is None:
        return "no deadline"
    if deadline >= on:
        return "ahead"
    late = still is not None or (latest is not None and latest.on > deadline)
    return "overdue" if late else "not known whether met"


def made_until(framework: Framework, on: date) -> tuple[CommitmentView, ...]:
    """The commitments of a framework made until a day, each with how it stands that day.

    What was reported later is left out, but for the report that it was then still open.
    """
    return tuple(
        CommitmentView(_until(c, on), *stand(c, on)) for c in framework.commitments if c.made <= on
    )


def _until(commitment: Commitment, on: date) -> Commitment:
    return msgspec.structs.replace(
        commitment, reports=tuple(r for r in commitment.reports if r.on <= on)
    )


def tally(views: Iterable[CommitmentView]) -> Iterator[tuple[str, int]]:
    """How many are done, carried on, dropped, and, of the others, how they stand in time."""
    found = tuple(views)
    for fate in ("done", "carried on", "dropped"):
        yield fate, sum(v.fate == fate for v in found)
    for timing in TIMINGS[1:]:
        yield timing, sum(v.timing == timing for v in found)


class PromisedView(msgspec.Struct, frozen=True):
    """How many commitments a text made until a day, and how they stand then."""

    matched_by = ("instrument",)
    instrument: str
    title: str
    made: date
    number: int
    stand: dict[str, int]
    listing: Listed


def texts_until(lists: Lists, framework: Framework, on: date) -> Iterator[PromisedView]:
    """The texts in which commitments were made until a day, in the order of the file."""
    by_text: dict[str, list[CommitmentView]] = {}
    for view in made_until(framework, on):
        by_text.setdefault(view.commitment.instrument, []).append(view)
    titles = {i.id: i.title for i in framework.instruments}
    for text, views in by_text.items():
        yield PromisedView(
            text,
            titles[text],
            min(v.commitment.made for v in views),
            len(views),
            {name: number for name, number in tally(views) if number},
            lists.listed(framework, f"{COMMITMENTS}{text}", on),
        )


def promised(framework: str, texts: Iterable[PromisedView]) -> Section:
    """A row for each text."""
    rows = (
        Row(
            (
                t.title,
                str(t.made),
                str(t.number),
                ", ".join(f"{number} {name}" for name, number in t.stand.items()),
                t.listing.told(),
            )
        )
        for t in texts
    )
    return Section(
        f"Commitments (one by one: foedus commitments {framework})",
        ("Made in", "On", "Number", "How they stand", "This list is"),
        tuple(rows),
    )
