"""Amending what a member counts for in a table of weights."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.changes.change import (
    Change,
    ChangeError,
    From,
    StateOf,
    Subject,
    Until,
    days,
    key_of,
    outside,
    state_of,
)
from foedus.errors import did_you_mean, nearest, quoted
from foedus.model.frameworks import Framework, Weights
from foedus.model.time import Interval


class AmendWeight(Change, frozen=True):
    """A member has another weight in a table of weights from a day on."""

    name = "amend-weight"
    does = "a member has another weight in a table"
    weights: Annotated[str, Meta(description="the table of weights, as eu/population")]
    state: StateOf
    value: Annotated[int, Meta(description="what the member counts for", ge=0)]
    on: From
    until: Until = None

    def apply(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue with the weight. Raises ChangeError where there is no table that day."""
        state, span = state_of(catalogue, self.state), days(self.on, self.until)
        tables = tables_of(catalogue)
        if self.weights not in tables:
            told = f"no table of weights is called {quoted(self.weights)}"
            raise ChangeError(f"{told}{did_you_mean(nearest(self.weights, tables))}", ("weights",))
        framework = tables[self.weights]
        stood = (*framework.weights, *_carried(framework.weights, self.weights, span))
        made = tuple(self._tables(stood, state, span))
        if made == framework.weights:
            told = f"no table of {self.weights} is on record for {self.on} or later"
            raise ChangeError(told, ("on",))
        new = msgspec.structs.replace(framework, weights=made)
        return catalogue.with_frameworks([new], key_of(catalogue, self))

    def _tables(self, tables: Iterable[Weights], state: str, span: Interval) -> Iterator[Weights]:
        for table in tables:
            inside = table.during.clip(span)
            if table.id != self.weights or inside.empty:
                yield table
                continue
            for piece in outside(table.during, span):
                yield msgspec.structs.replace(table, during=piece)
            values = {**table.values, state: self.value}
            yield msgspec.structs.replace(table, during=inside, values=values)

    def subject(self, catalogue: Catalogue) -> Subject:
        return ("weight", self.weights, state_of(catalogue, self.state))

    def told(self, catalogue: Catalogue) -> str:
        name = catalogue.inline(state_of(catalogue, self.state))
        until = f" until {self.until}" if self.until else ""
        days_on = f"from {self.on} on{until}"
        return f"{name} counts for {self.value:,} in {self.weights} {days_on}"


def tables_of(catalogue: Catalogue) -> dict[str, Framework]:
    """The framework of each table of weights."""
    return {table.id: f for f in catalogue.frameworks.values() for table in f.weights}


def _carried(tables: Iterable[Weights], name: str, span: Interval) -> Iterator[Weights]:
    """The last table before it for days of a time, and after its end, that have none of their own.

    A vote takes that one for such days too; here it may be changed for some of them only.
    """
    own = sorted((t for t in tables if t.id == name), key=lambda table: table.during.start)
    for table, later in zip(own, (*own[1:], None), strict=True):
        gap = Interval(table.during.end, later.during.start if later else date.max)
        if gap.empty or not gap.overlaps(span):
            continue
        told = f"none is on record from {gap.start} on, so that of before is taken"
        yield msgspec.structs.replace(
            table,
            during=gap,
            note=f"{told}. {table.note}".strip(),
            cite=msgspec.structs.replace(table.cite, confidence="low"),
        )
