"""Judging more events than memory holds: from one Parquet file to another, a part at a time."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import polars as pl

from foedus.catalogue.catalogue import Catalogue
from foedus.judging.events.batch import judge_table
from foedus.judging.events.table import EventTableError, days_of
from foedus.judging.events.tables import Tables

ROWS: Final = 500_000
"""The rows of a part: with more of them memory grows, with fewer the time."""

Progress = Callable[[int, int], object]


def quietly(done: int, of: int) -> None:
    """Tell nobody."""


def judge_file(
    catalogue: Catalogue,
    source: Path,
    target: Path,
    *,
    rows: int = ROWS,
    progress: Progress = quietly,
) -> int:
    """Write the verdicts on the events of one Parquet file to another; how many events it was.

    The columns are those of `judge_batch`, and a row is that of the event in the same place.
    `progress` is told after each part how many events are judged, of how many. Where an event
    cannot be read, the target is left as it was. Raises EventTableError.
    """
    parts = _Parts(catalogue, pl.scan_parquet(source), rows, progress)
    written = target.with_name(f"{target.name}.part")
    try:
        parts.verdicts().sink_parquet(written)
        written.replace(target)
    except Exception:
        if parts.fault is not None:
            raise parts.fault from None
        raise
    finally:
        written.unlink(missing_ok=True)
    return parts.size


class _Parts:
    def __init__(
        self, catalogue: Catalogue, events: pl.LazyFrame, rows: int, progress: Progress
    ) -> None:
        self.events, self.rows, self.progress = events, rows, progress
        self.fault: Exception | None = None
        days_of(events.head(0).collect())
        days = events.select(pl.col("on").unique().drop_nulls()).collect(engine="streaming")
        self.tables = Tables(catalogue, days["on"].to_physical().to_numpy())
        self.size = int(events.select(pl.len()).collect().item())

    def verdicts(self) -> pl.LazyFrame:
        """The verdicts, made when they are asked for."""
        from polars.io.plugins import register_io_source

        schema = dict.fromkeys(self.tables.triggered, pl.Boolean())
        return register_io_source(self._judged, schema=schema, is_pure=True)

    def _judged(self, *_pushed_down: Any) -> Iterator[pl.DataFrame]:
        """Part by part; a fault is kept, since Polars would tell it in words of its own."""
        for start in range(0, self.size, self.rows):
            events = self.events.slice(start, self.rows).collect()
            try:
                yield judge_table(self.tables, events)
            except EventTableError as fault:
                self.fault = fault.further(start)
                raise
            except Exception as fault:
                self.fault = fault
                raise
            self.progress(min(start + self.rows, self.size), self.size)
