"""Confidence-building measures and limits: thresholds, deadlines, and what a limit counts."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from foedus.authoring.making import Making
from foedus.documents.entry import Cited, Entry, Slug, Words
from foedus.documents.numbers import CENTURY, WHOLE, Count, Figure, Flag, Hours
from foedus.documents.problems import Problem
from foedus.documents.source import Location
from foedus.model.arms_control import (
    QUANTITIES,
    Activities,
    ActivityKind,
    Counted,
    Counting,
    Deadline,
    Exclusion,
    Holdings,
    Period,
    Reach,
    Structure,
    Threshold,
    Unmodelled,
    VisitKind,
    Visits,
    YearDay,
    Zone,
)
from foedus.model.provisions import Limit, Notification, Provision

Ahead = Annotated[int, Field(ge=-CENTURY, le=CENTURY), *WHOLE]
"""Days before the start of an activity; below nought, after it."""


def _known(quantity: str) -> str:
    if quantity not in QUANTITIES:
        raise ValueError(f"{quantity!r} is not one of {', '.join(QUANTITIES)}")
    return quantity


class ThresholdsEntry(Entry):
    """Thresholds by quantity; give one of the three."""

    at_least: dict[str, Count] = {}
    more_than: dict[str, Count] = {}
    at_most: dict[str, Count] = {}

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
    snap: Flag | None = None
    snap_hours: Hours = 0
    of: list[Slug] = []
    on_request: Flag = False


class DeadlineEntry(Entry):
    """By when: exactly one of `days_ahead`, `hours`, `at_start` and `each`."""

    days_ahead: Ahead | None = None
    snap_ahead: Ahead | None = None
    hours: Hours | None = None
    at_start: Flag = False
    each: list[str] = []
    as_of: list[str] = []
    years_ahead: Annotated[int, Field(ge=0, le=2), *WHOLE] = 0
    first_within: Count = 0

    @field_validator("each", "as_of")
    @classmethod
    def _days(cls, value: list[str]) -> list[str]:
        for day in value:
            try:
                date.fromisoformat(f"2001-{day}")
            except ValueError:
                raise ValueError(f"{day!r} is not a day of the year, such as 11-15") from None
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
        if self.first_within and not self.each:
            raise ValueError("`first_within` goes with yearly days, in `each`")
        return self


class HoldingsEntry(Entry):
    """A limit on holdings."""

    what: Literal["holdings"]
    quantity: str
    of: Literal["state", "group"] = "state"
    zone: str = ""
    active: Flag = False
    made_of: dict[str, Annotated[Count, Field(gt=0)]] = {}
    years_after: Count = 0

    @model_validator(mode="after")
    def _of_each_state(self) -> "HoldingsEntry":
        if self.years_after and self.of == "group":
            raise ValueError("`years_after` is for a limit of each state, not of a group")
        return self

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
    from_same: Count = 0
    from_same_part: Count = 0
    per: Count = 0
    share: Figure | None = None
    most: Count = 0


AnyCounted = Annotated[HoldingsEntry | ActivitiesEntry | VisitsEntry, Field(discriminator="what")]


class ZoneEntry(Cited):
    """A zone of limits on holdings."""

    id: Slug
    name: Words
    whole: list[str] = []
    parts: list[str] = []
    within: str = ""
    cite: Words


class ExclusionEntry(Cited):
    """Holdings that no limit counts."""

    id: Slug
    says: Words
    cite: Words


class UnmodelledEntry(Cited):
    """A rule that is not computed with; the answers say so."""

    says: Words
    cite: Words


class CountingEntry(Entry):
    """How the framework counts holdings."""

    zones: list[ZoneEntry] = []
    exclusions: list[ExclusionEntry] = []
    not_modelled: list[UnmodelledEntry] = []


# -- what they become ------------------------------------------------------------------------------


def _thresholds(entry: ThresholdsEntry | None) -> tuple[Threshold, ...]:
    if entry is None:
        return ()
    return (
        *(Threshold(q, n) for q, n in entry.at_least.items()),
        *(Threshold(q, n, "more-than") for q, n in entry.more_than.items()),
        *(Threshold(q, n, "at-most") for q, n in entry.at_most.items()),
    )


def _year_day(given: str) -> YearDay:
    month, _, day = given.partition("-")
    return YearDay(int(month), int(day))


_REACH = Making(
    Reach,
    ReachEntry,
    given=["of"],
    any_of=lambda e: _thresholds(e.any_of),
    none_of=lambda e: _thresholds(e.none_of),
)
_HOLDINGS = Making(Holdings, HoldingsEntry, read=["what"])
_ACTIVITIES = Making(Activities, ActivitiesEntry, given=["reach"], read=["what"])
_VISITS = Making(Visits, VisitsEntry, read=["what"])
_ZONE = Making(Zone, ZoneEntry)
_EXCLUSION = Making(Exclusion, ExclusionEntry)
_UNMODELLED = Making(Unmodelled, UnmodelledEntry)
deadline = Making(
    Deadline,
    DeadlineEntry,
    each=lambda e: tuple(map(_year_day, e.each)),
    as_of=lambda e: tuple(map(_year_day, e.as_of)),
)
counting = Making(
    Counting,
    CountingEntry,
    zones=lambda e: tuple(map(_ZONE, e.zones)),
    exclusions=lambda e: tuple(map(_EXCLUSION, e.exclusions)),
    not_modelled=lambda e: tuple(map(_UNMODELLED, e.not_modelled)),
)


def reach(entry: ReachEntry, full_id: Callable[[str], str]) -> Reach:
    """Which activities a provision is about; `full_id` completes the id of another provision."""
    return _REACH(entry, of=tuple(map(full_id, entry.of)))


def counted(
    entry: HoldingsEntry | ActivitiesEntry | VisitsEntry, full_id: Callable[[str], str]
) -> Counted:
    """What a limit counts."""
    match entry:
        case HoldingsEntry():
            return _HOLDINGS(entry)
        case ActivitiesEntry():
            return _ACTIVITIES(entry, reach=reach(entry.reach, full_id))
        case VisitsEntry():
            return _VISITS(entry)


# -- what they name must exist ---------------------------------------------------------------------

Report = Callable[[Location, str], Problem]


def of_provision(
    provision: Provision,
    path: Location,
    areas: Iterable[str],
    provisions: Iterable[str],
    zones: Iterable[str],
    resting: Iterable[str],
    problem: Report,
) -> Iterator[Problem]:
    """What the reach or the count of one provision names and nothing is called."""
    effect = provision.effect
    reach: Reach | None = None
    if isinstance(effect, Notification):
        reach, path = effect.reach, (*path, "reach")
    elif isinstance(effect, Limit) and isinstance(effect.counts, Activities):
        reach, path = effect.counts.reach, (*path, "counts", "reach")
    elif isinstance(effect, Limit) and isinstance(effect.counts, Holdings):
        zone = effect.counts.zone
        if zone and zone not in zones:
            yield problem((*path, "counts", "zone"), f"the framework has no zone {zone!r}")
    if reach is None:
        return
    if reach.zone and reach.zone not in areas:
        yield problem((*path, "zone"), f"unknown area {reach.zone!r}")
    for index, other in enumerate(reach.of):
        if other not in provisions:
            yield problem((*path, "of", index), f"unknown provision {other!r}")
        if other in resting:
            yield problem((*path, "of", index), f"{other!r} itself rests on others; name those")


def resting(provisions: Iterable[Provision]) -> set[str]:
    """The provisions that rest on others."""
    return {
        p.id
        for p in provisions
        if isinstance(p.effect, Notification) and p.effect.reach and p.effect.reach.of
    }


def of_counting(entry: CountingEntry, states: Iterable[str], problem: Report) -> Iterator[Problem]:
    """States and enclosing zones that nothing is called."""
    ids = {zone.id for zone in entry.zones}
    for index, zone in enumerate(entry.zones):
        here: Location = ("counting", "zones", index)
        for name in ("whole", "parts"):
            for state in getattr(zone, name):
                if state not in states:
                    yield problem((*here, name), f"unknown state {state!r}")
        if zone.within and zone.within not in ids - {zone.id}:
            yield problem((*here, "within"), f"the framework has no other zone {zone.within!r}")
