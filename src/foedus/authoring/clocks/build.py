"""From what an author wrote about an instrument's clocks to the frozen values of the model."""

from collections.abc import Callable
from datetime import date
from typing import cast

from foedus.authoring.clocks import shape as a
from foedus.model.citations import Citation, Confidence
from foedus.model.clocks import Clock, FollowUp, Period, Proviso, Threshold, Unit
from foedus.model.time import Interval


def clock(entry: a.ClockEntry, cite: Callable[[str, Confidence], Citation]) -> Clock:
    """Build a clock; `cite` makes the citation of an article of its instrument."""
    return Clock(
        leave=entry.leave,
        says=entry.says,
        cite=cite(entry.article or "", entry.confidence),
        during=Interval(entry.from_ or date.min, entry.to or date.max),
        notice=period(entry.notice),
        runs_from=entry.runs_from,
        clear_days=entry.clear_days,
        whole_last_day=entry.whole_last_day,
        threshold=_threshold(entry.threshold),
        term=period(entry.term),
        since=entry.since,
        prolonged=period(entry.prolonged),
        ends_for_all=entry.ends_for_all,
        addressed_to=tuple(entry.addressed_to),
        must_state=entry.must_state,
        provisos=tuple(
            Proviso(p.moves, p.fact, p.says, cite(p.article, entry.confidence), p.until or "")
            for p in entry.provisos
        ),
        follow_ups=tuple(
            FollowUp(f.says, f.by, cite(f.article, entry.confidence), f.within)
            for f in entry.follow_ups
        ),
        note=entry.note,
    )


def period(given: str | None) -> Period | None:
    """A period from its words, which the author's model has checked."""
    found = a.PERIOD.fullmatch(given or "")
    return Period(int(found[1]), cast("Unit", found[2])) if found else None


def _threshold(entry: a.ThresholdEntry | None) -> Threshold | None:
    lasts = period(entry.in_force) if entry else None
    return Threshold(lasts, entry.bars, entry.note) if entry and lasts else None
