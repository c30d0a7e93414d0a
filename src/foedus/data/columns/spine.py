"""The spine: alliance obligations, capabilities, contiguity and major powers."""

from typing import TYPE_CHECKING

from foedus.data.panels.groups import Gives, column_group
from foedus.data.panels.scope import by_year

if TYPE_CHECKING:
    import polars as pl

    from foedus.data.panels.scope import Scope

_ATOP = {"first": 1815, "last": 2018, "absent": 0}
_WORDS = {
    "alliance": "is in an alliance with the second",
    "defense": "promised active help if the second is attacked",
    "offense": "promised active help beyond defence",
    "neutral": "promised neutrality in the second's wars",
    "nonagg": "promised not to attack the second",
    "consul": "promised to consult the second",
}
OBLIGATIONS = {
    f"atop_{name}": Gives(f"1 where the first state {says} (ATOP)", **_ATOP)  # type: ignore[arg-type]
    for name, says in _WORDS.items()
}


def _obligations(table: "pl.LazyFrame", *more: str) -> "pl.LazyFrame":
    import polars as pl

    one = pl.lit(1, dtype=pl.Int8).alias("atop_alliance")
    names = [name for name in _WORDS if name != "alliance"]
    return table.select(
        pl.col("ccode1").alias("state1"),
        pl.col("ccode2").alias("state2"),
        *more,
        one,
        *(pl.col(name).alias(f"atop_{name}") for name in names),
    )


def _obligation_spells(scope: "Scope") -> "pl.LazyFrame":
    return _obligations(scope.scan("atop", "obligations"), "start", "end")


@column_group(
    "atop",
    level="directed",
    needs=("atop",),
    gives=OBLIGATIONS,
    spells=_obligation_spells,
)
def atop(scope: "Scope") -> "pl.LazyFrame":
    """What the first state owed the second under any alliance."""
    return scope.years(_obligations(scope.scan("atop", "dyad_years"), "year"))


_CAPABILITIES = {
    "milex": "military expenditure (thousands: of pounds to 1913, of US dollars from 1914)",
    "milper": "military personnel (thousands)",
    "irst": "iron and steel production (thousands of tons)",
    "pec": "primary energy consumption (thousands of coal-ton equivalents)",
    "tpop": "total population (thousands)",
    "upop": "urban population (thousands)",
    "cinc": "composite index of national capability: share of the system's total",
}


@column_group(
    "capabilities",
    level="state",
    needs=("nmc",),
    gives={name: Gives(says, 1816, 2016, newer=True) for name, says in _CAPABILITIES.items()},
)
def capabilities(scope: "Scope") -> "pl.LazyFrame":
    """National material capabilities."""
    import polars as pl

    table = scope.scan("nmc", "capabilities").rename({"ccode": "state"})
    return scope.years(table).select("state", pl.col("year"), *_CAPABILITIES)


@column_group(
    "contiguity",
    level="dyad",
    needs=("cow-contiguity",),
    gives={
        "conttype": Gives(
            "contiguity: 1 land or river, 2 to 5 water of up to 12, 24, 150 and 400 miles, 0 none",
            1816,
            2016,
            absent=0,
            merge="min",
            codes={
                0: "none",
                1: "land or river",
                2: "water, up to 12 miles",
                3: "water, up to 24 miles",
                4: "water, up to 150 miles",
                5: "water, up to 400 miles",
            },
        )
    },
)
def contiguity(scope: "Scope") -> "pl.LazyFrame":
    """Direct contiguity; the closest where it changed within a year."""
    import polars as pl

    table = scope.scan("cow-contiguity", "contiguity")
    keyed = scope.years(table.rename({"ccode1": "state1", "ccode2": "state2"}))
    return keyed.group_by("state1", "state2", "year").agg(pl.col("conttype").min())


def _major_spells(scope: "Scope") -> "pl.LazyFrame":
    import polars as pl

    one = pl.lit(1, dtype=pl.Int8).alias("major")
    return scope.scan("cow-states", "majors").select(
        pl.col("ccode").alias("state"), "start", "end", one
    )


@column_group(
    "majors",
    level="state",
    needs=("cow-states",),
    gives={"major": Gives("1 where it was a major power on any day", 1816, 2016, absent=0)},
    spells=_major_spells,
)
def majors(scope: "Scope") -> "pl.LazyFrame":
    """Major powers."""
    return by_year(_major_spells(scope), ("state", "major"), scope.first, scope.last).unique()
