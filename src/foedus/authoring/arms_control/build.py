"""From what an author wrote about measures and limits to the frozen values of the model."""

from collections.abc import Callable, Iterable, Iterator

from foedus.authoring.arms_control import shape as a
from foedus.model.arms_control import (
    Activities,
    Counted,
    Counting,
    Deadline,
    Exclusion,
    Holdings,
    Reach,
    Threshold,
    Visits,
    YearDay,
    Zone,
)
from foedus.model.citations import Citation


def reach(entry: a.ReachEntry, full_id: Callable[[str], str]) -> Reach:
    """Which activities a provision is about; `full_id` completes the id of another provision."""
    return Reach(
        kinds=tuple(entry.kinds),
        structures=tuple(entry.structures),
        any_of=tuple(_thresholds(entry.any_of)),
        none_of=tuple(_thresholds(entry.none_of)),
        zone=entry.zone,
        snap=entry.snap,
        snap_hours=entry.snap_hours,
        of=tuple(full_id(provision) for provision in entry.of),
        on_request=entry.on_request,
    )


def deadline(entry: a.DeadlineEntry) -> Deadline:
    """By when something must be told."""
    return Deadline(
        days_ahead=entry.days_ahead,
        snap_ahead=entry.snap_ahead,
        hours=entry.hours,
        at_start=entry.at_start,
        each=tuple(_year_days(entry.each)),
        as_of=tuple(_year_days(entry.as_of)),
        years_ahead=entry.years_ahead,
    )


def counted(
    entry: a.HoldingsEntry | a.ActivitiesEntry | a.VisitsEntry, full_id: Callable[[str], str]
) -> Counted:
    """What a limit counts."""
    match entry:
        case a.HoldingsEntry():
            return Holdings(entry.quantity, entry.of, entry.zone, entry.active, entry.made_of)
        case a.ActivitiesEntry():
            return Activities(reach(entry.reach, full_id), entry.period)
        case a.VisitsEntry():
            return Visits(
                tuple(entry.kinds),
                entry.period,
                entry.from_same,
                entry.per,
                entry.share,
                entry.most,
            )


def counting(entry: a.CountingEntry) -> Counting:
    """How a framework counts holdings."""
    return Counting(
        zones=tuple(
            Zone(
                z.id,
                z.name,
                tuple(z.whole),
                tuple(z.parts),
                Citation(z.cite, confidence=z.confidence),
                z.within,
            )
            for z in entry.zones
        ),
        exclusions=tuple(
            Exclusion(e.id, e.says, Citation(e.cite, confidence=e.confidence))
            for e in entry.exclusions
        ),
    )


def _thresholds(entry: a.ThresholdsEntry | None) -> Iterator[Threshold]:
    if entry is None:
        return
    yield from (Threshold(q, n) for q, n in entry.at_least.items())
    yield from (Threshold(q, n, "more-than") for q, n in entry.more_than.items())
    yield from (Threshold(q, n, "at-most") for q, n in entry.at_most.items())


def _year_days(days: Iterable[str]) -> Iterator[YearDay]:
    for day in days:
        month, _, number = day.partition("-")
        yield YearDay(int(month), int(number))
