"""The place of each event of a table: its territory, or those that it may have been on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from foedus.catalogue.ground import Ground
from foedus.catalogue.quiet import middle, squares
from foedus.judging.events.tables import Tables
from foedus.model.places import Site

WATERS: Final = -1
UNKNOWN: Final = -2
MANY: Final = 5_000
"""From so many points on it pays to find out where the earth is quiet."""


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
    row = [np.arange(size, dtype=np.int64)]
    lat, lon = np.full(size, np.nan), np.full(size, np.nan)
    territory = np.full(size, UNKNOWN, dtype=np.int32)
    afloat = np.zeros(size, dtype=bool)
    more: list[tuple[int, int]] = []
    if "lat" in events.columns:
        lat = events["lat"].cast(pl.Float64).fill_null(np.nan).to_numpy().copy()
        lon = events["lon"].cast(pl.Float64).fill_null(np.nan).to_numpy().copy()
        known = np.flatnonzero(~np.isnan(lat) & ~np.isnan(lon))
        more = _at_points(events, known, lat, lon, territory, afloat, tables)
    if "place" in events.columns:
        afloat &= events["place"].is_null().to_numpy()
        more += _at_names(events, lat, lon, territory, afloat, tables)
    if more:
        extra, codes = (np.array(column) for column in zip(*more, strict=True))
        row.append(extra.astype(np.int64))
        lat, lon = np.concatenate([lat, lat[extra]]), np.concatenate([lon, lon[extra]])
        territory = np.concatenate([territory, codes.astype(np.int32)])
        afloat = np.concatenate([afloat, afloat[extra]])
    rows = np.concatenate(row)
    order = np.argsort(rows, kind="stable")
    return Spots(rows[order], territory[order], lat[order], lon[order], afloat[order])


def _at_points(
    events: pl.DataFrame,
    known: NDArray[np.int64],
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    territory: NDArray[np.int32],
    afloat: NDArray[np.bool_],
    tables: Tables,
) -> list[tuple[int, int]]:
    """Fill in the likeliest territory of each point; what it may be on else, by row."""
    ground, code = tables.catalogue.sites.ground, tables.territory_code
    more = []
    days = events["on"].to_list()
    for row in _unquiet(ground, known, lat, lon, territory, afloat, code):
        sides = ground.sides(float(lat[row]), float(lon[row]), days[row])
        territory[row] = code.get(sides[0], WATERS)
        afloat[row] = ground.afloat(float(lat[row]), float(lon[row]))
        more += [(row, code.get(side, WATERS)) for side in sides[1:]]
    return more


def _unquiet(
    ground: Ground,
    known: NDArray[np.int64],
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    territory: NDArray[np.int32],
    afloat: NDArray[np.bool_],
    code: Mapping[str, int],
) -> list[int]:
    """Fill in the points far from every line, a square at a time; the rows of the others."""
    left: list[int] = known.tolist()
    if len(known) < MANY:
        return left
    square = squares(lat[known], lon[known])
    calm = ground.quiet[square]
    numbers, which = np.unique(square[calm], return_inverse=True)
    lands = [ground.near(*middle(number)) for number in numbers.tolist()]
    codes = np.array([code[n[0].territory] if n else WATERS for n in lands], dtype=np.int32)
    territory[known[calm]] = codes[which]
    afloat[known[calm]] = codes[which] == WATERS
    left[:] = known[~calm].tolist()
    return left


def _at_names(
    events: pl.DataFrame,
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    territory: NDArray[np.int32],
    afloat: NDArray[np.bool_],
    tables: Tables,
) -> list[tuple[int, int]]:
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
        lat[row], lon[row], territory[row], afloat[row] = site.lat, site.lon, codes[0], site.afloat
        more += [(row, code) for code in codes[1:]]
    return more
