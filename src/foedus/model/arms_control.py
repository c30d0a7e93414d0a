"""Confidence-building measures and limits as data: what is reached, when it is told, what counts.

The words of a threshold stay beside it in the provision; these are what is computed with.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Final, Literal, TypeAlias

import msgspec

from foedus.model.citations import Citation
from foedus.model.wording import counted

ActivityKind: TypeAlias = Literal[
    "land", "amphibious", "heliborne", "airborne", "air", "naval", "transfer"
]
Structure: TypeAlias = Literal[
    "smaller", "two-brigades", "division", "corps", "above-corps", "regional-command"
]
Period: TypeAlias = Literal[
    "calendar-year", "two-calendar-years", "three-calendar-years", "treaty-year", "simultaneous"
]
VisitKind: TypeAlias = Literal[
    "inspection", "evaluation", "type-one", "type-two", "declared-site", "observation-flight"
]

QUANTITIES: Final[Mapping[str, str]] = {
    "troops": "troops",
    "landing-troops": "troops in a landing or parachute assault",
    "battle-tanks": "battle tanks",
    "armoured-combat-vehicles": "armoured combat vehicles",
    "armoured-infantry-fighting-vehicles": "armoured infantry fighting vehicles",
    "heavy-armament-combat-vehicles": "heavy armament combat vehicles",
    "infantry-and-heavy-vehicles": "armoured infantry fighting and heavy armament combat vehicles",
    "artillery": "artillery pieces",
    "sorties": "sorties of aircraft",
    "ships": "ships of destroyer or frigate size and above",
    "distance-km": "kilometres from the border",
    "combat-aircraft": "combat aircraft",
    "attack-helicopters": "attack helicopters",
    "warheads": "warheads",
    "missile-warheads": "warheads on deployed missiles",
    "deployed-launchers": "deployed missiles and heavy bombers",
    "deployed-icbms": "deployed ICBMs",
    "deployed-slbms": "deployed SLBMs",
    "deployed-heavy-bombers": "deployed heavy bombers",
    "launchers": "deployed and non-deployed launchers and heavy bombers",
    "intermediate-range-missiles": "ground-launched missiles of intermediate range",
    "shorter-range-missiles": "ground-launched missiles of shorter range",
    "anti-personnel-mines": "anti-personnel mines",
    "cluster-munitions": "cluster munitions",
}
"""What thresholds and ceilings count, and the words for it."""


class Threshold(msgspec.Struct, frozen=True):
    """A quantity that is at least, more than, or at most a number."""

    quantity: str
    number: int
    test: Literal["at-least", "more-than", "at-most"] = "at-least"

    def met(self, value: int) -> bool:
        """Whether a value meets it."""
        if self.test == "at-most":
            return value <= self.number
        return value > self.number if self.test == "more-than" else value >= self.number

    def __str__(self) -> str:
        words = {"at-least": "", "more-than": "more than ", "at-most": "at most "}
        return f"{words[self.test]}{self.number:,} {QUANTITIES[self.quantity]}"


class Reach(msgspec.Struct, frozen=True, omit_defaults=True):
    """Which activities a provision is about; what is left out does not matter.

    `any_of` are thresholds of which one suffices, `none_of` those of which none may be met. `zone`
    is an area of the catalogue. `snap` says whether it is for activities without advance notice to
    the troops; one that lasts no more than `snap_hours` is then left out. `of` are provisions one
    of which must be reached too. `on_request`: it is called by a request, not by an activity.
    """

    kinds: tuple[ActivityKind, ...] = ()
    structures: tuple[Structure, ...] = ()
    any_of: tuple[Threshold, ...] = ()
    none_of: tuple[Threshold, ...] = ()
    zone: str = ""
    snap: bool | None = None
    snap_hours: int = 0
    of: tuple[str, ...] = ()
    on_request: bool = False


class YearDay(msgspec.Struct, frozen=True, order=True):
    """A day of every year."""

    month: int
    day: int

    def of(self, year: int) -> date:
        """The day in a year."""
        return date(year, self.month, self.day)

    def nearest(self, to: date) -> date:
        """The occurrence nearest to a day."""
        days = (self.of(to.year + shift) for shift in (-1, 0, 1))
        return min(days, key=lambda day: abs((day - to).days))


class Deadline(msgspec.Struct, frozen=True, omit_defaults=True):
    """By when: days ahead of the start (after it, where negative), hours after a request, at the
    start, or on days of the year. These lie `years_ahead` of an activity; what is then told holds
    `as_of` the day of the same place in that list. `snap_ahead` are the days ahead for an activity
    without advance notice to the troops, where they differ. `first_within` are the days within
    which a new party tells for the first time; the yearly days count for it from then on.
    """

    days_ahead: int | None = None
    snap_ahead: int | None = None
    hours: int | None = None
    at_start: bool = False
    each: tuple[YearDay, ...] = ()
    as_of: tuple[YearDay, ...] = ()
    years_ahead: int = 0
    first_within: int = 0

    def before(self, start: date, *, snap: bool = False) -> date | None:
        """The last day for an activity that starts on a day; None where it has none."""
        if self.at_start:
            return start
        if snap and self.snap_ahead is not None:
            return start - timedelta(days=self.snap_ahead)
        if self.days_ahead is not None:
            return start - timedelta(days=self.days_ahead)
        if self.each:
            return self.each[-1].of(start.year - self.years_ahead)
        return None

    def last(self, on: date) -> tuple[date, date] | None:
        """The last yearly day up to a day, and the day as of which it tells; None if not yearly."""
        return max((pair for pair in self._near(on) if pair[0] <= on), default=None)

    def first(self, bound: date) -> date | None:
        """The day of the first report of a state bound from a day on; None if it has no own."""
        return bound + timedelta(days=self.first_within) if self.first_within else None

    def next(self, on: date) -> date | None:
        """The next yearly day from a day on; None if not yearly."""
        return min((due for due, _ in self._near(on) if due >= on), default=None)

    def _near(self, on: date) -> list[tuple[date, date]]:
        as_of = self.as_of or self.each
        return [
            (due, told.nearest(due))
            for year in (on.year - 1, on.year, on.year + 1)
            for each, told in zip(self.each, as_of, strict=True)
            for due in (each.of(year),)
        ]

    def __str__(self) -> str:
        if self.at_start:
            return "when it starts"
        if self.hours is not None:
            return f"within {counted(self.hours, 'hour')} of the request"
        if self.days_ahead is not None:
            return f"{counted(self.days_ahead, 'day')} or more ahead"
        days = " and ".join(f"{d.of(2000):%d %B}".lstrip("0") for d in self.each)
        ahead = {0: "each year", 1: "of the year before", 2: "two years before"}
        return f"by {days} {ahead[self.years_ahead]}"


class Holdings(msgspec.Struct, frozen=True, tag="holdings", omit_defaults=True):
    """A limit on holdings of a quantity: of each state, or of the states it binds together.

    `zone` is a zone of the framework's counting rules; `active` counts what stands in active
    units. `made_of` are quantities that add up to it, and what one of each counts for. The limit
    binds a state `years_after` the day from which the instrument bound it.
    """

    quantity: str
    of: Literal["state", "group"] = "state"
    zone: str = ""
    active: bool = False
    made_of: Mapping[str, int] = {}
    years_after: int = 0

    def binds_from(self, bound: date) -> date:
        """The first day of the limit for a state that the instrument binds from a day on."""
        return anniversary(bound, bound.year + self.years_after)


class Activities(msgspec.Struct, frozen=True, tag="activities"):
    """A limit on the number of activities of a state in a period."""

    reach: Reach
    period: Period


class Visits(msgspec.Struct, frozen=True, tag="visits", omit_defaults=True):
    """A limit on the inspections that a state must accept in a period.

    With `per`, the number is one for each so many objects or part of them; with `share`, that
    share of the objects in per cent, rounded up; `most` caps either. `from_same` is the most from
    one other state; with `from_same_part`, one in so many of the quota, and at least one.
    """

    kinds: tuple[VisitKind, ...]
    period: Period
    from_same: int = 0
    from_same_part: int = 0
    per: int = 0
    share: Decimal | None = None
    most: int = 0

    def from_one(self, quota: int | None) -> int:
        """The most from one other state; 0 where there is no such bound, or it is not known."""
        if not self.from_same_part:
            return self.from_same
        return 0 if quota is None else max(1, quota // self.from_same_part)

    def quota(self, ceiling: int, objects: int | None) -> int | None:
        """The quota of a state with so many objects; None where that must be known and is not."""
        if not self.per and self.share is None:
            return ceiling
        if objects is None:
            return None
        exact = (
            Fraction(objects, self.per) if self.per else Fraction(self.share or 0) * objects / 100
        )
        found = ceil(exact)
        return min(found, self.most) if self.most else found


Counted: TypeAlias = Holdings | Activities | Visits


class Zone(msgspec.Struct, frozen=True):
    """A zone of a limit on holdings, within another.

    What the states of `whole` hold lies in it; of those of `parts`, what is declared for it.
    """

    id: str
    name: str
    whole: tuple[str, ...]
    parts: tuple[str, ...]
    cite: Citation
    within: str = ""


class Exclusion(msgspec.Struct, frozen=True):
    """Holdings that no limit counts."""

    id: str
    says: str
    cite: Citation


class Unmodelled(msgspec.Struct, frozen=True):
    """A rule of the framework about holdings or visits that is not computed with, and is said."""

    says: str
    cite: Citation


class Counting(msgspec.Struct, frozen=True):
    """How a framework counts holdings: its zones, what it leaves out, and what is not modelled."""

    zones: tuple[Zone, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    not_modelled: tuple[Unmodelled, ...] = ()


def anniversary(of: date, year: int) -> date:
    """The day in another year; 1 March where that year has no 29 February."""
    try:
        return of.replace(year=year)
    except ValueError:
        return date(year, 3, 1)
