"""Do joint exercises deter, provoke or build trust? Disputes of the year after them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from foedus.questions.health.impact import dyads, pacts
from foedus.questions.health.impact.design import Design
from foedus.questions.health.impact.tested import Plan

if TYPE_CHECKING:
    import polars as pl

    from foedus.data.panels.scope import Scope

FIRST, LAST = 1946, 2010
DATASETS: Final = (*dyads.DATASETS, "mme", "jme")
AHEAD: Final = 2
"""Years within which the exercise of the placebo is yet to come."""
YEARS: Final = {"mme": (1981, 2008), "jme": (1975, 2003)}
"""Those whose year before and two years to come the list covers; JME tails off after 2005."""
ALLY: Final = "ally"
CHALLENGER: Final = "challenger_exercised"
TREATMENTS: Final = {
    CHALLENGER: "the challenger exercised with a third state in the year before",
    "target_exercised": "the target exercised with a third state in the year before",
    "together": "the two exercised together in the year before",
}
ALLIED: Final = {
    "challenger_with_allies": "the challenger exercised with one that had promised to defend it",
    "challenger_with_others": "the challenger exercised with one that had not",
    **{name: says for name, says in TREATMENTS.items() if name != CHALLENGER},
}
PROMISES: Final = {
    "target_defence": "a third state promised to defend the target",
    "challenger_defence": "a third state promised to defend the challenger",
}
CONTROLS: Final = {**PROMISES, **dyads.CONTROLS}
_KUO = (
    "Kuo and Blankenship 2022 (Journal of Conflict Resolution 66): exercises do not escalate in "
    "general; with allies they make escalation less likely"
)


def _plan(identifier: str, says: str, after: str, expects: str, coming: str) -> Plan:
    return Plan(
        id=identifier,
        says=says,
        after=after,
        expects=expects,  # type: ignore[arg-type]
        unit="pair of states (who might start it, target) and year; neighbours or a major power",
        outcome="the first state began a dispute with the second (Gibler, Miller and Little)",
        controls=tuple(CONTROLS.values()),
        errors="clustered by pair of states, whichever comes first",
        placebo=f"{coming} within {AHEAD} years, and did not in the year before",
        baseline="the same model without the column that is asked for",
    )


_CLAIM = "the claim that exercises deter; no study is followed"
PLANS: Final = (
    _plan(
        "challenger",
        "The challenger's exercises (MME), 1981-2008",
        _KUO,
        "neither",
        "the challenger exercises",
    ),
    _plan(
        "allies",
        "The challenger's exercises with allies and with others apart (MME), 1981-2008",
        _KUO,
        "less",
        "the challenger exercises with an ally",
    ),
    _plan(
        "target",
        "The target's exercises (MME), 1981-2008",
        _CLAIM,
        "less",
        "the target exercises",
    ),
    _plan(
        "together",
        "Exercises of the two together (MME), 1981-2008",
        "the claim that exercises build trust; no study is followed",
        "less",
        "the two exercise together",
    ),
    _plan(
        "other-list",
        "The target's exercises by the other list (JME), 1975-2003",
        _CLAIM,
        "less",
        "the target exercises",
    ),
)
_OF: Final = {
    "challenger": CHALLENGER,
    "allies": "challenger_with_allies",
    "target": "target_exercised",
    "together": "together",
    "other-list": "target_exercised",
}
_UNIT: Final = {
    CHALLENGER: ("ccode1",),
    "challenger_with_allies": ("ccode1",),
    "target_exercised": ("ccode2",),
    "together": ("pair",),
}


def designs(scope: "Scope") -> Iterator[Design]:
    """Each design with its rows, within the years of the scope."""
    promised = pacts.promises(scope)
    pairs = dyads.pairs(scope)
    for name, side in (("target_defence", "ccode2"), ("challenger_defence", "ccode1")):
        other = "ccode1" if side == "ccode2" else "ccode2"
        pairs = pacts.against(pairs, promised, "defense", side, other, name)
    frames = {
        dataset: _with_exercises(pairs, partners(scope, dataset, promised), YEARS[dataset])
        for dataset in ("mme", "jme")
    }
    for plan in PLANS:
        of = _OF[plan.id]
        columns = ALLIED if plan.id == "allies" else TREATMENTS
        frame = frames["jme" if plan.id == "other-list" else "mme"]
        yield Design(
            plan=plan,
            frame=frame.rename({f"{of}_ahead": "ahead"}),
            outcome="gml_initiator",
            treatments={of: columns[of], **columns},
            controls=CONTROLS,
            cluster="pair",
            unit=_UNIT[of],
            ahead="ahead",
        )


def partners(scope: "Scope", dataset: str, promised: "pl.DataFrame") -> "pl.DataFrame":
    """Who exercised with whom in which year, both ways; `ally` where the other owed it defence."""
    import polars as pl

    taking_part = scope.scan(dataset, "participants")
    owed = promised.filter(pl.col("defense") == 1).select(
        ccode1="ccode2", ccode2="ccode1", year="year", ally=pl.lit(1, dtype=pl.Int8)
    )
    return (
        taking_part.join(taking_part, on=["exercise", "year"], suffix="2")
        .filter(pl.col("ccode") != pl.col("ccode2"))
        .select(ccode1="ccode", ccode2="ccode2", year=pl.col("year").cast(pl.Int16))
        .unique()
        .join(owed.lazy().unique(), on=["ccode1", "ccode2", "year"], how="left")
        .with_columns(pl.col(ALLY).fill_null(0))
        .collect()
    )


def _with_exercises(
    pairs: "pl.DataFrame", partnered: "pl.DataFrame", years: tuple[int, int]
) -> "pl.DataFrame":
    import polars as pl

    frame = pairs.filter(pl.col("year").is_between(*years))
    before = partnered.with_columns(pl.col("year") + 1)
    after = pl.concat(
        partnered.with_columns(pl.col("year") - back) for back in range(1, AHEAD + 1)
    ).unique(["ccode1", "ccode2", "year", ALLY])
    for table, end in ((before, ""), (after, "_ahead")):
        frame = _marked(frame, table, "ccode1", f"{CHALLENGER}{end}")
        frame = _marked(frame, table, "ccode2", f"target_exercised{end}")
        allies, others = (table.filter(pl.col(ALLY) == value) for value in (1, 0))
        frame = _marked(frame, allies, "ccode1", f"challenger_with_allies{end}")
        frame = _marked(frame, others, "ccode1", f"challenger_with_others{end}")
        both = table.select("ccode1", "ccode2", "year").unique()
        name = f"together{end}"
        marked = both.with_columns(pl.lit(1, dtype=pl.Int8).alias(name))
        frame = dyads.joined(frame, marked, dyads.KEYS, (name,))
    return frame


def _marked(frame: "pl.DataFrame", table: "pl.DataFrame", side: str, name: str) -> "pl.DataFrame":
    """With `name`: 1 where that side exercised with a state other than the one it stands beside."""
    import polars as pl

    other = "ccode2" if side == "ccode1" else "ccode1"
    who = table.select(
        pl.col("ccode1").alias(side), pl.col("ccode2").alias("with"), "year"
    ).unique()
    number = who.group_by(side, "year").agg(number=pl.len())
    own = who.select(side, pl.col("with").alias(other), "year", own=pl.lit(1))
    return (
        frame.join(number, on=[side, "year"], how="left", maintain_order="left")
        .join(own, on=[side, other, "year"], how="left", maintain_order="left")
        .with_columns(
            (pl.col("number").fill_null(0) > pl.col("own").fill_null(0)).cast(pl.Int8).alias(name)
        )
        .drop("number", "own")
    )
