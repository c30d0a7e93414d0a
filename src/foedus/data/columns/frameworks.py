"""Columns for alliances and frameworks: their members and what they promise."""

from datetime import date
from typing import TYPE_CHECKING

from foedus.data.panels.groups import Gives, column_group
from foedus.data.panels.scope import Scope, by_year
from foedus.model.lists import MEMBERS
from foedus.model.provisions import STRENGTH_WORDS, Duty
from foedus.model.time import Interval

if TYPE_CHECKING:
    import polars as pl

_OBLIGATIONS = {
    "defense": "active help if a member is attacked",
    "offense": "active help beyond defence",
    "neutral": "neutrality",
    "nonagg": "not to attack each other",
    "consul": "consultation",
}


@column_group(
    "atop",
    level="alliance",
    needs=("atop",),
    gives={
        "members": Gives("states that were members on any day", 1815, 2018),
        **{
            f"atop_{name}": Gives(f"1 where some member promised {says} (ATOP)", 1815, 2018)
            for name, says in _OBLIGATIONS.items()
        },
    },
)
def atop(scope: Scope) -> "pl.LazyFrame":
    """The members of an alliance, and what they promised."""
    import polars as pl

    members = scope.scan("atop", "members").with_columns(
        pl.col("end").fill_null(pl.date(2019, 1, 1))
    )
    columns = ("atopid", "member", *_OBLIGATIONS)
    return (
        by_year(members, columns, scope.first, scope.last)
        .group_by("atopid", "year")
        .agg(
            pl.col("member").n_unique().cast(pl.Int16).alias("members"),
            *(pl.col(name).max().cast(pl.Int8).alias(f"atop_{name}") for name in _OBLIGATIONS),
        )
    )


_KINDS = {
    "consult": "consult",
    "assist": "assist one attacked",
    "defend": "defend one attacked",
    "refrain": "refrain from force",
    "neutral": "stay neutral",
    "cooperate": "cooperate",
}


@column_group(
    "catalogue",
    level="framework",
    needs=(),
    gives={
        "members": Gives(
            "states that were members on any day; unknown where the list is not complete all year",
            1815,
            2100,
        ),
        "strength": Gives(
            "the strongest duty in force on any day, 0 to 5", 1815, 2100, codes=STRENGTH_WORDS
        ),
        **{
            f"duty_{kind}": Gives(f"1 where a duty to {words} was in force", 1815, 2100)
            for kind, words in _KINDS.items()
        },
    },
)
def catalogue(scope: Scope) -> "pl.LazyFrame":
    """The members of a framework and the duties in force, by the definitions of foedus."""
    import polars as pl

    rows: list[tuple[object, ...]] = []
    for framework in scope.catalogue.frameworks.values():
        members = [
            (party.state, scope.years_in(party.during.clip(framework.during)))
            for party in scope.catalogue.members(framework)
        ]
        duties = [
            (clause.provision.effect, scope.years_in(clause.provision.during.clip(in_force)))
            for clause in scope.catalogue.clauses_of(framework)
            if isinstance(clause.provision.effect, Duty)
            for in_force in (clause.instrument.during,)
        ]
        for year in scope.years_in(framework.during):
            known = scope.catalogue.lists.throughout(
                framework, MEMBERS, Interval(date(year, 1, 1), date(year + 1, 1, 1))
            )
            live = [duty for duty, years in duties if year in years]
            kinds = {kind for duty in live for kind in duty.kinds}
            rows.append(
                (
                    framework.id,
                    year,
                    len({state for state, years in members if year in years}) if known else None,
                    max((duty.strength for duty in live), default=0),
                    *(int(kind in kinds) for kind in _KINDS),
                )
            )
    schema: dict[str, type[pl.DataType]] = {
        "framework": pl.String,
        "year": pl.Int16,
        "members": pl.Int16,
        "strength": pl.Int8,
        **{f"duty_{kind}": pl.Int8 for kind in _KINDS},
    }
    return pl.LazyFrame(rows, schema=schema, orient="row")
