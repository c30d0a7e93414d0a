"""Shares in proportion to a statistic, such as gross national income."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from foedus.documents.entry import Cited, Dated, Slug, Words, interval
from foedus.documents.numbers import Figure
from foedus.model.keys import Key
from foedus.reckoning.sharing.kinds.figures import Figures, figures
from foedus.reckoning.sharing.kinds.kind import (
    Day,
    Facts,
    Fault,
    KeyEntry,
    KeyId,
    Known,
    beside,
    unknown,
)
from foedus.reckoning.sharing.reading import ReadShares
from foedus.reckoning.sharing.shares import in_proportion


class ExemptionEntry(Dated, Cited):
    """States that do not pay for a time."""

    states: Annotated[list[str], Field(min_length=1)]
    cite: Words


class StatisticKeyEntry(KeyEntry):
    """Shares in proportion to a statistic.

    The members of `among` on the day share, less those exempt; without it, all states of the
    table. The figures may be those of another key (`as_in`). `redirects` is the clause by which
    whoever abstains pays as much towards something else.
    """

    kind: Literal["statistic"]
    of: Words
    unit: Words
    values: dict[str, Figure] = {}
    among: Slug | None = None
    as_in: KeyId | None = None
    redirects: str = ""
    exempt: list[ExemptionEntry] = []

    def facts(self) -> type[Facts]:
        return Figures

    def faults(self, known: Known) -> Iterator[Fault]:
        yield from unknown("state", self.values, known, ("values",))
        if self.among:
            yield from unknown("framework", [self.among], known, ("among",))
        for index, exemption in enumerate(self.exempt):
            yield from unknown("state", exemption.states, known, ("exempt", index, "states"))
        if self.as_in and not isinstance(known.kind_of(self.as_in), StatisticKeyEntry):
            yield ("as_in",), f"{known.full(self.as_in)!r} is not a key of statistics"

    def share(self, key: Key, facts: Figures, day: Day) -> ReadShares:
        free = {state for e in self.exempt if day.on in interval(e) for state in e.states}
        own = {**self._other_values(key, day), **self.values}
        weights = figures(key, f"{self.of} ({self.unit})", facts, day, own, self.among, free)
        return ReadShares(
            key,
            key.title,
            (key.cite,),
            in_proportion(weights),
            weights,
            redirects=self.redirects,
        )

    def _other_values(self, key: Key, day: Day) -> Mapping[str, Decimal]:
        if not self.as_in:
            return {}
        other = day.kind_of(beside(key, self.as_in))
        assert isinstance(other, StatisticKeyEntry)
        return other.values
