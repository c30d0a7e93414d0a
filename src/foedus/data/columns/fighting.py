"""Fighting inside states, and the peacekeepers who were sent there."""

from typing import TYPE_CHECKING

from foedus.data.panels.groups import Gives, column_group

if TYPE_CHECKING:
    import polars as pl

    from foedus.data.panels.scope import Scope


@column_group(
    "civil-conflict",
    level="state",
    needs=("ucdp-conflict",),
    gives={
        "civil_conflict": Gives(
            "1 where a conflict inside it cost 25 lives or more in battle (UCDP)",
            1946,
            2024,
            absent=0,
        ),
        "civil_war": Gives("1 where one of them cost 1,000 or more", 1946, 2024, absent=0),
        "civil_foreign": Gives("1 where another state sent troops to one", 1946, 2024, absent=0),
        "civil_conflicts": Gives("how many there were", 1946, 2024, absent=0, merge="sum"),
    },
)
def civil_conflict(scope: "Scope") -> "pl.LazyFrame":
    """Armed conflicts inside a state."""
    import polars as pl

    table = scope.years(scope.scan("ucdp-conflict", "civil"))
    return table.group_by(pl.col("ccode").alias("state"), "year").agg(
        civil_conflict=pl.lit(1, dtype=pl.Int8),
        civil_war=(pl.col("intensity").max() == 2).cast(pl.Int8),
        civil_foreign=pl.col("foreign").max(),
        civil_conflicts=pl.len().cast(pl.Int16),
    )


_KINDS = {"troops": "troops", "police": "police", "observers": "military observers and experts"}


@column_group(
    "missions",
    level="state",
    needs=("ipi-missions",),
    gives={
        f"host_{kind}": Gives(
            f"{says} of UN missions on its soil, mean of the year's months", 1991, 2016, absent=0
        )
        for kind, says in _KINDS.items()
    },
)
def missions(scope: "Scope") -> "pl.LazyFrame":
    """UN peacekeepers in a state; a month that the source lacks does not count."""
    import polars as pl

    table = scope.scan("ipi-missions", "missions").with_columns(
        year=pl.col("month").dt.year().cast(pl.Int16)
    )
    months = table.group_by("year").agg(months=pl.col("month").n_unique())
    return scope.years(
        table.group_by(pl.col("ccode").alias("state"), "year")
        .agg(pl.col(*_KINDS).sum())
        .join(months, on="year")
        .select(
            "state",
            "year",
            *((pl.col(kind) / pl.col("months")).alias(f"host_{kind}") for kind in _KINDS),
        )
    )
