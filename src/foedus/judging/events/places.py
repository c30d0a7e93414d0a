"""The places that an event of a table may have been at, where its verdict hangs on that.

An attack on a state's territory at no known place may have been on each of its territories; a point
too near to a line for the outlines lies on each of its sides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from foedus.judging.events.tables import Tables
from foedus.model.places import Site

WATERS: Final = -1
MANY: Final = 5_000
"""From so many points on it pays to survey the earth."""
NAMED: Final = ("place", "attacked", "on", "land")


@dataclass(frozen=True)
class Spots:
    """For each `row` of a table of events, every place that it may have been at, by row.

    `territory` is a code, or WATERS.
    """

    row: NDArray[np.int64]
    territory: NDArray[np.int32]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    afloat: NDArray[np.bool_]


@dataclass(frozen=True)
class Named:
    """The sites that the events name, and for each event the number of its site, or -1."""

    sites: list[Site]
    of: NDArray[np.int64]


def named(events: pl.DataFrame, tables: Tables) -> Named:
    """What the named places are; a name means what those attacked mean by it that day.

    Raises UnknownPlaceError.
    """
    if "place" not in events.columns:
        return Named([], np.full(len(events), -1, dtype=np.int64))
    asked = events.select("place", "attacked", "on", _on_land(events).alias("land"))
    told = asked.filter(pl.col("place").is_not_null()).unique(maintain_order=True)
    numbered = told.with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias("number"))
    of = asked.join(numbered, on=list(NAMED), how="left", maintain_order="left")["number"]
    find = tables.catalogue.site
    sites = [find(name, on, (victim,), land=land) for name, victim, on, land in told.iter_rows()]
    return Named(sites, of.fill_null(-1).to_numpy())


def places_of(events: pl.DataFrame, rows: NDArray[np.int64], names: Named, tables: Tables) -> Spots:
    """The places of the events of some rows, in the order of the rows."""
    lat, lon = (_degrees(events, axis)[rows] for axis in ("lat", "lon"))
    is_named = names.of[rows] >= 0
    at_point = ~is_named & ~np.isnan(lat) & ~np.isnan(lon)
    at_home = ~is_named & np.isnan(lat) & np.isnan(lon) & _on_land(events).to_numpy()[rows]
    parts = [
        _at_names(rows[is_named], names, tables),
        _at_points(events, rows[at_point], lat[at_point], lon[at_point], tables),
        _at_homes(events, rows[at_home], tables),
    ]
    columns = [
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("row", "territory", "lat", "lon", "afloat")
    ]
    order = np.argsort(columns[0], kind="stable")
    return Spots(*(column[order] for column in columns))


def _on_land(events: pl.DataFrame) -> pl.Series:
    """Whether each event is an attack on territory."""
    if "object" not in events.columns:
        return pl.repeat(value=True, n=len(events), eager=True)
    return events["object"].cast(pl.String).fill_null("territory") == "territory"


def _degrees(events: pl.DataFrame, axis: str) -> NDArray[np.float64]:
    if axis not in events.columns:
        return np.full(len(events), np.nan)
    return events[axis].cast(pl.Float64).fill_null(np.nan).to_numpy()


def _at_names(rows: NDArray[np.int64], names: Named, tables: Tables) -> Spots:
    found = []
    for row, number in zip(rows.tolist(), names.of[rows].tolist(), strict=True):
        site = names.sites[number]
        for side in site.sides or (site,):
            code = tables.territory_code.get(side.territory, WATERS)
            found.append((row, code, site.lat, site.lon, site.afloat))
    return _spots(found)


def _at_points(
    events: pl.DataFrame,
    rows: NDArray[np.int64],
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    tables: Tables,
) -> Spots:
    """The likeliest territory of each point, and what it may be on else."""
    ground, code = tables.catalogue.sites.ground, tables.territory_code
    if len(rows) < MANY:
        points = zip(rows.tolist(), lat.tolist(), lon.tolist(), events["on"][rows], strict=True)
        return _spots(
            (row, code.get(side, WATERS), north, east, ground.afloat(north, east))
            for row, north, east, on in points
            for side in ground.sides(north, east, on)
        )
    survey = ground.survey
    days = events["on"].to_physical().to_numpy()[rows].astype(np.int64)
    lie = survey.lie(lat, lon, days)
    codes = np.array([*(code.get(i, WATERS) for i in survey.ids), WATERS], dtype=np.int32)
    more, sides = np.array(lie.more, dtype=np.int64).reshape(-1, 2).T
    point = np.concatenate([np.arange(len(rows)), more])
    territory = codes[np.concatenate([lie.territory, sides])]
    return Spots(rows[point], territory, lat[point], lon[point], lie.afloat[point])


def _at_homes(events: pl.DataFrame, rows: NDArray[np.int64], tables: Tables) -> Spots:
    """Each event with each territory that its victim held as its own."""
    days = events["on"].to_physical().to_numpy()[rows].astype(np.int64)
    epochs = tables.epoch_of(days).tolist()
    known = tables.catalogue.definitions.territories
    return _spots(
        (row, tables.territory_code[own], *known[own].point, False)
        for row, victim, epoch in zip(rows.tolist(), events["attacked"][rows], epochs, strict=True)
        for own in tables.homes(victim, epoch)
    )


def _spots(found: Iterable[tuple[int, int, float, float, bool]]) -> Spots:
    rows = list(found)
    row, territory, lat, lon, afloat = zip(*rows, strict=True) if rows else ((),) * 5
    return Spots(
        np.array(row, dtype=np.int64),
        np.array(territory, dtype=np.int32),
        np.array(lat, dtype=np.float64),
        np.array(lon, dtype=np.float64),
        np.array(afloat, dtype=bool),
    )
