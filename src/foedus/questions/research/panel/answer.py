"""What `panel` answers: a table, and what each of its columns means."""

import copy
import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Self

import msgspec

from foedus.model.answers import Answer, Labels, Row, Section
from foedus.model.charts import Chart

if TYPE_CHECKING:
    import polars as pl


MOST_SHOWN = 9
LEVEL_WORDS = {
    "state": "of a state",
    "dyad": "of a pair",
    "directed": "of the first state towards the second",
    "alliance": "of an alliance",
    "framework": "of a framework",
}


class Described(msgspec.Struct, frozen=True):
    """A column: what it means, the years its source covers, and its value where that has no row.

    With `newer`, later versions of the source go on after `last`.
    """

    matched_by = ("name",)
    name: str
    says: str
    first: int
    last: int
    absent: int | None
    group: str
    level: str
    datasets: tuple[str, ...]
    newer: bool = False


class PanelAnswer(Answer, frozen=True, kw_only=True, dict=True):
    """A panel. Its text has the `first` rows only; `table` gives all."""

    unit: str
    rows: int
    names: tuple[str, ...]
    columns: tuple[Described, ...]
    datasets: tuple[str, ...]
    first: tuple[tuple[str, ...], ...] = ()

    def holding(self, frame: "pl.DataFrame") -> Self:
        """The same answer with its table, for `table` alone: it is no part of what is shown."""
        held = copy.copy(self)
        held.__dict__["_frame"] = frame
        return held

    @property
    def _held(self) -> "pl.DataFrame | None":
        return self.__dict__.get("_frame")

    def noted(self, notes: tuple[str, ...]) -> Self:
        noted, frame = super().noted(notes), self._held
        return noted if frame is None else noted.holding(frame)

    def table(self) -> "pl.LazyFrame":
        """The panel as a lazy Polars frame; of a codebook, the columns that it describes."""
        import polars as pl

        if self._held is not None:
            return self._held.lazy()
        described = [
            {**msgspec.structs.asdict(column), "datasets": ", ".join(column.datasets)}
            for column in self.columns
        ]
        return pl.LazyFrame(described, infer_schema_length=None)

    def charts(self) -> Sequence[Chart]:
        if self._held is None or "year" not in self._held.columns:
            return ()
        from foedus.questions.research.panel.trends import trends

        return trends(self._held, self.columns)

    def credits(self) -> Sequence[str]:
        if not self.datasets:
            return ()
        terms = "each under the terms of its authors, which `foedus data cite` tells"
        return (f"Data: {'; '.join(self.datasets)}; {terms}.",)

    def labels(self) -> Labels:
        from foedus.questions.research.panel.labels import labels

        return labels(self.title, self.columns)

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        if self.names:
            shown = tuple(self.names[:MOST_SHOWN])
            more = ("...",) if len(self.names) > MOST_SHOWN else ()
            rows = tuple(Row((*cells[:MOST_SHOWN], *more)) for cells in self.first)
            yield Section("First rows", (*shown, *more), rows, "There is none.")
        groups = itertools.groupby(self.columns, key=lambda c: (c.group, c.level, c.datasets))
        for (group, level, datasets), columns in groups:
            source = ", ".join(datasets) or "the catalogue"
            yield Section(
                f"{group}, {LEVEL_WORDS[level]} ({source})",
                ("Column", "Meaning", "Covered", "No row there"),
                tuple(
                    Row(
                        (
                            column.name,
                            column.says,
                            f"{column.first}-{column.last}{'+' if column.newer else ''}",
                            "unknown" if column.absent is None else str(column.absent),
                        )
                    )
                    for column in columns
                ),
            )
        if not self.columns:
            nothing = (
                "No column groups were asked for; `foedus panel codebook` lists those there are."
            )
            yield Section("Columns", ("",), (), nothing)
        if self.datasets:
            yield Section("Datasets", ("",), tuple(Row((name,)) for name in self.datasets))
