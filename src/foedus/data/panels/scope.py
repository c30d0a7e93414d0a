"""The scope of a panel: which universe of states, which years, and whose data."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from foedus.catalogue.catalogue import Catalogue
from foedus.data.store.store import Store
from foedus.model.time import Interval

if TYPE_CHECKING:
    import polars as pl

Universe: TypeAlias = Literal["cow", "gw"]
DATASET: Final[dict[Universe, str]] = {"cow": "cow-states", "gw": "gw-states"}
CODE: Final[dict[Universe, str]] = {"cow": "ccode", "gw": "gwcode"}


@dataclass(frozen=True)
class Scope:
    """What a column group may use: the store, the catalogue, the states and the years asked for.

    `extended` takes the states of the last day of the list of states to go on after it.
    """

    store: Store
    catalogue: Catalogue
    universe: Universe
    first: int
    last: int
    _made: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    extended: bool = False

    def scan(self, dataset: str, table: str) -> "pl.LazyFrame":
        """A table of a dataset. Raises MissingDataError, with the command that brings it."""
        return self.store.scan(dataset, table)

    def years(self, frame: "pl.LazyFrame", column: str = "year") -> "pl.LazyFrame":
        """Only the years of the scope."""
        import polars as pl

        return frame.filter(pl.col(column).is_between(self.first, self.last))

    def years_in(self, interval: Interval) -> range:
        """The years of the scope that have a day of an interval in them."""
        end = min(interval.end, date(self.last + 1, 1, 1))
        last = end.year if (end.month, end.day) > (1, 1) else end.year - 1
        return range(max(interval.start.year, self.first), last + 1)

    def spells(self) -> "pl.DataFrame":
        """The states of the universe: `state`, `start`, `end` (half-open), a row a spell."""
        import polars as pl

        if "spells" not in self._made:
            self._made["spells"] = (
                self.scan(DATASET[self.universe], "states")
                .select(
                    pl.col(CODE[self.universe]).alias("state"),
                    "start",
                    pl.when(pl.lit(self.extended) & pl.col("still"))
                    .then(pl.max_horizontal("end", pl.date(self.last + 1, 1, 1)))
                    .otherwise("end")
                    .alias("end"),
                )
                .sort("state", "start")
                .collect()
            )
        found: pl.DataFrame = self._made["spells"]
        return found

    def states(self) -> "pl.DataFrame":
        """Who was a state on any day of which year: `year` and `state`, in that order."""
        import polars as pl

        if "states" not in self._made:
            self._made["states"] = (
                by_year(self.spells().lazy(), ("state",), self.first, self.last)
                .select("year", "state")
                .unique()
                .sort("year", "state")
                .collect()
            )
        found: pl.DataFrame = self._made["states"]
        return found


def by_year(
    spells: "pl.LazyFrame", columns: tuple[str, ...], first: int, last: int
) -> "pl.LazyFrame":
    """Spells as rows of the years that they have at least one day in."""
    import polars as pl

    start = pl.max_horizontal(pl.col("start").dt.year(), pl.lit(first))
    end = pl.min_horizontal(pl.col("end").dt.offset_by("-1d").dt.year(), pl.lit(last))
    return (
        spells.filter(pl.col("start") < pl.col("end"))
        .select(*columns, year=pl.int_ranges(start, end + 1, dtype=pl.Int16))
        .filter(pl.col("year").list.len() > 0)
        .explode("year", empty_as_null=False)
    )
