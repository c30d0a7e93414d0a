"""Do peacekeepers keep peace? Fighting inside a state in the year after they were there."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from foedus.questions.health.impact.design import Design
from foedus.questions.health.impact.tested import Plan

if TYPE_CHECKING:
    import polars as pl

    from foedus.data.panels.scope import Scope

FIRST, LAST = 1991, 2016
DATASETS: Final = ("cow-states", "ucdp-conflict", "ipi-missions", "geopko", "gdp")
RISK: Final = 5
"""Years after the last fighting for which a state counts as one that may fight again."""
AHEAD: Final = 2
FEWEST: Final = 10
"""Uniformed people, in the mean of a year's months, that make a mission."""
CONTROLS: Final = {
    "fighting": "a conflict inside it cost 25 lives or more that year (UCDP)",
    "war": "one of them cost 1,000 or more",
    "foreign": "another state sent troops to one",
    "several": "logarithm of 1 and the number of conflicts",
    "quiet": "years since there was one",
    "people": "logarithm of its people",
    "income": "logarithm of its income a head",
}
PRESENT: Final = {"present": f"a UN mission of {FEWEST} or more was in it that year"}
KINDS: Final = {
    "troops": "tenfold of troops (logarithm of 1 and their number)",
    "police": "tenfold of police",
    "observers": "tenfold of observers",
}
PLACES: Final = {"places": "twofold of places held by UN troops (Geo-PKO)"}
WAR: Final = {"war": CONTROLS["war"]}
_SENT = (
    "Gilligan and Stedman 2003 (International Studies Review 5): the United Nations go where more "
    "have died, and less where the state is strong (as remembered: of the text the beginning "
    "alone was seen)"
)
_KEPT = (
    "Fortna 2004 (International Studies Quarterly 48): where peacekeepers stay after a civil war, "
    "it comes back less"
)
_LESS = (
    "Hultman, Kathman and Shannon 2014 (American Political Science Review 108): the more armed "
    "troops are sent, the fewer die in battle"
)
SELECTION: Final = "selection"
GEO_FIRST: Final = 1994
NEXT: Final = "a conflict inside it cost 25 lives or more in the next year (UCDP)"


def _plan(identifier: str, says: str, after: str, expects: str, controls: list[str]) -> Plan:
    return Plan(
        id=identifier,
        says=says,
        after=after,
        expects=expects,  # type: ignore[arg-type]
        unit=f"state and year, with a conflict inside it that year or in the {RISK} before",
        outcome=NEXT,
        controls=tuple(CONTROLS[name] for name in controls),
        errors="clustered by state",
        placebo=f"a state without it that has it within {AHEAD} years",
        baseline="the same model without the column that is asked for",
    )


_ALL = [*CONTROLS]
_STILL = ["quiet", "people", "income"]
_AMID = ["war", "foreign", "several", "people", "income"]
_USED: Final = {
    "any": (PRESENT, _ALL),
    "types": (KINDS, _ALL),
    "after": (PRESENT, _STILL),
    "amid": (KINDS, _AMID),
    "places": (PLACES, _ALL),
    "selection": (WAR, [name for name in _ALL if name != "war"]),
}
_SAID: Final = (
    ("any", "Any mission, 1991-2016", _KEPT, "less"),
    ("types", "Troops, with police and observers held fixed, 1991-2016", _LESS, "less"),
    ("after", "Any mission, where there was no fighting that year", _KEPT, "less"),
    ("amid", "Troops, where there was fighting that year", _LESS, "less"),
    (
        "places",
        "Places held by UN troops (Geo-PKO), 1994-2016",
        "Cil, Fjelde, Hultman and Nilsson 2020 (Journal of Peace Research 57), whose data it uses; "
        "no study is followed",
        "less",
    ),
)
PLANS: Final = (
    *(_plan(*said, _USED[said[0]][1]) for said in _SAID),
    Plan(
        id=SELECTION,
        says="Where missions are sent: the effect of war on it",
        after=_SENT,
        expects="more",
        unit="state and year without a mission, at risk as above",
        outcome="a mission is there in the next year",
        controls=tuple(CONTROLS[name] for name in _USED[SELECTION][1]),
        errors="clustered by state",
        placebo="",
        baseline="the same model without the column that is asked for",
    ),
)


