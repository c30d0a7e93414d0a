"""Disputes, wars, rivalries, and the years of peace since."""

from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.data.panels.groups import Gives, column_group
from foedus.data.panels.scope import by_year

if TYPE_CHECKING:
    import polars as pl

    from foedus.data.panels.scope import Scope


_HOSTILITY = {
    1: "no militarised action",
    2: "threat to use force",
    3: "display of force",
    4: "use of force",
    5: "war",
}


def _dispute_columns(prefix: str, whose: str) -> dict[str, Gives]:
    first, last = 1816, 2010
    return {
        f"{prefix}_disputes": Gives(
            f"disputes in which the two faced each other ({whose})",
            first,
            last,
            absent=0,
            merge="sum",
        ),
        f"{prefix}_onset": Gives(f"1 where such a dispute began ({whose})", first, last, absent=0),
        f"{prefix}_initiator": Gives(
            f"1 where the first state began one: it was on side A from the first day ({whose})",
            first,
            last,
            absent=0,
        ),
        f"{prefix}_hostility": Gives(
            f"the first state's highest hostility, 1 none to 5 war; null without a dispute "
            f"({whose})",
            first,
            last,
            codes=_HOSTILITY,
        ),
    }


def _disputes(table: "pl.LazyFrame", prefix: str) -> "pl.LazyFrame":
    import polars as pl

    return table.group_by(
        pl.col("ccode1").alias("state1"), pl.col("ccode2").alias("state2"), "year"
    ).agg(
        pl.col("dispnum").n_unique().cast(pl.Int8).alias(f"{prefix}_disputes"),
        pl.col("onset").max().alias(f"{prefix}_onset"),
        pl.col("initiator").max().alias(f"{prefix}_initiator"),
        pl.col("hostlev1").max().alias(f"{prefix}_hostility"),
    )


@column_group(
    "disputes",
    level="directed",
    needs=("cow-mid",),
    gives=_dispute_columns("mid", "COW MID 4.3"),
)
def disputes(scope: "Scope") -> "pl.LazyFrame":
    """Militarised disputes between the first and the second state (Correlates of War)."""
    return _disputes(scope.years(scope.scan("cow-mid", "dyad_years")), "mid")


@column_group(
    "disputes-gml",
    level="directed",
    needs=("gml-mid",),
    gives=_dispute_columns("gml", "GML 2.2.1"),
)
def disputes_gml(scope: "Scope") -> "pl.LazyFrame":
    """Militarised disputes between the first and the second state (Gibler, Miller and Little)."""
    return _disputes(scope.years(scope.scan("gml-mid", "dyad_years")), "gml")


@column_group(
    "wars",
    level="directed",
    needs=("cow-war",),
    gives={
        "war": Gives("1 where the two were at war with each other", 1816, 2007, absent=0),
        "war_onset": Gives("1 where such a war began for the pair", 1816, 2007, absent=0),
        "war_initiator": Gives("1 where the first state initiated it", 1816, 2007, absent=0),
    },
)
def wars(scope: "Scope") -> "pl.LazyFrame":
    """Inter-state wars between the first and the second state."""
    import polars as pl

    table = scope.years(scope.scan("cow-war", "dyad_years"))
    return table.group_by(
        pl.col("ccode1").alias("state1"), pl.col("ccode2").alias("state2"), "year"
    ).agg(
        pl.lit(1, dtype=pl.Int8).alias("war"),
        pl.col("onset").max().alias("war_onset"),
        pl.col("initiator").max().alias("war_initiator"),
    )


_TYPES = ("spatial", "positional", "ideological", "interventionary")


def _rivalry_spells(scope: "Scope", dataset: str, name: str) -> "pl.LazyFrame":
    import polars as pl

    return scope.scan(dataset, "rivalries").select(
        pl.col("ccode1").alias("state1"),
        pl.col("ccode2").alias("state2"),
        "start",
        "end",
        pl.lit(1, dtype=pl.Int8).alias(name),
        *(pl.col(kind).alias(f"{name}_{kind}") for kind in _TYPES),
    )


