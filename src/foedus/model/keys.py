"""Keys: by what rule a cost is shared; and tariffs: what is paid for a unit, by period."""

from decimal import Decimal

import msgspec

from foedus.model.citations import Citation
from foedus.model.time import Interval


class Key(msgspec.Struct, frozen=True):
    """By what rule a cost is shared, for a time: its kind, and the terms of that as JSON text."""

    id: str
    title: str
    during: Interval
    kind: str
    terms: str
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
