"""What a design found, as typed findings."""

from typing import Literal, TypeAlias

import msgspec

Direction: TypeAlias = Literal["less", "more", "neither", "not told"]


class Plan(msgspec.Struct, frozen=True):
    """A specification, in words: fixed before anything is estimated.

    `after` says whose design it follows, and what they found; `expects` is the direction that they
    report for what is asked for.
    """

    matched_by = ("id",)
    id: str
    says: str
    after: str
    expects: Literal["less", "more", "neither"]
    unit: str
    outcome: str
    controls: tuple[str, ...]
    errors: str
    placebo: str
    baseline: str


class Effect(msgspec.Struct, frozen=True):
    """The effect of one column: odds ratio, its interval, and the change in 10,000 rows.

    The change is where all else is at its median.
    """

    matched_by = ("of",)
    of: str
    says: str
    odds: float
    low: float
    high: float
    p: float
    change: float
    change_low: float
    change_high: float

    @property
    def direction(self) -> Direction:
        """Which way it goes, beyond doubt."""
        return "less" if self.high < 1 else "more" if self.low > 1 else "neither"


class Placebo(msgspec.Struct, frozen=True):
    """The effect of what is only yet to come: what it has is who gets it, or foresight."""

    rows: int = 0
    odds: float | None = None
    low: float | None = None
    high: float | None = None
    why_not: str = ""

    @property
    def clean(self) -> bool | None:
        """Whether it has none beyond doubt; None where it could not be told."""
        if self.low is None or self.high is None:
            return None
        return self.low <= 1 <= self.high


class Chance(msgspec.Struct, frozen=True):
    """Labels dealt anew within each year: how often as far from nothing as the true ones.

    `odds` is the effect of the true ones within the years, in one step; of those that are dealt 95
    per cent lie from `low` to `high`.
    """

    deals: int
    odds: float
    p: float
    low: float
    high: float


class Tenth(msgspec.Struct, frozen=True):
    """A tenth of the rows by their forecast: what was forecast for them, and what happened."""

    rows: int
    forecast: float
    happened: float


class Foreseen(msgspec.Struct, frozen=True):
    """Forecasts of years not seen, beside the baseline's; `gain` in per cent of its score."""

    first: int | None = None
    last: int | None = None
    rows: int = 0
    events: int = 0
    gain: float | None = None
    low: float | None = None
    high: float | None = None
    brier: float | None = None
    brier_baseline: float | None = None
    slope: float | None = None
    slope_low: float | None = None
    slope_high: float | None = None
    tenths: tuple[Tenth, ...] = ()
    why_not: str = ""

    @property
    def beats(self) -> bool | None:
        """Whether it beats the baseline beyond doubt; None where nothing could be forecast."""
        return None if self.low is None else self.low > 0


class Tested(msgspec.Struct, frozen=True, kw_only=True):
    """All that a design found; `why_not` where it could not be estimated."""

    matched_by = ("plan",)
    plan: Plan
    rows: int
    events: int
    clusters: int = 0
    first: int | None = None
    last: int | None = None
    effects: tuple[Effect, ...] = ()
    placebo: Placebo | None = None
    chance: Chance | None = None
    foreseen: Foreseen | None = None
    why_not: str = ""

    @property
    def direction(self) -> Direction:
        """Which way what is asked for goes, beyond doubt."""
        return self.effects[0].direction if self.effects else "not told"


class Epoch(msgspec.Struct, frozen=True, kw_only=True):
    """What an epoch was like.

    `wars` began, and `fought` pairs of states came to be in one against each other; `rate` is
    wars, and `pair_rate` such pairs, in 100,000 pairs and years. `allies` is the mean number of
    allies of a state, over years, and `spread` its standard deviation between them. `survived` is
    the share of ties that were there `span` years later, of the `ties` of which that can be told.
    """

    matched_by = ("first", "last")
    first: int
    last: int
    pair_years: int
    wars: int
    rate: float
    low: float
    high: float
    fought: int
    pair_rate: float
    allies: float
    spread: float
    ties: int
    survived: float | None
    span: int
