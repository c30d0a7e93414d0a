"""Asking measures: all of a day, with what was last known; or one over the years."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from foedus.catalogue.catalogue import Catalogue
from foedus.data.store.store import Store
from foedus.measures.measure import Measure, Value
from foedus.measures.seen import Datasets, Seen
from foedus.model.frameworks import Framework
from foedus.record.record import NOTHING, Record


@dataclass(frozen=True)
class Sources:
    """What measures are read from: definitions, datasets, the record known at a moment, lists."""

    catalogue: Catalogue
    store: Store | None = None
    record: Record = NOTHING
    known_at: datetime | None = None
    objectives: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def seen(self, framework: Framework, on: date, data: Datasets) -> Seen:
        """A framework on a day."""
        return Seen(
            self.catalogue, framework, on, data, self.record, self.known_at, self.objectives
        )


@dataclass(frozen=True)
class Measured:
    """A measure with its figures; `before` are those last known where the day has none."""

    measure: Measure
    values: tuple[Value, ...]
    before: tuple[Value, ...] = ()


def on_day(
    sources: Sources, framework: Framework, measures: Iterable[Measure], on: date
) -> tuple[Measured, ...]:
    """The figures of a day; where the data end before it, also those of their last year."""
    wanted = tuple(measures)
    earliest = min((m.last for m in wanted if m.last), default=on.year)
    data = Datasets(sources.store, sources.catalogue, min(earliest, on.year), on.year)
    found = []
    for measure in wanted:
        values = measure.of(sources.seen(framework, on, data))
        before: tuple[Value, ...] = ()
        if not any(value.value is not None for value in values):
            before = _before(sources, framework, measure, on, data)
        found.append(Measured(measure, values, before))
    return tuple(found)


def _before(
    sources: Sources, framework: Framework, measure: Measure, on: date, data: Datasets
) -> tuple[Value, ...]:
    """The figures of the latest year of the data that lies before a day; none where there is none.

    Only where nothing but the end of the data stands against it.
    """
    if not measure.last or on.year <= measure.last:
        return ()
    latest = on.year - 1 if measure.newer else measure.last
    for year in range(latest, measure.last - 1, -1):
        day = date(year, 12, 31)
        if day not in framework.during:
            continue
        values = measure.of(sources.seen(framework, day, data))
        if any(value.value is not None for value in values):
            return values
    return ()


def over_years(
    sources: Sources, framework: Framework, measure: Measure, years: range
) -> Iterator[tuple[Value, ...]]:
    """The figures of the last day of each year; of the year of the last check, of that day."""
    data = Datasets(sources.store, sources.catalogue, years[0], years[-1])
    for year in years:
        on = _day_of(sources.catalogue, framework, year)
        yield measure.of(sources.seen(framework, on, data))


def _day_of(catalogue: Catalogue, framework: Framework, year: int) -> date:
    """The last day of a year on which the framework stood, and of which anything can be known."""
    day = date(year, 12, 31)
    known = catalogue.lists.known_until
    if known is not None and known.year == year:
        day = min(day, known)
    end = framework.during.end
    return min(day, framework.during.last) if end.year == year and end < date.max else day
