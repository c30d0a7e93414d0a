"""Pairs of states day by day: a row for each stretch of days in which no source says a change."""

from collections.abc import Iterator, Sequence
from datetime import date

import polars as pl

from foedus.data.panels.grid import covered, merged
from foedus.data.panels.groups import Group
from foedus.data.panels.scope import Scope

PAIR = ["state1", "state2"]


def pair_spells(scope: Scope, *, directed: bool) -> pl.LazyFrame:
    """The stretches in which both states of a pair existed, within the years of the scope."""
    spells = scope.spells().lazy()
    apart = (
        pl.col("state1") != pl.col("state2") if directed else pl.col("state1") < pl.col("state2")
    )
    return (
        spells.rename({"state": "state1"})
        .join(spells.rename({"state": "state2"}), how="cross", suffix="2")
        .filter(apart)
        .select(
            *PAIR,
            start=pl.max_horizontal("start", "start2", pl.lit(date(scope.first, 1, 1))),
            end=pl.min_horizontal("end", "end2", pl.lit(date(scope.last + 1, 1, 1))),
        )
        .filter(pl.col("start") < pl.col("end"))
    )


def cut(scope: Scope, groups: Sequence[Group], *, directed: bool) -> pl.DataFrame:
    """The stretches of pairs, cut wherever a group's source has a beginning or an end."""
    whole = pair_spells(scope, directed=directed)
    inside = (pl.col("cut") > pl.col("start")) & (pl.col("cut") < pl.col("end"))
    days = pl.LazyFrame({"cut": sorted(_common_cuts(scope, groups))}, schema={"cut": pl.Date})
    parts = [
        whole.with_columns(cut="start"),
        whole.join(days, how="cross").filter(inside),
    ]
    for keys, cuts in _cuts(scope, groups):
        parts.append(whole.join(cuts, on=keys).filter(inside).select(*PAIR, "start", "end", "cut"))
    return (
        pl.concat(parts)
        .unique()
        .sort(*PAIR, "cut")
        .with_columns(
            end=pl.min_horizontal(pl.col("cut").shift(-1).over(*PAIR, "start"), "end"),
        )
        .select(*PAIR, start="cut", end="end")
        .collect()
    )


def _common_cuts(scope: Scope, groups: Sequence[Group]) -> set[date]:
    """Where a source's coverage begins or ends; every new year where one knows only years."""
    days = set()
    for group in groups:
        if group.spells is None:
            days |= {date(year, 1, 1) for year in range(scope.first, scope.last + 1)}
        for gives in group.gives.values():
            days |= {date(gives.first, 1, 1), date(gives.until + 1, 1, 1)}
    return days


def _cuts(scope: Scope, groups: Sequence[Group]) -> Iterator[tuple[list[str], pl.LazyFrame]]:
    for group in groups:
        if group.spells is None:
            continue
        spells = group.spells(scope)
        ends = pl.concat(
            [
                spells.select(*group.keys, cut="start"),
                spells.select(*group.keys, cut="end"),
            ]
        ).unique()
        if group.level == "state":
            for key in PAIR:
                yield [key], ends.rename({"state": key})
        else:
            yield PAIR, ends
            yield PAIR, ends.rename({"state1": "state2", "state2": "state1"})


def attach(scope: Scope, rows: pl.DataFrame, group: Group, *, directed: bool) -> pl.DataFrame:
    """The rows with the columns of a group whose source knows days."""
    assert group.spells is not None
    spells = group.spells(scope).with_columns(pl.col("start", "end").name.prefix("_"))
    spells = spells.drop("start", "end")
    if group.level == "state":
        for side, key in (("1", "state1"), ("2", "state2")):
            named = spells.rename({"state": key})
            rows = _over(rows, group, named, [key], side)
        return rows
    turned = spells.rename({"state1": "state2", "state2": "state1"})
    if group.level == "dyad" or not directed:
        spells = pl.concat([spells, turned.select(spells.collect_schema().names())])
    return _over(rows, group, spells, PAIR, "")


def _over(
    rows: pl.DataFrame, group: Group, spells: pl.LazyFrame, keys: list[str], side: str
) -> pl.DataFrame:
    lazy = rows.lazy()
    found = (
        lazy.select(*PAIR, "start")
        .join(spells, on=keys)
        .filter(pl.col("_start") <= pl.col("start"), pl.col("start") < pl.col("_end"))
        .group_by(*PAIR, "start")
        .agg(merged(group))
        .rename({name: f"{name}{side}" for name in group.gives})
    )
    joined = lazy.join(found, on=[*PAIR, "start"], how="left", maintain_order="left")
    return joined.with_columns(
        covered(pl.col(f"{name}{side}"), gives).alias(f"{name}{side}")
        for name, gives in group.gives.items()
    ).collect()
