"""Declared holdings against ceilings: what is certain of a number, and what that settles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from foedus.model.arms_control import Counting, Holdings, Zone

Bounds: TypeAlias = tuple[int, int | None]
"""The least and the most that a number can be; the most is None where nothing caps it."""

Kept: TypeAlias = Literal["kept", "exceeded", "open"]


@dataclass(frozen=True)
class Line:
    """A declared holding with ids for names; `excluded` lines are counted by no limit."""

    state: str
    quantity: str
    number: int
    on: date
    zone: str
    active: int | None
    excluded: str


def judge(bounds: Bounds, ceiling: int) -> Kept:
    """Whether a ceiling is kept; equality keeps it."""
    low, high = bounds
    if low > ceiling:
        return "exceeded"
    return "kept" if high is not None and high <= ceiling else "open"


def add(all_bounds: Iterable[Bounds]) -> Bounds:
    """The bounds of a sum."""
    low, high = 0, 0
    capped = True
    for least, most in all_bounds:
        low += least
        capped = capped and most is not None
        high += most or 0
    return low, high if capped else None


class Ledger:
    """The holdings declared up to a day; of each state and quantity the latest day counts."""

    def __init__(self, lines: Iterable[Line], counting: Counting, on: date) -> None:
        self.zones: Mapping[str, Zone] = {zone.id: zone for zone in counting.zones}
        self._lines: dict[tuple[str, str], dict[date, list[Line]]] = {}
        for line in lines:
            if line.on <= on:
                days = self._lines.setdefault((line.state, line.quantity), {})
                days.setdefault(line.on, []).append(line)

    def days(self, state: str, quantity: str) -> list[date]:
        """The days as of which the state declared the quantity, the latest last."""
        return sorted(self._lines.get((state, quantity), {}))

    def latest(self, state: str) -> date | None:
        """The latest day as of which the state declared anything."""
        return max((max(d) for (s, _), d in self._lines.items() if s == state), default=None)

    def as_of(self, state: str, limit: Holdings) -> date | None:
        """The day of the latest figures that bear on a limit."""
        names = (limit.quantity, *limit.made_of)
        return max((d for q in names for d in self.days(state, q)), default=None)

    def held(self, state: str, limit: Holdings, on: date | None = None) -> Bounds:
        """What the state holds that a limit counts, as of its latest declaration or a day."""
        if self.days(state, limit.quantity) or not limit.made_of:
            return self._declared(state, limit.quantity, limit, on)
        return self.parts(state, limit, on)

    def parts(self, state: str, limit: Holdings, on: date | None = None) -> Bounds:
        """What the parts of a quantity add up to under the counting rule."""
        return add(
            (least * each, None if most is None else most * each)
            for part, each in limit.made_of.items()
            for least, most in (self._declared(state, part, limit, on),)
        )

    def _declared(self, state: str, quantity: str, limit: Holdings, on: date | None) -> Bounds:
        days = self._lines.get((state, quantity), {})
        lines = [
            line for line in days.get(on or max(days, default=date.min), []) if not line.excluded
        ]
        zone = self.zones.get(limit.zone)
        total = self._within(lines, "", limit)
        if zone is None or state in zone.whole:
            return total
        if state not in zone.parts:
            return (0, 0)
        low, high = self._within(lines, zone.id, limit)
        return low, total[1] if high is None else high

    def _within(self, lines: list[Line], zone: str, limit: Holdings) -> Bounds:
        """What lies in a zone: as declared for it, else at least what is declared for its parts."""
        own = [line for line in lines if line.zone == zone]
        if own:
            return add(_counted(line, limit) for line in own)
        inner = [z.id for z in self.zones.values() if z.within == zone]
        return sum(self._within(lines, z, limit)[0] for z in inner), None


def _counted(line: Line, limit: Holdings) -> Bounds:
    if not limit.active:
        return line.number, line.number
    return (0, line.number) if line.active is None else (line.active, line.active)
