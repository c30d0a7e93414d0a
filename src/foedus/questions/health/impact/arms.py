"""Do limits on arms keep the peace? Disputes between states that are bound by the same ones."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from foedus.questions.health.impact import dyads
from foedus.questions.health.impact.design import Design
from foedus.questions.health.impact.tested import Plan

if TYPE_CHECKING:
    import polars as pl

    from foedus.catalogue.catalogue import Catalogue
    from foedus.data.panels.scope import Scope
    from foedus.model.time import Interval

FIRST, LAST = 1975, 2010
DATASETS: Final = dyads.DATASETS
AHEAD: Final = 5
BOUND: Final = {"bound": "both are bound by it"}
FRAMEWORKS: Final = {
    "forces": ("cfe",),
    "openness": ("vienna-document", "open-skies"),
    "mines": ("ottawa",),
}
"""Those of the catalogue; bound is who is a member on any day of the year."""


def _plan(identifier: str, says: str, after: str) -> Plan:
    return Plan(
        id=identifier,
        says=says,
        after=after,
        expects="less",
        unit="pair of states and year, once; neighbours or a major power",
        outcome="a dispute began between the two (Gibler, Miller and Little)",
        controls=tuple(dyads.ONCE.values()),
        errors="clustered by pair of states",
        placebo=f"a pair that is not bound, and will be within {AHEAD} years",
        baseline="the same model without the column that is asked for",
    )


_CLAIM = "the claim that arms control keeps the peace; no study is followed"
PLANS: Final = (
    _plan("forces", "Both bound by the treaty on forces in Europe (CFE), 1975-2010", _CLAIM),
    _plan(
        "openness",
        "Both bound by the Vienna Document or Open Skies, 1975-2010",
        "the claim that notification and inspection build confidence; no study is followed",
    ),
    _plan(
        "mines",
        "Both bound by the Ottawa Convention, 1975-2010",
        f"{_CLAIM}. A treaty on mines should hardly move disputes: what it seems to do measures "
        "who joins treaties",
    ),
)


def designs(scope: "Scope") -> Iterator[Design]:
    """Each design with its rows, within the years of the scope."""
    pairs = dyads.once(dyads.pairs(scope))
    for plan in PLANS:
        years = bound(scope.catalogue, FRAMEWORKS[plan.id], scope.first, scope.last + AHEAD)
        yield Design(
            plan=plan,
            frame=_marked(pairs, years),
            outcome="gml_onset",
            treatments=BOUND,
            controls=dyads.ONCE,
            cluster="pair",
            unit=("pair",),
            ahead="ahead",
        )


def bound(
    catalogue: "Catalogue", frameworks: tuple[str, ...], first: int, last: int
) -> "pl.DataFrame":
    """Who was bound in which year by any of some frameworks: `framework`, `ccode`, `year`."""
    import polars as pl

    rows = {
        (name, code.code, year)
        for name in frameworks
        for party in catalogue.members(catalogue.frameworks[name])
        for code in catalogue.states[party.state].cow
        for year in range(first, last + 1)
        if _in(year, party.during) and _in(year, code.during)
    }
    schema = {"framework": pl.String, "ccode": pl.Int16, "year": pl.Int16}
    return pl.DataFrame(sorted(rows), schema=schema, orient="row")


def _in(year: int, during: "Interval") -> bool:
    return during.start.year <= year and during.end > date(year, 1, 1)


def _marked(pairs: "pl.DataFrame", years: "pl.DataFrame") -> "pl.DataFrame":
    """With `bound`, and `ahead` where the two will be bound in a year to come."""
    import polars as pl

    both = (
        years.join(years, on=["framework", "year"], suffix="2")
        .filter(pl.col("ccode") < pl.col("ccode2"))
        .select(ccode1="ccode", ccode2="ccode2", year="year")
        .unique()
    )
    coming = pl.concat(
        both.with_columns((pl.col("year") - back).cast(pl.Int16)) for back in range(1, AHEAD + 1)
    ).unique()
    for table, name in ((both, "bound"), (coming, "ahead")):
        marked = table.with_columns(pl.lit(1, dtype=pl.Int8).alias(name))
        pairs = dyads.joined(pairs, marked, dyads.KEYS, (name,))
    return pairs
