"""Person-months by tariff: parts of months by days, and the rate of each period."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from foedus.errors import FoedusError
from foedus.model.keys import Tariff, TariffPeriod
from foedus.model.time import Interval, day_of, neighbours
from foedus.model.wording import money


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
        raise TariffError(f"no rate is on record for {day}: {_nearest(tariff, day)}")


def _nearest(tariff: Tariff, day: date) -> str:
    """The rates before and after a day for which there is none."""
    rates = {str(number): period.during for number, period in enumerate(tariff.periods)}
    before, after = neighbours(rates, day_of(day))
    if not before:
        first = tariff.periods[int(after)]
        return f"the first, {_rate(tariff, first)}, has its first day on {first.during.start}"
    last = tariff.periods[int(before)]
    told = f"the last, {_rate(tariff, last)}, ran from {last.during.start}, and its last day was "
    told += f"{last.during.last}"
    return f"{told}; the next begins on {rates[after].start}" if after else told


def _rate(tariff: Tariff, period: TariffPeriod) -> str:
    return f"{money(period.rate, tariff.currency)} a {tariff.unit}"
