"""How often members stand apart from the others, and whether that can be foreseen."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.measures.kinds.agreement import FIRST_SESSION
from foedus.measures.measure import Each, Figure, Measure, NotKnownError, Value
from foedus.model.citations import Citation
from foedus.model.wording import counted

if TYPE_CHECKING:
    import polars as pl

    from foedus.data.estimates.dissent import Foreseen
    from foedus.measures.seen import Seen

SURE = "95 per cent, by the differences between sessions"


class Dissent(Measure):
    """Dissent from the other members in the General Assembly, and a forecast of it."""

    name = "dissent"
    title = "Cohesion: dissent, and whether it can be foreseen"
    asks = "Who will stand apart on a motion?"
    order = 11
    needs = ("unga-votes",)
    first, last, newer = 1946, 2019, True
    least = 3
    figures = (
        Figure(
            "dissent",
            "share of the members' answers that were not that of most members, in the session of "
            "the year",
            "answers unlike the most frequent one / answers",
        ),
        Figure(
            "gain",
            "how much better dissent is forecast in sessions not seen than by saying that every "
            "motion is adopted with the assent of all, as surely as it was until then",
            "100 (log score of the forecast - of the baseline) / |log score of the baseline|",
            "per cent",
            None,
            100.0,
        ),
        Figure(
            "calibration",
            "slope of what happened on what was forecast, in sessions not seen: 1 is best, and "
            "below it the forecasts are too bold",
            "logit coefficient of dissent on the logit of its forecast",
            "slope",
            None,
            None,
        ),
        Figure(
            "chance",
            "mean chance of a member to dissent on a whole resolution of the next session; told "
            "only where the forecast beats the baseline beyond doubt",
            "mean over members of logit^-1(a + b own + c divided)",
        ),
    )
    papers = (
        Citation(
            "Gneiting and Raftery, Strictly Proper Scoring Rules, Prediction, and Estimation, "
            "Journal of the American Statistical Association 102",
            "359-378",
            where="https://doi.org/10.1198/016214506000001437",
            confidence="medium",
        ),
    )
    denominator = "answers of members to roll calls with one most frequent answer of three or more"
    uncertainty = (
        f"Forecasts: {SURE}. Each is by a logit of the sessions before, on how often the member "
        "dissented in the last three, how divided all were in the last, and the kind of vote."
    )
    not_shown = (
        "The framework's own motions: they are mostly adopted by consensus, and few are public. "
        "Those that are members that day are followed back, also through years in which they "
        "were not. Why a member dissents, and what the vote is about, are not among what is known."
    )

    def values(self, seen: "Seen") -> Iterator[Value]:
        from foedus.data.estimates.binary.table import EstimateError
        from foedus.data.estimates.dissent import foresee

        table = _rows(seen)
        yield _of_the_year(table, seen)
        try:
            found = foresee(table)
        except EstimateError as error:
            raise NotKnownError(f"no forecast can be made: {error}") from None
        yield from _foreseen(found, seen)


def _rows(seen: "Seen") -> "pl.DataFrame":
    """Members and roll calls up to the session of the year; a member by its code of that year."""
    import polars as pl

    from foedus.data.estimates.dissent import rows

    now = {member: code for code, member in seen.by_code.items()}
    codes = {code: now[member] for code, member in seen.by_any_code.items()}
    votes = seen.data.table("unga-votes", "votes").filter(
        pl.col("session") <= seen.year - FIRST_SESSION, pl.col("ccode").is_in(list(codes))
    )
    own = votes.with_columns(pl.col("ccode").replace_strict(codes, return_dtype=pl.Int16))
    return rows(own, seen.data.table("unga-votes", "roll_calls"))


def _of_the_year(table: "pl.DataFrame", seen: "Seen") -> Value:
    import polars as pl

    session = table.filter(pl.col("year") == seen.year - FIRST_SESSION)
    if not session.height:
        raise NotKnownError("the source has no roll call of that session")
    apart, calls = int(session["dissent"].sum()), session["rcid"].n_unique()
    by_member = session.group_by("ccode").agg(n=pl.len(), apart=pl.col("dissent").sum())
    found = [(seen.by_code[code], n, part) for code, n, part in by_member.rows()]
    each = [
        Each(member, part / n, f"{part} of {n}")
        for member, n, part in sorted(found, key=lambda f: (-f[2] / f[1], f[0]))
    ]
    members = f"{len(each)} of {counted(len(seen.members), 'member')}"
    return Value(
        figure="dissent",
        value=apart / session.height,
        of=f"{apart:,} of {session.height:,} answers to {calls} roll calls; {members}{seen.doubt}",
        each=tuple(each),
    )


def _foreseen(found: "Foreseen", seen: "Seen") -> Iterator[Value]:
    told = found.forecast
    of = (
        f"{told.rows:,} answers of sessions {told.first} to {told.last}, each forecast from those "
        f"before; {told.events:,} dissents"
    )
    yield Value(
        figure="gain",
        value=told.gain,
        low=told.low,
        high=told.high,
        interval=SURE,
        of=of,
    )
    if told.slope == told.slope:
        yield Value(
            figure="calibration",
            value=told.slope,
            low=told.slope_low,
            high=told.slope_high,
            interval="95 per cent",
            of=of,
            each=tuple(
                Each(f"tenth {n}", t.happened, f"forecast {t.forecast:.3f}; {t.rows:,} answers")
                for n, t in enumerate(told.tenths, 1)
            ),
        )
    if not found.chances:
        why = (
            f"the forecast does not beat the baseline beyond doubt ({told.gain:.1f} per cent, "
            f"{told.low:.1f} to {told.high:.1f}), and is not published"
        )
        yield Value(figure="chance", why=why)
        return
    chances = {seen.by_code[code]: chance for code, chance in found.chances.items()}
    yield Value(
        figure="chance",
        value=sum(chances.values()) / len(chances),
        of=f"{counted(len(chances), 'member')}; session {seen.year - FIRST_SESSION + 1}",
        each=tuple(Each(m, chances[m]) for m in sorted(chances, key=lambda m: (-chances[m], m))),
    )
