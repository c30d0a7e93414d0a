"""The call with ids for names and days on which each exercise can begin: what is to be solved."""

import math
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

import msgspec

from foedus.questions.forces.exercise.call import (
    Blackout,
    Budget,
    Held,
    Kind,
    NationLimit,
    TrainingDomain,
)

FULL = 1000
"""The level of a gap that is closed, in thousandths."""
EARTH_KM = 6371.0088


class Option(msgspec.Struct, frozen=True):
    """A candidate exercise."""

    id: str
    name: str
    kind: Kind
    participants: tuple[str, ...]
    hosts: tuple[str, ...]
    domains: tuple[TrainingDomain, ...]
    objectives: tuple[str, ...]
    units: tuple[str, ...]
    cost: Decimal
    days: int
    starts: date
    ends: date
    place: str = ""
    at: tuple[float, float] | None = None
    personnel: int | None = None


class Want(msgspec.Struct, frozen=True):
    """A gap: what one or two nations must train, and how much it counts."""

    nations: tuple[str, ...]
    trains: str
    weight: int

    def trained_by(self, exercise: "Option | Held") -> bool:
        """Whether all its nations took part and it was trained."""
        return set(self.nations) <= set(exercise.participants) and self.trains in (
            *exercise.domains,
            *exercise.objectives,
        )

    def __str__(self) -> str:
        return f"{'-'.join(self.nations)} {self.trains}"


class Placement(msgspec.Struct, frozen=True, order=True):
    """An exercise in the calendar: from its first day until the day after its last."""

    starts: date
    ends: date
    option: str
    host: str

    def overlaps(self, other: "Placement | Blackout") -> bool:
        """Whether they share a day."""
        return self.starts < other.ends and other.starts < self.ends


class ProgrammeProblem(msgspec.Struct, frozen=True, dict=True):
    """Everything that a programme is chosen from and must respect; nothing begins before `first`.

    `levels` and the rest are pure functions of it, so that the solver, the checker and a brute
    force judge by the same measure.
    """

    first: date
    years: tuple[int, ...]
    fades: int
    options: tuple[Option, ...]
    wants: tuple[Want, ...]
    budgets: tuple[Budget, ...]
    limits: tuple[NationLimit, ...] = ()
    blackouts: tuple[Blackout, ...] = ()
    history: tuple[Held, ...] = ()
    at_once: int | None = None
    hostings: int | None = None
    apart_km: float | None = None

    def budget(self, year: int) -> Decimal:
        """What may be spent on exercises that begin in that year."""
        return next(b.amount for b in self.budgets if b.year == year)

    def option(self, identifier: str) -> Option:
        """The candidate of that id."""
        return self._by_id[identifier]

    @cached_property
    def _by_id(self) -> dict[str, Option]:
        return {option.id: option for option in self.options}

    @cached_property
    def _trainers(self) -> dict[Want, frozenset[str]]:
        """The candidates that train each gap."""
        return {
            want: frozenset(option.id for option in self.options if want.trained_by(option))
            for want in self.wants
        }

    @cached_property
    def _trained(self) -> dict[Want, tuple[int, ...]]:
        """The years in which each gap was trained before."""
        return {
            want: tuple({held.starts.year for held in self.history if want.trained_by(held)})
            for want in self.wants
        }

    @property
    def nations(self) -> tuple[str, ...]:
        """Every nation of the call."""
        named = {n for o in self.options for n in o.participants}
        named |= {n for w in self.wants for n in w.nations}
        named |= {n for h in self.history for n in h.participants}
        return tuple(sorted(named))

    def touched(self, option: Option) -> tuple[Blackout, ...]:
        """The blackouts that bear on it."""
        return tuple(
            b for b in self.blackouts if b.nation is None or b.nation in option.participants
        )

    def first_days(self, option: Option) -> tuple[tuple[date, date], ...]:
        """The days on which it can begin, by itself: runs of them, first and last."""
        last_day = min(option.ends, date(self.years[-1] + 1, 1, 1))
        runs = [(max(option.starts, self.first), last_day - timedelta(days=option.days))]
        for blackout in self.touched(option):
            earliest_bad = blackout.starts - timedelta(days=option.days - 1)
            runs = [
                run
                for first, last in runs
                for run in (
                    (first, min(last, earliest_bad - timedelta(days=1))),
                    (max(first, blackout.ends), last),
                )
            ]
        return tuple(sorted({(first, last) for first, last in runs if first <= last}))

    def near(self, one: Option, other: Option) -> bool:
        """Whether two live exercises are at the same place, or nearer than the call allows."""
        if one.kind != "live" or other.kind != "live":
            return False
        if one.place and one.place.casefold() == other.place.casefold():
            return True
        if self.apart_km is None or one.at is None or other.at is None:
            return False
        return distance_km(one.at, other.at) < self.apart_km

    # -- how far gaps are closed -------------------------------------------------------------------

    def fresh(self, since: int, year: int) -> int:
        """What training of one year is still worth at the end of another, in thousandths."""
        age = year - since
        return FULL * (self.fades - age) // self.fades if 0 <= age < self.fades else 0

    def levels(self, plan: Sequence[Placement], want: Want) -> tuple[int, ...]:
        """How far the gap is closed at the end of each year of the programme, in thousandths."""
        trainers = self._trainers[want]
        years = {
            *self._trained[want],
            *(p.starts.year for p in plan if p.option in trainers),
        }
        return tuple(
            max((self.fresh(since, year) for since in years), default=0) for year in self.years
        )

    def coverage(self, plan: Sequence[Placement]) -> int:
        """The weighted levels of all gaps, summed over the years: what is maximised."""
        return sum(want.weight * sum(self.levels(plan, want)) for want in self.wants)

    @property
    def most(self) -> int:
        """The coverage if every gap were closed in every year."""
        return FULL * len(self.years) * sum(want.weight for want in self.wants)

    # -- hosting -----------------------------------------------------------------------------------

    def hosted_before(self, nation: str) -> int:
        """How many exercises it hosted in the years before that have not faded."""
        return sum(
            h.host == nation and h.starts.year > self.years[0] - self.fades for h in self.history
        )

    def unevenness(self, plan: Sequence[Placement]) -> int:
        """The sum of the squares of each nation's hostings, those before included."""
        hosts = sorted({host for option in self.options for host in option.hosts})
        return sum(
            (self.hosted_before(host) + sum(p.host == host for p in plan)) ** 2 for host in hosts
        )

    def cost(self, plan: Sequence[Placement]) -> Decimal:
        """What the programme costs."""
        return sum((self.option(p.option).cost for p in plan), Decimal(0))


def spread(runs: Sequence[tuple[date, date]]) -> Iterator[date]:
    """Every day of the runs."""
    for first, last in runs:
        for day in range((last - first).days + 1):
            yield first + timedelta(days=day)


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance of two points."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
