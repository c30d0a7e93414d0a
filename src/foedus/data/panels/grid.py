"""Every pair of states of every year, and values put in their places without a search.

The rows are in the order year, first state, second state. The place of a pair can therefore be
computed from where the two states stand in the list of that year's states; nothing is joined.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from foedus.data.panels.groups import Gives, Group

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.data.panels.scope import Scope

MOST_CODES = 1000


class DyadYears:
    """The dyad-years of a scope: two states that shared at least one day of a year."""

    def __init__(self, scope: "Scope", *, directed: bool) -> None:
        self.first, self.last, self.directed = scope.first, scope.last, directed
        self.states = scope.states()
        years = self.states["year"].to_numpy()
        codes = self.states["state"].to_numpy()
        size = len(years)
        starts = np.flatnonzero(np.diff(years, prepend=self.first - 1))
        counts = np.diff(starts, append=size)
        self._start = np.repeat(starts, counts).astype(np.int32)
        self._place = np.arange(size, dtype=np.int32) - self._start
        number = np.repeat(counts, counts).astype(np.int32)
        partners = number - 1 if directed else number - 1 - self._place
        self._base = (np.cumsum(partners) - partners).astype(np.int32)
        self._index = np.full((self.last - self.first + 1, MOST_CODES), -1, dtype=np.int32)
        self._index[years - self.first, codes] = np.arange(size)
        row = np.arange(size, dtype=np.uint32)
        left = np.repeat(row, partners)
        of_year = (row[start : start + n] for start, n in zip(starts, counts, strict=True))
        right = np.concatenate([row[:0], *(others(states, directed) for states in of_year)])
        self._apart = np.zeros(0, dtype=np.int32)
        self._apart = self._never_together(scope)
        self._years, self._rows = years, np.append(self._base, len(left))
        if len(self._apart):
            together = np.ones(len(left), dtype=np.bool_)
            together[self._apart] = False
            left, right = left[together], right[together]
        self.left, self.right = pl.Series(left), pl.Series(right)
        self.height = len(left)

    def _never_together(self, scope: "Scope") -> "NDArray[np.int32]":
        """The places of pairs of which one state began after the other had ended in that year."""
        part = (
            self.states.lazy()
            .join(scope.spells().lazy(), on="state")
            .with_columns(
                start=pl.max_horizontal("start", pl.date("year", 1, 1)),
                end=pl.min_horizontal("end", pl.date(pl.col("year").cast(pl.Int32) + 1, 1, 1)),
            )
            .filter(pl.col("start") < pl.col("end"))
        )
        brief = part.filter(
            (pl.col("end") - pl.col("start")).dt.total_days().sum().over("year", "state")
            < (
                pl.date(pl.col("year").cast(pl.Int32) + 1, 1, 1) - pl.date("year", 1, 1)
            ).dt.total_days()
        )
        apart = (
            brief.join(brief, on="year", suffix="2")
            .filter(pl.col("state") != pl.col("state2"))
            .group_by("year", "state", "state2")
            .agg((pl.max_horizontal("start", "start2") < pl.min_horizontal("end", "end2")).any())
            .filter(~pl.col("start"))
            .collect()
        )
        places, _ = self.places(apart["year"], apart["state"], apart["state2"])
        return np.sort(places)

    def places(
        self, year: pl.Series, one: pl.Series, other: pl.Series
    ) -> tuple["NDArray[np.int32]", "NDArray[np.bool_]"]:
        """The rows of pairs, and which of the pairs given have one."""
        y, a, b = year.to_numpy() - self.first, one.to_numpy(), other.to_numpy()
        inside = (y >= 0) & (y <= self.last - self.first) & (a < MOST_CODES) & (b < MOST_CODES)
        y, a, b = np.where(inside, y, 0), np.where(inside, a, 0), np.where(inside, b, 0)
        i, j = self._index[y, a], self._index[y, b]
        known = inside & (i >= 0) & (j >= 0) & (i != j)
        if not self.directed:
            known &= i < j
        i, j = i[known], j[known]
        if self.directed:
            place = self._base[i] + self._place[j] - (self._place[j] > self._place[i])
        else:
            place = self._base[i] + self._place[j] - self._place[i] - 1
        if len(self._apart):
            at = np.searchsorted(self._apart, place)
            together = self._apart[np.minimum(at, len(self._apart) - 1)] != place
            known[np.flatnonzero(known)] = together
            place = (place - at)[together]
        return place.astype(np.int32), known

    def frame(self, names: Sequence[str]) -> pl.DataFrame:
        """The keys: first state, second state, year."""
        one, other, year = names
        return (
            self.states.lazy()
            .select(
                pl.col("state").gather(self.left).alias(one),
                pl.col("state").gather(self.right).alias(other),
                pl.col("year").gather(self.left).alias(year),
            )
            .collect()
        )

    def of_states(self, group: Group, table: pl.DataFrame) -> list[pl.Series]:
        """The columns of a group of states, for the first and for the second state."""
        names = list(group.gives)
        each = (
            self.states.lazy()
            .join(table.lazy(), on=["state", "year"], how="left", maintain_order="left")
            .select(covered(pl.col(name), group.gives[name]) for name in names)
        )
        return (
            each.select(
                *(pl.col(name).gather(self.left).alias(f"{name}1") for name in names),
                *(pl.col(name).gather(self.right).alias(f"{name}2") for name in names),
            )
            .collect()
            .get_columns()
        )

    def of_pairs(self, group: Group, table: pl.DataFrame) -> list[pl.Series]:
        """The columns of a group of pairs."""
        if group.level == "dyad" and self.directed:
            turned = table.rename({"state1": "state2", "state2": "state1"})
            table = pl.concat([table, turned.select(table.columns)])
        elif group.level == "directed" and not self.directed:
            table = undirected(group, table)
        place, known = self.places(table["year"], table["state1"], table["state2"])
        return [
            self._spread(name, table[name], place, known, gives)
            for name, gives in group.gives.items()
        ]

    def _spread(
        self,
        name: str,
        values: pl.Series,
        place: "NDArray[np.int32]",
        known: "NDArray[np.bool_]",
        gives: Gives,
    ) -> pl.Series:
        kind = values.dtype
        if not known.all():
            values = values.filter(pl.Series(known))
        filled = np.zeros(self.height, dtype=values.head(0).to_numpy().dtype)
        missing = values.null_count() > 0
        filled[place] = (values.fill_null(0) if missing else values).to_numpy()
        series = pl.Series(name, filled, dtype=kind)
        if gives.absent is None or missing:
            has = np.full(self.height, gives.absent is not None)
            has[place] = values.is_not_null().to_numpy()
            nothing = pl.Series([None], dtype=kind)
            series = series.zip_with(pl.Series(has), nothing)
        if gives.absent:
            untouched = np.ones(self.height, dtype=np.bool_)
            untouched[place] = False
            series = series.zip_with(pl.Series(~untouched), pl.Series([gives.absent], dtype=kind))
        return self._within(series, gives)

    def _before(self, year: int) -> int:
        """How many rows are of an earlier year."""
        rows = self._rows[np.searchsorted(self._years, year)]
        return int(rows - np.searchsorted(self._apart, rows))

    def _within(self, series: pl.Series, gives: Gives) -> pl.Series:
        """The series with null where the source does not cover the year."""
        low, high = self._before(gives.first), self._before(gives.until + 1)
        if low == 0 and high == self.height:
            return series
        before = pl.repeat(None, low, dtype=series.dtype, eager=True)
        after = pl.repeat(None, self.height - high, dtype=series.dtype, eager=True)
        return pl.concat([before, series.slice(low, high - low), after]).alias(series.name)


def others(row: "NDArray[np.uint32]", directed: bool) -> "NDArray[np.uint32]":
    """For each of a year's states in turn the other ones; only later ones if not directed."""
    size = len(row)
    square = np.broadcast_to(row, (size, size))
    if not directed:
        return square[np.triu_indices(size, 1)]
    # Without its first, the square begins with `size` others and one on the diagonal, and so on.
    return square.ravel()[1:].reshape(size - 1, size + 1)[:, :-1].ravel()


def covered(column: pl.Expr, gives: Gives, year: str = "year") -> pl.Expr:
    """A column with null outside its source's coverage, and `absent` for no row inside it."""
    value = column if gives.absent is None else column.fill_null(gives.absent)
    return pl.when(pl.col(year).is_between(gives.first, gives.until)).then(value)


def undirected(group: Group, table: pl.DataFrame) -> pl.DataFrame:
    """A directed table with each pair once, the lower code first: a value of either direction.

    What both directions count, such as the disputes of the two, is counted once.
    """
    return (
        table.lazy()
        .with_columns(
            state1=pl.min_horizontal("state1", "state2"),
            state2=pl.max_horizontal("state1", "state2"),
        )
        .group_by("state1", "state2", "year")
        .agg(
            pl.col(name).min() if gives.merge == "min" else pl.col(name).max()
            for name, gives in group.gives.items()
        )
        .collect()
    )


def merged(group: Group) -> list[pl.Expr]:
    """Several rows of a group as one, by the rule of each column."""
    return [getattr(pl.col(name), gives.merge)() for name, gives in group.gives.items()]
