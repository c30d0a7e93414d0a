"""Do defence pacts deter? Disputes begun, by what had been promised to the two states."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from foedus.questions.health.impact import dyads, pacts
from foedus.questions.health.impact.design import Design
from foedus.questions.health.impact.tested import Plan

if TYPE_CHECKING:
    import polars as pl

    from foedus.data.panels.scope import Scope

FIRST, LAST = dyads.FIRST, dyads.LAST
DATASETS: Final = dyads.DATASETS
UNIT: Final = "pair of states (who might start it, target) and year; neighbours or a major power"
BEGUN: Final = "the first state began a dispute with the second (Gibler, Miller and Little)"
ERRORS: Final = "clustered by pair of states, whichever comes first"
COMING: Final = f"a target without a promise that gets one within {pacts.AHEAD} years"
BASELINE: Final = "the same model without the column that is asked for"
TARGET: Final = "target_defence"
TREATMENTS: Final = {
    TARGET: "a third state promised to defend the target",
    "challenger_defence": "a third state promised to defend the challenger",
    "challenger_offence": "a third state promised the challenger help in attack",
    "challenger_neutrality": "a third state promised the challenger neutrality",
}
_SIDES: Final = {
    TARGET: ("defense", "ccode2", "ccode1"),
    "challenger_defence": ("defense", "ccode1", "ccode2"),
    "challenger_offence": ("offense", "ccode1", "ccode2"),
    "challenger_neutrality": ("neutral", "ccode1", "ccode2"),
}
NEW: Final = {
    "new_defence": f"a third state promised to defend the target in the last {pacts.AHEAD} years",
    "old_defence": "a third state promised it earlier",
    **{name: says for name, says in TREATMENTS.items() if name != TARGET},
}
MUTUAL: Final = {"mutual_defence": "each of the two promised to defend the other"}


def _plan(identifier: str, says: str, after: str, expects: str, **other: str) -> Plan:
    given = {"unit": UNIT, "outcome": BEGUN, "placebo": COMING, **other}
    return Plan(
        id=identifier,
        says=says,
        after=after,
        expects=expects,  # type: ignore[arg-type]
        controls=tuple((dyads.ONCE if identifier == "mutual" else dyads.CONTROLS).values()),
        errors=ERRORS,
        baseline=BASELINE,
        **given,
    )


_LEEDS = (
    "Leeds 2003 (American Journal of Political Science 47): fewer disputes where the target has "
    "a defence pact, more where the challenger has promises of offence or neutrality"
)
_BOTH = (
    "Johnson and Leeds 2011 (Foreign Policy Analysis 7): defence pacts deter, 1816 to 2000, and do "
    "not embolden those who have them"
)
_KENWICK = (
    "Kenwick, Vasquez and Powers 2015 (Journal of Politics 77): in the years after an alliance is "
    "made, before nuclear weapons, disputes become more likely"
)
PLANS: Final = (
    _plan("leeds", "Any ally counts, 1816-1944", _LEEDS, "less"),
    _plan("johnson-leeds", "Any ally counts, 1816-2000", _BOTH, "less"),
    _plan("since-1945", "Any ally counts, 1945-2010", _BOTH, "less"),
    _plan(
        "terms",
        "Only promises whose terms hold against that challenger, 1816-2000",
        f"{_BOTH}; they keep allies whose treaty covers the adversary, and so does this design "
        "as far as ATOP codes it: conditions of adversary, place and conflict; a promise against "
        "an adversary that ATOP does not name is not counted",
        "less",
    ),
    _plan("formation", "New and older promises apart, 1816-1944", _KENWICK, "more"),
    _plan(
        "formation-since-1945",
        "New and older promises apart, 1945-2010",
        f"{_KENWICK}; since then some alliances reduce disputes",
        "less",
    ),
    _plan(
        "mutual",
        "A pact between the two, 1816-2010",
        "the non-directed design of dangerous dyads (Bremer 1992, Journal of Conflict Resolution "
        "36): allies fight each other less, once the rest is held fixed",
        "less",
        unit="pair of states and year, once; neighbours or a major power",
        outcome="a dispute began between the two (Gibler, Miller and Little)",
        placebo=f"a pair without a pact that makes one within {pacts.AHEAD} years",
    ),
)
YEARS: Final = {
    "leeds": (1816, 1944),
    "johnson-leeds": (1816, 2000),
    "since-1945": (1945, 2010),
    "terms": (1816, 2000),
    "formation": (1816, 1944),
    "formation-since-1945": (1945, 2010),
    "mutual": (1816, 2010),
}


def designs(scope: "Scope") -> Iterator[Design]:
    """Each design with its rows, within the years of the scope."""
    promised = pacts.promises(scope, ahead=pacts.AHEAD)
    directed = _with_promises(dyads.pairs(scope), promised)
    directed = pacts.against(
        directed, pacts.ahead(promised), "defense", "ccode2", "ccode1", "ahead"
    )
    plans = {plan.id: plan for plan in PLANS}
    frames = {
        **dict.fromkeys(("leeds", "johnson-leeds", "since-1945"), directed),
        "terms": _by_terms(directed, promised),
        **dict.fromkeys(("formation", "formation-since-1945"), _by_age(directed, promised)),
    }
    for name, frame in frames.items():
        yield Design(
            plan=plans[name],
            frame=_within(frame, name),
            outcome="gml_initiator",
            treatments=NEW if name.startswith("formation") else TREATMENTS,
            controls=dyads.CONTROLS,
            cluster="pair",
            unit=("ccode2",),
            ahead="ahead",
        )
    yield Design(
        plan=plans["mutual"],
        frame=_within(_mutual(dyads.once(directed), promised), "mutual"),
        outcome="gml_onset",
        treatments=MUTUAL,
        controls=dyads.ONCE,
        cluster="pair",
        unit=("pair",),
        ahead="ahead",
    )


def _within(frame: "pl.DataFrame", name: str) -> "pl.DataFrame":
    import polars as pl

    return frame.filter(pl.col("year").is_between(*YEARS[name]))


def _with_promises(frame: "pl.DataFrame", promised: "pl.DataFrame") -> "pl.DataFrame":
    for name, (obligation, to, other) in _SIDES.items():
        frame = pacts.against(frame, promised, obligation, to, other, name)
    return frame


def _by_terms(frame: "pl.DataFrame", promised: "pl.DataFrame") -> "pl.DataFrame":
    frame = frame.drop(_SIDES)
    for name, (obligation, to, other) in _SIDES.items():
        unlimited = pacts.unlimited(promised, obligation)
        frame = pacts.against(frame, unlimited, obligation, to, other, name)
        frame = pacts.named(frame, promised, obligation, to, other, name)
    coming = pacts.ahead(pacts.unlimited(promised, "defense"))
    return pacts.against(frame.drop("ahead"), coming, "defense", "ccode2", "ccode1", "ahead")


def _by_age(frame: "pl.DataFrame", promised: "pl.DataFrame") -> "pl.DataFrame":
    import polars as pl

    new = pl.col("year") - pl.col("made") < pacts.AHEAD
    for name, kept in (("new_defence", new), ("old_defence", ~new)):
        frame = pacts.against(frame, promised.filter(kept), "defense", "ccode2", "ccode1", name)
    # where an older promise runs on, none is yet to come
    return frame.with_columns(pl.col("ahead") * (1 - pl.col("old_defence")))


def _mutual(frame: "pl.DataFrame", promised: "pl.DataFrame") -> "pl.DataFrame":
    both = pacts.between(promised)
    coming = pacts.between(pacts.ahead(promised))
    keys = ("ccode1", "ccode2", "year")
    frame = dyads.joined(
        frame.drop("ahead"), both.rename({"both": "mutual_defence"}), keys, ("mutual_defence",)
    )
    return dyads.joined(frame, coming.rename({"both": "ahead"}), keys, ("ahead",))
