"""Events whose place is not known to one side of a line, judged on each side it may have been.

An attack on a state's territory at no known place is judged at each of its territories; a point too
near to a line for the outlines, on each of its sides.
"""

from collections.abc import Callable

import numpy as np
import polars as pl
from numpy.typing import NDArray

from foedus.judging.events.places import Spots, spots_of
from foedus.judging.events.table import days_of
from foedus.judging.events.tables import Tables

Judge = Callable[[pl.DataFrame, Spots], pl.DataFrame]


def settle(events: pl.DataFrame, tables: Tables, judge: Judge) -> pl.DataFrame:
    """The verdicts on a table of events: a row for each, a column for each provision.

    Of an event that may have been at several places, the verdict stands that all of them give.
    """
    spots = spots_of(events, tables)
    verdicts = _agreed(judge(events[spots.row], spots), spots.row, len(events))
    open_rows = verdicts.select(pl.any_horizontal(pl.all().is_null())).to_series()
    rows = np.flatnonzero(open_rows.to_numpy() & _unplaced(events))
    homes = _homes(events, rows, tables)
    if not len(homes.row):
        return verdicts
    at_home = judge(events[homes.row], homes)
    agreed = _grouped(at_home, homes.row)
    numbered = verdicts.with_columns(row=pl.int_range(pl.len()))
    return numbered.update(agreed, on="row").select(verdicts.columns)


def _agreed(verdicts: pl.DataFrame, row: NDArray[np.int64], size: int) -> pl.DataFrame:
    """One row for each event, of the rows for each place it may have been at."""
    if len(row) == size:
        return verdicts
    once = np.flatnonzero(np.bincount(row, minlength=size)[row] == 1)
    more = np.setdiff1d(np.arange(len(row)), once, assume_unique=True)
    several = _grouped(verdicts[more], row[more])
    place = np.empty(size, dtype=np.int64)
    place[row[once]] = once
    place[several["row"].to_numpy()] = len(verdicts) + np.arange(len(several))
    return pl.concat([verdicts, several.select(verdicts.columns)], rechunk=False)[place]


def _grouped(verdicts: pl.DataFrame, row: NDArray[np.int64]) -> pl.DataFrame:
    """For each event, the verdict of all its rows; null where they differ, or one is open."""
    return verdicts.group_by(pl.Series("row", row)).agg(_same(c) for c in verdicts.columns)


def _same(column: str) -> pl.Expr:
    verdict = pl.col(column)
    known = verdict.is_not_null().all()
    return pl.when(known & (verdict.all() | ~verdict.any())).then(verdict.first())


def _unplaced(events: pl.DataFrame) -> NDArray[np.bool_]:
    """Whether each event is an attack on territory, and no place is given for it."""
    found = np.ones(len(events), dtype=bool)
    if "place" in events.columns:
        found &= events["place"].is_null().to_numpy()
    for axis in {"lat", "lon"}.intersection(events.columns):
        found &= events[axis].cast(pl.Float64).fill_nan(None).is_null().to_numpy()
    if "object" in events.columns:
        found &= (events["object"].fill_null("territory") == "territory").to_numpy()
    return found


def _homes(events: pl.DataFrame, rows: NDArray[np.int64], tables: Tables) -> Spots:
    """Each event with each territory that its victim held as its own."""
    victims = events["attacked"][rows].to_list()
    epochs = tables.epoch_of(days_of(events)[rows]).tolist()
    row: list[int] = []
    held: list[str] = []
    for number, victim, epoch in zip(rows.tolist(), victims, epochs, strict=True):
        own = tables.homes(victim, epoch)
        row.extend([number] * len(own))
        held.extend(own)
    known = tables.catalogue.definitions.territories
    points = np.array([known[t].point for t in held], dtype=float).reshape(len(held), 2)
    codes = np.array([tables.territory_code[t] for t in held], dtype=np.int32)
    ashore = np.zeros(len(held), dtype=bool)
    return Spots(np.array(row, dtype=np.int64), codes, points[:, 0], points[:, 1], ashore)
