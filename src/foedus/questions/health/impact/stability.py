"""Do stable and dense networks of alliances keep the peace? By epoch, states and pairs of them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from foedus.questions.health.impact import dyads
from foedus.questions.health.impact.design import Design
from foedus.questions.health.impact.tested import Plan

if TYPE_CHECKING:
    import polars as pl

    from foedus.data.panels.scope import Scope

FIRST, LAST = 1816, 2007
TURN: Final = 1950
"""The last year of the first epoch."""
SPAN: Final = 5
"""Over so many years ties last, or do not."""
DATASETS: Final = (*dyads.DATASETS, "cow-war")
KEPT: Final = {"kept": f"all its ties of {SPAN} years before are still there"}
STATE: Final = {
    "allies": f"logarithm of the number of its allies {SPAN} years before",
    "strength": "its capabilities (CINC)",
    "borders": "logarithm of 1 and the number of states it borders on, by land or over water",
    "peace": "tens of years since it was last at war",
    "peace2": "its square",
    "peace3": "its cube",
}
FAR: Final = {
    "indirect": "allies of allies, or one step further, and no allies",
    "allied": "allies",
}
_STABLE = (
    "Jackson and Nei 2015 (Proceedings of the National Academy of Sciences 112): with more allies, "
    "and ties that last longer, there are fewer wars"
)
_DEGREES = (
    "Li, Bradshaw, Clary and Cranmer 2017 (Science Advances 3): allies and states up to three "
    "steps away in the network of alliances fight each other less"
)


def _epoch(part: int) -> str:
    return f"{FIRST}-{TURN}" if part == 1 else f"{TURN + 1}-{LAST}"


def _kept(part: int) -> Plan:
    return Plan(
        id=f"kept-{part}",
        says=f"States that kept all their allies, {_epoch(part)}",
        after=_STABLE,
        expects="less",
        unit=f"state and year, with an ally {SPAN} years before that is still a state",
        outcome="it came to be in a war between states (Correlates of War)",
        controls=tuple(STATE.values()),
        errors="clustered by state",
        placebo=f"a state that lost one, and will keep all that it has for {SPAN} years",
        baseline="the same model without the column that is asked for",
    )


def _degrees(part: int) -> Plan:
    last = min(LAST, dyads.LAST)
    years = _epoch(part) if part == 1 else f"{TURN + 1}-{last}"
    return Plan(
        id=f"degrees-{part}",
        says=f"Pairs tied through others, {years}",
        after=_DEGREES,
        expects="less",
        unit="pair of states and year, once; neighbours or a major power",
        outcome="a dispute began between the two (Gibler, Miller and Little)",
        controls=tuple(dyads.ONCE.values()),
        errors="clustered by pair of states",
        placebo=f"a pair that is not tied so, and will be within {SPAN} years",
        baseline="the same model without the column that is asked for",
    )


PLANS: Final = (_kept(1), _kept(2), _degrees(1), _degrees(2))


def designs(scope: "Scope") -> Iterator[Design]:
    """Each design with its rows, within the years of the scope."""
    import polars as pl

    # whether a tie will last is read from years past the last that is asked about
    wide = replace(scope, last=scope.last + SPAN, _made={})
    ties = tied(wide)
    states = state_years(wide, ties).filter(pl.col("year") <= scope.last)
    pairs = with_steps(dyads.once(dyads.pairs(scope)), steps(ties))
    early = pl.col("year") <= TURN
    for plan in PLANS:
        kind, _, part = plan.id.partition("-")
        first = part == "1"
        frame = states if kind == "kept" else pairs
        yield Design(
            plan=plan,
            frame=frame.filter(early if first else ~early),
            outcome="war" if kind == "kept" else "gml_onset",
            treatments=KEPT if kind == "kept" else FAR,
            controls=STATE if kind == "kept" else dyads.ONCE,
            cluster="ccode" if kind == "kept" else "pair",
            unit=("ccode",) if kind == "kept" else ("pair",),
            ahead="ahead",
        )


def tied(scope: "Scope") -> "pl.DataFrame":
    """Who was tied to whom by a duty of defence or offence, either way: `ccode`, `ally`, `year`.

    A row each way, of states of the system of that year.
    """
    import polars as pl

    states = scope.states()
    one_way = (
        scope.scan("atop", "dyad_years")
        .filter(pl.max_horizontal("defense", "offense") == 1)
        .select(ccode="ccode1", ally="ccode2", year="year")
        .collect()
    )
    both = pl.concat([one_way, one_way.select(ccode="ally", ally="ccode", year="year")]).unique()
    there = states.select(pl.col("state").cast(pl.Int16), pl.col("year").cast(pl.Int16))
    return both.join(there, left_on=["ccode", "year"], right_on=["state", "year"]).join(
        there, left_on=["ally", "year"], right_on=["state", "year"]
    )


def lasting(ties: "pl.DataFrame") -> "pl.DataFrame":
    """Of each tie, whether it was there `SPAN` years later: `later`, with the year of then."""
    import polars as pl

    then = ties.select("ccode", "ally", year=pl.col("year") - SPAN, later=pl.lit(1, dtype=pl.Int8))
    return ties.join(then, on=["ccode", "ally", "year"], how="left").with_columns(
        pl.col("later").fill_null(0)
    )


def state_years(scope: "Scope", ties: "pl.DataFrame") -> "pl.DataFrame":
    """States that had allies, whether they kept them, and whether a war began for them."""
    import polars as pl

    key = ["ccode", "year"]
    states = scope.states().select(
        pl.col("state").cast(pl.Int16).alias("ccode"), pl.col("year").cast(pl.Int16)
    )
    ends = states.select(ally="ccode", year=pl.col("year") - SPAN)
    # an ally that is no state any more was not given up
    still = lasting(ties).join(ends, on=["ally", "year"])
    since = still.group_by(key).agg(
        kept=pl.col("later").min(), allies=pl.len().log(), soon=pl.col("later").min()
    )
    before = since.select("ccode", "kept", "allies", year=pl.col("year") + SPAN)
    after = since.select("ccode", "year", ahead="soon")
    wars = (
        scope.scan("cow-war", "dyad_years")
        .group_by(ccode="ccode1", year="year")
        .agg(began=pl.col("onset").max(), at_war=pl.lit(1, dtype=pl.Int8))
        .collect()
    )
    strength = scope.scan("nmc", "capabilities").select("ccode", "year", strength="cinc").collect()
    frame = (
        states.join(wars, on=key, how="left")
        .join(strength, on=key, how="left")
        .join(borders(scope), on=key, how="left")
        .join(before, on=key, how="left")
        .join(after, on=key, how="left")
        .sort(key)
        .with_columns(
            since=pl.coalesce(
                pl.when(pl.col("at_war") == 1).then("year").shift(1).forward_fill().over("ccode")
                + 1,
                pl.col("year").first().over("ccode"),
            )
        )
        .with_columns(
            war=pl.col("began").fill_null(0),
            borders=(1 + pl.col("borders").fill_null(0)).log(),
            ahead=pl.col("ahead").fill_null(0),
            peace=(pl.col("year") - pl.col("since")) / 10,
        )
        .with_columns(peace2=pl.col("peace") ** 2, peace3=pl.col("peace") ** 3)
    )
    return frame.select(*key, "war", "kept", "ahead", *STATE).drop_nulls()


def borders(scope: "Scope") -> "pl.DataFrame":
    """How many states each bordered on."""
    import polars as pl

    from foedus.data.panels.groups import find
    from foedus.data.panels.panel import table_of

    [group] = find("contiguity", dyads.LEVELS, "dyad-year")
    near = table_of(scope, group).filter(pl.col("conttype") > 0)
    ends = pl.concat([near.select("year", ccode=name) for name in ("state1", "state2")])
    counted = ends.group_by("ccode", "year").agg(borders=pl.len())
    return counted.with_columns(pl.col("ccode", "year").cast(pl.Int16))


def steps(ties: "pl.DataFrame") -> "pl.DataFrame":
    """Pairs up to three steps apart in the network of each year: `steps` is 1, 2 or 3."""
    import polars as pl

    found = []
    for (year,), part in ties.group_by("year"):
        codes = part["ccode"].unique().sort().to_numpy()
        near = np.zeros((len(codes), len(codes)), dtype=np.float32)
        rows, columns = (np.searchsorted(codes, part[name]) for name in ("ccode", "ally"))
        near[rows, columns] = 1
        reached = near > 0
        length = reached.astype(np.int8)
        for step in (2, 3):
            onward = ((reached.astype(np.float32) @ near) > 0) & (length == 0)
            length[onward] = step
            reached = length > 0
        one, other = np.nonzero(np.triu(length, 1))
        found.append(
            pl.DataFrame(
                {"ccode1": codes[one], "ccode2": codes[other], "steps": length[one, other]}
            ).with_columns(pl.lit(year, dtype=pl.Int16).alias("year"))
        )
    return pl.concat(found) if found else _no_steps()


def _no_steps() -> "pl.DataFrame":
    import polars as pl

    kinds: dict[str, type[pl.DataType]] = dict.fromkeys(("ccode1", "ccode2", "year"), pl.Int16)
    return pl.DataFrame(schema={**kinds, "steps": pl.Int8})


def with_steps(pairs: "pl.DataFrame", apart: "pl.DataFrame") -> "pl.DataFrame":
    """With `indirect`, `allied`, and `ahead`: not tied so, and tied through others soon."""
    import polars as pl

    def marked(name: Literal["indirect", "allied"]) -> "pl.DataFrame":
        step = pl.col("steps") == 1 if name == "allied" else pl.col("steps") > 1
        return apart.filter(step).select(*dyads.KEYS, pl.lit(1, dtype=pl.Int8).alias(name))

    through = marked("indirect")
    soon = pl.concat(
        through.select("ccode1", "ccode2", year=(pl.col("year") - back).cast(pl.Int16))
        for back in range(1, SPAN + 1)
    ).unique()
    soon = soon.with_columns(ahead=pl.lit(1, dtype=pl.Int8))
    for name, table in (("indirect", through), ("allied", marked("allied")), ("ahead", soon)):
        pairs = dyads.joined(pairs, table, dyads.KEYS, (name,))
    return pairs
