"""Making panels: the rows of a unit of analysis, and the columns of the groups asked for."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import polars as pl

from foedus.data.panels.crosswalk import translated
from foedus.data.panels.grid import DyadYears, covered, merged, undirected
from foedus.data.panels.groups import Group
from foedus.data.panels.scope import Scope, by_year

if TYPE_CHECKING:
    from foedus.data.panels.groups import Level

Unit: TypeAlias = Literal[
    "state-year",
    "dyad-year",
    "alliance-year",
    "framework-year",
    "state-day",
    "dyad-day",
    "dyad-spells",
]
LEVELS: "Final[dict[str, tuple[Level, ...]]]" = {
    "state-year": ("state",),
    "dyad-year": ("state", "dyad", "directed"),
    "alliance-year": ("alliance",),
    "framework-year": ("framework",),
    "state-day": ("state",),
    "dyad-day": ("state", "dyad", "directed"),
    "dyad-spells": ("state", "dyad", "directed"),
}
PREFIX: Final = {"cow": "ccode", "gw": "gwcode"}


def table_of(scope: Scope, group: Group) -> pl.DataFrame:
    """The rows of a group in the years, and with the codes, of a scope."""
    return translated(scope, group, scope.years(group.make(scope)).collect())


def dyad_years(
    scope: Scope, groups: Sequence[Group], *, directed: bool, restored: bool = False
) -> pl.DataFrame:
    """A row for each pair of states and year.

    With `restored` also for the pairs of which a directed group speaks although one of the two was
    no state of the universe in that year; the column `restored` tells them apart.
    """
    grid = DyadYears(scope, directed=directed)
    columns = grid.frame(("state1", "state2", "year")).get_columns()
    for group in groups:
        table = table_of(scope, group)
        attach = grid.of_states if group.level == "state" else grid.of_pairs
        columns += attach(group, table)
    whole = pl.DataFrame(columns)
    if restored:
        rows = pl.concat(
            [
                whole.with_columns(restored=pl.lit(0, dtype=pl.Int8)),
                _beyond(scope, grid, groups).with_columns(restored=pl.lit(1, dtype=pl.Int8)),
            ]
        )
        whole = rows.sort("year", "state1", "state2")
    return _named(scope, whole)


def _beyond(scope: Scope, grid: DyadYears, groups: Sequence[Group]) -> pl.DataFrame:
    """The dyad-years of directed groups that are not in the grid."""
    keys = ["state1", "state2", "year"]
    found = [pl.DataFrame(schema=dict.fromkeys(keys, pl.Int16))]
    for group in groups:
        if group.level == "directed":
            table = table_of(scope, group)
            table = table if grid.directed else undirected(group, table)
            _, known = grid.places(table["year"], table["state1"], table["state2"])
            found.append(table.filter(~pl.Series(known)).select(pl.col(*keys).cast(pl.Int16)))
    rows = pl.concat(found).unique().sort("year", "state1", "state2")
    return attach_years(scope, rows, groups, directed=grid.directed)


def attach_years(
    scope: Scope, rows: pl.DataFrame, groups: Sequence[Group], *, directed: bool
) -> pl.DataFrame:
    """Any rows with a key and a year, and the columns of the groups joined to them."""
    frame = rows.lazy()
    for group in groups:
        table = table_of(scope, group)
        frame = _joined(frame, group, table, [*group.keys, "year"], directed=directed)
    return frame.collect()


def _joined(
    frame: pl.LazyFrame, group: Group, table: pl.DataFrame, keys: list[str], *, directed: bool
) -> pl.LazyFrame:
    names = list(group.gives)
    paired = "state1" in frame.collect_schema().names()
    if group.level == "state" and paired:
        for side in ("1", "2"):
            renamed = table.lazy().rename({"state": f"state{side}"})
            on = [f"state{side}" if key == "state" else key for key in keys]
            frame = frame.join(
                renamed.rename({name: f"{name}{side}" for name in names}),
                on=on,
                how="left",
                maintain_order="left",
            ).with_columns(
                covered(pl.col(f"{name}{side}"), group.gives[name]).alias(f"{name}{side}")
                for name in names
            )
        return frame
    if group.level == "dyad" and directed:
        turned = table.rename({"state1": "state2", "state2": "state1"})
        table = pl.concat([table, turned.select(table.columns)])
    elif group.level == "directed" and not directed:
        table = undirected(group, table)
    return frame.join(table.lazy(), on=keys, how="left", maintain_order="left").with_columns(
        covered(pl.col(name), group.gives[name]).alias(name) for name in names
    )


def state_years(scope: Scope, groups: Sequence[Group]) -> pl.DataFrame:
    """A row for each state and year."""
    rows = scope.states().select("state", "year")
    return _named(scope, attach_years(scope, rows, groups, directed=False))


def _named(scope: Scope, frame: pl.DataFrame) -> pl.DataFrame:
    prefix = PREFIX[scope.universe]
    names = {"state": prefix, "state1": f"{prefix}1", "state2": f"{prefix}2"}
    return frame.rename({old: new for old, new in names.items() if old in frame.columns})


def alliance_years(scope: Scope, groups: Sequence[Group]) -> pl.DataFrame:
    """A row for each ATOP alliance and year."""
    alliances = scope.scan("atop", "alliances").with_columns(
        pl.col("end").fill_null(pl.date(2019, 1, 1))
    )
    rows = by_year(alliances, ("atopid",), scope.first, scope.last).sort("year", "atopid")
    return attach_years(scope, rows.collect(), groups, directed=False)


def framework_years(scope: Scope, groups: Sequence[Group]) -> pl.DataFrame:
    """A row for each framework of the catalogue and year of its life."""
    rows = [
        (framework.id, framework.name, year)
        for framework in scope.catalogue.frameworks.values()
        for year in scope.years_in(framework.during)
    ]
    schema = {"framework": pl.String, "name": pl.String, "year": pl.Int16}
    frame = pl.DataFrame(rows, schema=schema, orient="row").sort("year", "framework")
    return attach_years(scope, frame, groups, directed=False)


RELEVANT: Final = ("conttype", "major1", "major2")


def relevant(frame: pl.DataFrame) -> pl.DataFrame:
    """Only the pairs that are contiguous or have a major power in them.

    Where the sources do not cover the year, whether a pair is relevant is unknown, and it stays
    out.
    """
    return frame.filter(
        (pl.col("conttype") > 0) | (pl.col("major1") == 1) | (pl.col("major2") == 1)
    )


def on_day(
    scope: Scope, groups: Sequence[Group], day: date, *, paired: bool, directed: bool
) -> pl.DataFrame:
    """A row for each state, or pair of states, that existed on a day."""
    states = scope.spells().filter(pl.col("start") <= day, pl.col("end") > day).select("state")
    rows = states.with_columns(year=pl.lit(day.year, dtype=pl.Int16))
    if paired:
        other = states.rename({"state": "state2"})
        apart = (
            pl.col("state1") != pl.col("state2")
            if directed
            else pl.col("state1") < pl.col("state2")
        )
        rows = rows.rename({"state": "state1"}).join(other, how="cross").filter(apart)
        rows = rows.select("state1", "state2", "year").sort("state1", "state2")
    frame = rows.lazy()
    for group in groups:
        table = _day_table(scope, group, day)
        frame = _joined(frame, group, table, [*group.keys, "year"], directed=directed)
    whole = frame.with_columns(date=pl.lit(day)).collect()
    keys = [name for name in ("state", "state1", "state2") if name in whole.columns]
    return _named(scope, whole.select(*keys, "date", pl.exclude(*keys, "date", "year")))


def _day_table(scope: Scope, group: Group, day: date) -> pl.DataFrame:
    """What a group says of a day: of its spells where it has any, else of the year."""
    if group.spells is None:
        return table_of(scope, group)
    table = (
        group.spells(scope)
        .filter(pl.col("start") <= day, pl.col("end") > day)
        .group_by(group.keys)
        .agg(merged(group))
        .with_columns(year=pl.lit(day.year, dtype=pl.Int16))
        .collect()
    )
    return translated(scope, group, table)


def spells(scope: Scope, groups: Sequence[Group], *, directed: bool) -> pl.DataFrame:
    """A row for each pair of states and stretch of days in which no source says a change."""
    from foedus.data.panels import spells as days

    rows = days.cut(scope, groups, directed=directed).with_columns(
        year=pl.col("start").dt.year().cast(pl.Int16)
    )
    for group in groups:
        if group.spells is not None and group.coded == scope.universe:
            rows = days.attach(scope, rows, group, directed=directed)
        else:
            table = table_of(scope, group)
            keys = [*group.keys, "year"]
            rows = _joined(rows.lazy(), group, table, keys, directed=directed).collect()
    return _named(scope, rows.drop("year"))
