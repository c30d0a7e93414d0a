"""Democracy, income, defence expenditure, and contributions to peacekeeping."""

from typing import TYPE_CHECKING

from foedus.data.panels.groups import Gives, column_group

if TYPE_CHECKING:
    import polars as pl

    from foedus.data.panels.scope import Scope

_DEMOCRACY = {
    "euds": Gives("extended Unified Democracy Score", 1816, 2025),
    "aeuds": Gives("extended Unified Democracy Score, centred on the usual cut", 1816, 2025),
    "polity2": Gives("Polity score, -10 autocracy to 10 democracy", 1816, 2018),
    "v2x_polyarchy": Gives("V-Dem electoral democracy, 0 to 1", 1816, 2024),
}


@column_group("democracy", level="state", needs=("democracy",), gives=_DEMOCRACY)
def democracy(scope: "Scope") -> "pl.LazyFrame":
    """Democracy scores."""
    table = scope.years(scope.scan("democracy", "democracy"))
    return table.rename({"ccode": "state"}).select("state", "year", *_DEMOCRACY)


_ECONOMY = {
    "mrgdppc": Gives(
        "real GDP a head, 2011 international dollars (Maddison, estimated)", 1816, 2019
    ),
    "pwtrgdp": Gives(
        "real GDP, millions of 2017 international dollars (Penn World Table, estimated)", 1816, 2019
    ),
    "pwtpop": Gives("population, millions (Penn World Table, estimated)", 1816, 2019),
}


@column_group("gdp", level="state", needs=("gdp",), gives=_ECONOMY)
def gdp(scope: "Scope") -> "pl.LazyFrame":
    """Income and population."""
    table = scope.years(scope.scan("gdp", "economy"))
    return table.rename({"ccode": "state"}).select("state", "year", *_ECONOMY)


@column_group(
    "nato-expenditure",
    level="state",
    needs=("nato-expenditure",),
    gives={
        "nato_share": Gives("defence expenditure, per cent of GDP (NATO's definition)", 2014, 2024),
        "nato_estimate": Gives("1 where NATO gives the share as an estimate", 2014, 2024),
    },
)
def nato_expenditure(scope: "Scope") -> "pl.LazyFrame":
    """Defence expenditure of NATO's members."""
    table = scope.years(scope.scan("nato-expenditure", "expenditure"))
    return table.select(
        "year", state="ccode", nato_share="share", nato_estimate="estimate"
    ).drop_nulls("nato_share")


@column_group(
    "peacekeeping",
    level="state",
    needs=("ipi-peacekeeping",),
    gives={
        f"pko_{kind}": Gives(
            f"{says} in UN missions, mean of the year's months", 1991, 2013, absent=0
        )
        for kind, says in (
            ("troops", "troops"),
            ("police", "police"),
            ("experts", "experts and observers"),
        )
    },
)
def peacekeeping(scope: "Scope") -> "pl.LazyFrame":
    """Contributions to UN peacekeeping; a month that the source lacks does not count."""
    import polars as pl

    table = scope.scan("ipi-peacekeeping", "by_month").with_columns(
        year=pl.col("month").dt.year().cast(pl.Int16)
    )
    months = table.group_by("year").agg(pl.col("month").n_unique().alias("months"))
    kinds = ("troops", "police", "experts")
    return scope.years(
        table.group_by(pl.col("ccode").alias("state"), "year")
        .agg(pl.col(*kinds).sum())
        .join(months, on="year")
        .select("state", "year", *((pl.col(k) / pl.col("months")).alias(f"pko_{k}") for k in kinds))
    )


@column_group(
    "sipri",
    level="state",
    needs=("sipri",),
    gives={
        "sipri_dollars": Gives(
            "military expenditure, millions of constant US dollars", 1949, 2024, newer=True
        ),
        "sipri_share": Gives(
            "military expenditure as a share of GDP, 0 to 1", 1949, 2024, newer=True
        ),
    },
)
def sipri(scope: "Scope") -> "pl.LazyFrame":
    """Military expenditure, from the SIPRI workbook that the user brought."""
    table = scope.years(scope.scan("sipri", "expenditure"))
    return table.select("year", state="ccode", sipri_dollars="dollars", sipri_share="share")
