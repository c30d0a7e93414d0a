"""Keys: by what rule a cost is shared; and tariffs: what is paid for a unit, by period."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

import msgspec

from foedus.model.citations import Citation
from foedus.model.time import Interval


class Fixed(msgspec.Struct, frozen=True, tag="fixed"):
    """Agreed shares in per cent.

    The share of `balance`, where there is one, is what the others leave of a hundred.
    """

    shares: Mapping[str, Decimal]
    balance: str = ""


class Exemption(msgspec.Struct, frozen=True):
    """States that do not pay for a time."""

    states: tuple[str, ...]
    during: Interval
    cite: Citation


class Statistic(msgspec.Struct, frozen=True, tag="statistic"):
    """Shares in proportion to a statistic, such as gross national income.

    The members of `among` on the day share, less those exempt; without it, all states of the
    table. The figures may be those of another key (`as_in`). `redirects` is the clause by which
    whoever abstains pays as much towards something else.
    """

    of: str
    unit: str
    values: Mapping[str, Decimal]
    among: str = ""
    as_in: str = ""
    redirects: str = ""
    exempt: tuple[Exemption, ...] = ()


class Move(msgspec.Struct, frozen=True):
    """A state that moves up to a level over the first years of a scale, in equal steps."""

    state: str
    from_level: str
    years: int


class Concession(msgspec.Struct, frozen=True):
    """A discount, in per cent, that states have for a time in place of that of their level."""

    states: tuple[str, ...]
    discount: Decimal
    during: Interval
    cite: Citation


class Scale(msgspec.Struct, frozen=True, tag="scale"):
    """A scale derived from another by levels, each with a discount in per cent.

    The states of the level `bearers` bear all discounts in proportion to their base rates. The
    levels of the `unconfirmed` states are not read from a source but follow from the thresholds.
    """

    base: str
    bearers: str
    discounts: Mapping[str, Decimal]
    levels: Mapping[str, str]
    places: int
    moves: tuple[Move, ...] = ()
    concessions: tuple[Concession, ...] = ()
    unconfirmed: tuple[str, ...] = ()


class Bonus(msgspec.Struct, frozen=True):
    """Points added to a rate of co-funding.

    `points` are fixed, or `per_point` for each per cent of the costs that goes to those whom it
    rewards, up to `most`; both only from a `threshold` of the costs on. `threshold_of` names what
    else counts towards the threshold.
    """

    name: str
    says: str
    article: str
    points: Decimal = Decimal(0)
    per_point: Decimal = Decimal(0)
    most: Decimal | None = None
    threshold: Decimal = Decimal(0)
    threshold_of: tuple[str, ...] = ()


class Baseline(msgspec.Struct, frozen=True):
    """The rates of a call, in per cent, where they are lower than the regulation allows."""

    id: str
    title: str
    rates: Mapping[str, Decimal]
    cite: Citation


class Rate(msgspec.Struct, frozen=True):
    """The highest rate for an activity, in per cent, and its article."""

    percent: Decimal
    article: str


class CoFunding(msgspec.Struct, frozen=True, tag="co-funding"):
    """A fund pays a part of the costs, by activity and with bonuses; the recipients the rest."""

    funder: str
    rates: Mapping[str, Rate]
    bonuses: tuple[Bonus, ...]
    most_bonus: Decimal
    most_bonus_article: str
    ceiling: Decimal
    ceiling_article: str
    calls: tuple[Baseline, ...] = ()


class Equal(msgspec.Struct, frozen=True, tag="equal"):
    """The members of a framework on the day pay the same."""

    among: str


class OwnCosts(msgspec.Struct, frozen=True, tag="own-costs"):
    """Costs lie where they fall: each state pays what it spends."""


class Tier(msgspec.Struct, frozen=True):
    """States with more than a part of the total statistic, in per cent, bear a part of the whole.

    They share it equally, or in proportion to the statistic.
    """

    name: str
    share: Decimal
    above: Decimal
    equally: bool


class Tiers(msgspec.Struct, frozen=True, tag="tiers"):
    """Tiers of the members of a framework, by their part of the statistic `of`, highest first."""

    tiers: tuple[Tier, ...]
    of: str
    unit: str
    among: str


Rule: TypeAlias = Fixed | Statistic | Scale | CoFunding | Equal | OwnCosts | Tiers


class Key(msgspec.Struct, frozen=True):
    """By what rule a cost is shared, for a time."""

    id: str
    title: str
    during: Interval
    rule: Rule
    cite: Citation
    currency: str = ""
    aliases: tuple[str, ...] = ()
    note: str = ""


class TariffPeriod(msgspec.Struct, frozen=True):
    """The rate of a tariff for a time."""

    rate: Decimal
    during: Interval
    cite: Citation


class Premium(msgspec.Struct, frozen=True):
    """An addition to the rate of a tariff, in per cent, for at most a part of the units."""

    percent: Decimal
    most: Decimal
    says: str
    during: Interval
    cite: Citation


class Tariff(msgspec.Struct, frozen=True):
    """What is paid for a unit, by period."""

    id: str
    title: str
    currency: str
    unit: str
    periods: tuple[TariffPeriod, ...]
    premium: Premium | None = None
    note: str = ""
