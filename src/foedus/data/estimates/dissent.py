"""Who will dissent from the others: rows of members and roll calls, and a forecast of them.

A member dissents where it answers otherwise than most of the members that answer. What is forecast
from was known before the vote: how often it dissented in the last sessions, how divided all were in
the last one, and what kind of vote it is.
"""

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from foedus.data.estimates.binary.fit import fit
from foedus.data.estimates.binary.forecast import Forecast, cuts, forecast
from foedus.data.estimates.binary.table import EstimateError

if TYPE_CHECKING:
    import polars as pl

SESSIONS: Final = 3
"""So many sessions back a member's own dissent is counted."""
PRIOR: Final = 10
"""Roll calls in which it is taken to have dissented as often as all, before it is counted."""
FEWEST: Final = 3
"""Members that must answer, for there to be others."""
KNOWN: Final = ("own", "divided", "part", "important")
OUTCOME: Final = "dissent"


class Foreseen(NamedTuple):
    """How well dissent was forecast in sessions not seen, and the chances in the next one.

    `chances` are of a vote on a whole resolution that is not marked as important, by state;
    empty where there is none to tell.
    """

    forecast: Forecast
    chances: dict[int, float]


def rows(votes: "pl.DataFrame", calls: "pl.DataFrame") -> "pl.DataFrame":
    """A row a member and roll call: `year` is the session, `dissent` 1 where it stood apart.

    Roll calls without a most frequent answer are left out, and those that too few answered.
    """
    import polars as pl

    counted = (
        votes.group_by("rcid", "vote")
        .len()
        .with_columns(
            best=pl.col("len").max().over("rcid"),
            all=pl.col("len").sum().over("rcid"),
        )
        .filter(pl.col("len") == pl.col("best"), pl.col("all") >= FEWEST)
    )
    common = counted.filter(pl.len().over("rcid") == 1).select("rcid", common="vote")
    return (
        votes.join(common, on="rcid")
        .join(calls.select("rcid", "whole", "important"), on="rcid")
        .select(
            "rcid",
            "ccode",
            year=pl.col("session").cast(pl.Int16),
            dissent=(pl.col("vote") != pl.col("common")).cast(pl.Int8),
            part=(~pl.col("whole")).cast(pl.Int8),
            important=pl.col("important").fill_null(0),
        )
        .sort("year", "rcid", "ccode")
    )


def with_known(table: "pl.DataFrame") -> "pl.DataFrame":
    """With `own` and `divided`, as logits: what was known when the session began.

    A member's own share is drawn to that of all. The first session is left out, for nothing was
    known before it; after the last one comes the next, without answers.
    """
    import polars as pl

    by_session = table.group_by("year").agg(n=pl.len(), apart=pl.col("dissent").sum())
    members = table.group_by("ccode", "year").agg(n=pl.len(), apart=pl.col("dissent").sum())
    asked = pl.DataFrame({"year": [*by_session["year"].sort(), 0]}, schema={"year": pl.Int16})
    asked = asked.with_columns(
        year=pl.when(pl.col("year") == 0).then(pl.col("year").max() + 1).otherwise("year")
    )
    before = (
        asked.join(by_session.rename({"year": "then"}), how="cross")
        .filter(pl.col("then") < pl.col("year"))
        .sort("year", "then")
        .group_by("year", maintain_order=True)
        .agg(
            whole=(pl.col("apart").sum() + 0.5) / (pl.col("n").sum() + 1),
            divided=(pl.col("apart").last() + 0.5) / (pl.col("n").last() + 1),
        )
    )
    own = (
        before.join(members.rename({"year": "then"}), how="cross")
        .filter(pl.col("then").is_between(pl.col("year") - SESSIONS, pl.col("year") - 1))
        .group_by("year", "ccode")
        .agg(n=pl.col("n").sum(), apart=pl.col("apart").sum())
    )
    states = before.join(table.select("ccode").unique(), how="cross")
    known = (
        states.join(own, on=["year", "ccode"], how="left")
        .with_columns(pl.col("n", "apart").fill_null(0))
        .with_columns(
            own=(pl.col("apart") + PRIOR * pl.col("whole")) / (pl.col("n") + PRIOR),
        )
        .select(
            "year",
            "ccode",
            own=(pl.col("own") / (1 - pl.col("own"))).log(),
            divided=(pl.col("divided") / (1 - pl.col("divided"))).log(),
        )
    )
    next_one = known.filter(pl.col("year") == pl.col("year").max()).with_columns(
        rcid=None, dissent=None, part=pl.lit(0, pl.Int8), important=pl.lit(0, pl.Int8)
    )
    return pl.concat([table.join(known, on=["year", "ccode"]), next_one], how="diagonal_relaxed")


def foresee(table: "pl.DataFrame") -> Foreseen:
    """Forecast the second half of the sessions, each from those before; then the next one.

    The baseline is that every motion is adopted with the assent of all, as surely as it was until
    then. Raises EstimateError where there are too few sessions, or too little dissent.
    """
    import polars as pl

    known = with_known(table)
    seen, ahead = known.filter(pl.col("rcid").is_not_null()), known.filter(pl.col("rcid").is_null())
    sessions = seen["year"].unique().sort().to_list()
    if len(sessions) < 2 * SESSIONS:
        raise EstimateError("there are too few sessions before others to forecast any")
    when = cuts(sessions)
    early = seen.filter(pl.col("year") < when[0])
    model = [name for name in KNOWN if early[name].n_unique() > 1]
    told = forecast(seen, OUTCOME, model, (), when)
    chances = fit(seen, OUTCOME, model, "year").chances(ahead) if told.beats else np.array([])
    return Foreseen(told, dict(zip(ahead["ccode"], map(float, chances), strict=False)))
