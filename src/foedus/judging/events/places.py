"""The place of each event of a table: its territory, or those that it may have been on."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from foedus.judging.events.tables import Tables
from foedus.model.places import Site

WATERS: Final = -1
UNKNOWN: Final = -2
MANY: Final = 5_000
"""From so many points on it pays to survey the earth."""


@dataclass(frozen=True)
class Spots:
    """For each `row` of a table of events, every place that it may have been at.

    `territory` is a code, WATERS, or UNKNOWN where no place is told; latitude and longitude then
    are NaN.
    """

    row: NDArray[np.int64]
    territory: NDArray[np.int32]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    afloat: NDArray[np.bool_]


def spots_of(events: pl.DataFrame, tables: Tables) -> Spots:
    """The places of the events, in the order of the events."""
    size = len(events)
    given = {"lat", "lon"} <= {*events.columns}
    lat, lon = (
        _degrees(events, axis) if given else np.full(size, np.nan) for axis in ("lat", "lon")
    )
    unknown = np.full(size, UNKNOWN, dtype=np.int32)
    spots = Spots(np.arange(size, dtype=np.int64), unknown, lat, lon, np.zeros(size, dtype=bool))
    more = _at_points(events, spots, tables)
    if "place" in events.columns:
        spots.afloat[events["place"].is_not_null().to_numpy()] = False
        more += _at_names(events, spots, tables)
    return _with(spots, more) if more else spots


def _degrees(events: pl.DataFrame, axis: str) -> NDArray[np.float64]:
    return events[axis].cast(pl.Float64).fill_null(np.nan).to_numpy().copy()


def _with(spots: Spots, more: list[tuple[int, int]]) -> Spots:
    """The spots, and after each those that share its point on another territory."""
    extra, codes = (np.array(column) for column in zip(*more, strict=True))
    rows = np.concatenate([spots.row, extra.astype(np.int64)])
    order = np.argsort(rows, kind="stable")
    territory = np.concatenate([spots.territory, codes.astype(np.int32)])
    shared = (np.concatenate([a, a[extra]])[order] for a in (spots.lat, spots.lon, spots.afloat))
    return Spots(rows[order], territory[order], *shared)


def _at_points(events: pl.DataFrame, spots: Spots, tables: Tables) -> list[tuple[int, int]]:
    """Fill in the likeliest territory of each point; what it may be on else, by row."""
    lat, lon, territory, afloat = spots.lat, spots.lon, spots.territory, spots.afloat
    known = np.flatnonzero(~np.isnan(lat) & ~np.isnan(lon))
    ground, code = tables.catalogue.sites.ground, tables.territory_code
    if len(known) >= MANY:
        survey = ground.survey
        days = events["on"].to_physical().to_numpy()[known].astype(np.int64)
        lie = survey.lie(lat[known], lon[known], days)
        codes = np.array([*(code.get(i, WATERS) for i in survey.ids), WATERS], dtype=np.int32)
        territory[known], afloat[known] = codes[lie.territory], lie.afloat
        return [(int(known[point]), int(codes[side])) for point, side in lie.more]
    more = []
    days_told = events["on"][known].to_list()
    for row, on in zip(known.tolist(), days_told, strict=True):
        north, east = float(lat[row]), float(lon[row])
        first, *others = (code.get(side, WATERS) for side in ground.sides(north, east, on))
        territory[row], afloat[row] = first, ground.afloat(north, east)
        more += [(row, side) for side in others]
    return more


def _at_names(events: pl.DataFrame, spots: Spots, tables: Tables) -> list[tuple[int, int]]:
    """Fill in the places that are named; a name means what those attacked mean by it that day.

    What a place may be on else comes back, by row, as for points.
    """
    found: dict[tuple[str, str, object, bool], tuple[Site, list[int]]] = {}
    lands = pl.Series([True] * len(events))
    if "object" in events.columns:
        lands = events["object"].cast(pl.String).fill_null("territory") == "territory"
    columns = (events["place"], events["attacked"], events["on"], lands)
    more = []
    for row, (name, victim, on, land) in enumerate(zip(*columns, strict=True)):
        if name is None:
            continue
        key = name, victim, on, land
        if key not in found:
            site = tables.catalogue.site(name, on, (victim,), land=land)
            sides = site.sides or (site,)
            found[key] = site, [tables.territory_code.get(s.territory, WATERS) for s in sides]
        site, codes = found[key]
        spots.lat[row], spots.lon[row] = site.lat, site.lon
        spots.territory[row], spots.afloat[row] = codes[0], site.afloat
        more += [(row, code) for code in codes[1:]]
    return more
