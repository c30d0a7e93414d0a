"""Attacks on a state's territory at no known place, judged wherever they may have been."""

from collections.abc import Callable

import numpy as np
import polars as pl
from numpy.typing import NDArray

from foedus.judging.events.tables import Tables, day_number


def settle(
    events: pl.DataFrame, tables: Tables, judge: Callable[[pl.DataFrame], pl.DataFrame]
) -> pl.DataFrame:
    """The verdicts on a table of events: a row for each, a column for each provision.

    Where an event without a place leaves a verdict open, it is judged at each territory of the
    state attacked; a verdict that all of them give stands.
    """
    verdicts = judge(events)
    open_rows = verdicts.select(pl.any_horizontal(pl.all().is_null())).to_series()
    rows = np.flatnonzero(open_rows.to_numpy() & _unplaced(events))
    homes = _homes(events[rows], tables)
    if not len(homes):
        return verdicts
    row = rows[homes["row"].to_numpy()]
    there = events[row].drop("lat", "lon", strict=False).with_columns(homes["place"])
    agreed = judge(there).group_by(pl.Series("row", row)).agg(_agreed(c) for c in verdicts.columns)
    numbered = verdicts.with_columns(row=pl.int_range(pl.len()))
    return numbered.update(agreed, on="row").select(verdicts.columns)


def _agreed(column: str) -> pl.Expr:
    """The verdict that all rows of a group give; null where they differ, or one is unknown."""
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


def _homes(events: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """The `row` of each event with each territory, as `place`, that its victim held as its own."""
    victims = events["attacked"].to_list()
    epochs = tables.epoch_of(np.array([day_number(day) for day in events["on"]], dtype=np.int64))
    rows: list[int] = []
    places: list[str] = []
    for row, (victim, epoch) in enumerate(zip(victims, epochs.tolist(), strict=True)):
        held = tables.homes(victim, epoch)
        rows.extend([row] * len(held))
        places.extend(held)
    return pl.DataFrame(
        {"row": rows, "place": places}, schema={"row": pl.Int64, "place": pl.String}
    )
