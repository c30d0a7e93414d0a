"""Person-months by tariff: parts of months by days, and the rate of each period."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from foedus.errors import FoedusError
from foedus.model.keys import Tariff, TariffPeriod
from foedus.model.time import Interval


class TariffError(FoedusError):
    """Time for which a tariff has no rate, in one sentence."""


def months(span: Interval) -> Fraction:
    """The months of a time: a whole calendar month is one, a part of one its days over all."""
    total, day = Fraction(0), span.start
    while day < span.end:
        last = monthrange(day.year, day.month)[1]
        turn = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        end = min(turn, span.end)
        total += Fraction((end - day).days, last)
        day = end
    return total


def periods(tariff: Tariff, span: Interval) -> Iterator[tuple[TariffPeriod, Interval]]:
    """The periods of a tariff that a time falls into, each with its part. Raises TariffError."""
    day = span.start
    for period in tariff.periods:
        part = period.during.clip(span)
        if part.empty:
            continue
        if part.start > day:
            break
        yield period, part
        day = part.end
    if day < span.end:
        first, last = tariff.periods[0].during.start, tariff.periods[-1].during.end
        raise TariffError(
            f"no rate is recorded for {day}; those of {tariff.id} go from {first} to {last}"
        )
