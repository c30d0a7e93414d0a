"""What `panel` answers: a table, and what each of its columns means."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Self

import msgspec

from foedus.model.answers import Answer, Row, Section

if TYPE_CHECKING:
    import polars as pl


class Described(msgspec.Struct, frozen=True):
    """A column: what it means, the years its source covers, and its value where that has no row."""

    name: str
    says: str
    first: int
    last: int
    absent: int | None
    group: str
    level: str
    datasets: tuple[str, ...]


class PanelAnswer(Answer, frozen=True, kw_only=True, dict=True):
    """A panel. The table itself is no part of the answer's text; `table` gives it."""

    unit: str
    rows: int
    names: tuple[str, ...]
    columns: tuple[Described, ...]
    datasets: tuple[str, ...]

    def holding(self, frame: "pl.DataFrame") -> Self:
        """This answer, with its table."""
        self.__dict__["frame"] = frame
        return self

    def noted(self, notes: tuple[str, ...]) -> Self:
        return super().noted(notes).holding(self.__dict__["frame"])

    def table(self) -> "pl.LazyFrame":
        """The panel as a lazy Polars frame."""
        import polars as pl

        frame: pl.DataFrame = self.__dict__.get("frame", pl.DataFrame())
        return frame.lazy()

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        keys = [name for name in self.names if name not in self._described()]
        if keys:
            yield Section("Rows", ("",), (Row((", ".join(keys),)),))
        yield Section(
            "Columns",
            ("Column", "Meaning", "Covered", "No row there", "Group", "Dataset"),
            tuple(
                Row(
                    (
                        column.name,
                        column.says,
                        f"{column.first}-{column.last}",
                        "unknown" if column.absent is None else str(column.absent),
                        column.group,
                        ", ".join(column.datasets) or "the catalogue",
                    )
                )
                for column in self.columns
            ),
            "No column groups were asked for; `foedus panel codebook` lists those there are.",
        )
        if self.datasets:
            yield Section("Datasets", ("",), tuple(Row((name,)) for name in self.datasets))

    def _described(self) -> set[str]:
        return {part for column in self.columns for part in column.name.split(", ")}