def designs(scope: "Scope") -> Iterator[Design]:
    """Each design with its rows, within the years of the scope."""
    import polars as pl

    frame = at_risk(scope)
    rows = {
        "after": frame.filter(pl.col("fighting") == 0),
        "amid": frame.filter(pl.col("fighting") == 1),
        "places": frame.drop_nulls("places"),
        SELECTION: frame.filter(pl.col("present") == 0),
    }
    for plan in PLANS:
        treatments, controls = _USED[plan.id]
        yield Design(
            plan=plan,
            frame=rows.get(plan.id, frame).drop("places" if plan.id != "places" else "sent"),
            outcome="sent" if plan.id == SELECTION else "next",
            treatments=treatments,
            controls={name: CONTROLS[name] for name in controls},
            cluster="ccode",
            unit=("ccode",),
            ahead="" if plan.id == SELECTION else f"{next(iter(treatments))}_ahead",
        )


def at_risk(scope: "Scope") -> "pl.DataFrame":
    """States and years at risk, with who was there, and what happened in the year after."""
    import polars as pl

    from foedus.data.panels.groups import find
    from foedus.data.panels.panel import state_years

    wide = replace(scope, first=scope.first - RISK, last=scope.last, _made={})
    groups = [
        group
        for name in ("civil-conflict", "missions", "gdp")
        for group in find(name, ("state",), "state-year")
    ]
    fought = pl.col("civil_conflict") > 0
    last = pl.when(fought).then("year").forward_fill().over("ccode")
    number = sum((pl.col(f"host_{kind}") for kind in KINDS), pl.lit(0.0))
    states = (
        state_years(wide, groups)
        .sort("ccode", "year")
        .with_columns(quiet=pl.col("year") - last, present=(number >= FEWEST).cast(pl.Int8))
    )
    states = states.join(_places(scope), on=["ccode", "year"], how="left", maintain_order="left")
    for name, there in (
        ("present", pl.col("present") == 1),
        ("troops", pl.col("host_troops") > 0),
        ("places", pl.col("number") > 0),
    ):
        states = _coming(states, there, AHEAD, f"{name}_ahead")
    states = _coming(states, pl.col("present") == 1, 1, "sent")
    next_year = scope.scan("ucdp-conflict", "civil").select(
        "ccode", (pl.col("year") - 1).cast(pl.Int16), next=pl.lit(1, dtype=pl.Int8)
    )
    return (
        states.filter(pl.col("year") >= scope.first, pl.col("quiet") <= RISK)
        .join(next_year.unique().collect(), on=["ccode", "year"], how="left")
        .select(
            "ccode",
            "year",
            "present",
            "sent",
            pl.selectors.ends_with("_ahead"),
            *((pl.col(f"host_{kind}") + 1).log10().alias(kind) for kind in KINDS),
            pl.when(pl.col("year") >= GEO_FIRST)
            .then((pl.col("number").fill_null(0) + 1).log(2))
            .alias("places"),
            pl.col("next").fill_null(0),
            pl.col("quiet").cast(pl.Int16),
            fighting="civil_conflict",
            war="civil_war",
            foreign="civil_foreign",
            several=(pl.col("civil_conflicts") + 1).log(),
            people=pl.col("pwtpop").log(),
            income=pl.col("mrgdppc").log(),
        )
        .drop_nulls(["people", "income", "troops"])
        .sort("year", "ccode")
    )


def _coming(states: "pl.DataFrame", there: "pl.Expr", years: int, name: str) -> "pl.DataFrame":
    """With `name`: 1 where it is there in one of so many years to come."""
    import polars as pl

    rows = states.filter(there).select("ccode", "year")
    before = pl.concat(
        rows.with_columns((pl.col("year") - back).cast(pl.Int16)) for back in range(1, years + 1)
    ).unique()
    return states.join(
        before.with_columns(pl.lit(1, dtype=pl.Int8).alias(name)),
        on=["ccode", "year"],
        how="left",
        maintain_order="left",
    ).with_columns(pl.col(name).fill_null(0))


def _places(scope: "Scope") -> "pl.DataFrame":
    """How many places UN troops held in a state and year; hosts are those of the list of missions.

    Geo-PKO's extract has no states; a mission that is not in the other list has no host here.
    """
    import polars as pl

    hosts = scope.scan("ipi-missions", "missions").select("mission", "ccode").unique()
    held = scope.scan("geopko", "locations").join(hosts, on="mission")
    return held.group_by("ccode", "year").agg(number=pl.len()).collect()
