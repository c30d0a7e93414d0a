"""Pairs of states that could well fight, year by year, with what bears on whether they do."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from foedus.data.panels.groups import Group, Level, find

if TYPE_CHECKING:
    import polars as pl

    from foedus.data.panels.scope import Scope

FIRST, LAST = 1816, 2010
LEVELS: Final[tuple[Level, ...]] = ("state", "dyad", "directed")
USED: Final = {
    "contiguity": ("conttype",),
    "majors": ("major",),
    "capabilities": ("cinc",),
    "democracy": ("polity2",),
    "disputes-gml": ("gml_disputes", "gml_onset", "gml_initiator"),
    "distance": ("capital_distance",),
    "similarity": ("s",),
}
DATASETS: Final = (
    "cow-states",
    "cow-contiguity",
    "nmc",
    "democracy",
    "gml-mid",
    "cow-capitals",
    "atop",
)
SETTING: Final = {
    "distance": "logarithm of the kilometres between the capitals",
    "strength": "the first state's share of the capabilities of the two (CINC)",
    "democracies": "both are democracies (Polity 6 or more)",
    "likeness": "likeness of their alliance portfolios (S)",
}
PEACE: Final = {
    "peace": "tens of years since their last dispute",
    "peace2": "its square",
    "peace3": "its cube",
}
CONTROLS: Final = {**SETTING, **PEACE}
ONCE: Final = {**CONTROLS, "strength": "the stronger's share of the capabilities of the two (CINC)"}
"""What is held fixed where each pair stands once."""
KEYS: Final = ("ccode1", "ccode2", "year")


def _groups(names: Sequence[str]) -> list[Group]:
    """The groups, each with the columns that are used of it alone."""
    return [
        replace(group, gives={column: group.gives[column] for column in USED[name]})
        for name in names
        for group in find(name, LEVELS, "dyad-year")
    ]


def _relevant(scope: "Scope") -> "pl.DataFrame":
    """Neighbours, by land or over water, and pairs with a major power in them; both ways."""
    import polars as pl

    from foedus.data.panels.grid import DyadYears
    from foedus.data.panels.panel import table_of

    near, strong = (table_of(scope, group) for group in _groups(("contiguity", "majors")))
    majors = strong.filter(pl.col("major") == 1).select("year", state1="state")
    powers = majors.join(scope.states().rename({"state": "state2"}), on="year").filter(
        pl.col("state1") != pl.col("state2")
    )
    keys = ("state1", "state2", "year")
    one_way = pl.concat(
        [table.select(pl.col(*keys).cast(pl.Int16)) for table in (near, powers)]
    ).unique()
    rows = pl.concat(
        [one_way, one_way.select(state1="state2", state2="state1", year="year")]
    ).unique()
    _, both_there = DyadYears(scope, directed=True).places(
        rows["year"], rows["state1"], rows["state2"]
    )
    return rows.filter(pl.Series(both_there)).sort("year", "state1", "state2")


def pairs(scope: "Scope") -> "pl.DataFrame":
    """Politically relevant pairs, with the controls; a row in which one is not known stays out.

    Peace is counted within these rows, from the last dispute of the two or from their first row.
    """
    import polars as pl

    from foedus.data.panels.panel import attach_years

    rows = _relevant(scope)
    wanted = [name for name in USED if name not in ("contiguity", "majors")]
    whole = attach_years(scope, rows, _groups(wanted), directed=True).rename(
        {"state1": "ccode1", "state2": "ccode2"}
    )
    both = pl.col("cinc1") + pl.col("cinc2")
    return (
        with_peace(whole)
        .with_columns(
            pair=pl.min_horizontal("ccode1", "ccode2").cast(pl.Int32) * 1000
            + pl.max_horizontal("ccode1", "ccode2"),
            distance=(pl.col("capital_distance") + 1).log(),
            strength=pl.when(both > 0).then(pl.col("cinc1") / both),
            democracies=((pl.col("polity21") >= 6) & (pl.col("polity22") >= 6)).cast(pl.Int8),
            likeness=pl.col("s"),
        )
        .select(*KEYS, "pair", "gml_onset", "gml_initiator", *CONTROLS)
        .drop_nulls()
    )


def once(frame: "pl.DataFrame") -> "pl.DataFrame":
    """Each pair once; its strength is the share of the stronger."""
    import polars as pl

    return frame.filter(pl.col("ccode1") < pl.col("ccode2")).with_columns(
        strength=pl.max_horizontal("strength", 1 - pl.col("strength"))
    )


def with_peace(frame: "pl.DataFrame") -> "pl.DataFrame":
    """With `peace`, in tens of years, its square and its cube (Carter and Signorino 2010)."""
    import polars as pl

    pair = ["ccode1", "ccode2"]
    fought = pl.when(pl.col("gml_disputes") > 0).then("year")
    return (
        frame.sort(*KEYS)
        .with_columns(
            since=pl.coalesce(
                fought.shift(1).forward_fill().over(pair) + 1, pl.col("year").first().over(pair)
            )
        )
        .with_columns(peace=(pl.col("year") - pl.col("since")) / 10)
        .with_columns(peace2=pl.col("peace") ** 2, peace3=pl.col("peace") ** 3)
    )


def joined(
    frame: "pl.DataFrame", table: "pl.DataFrame", on: Sequence[str], columns: Sequence[str]
) -> "pl.DataFrame":
    """With columns of a table that are 0 where it has no row."""
    import polars as pl

    return frame.join(table, on=list(on), how="left", maintain_order="left").with_columns(
        pl.col(*columns).fill_null(0).cast(pl.Int8)
    )
