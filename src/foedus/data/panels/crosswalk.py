"""From the codes of one state system to those of another, year by year, by the catalogue."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import polars as pl

from foedus.data.panels.grid import merged
from foedus.data.panels.groups import Group

if TYPE_CHECKING:
    from foedus.catalogue.catalogue import Catalogue
    from foedus.data.panels.scope import Scope
    from foedus.model.actors import Code, State


def crosswalk(scope: "Scope") -> pl.DataFrame:
    """Which COW code (`cow`) was which Gleditsch-Ward code (`gw`) in which year."""
    rows = list(_rows(scope.catalogue, scope.first, scope.last))
    schema = {"year": pl.Int16, "cow": pl.Int16, "gw": pl.Int16}
    return pl.DataFrame(rows, schema=schema, orient="row").unique()


def _rows(catalogue: "Catalogue", first: int, last: int) -> Iterator[tuple[int, int, int]]:
    for state in catalogue.states.values():
        for code in state.gw:
            for year in range(max(first, code.during.start.year), min(last, _end(code)) + 1):
                for cow in _cow(state, year):
                    yield year, cow, code.code


def _cow(state: "State", year: int) -> Iterator[int]:
    """The state's COW codes of a year; where none covers it, its only one."""
    codes = {c.code for c in state.cow if c.during.start.year <= year <= _end(c)}
    if not codes and len({c.code for c in state.cow}) == 1:
        codes = {state.cow[0].code}
    yield from codes


def _end(code: "Code") -> int:
    end = code.during.end
    return end.year if (end.month, end.day) != (1, 1) else end.year - 1


def translated(scope: "Scope", group: Group, table: pl.DataFrame) -> pl.DataFrame:
    """A group's table with the codes of the scope's universe.

    Where two codes of one system are one code of the other in a year, the column's rule merges
    their values.
    """
    if group.coded == scope.universe or group.level in ("alliance", "framework"):
        return table
    made = scope._made.setdefault("crosswalk", None)
    if made is None:
        made = scope._made["crosswalk"] = crosswalk(scope)
    for key in group.keys:
        step = made.rename({group.coded: key, scope.universe: "_to"})
        table = (
            table.lazy()
            .with_columns(pl.col(key, "year").cast(pl.Int16))
            .join(step.lazy(), on=[key, "year"])
            .drop(key)
            .rename({"_to": key})
            .collect()
        )
    keys = [*group.keys, "year"]
    if group.level == "dyad":
        one, other = group.keys
        table = table.with_columns(
            pl.min_horizontal(one, other).alias(one), pl.max_horizontal(one, other).alias(other)
        )
    if len(group.keys) == 2:
        table = table.filter(pl.col(group.keys[0]) != pl.col(group.keys[1]))
    return table.lazy().group_by(keys).agg(merged(group)).collect()