def _rivalries(scope: "Scope", dataset: str, name: str) -> "pl.LazyFrame":
    import polars as pl

    columns = (name, *(f"{name}_{kind}" for kind in _TYPES))
    spells = _rivalry_spells(scope, dataset, name)
    years = by_year(spells, ("state1", "state2", *columns), scope.first, scope.last)
    return years.group_by("state1", "state2", "year").agg(pl.col(*columns).max())


def _rivalry_columns(name: str, whose: str, last: int) -> dict[str, Gives]:
    return {
        name: Gives(f"1 where the two were strategic rivals ({whose})", 1816, last, absent=0),
        **{
            f"{name}_{kind}": Gives(
                f"1 where the rivalry was {kind} ({whose})", 1816, last, absent=0
            )
            for kind in _TYPES
        },
    }


@column_group(
    "rivalries",
    level="dyad",
    needs=("tss-rivalries",),
    gives=_rivalry_columns("rivalry", "Thompson, Sakuwa and Suhas", 2020),
)
def rivalries(scope: "Scope") -> "pl.LazyFrame":
    """Strategic rivalries (Thompson, Sakuwa and Suhas 2021)."""
    return _rivalries(scope, "tss-rivalries", "rivalry")


@column_group(
    "rivalries-td",
    level="dyad",
    needs=("td-rivalries",),
    gives=_rivalry_columns("td_rivalry", "Thompson and Dreyer", 2010),
)
def rivalries_td(scope: "Scope") -> "pl.LazyFrame":
    """Strategic rivalries (Thompson and Dreyer 2012)."""
    return _rivalries(scope, "td-rivalries", "td_rivalry")


@column_group(
    "peace-years",
    level="dyad",
    needs=("cow-mid", "cow-states"),
    gives={
        "peace_years": Gives(
            "full years since the pair's last dispute, or else since both were states (COW MID)",
            1816,
            2010,
        )
    },
)
def peace_years(scope: "Scope") -> "pl.LazyFrame":
    """Years of peace: 0 in the year after a dispute, and in the first year of the pair."""
    import polars as pl

    whole = replace(scope, universe="cow", first=1816, last=min(scope.last, 2010), _made={})
    states = whole.states().lazy()
    pairs = (
        states.rename({"state": "state1"})
        .join(states.rename({"state": "state2"}), on="year")
        .filter(pl.col("state1") < pl.col("state2"))
        .sort("state1", "state2", "year")
    )
    events = (
        scope.scan("cow-mid", "dyad_years")
        .select(state1="ccode1", state2="ccode2", year="year", event="year")
        .unique()
    )
    pair = ["state1", "state2"]
    start = pl.when(pl.col("year") != pl.col("year").shift(1).over(pair) + 1).then(pl.col("year"))
    begun = pl.coalesce(start, pl.when(pl.col("year").shift(1).over(pair).is_null()).then("year"))
    after = pl.col("event").shift(1).over(pair) + 1
    since = pl.max_horizontal(begun.forward_fill().over(pair), after.forward_fill().over(pair))
    return scope.years(
        pairs.join(events, on=[*pair, "year"], how="left", maintain_order="left").select(
            *pair, "year", peace_years=(pl.col("year") - since).cast(pl.Int16)
        )
    )


@column_group(
    "territorial-claims",
    level="dyad",
    needs=("icow-claims",),
    gives={
        "claims": Gives(
            "claims of one of the two on territory of the other (ICOW)", 1816, 2001, absent=0
        ),
        "claim_salience": Gives(
            "how much the one that matters most does, 0 to 12; null without a claim (ICOW)",
            1816,
            2001,
        ),
    },
)
def territorial_claims(scope: "Scope") -> "pl.LazyFrame":
    """Territorial claims between two states, whoever claims."""
    import polars as pl

    table = scope.years(scope.scan("icow-claims", "claims"))
    pair = ("challenger", "target")
    return table.group_by(
        pl.min_horizontal(*pair).alias("state1"), pl.max_horizontal(*pair).alias("state2"), "year"
    ).agg(pl.len().cast(pl.Int8).alias("claims"), pl.col("salience").max().alias("claim_salience"))
