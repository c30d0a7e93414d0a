"""Limits on the number of activities of a state in a period."""

from collections.abc import Iterable, Iterator

import msgspec

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.clause import Clause
from foedus.model.arms_control import Activities, Period
from foedus.model.citations import Citation
from foedus.model.provisions import Limit
from foedus.model.verdicts import Verdict
from foedus.questions.conduct.notify.activity import Planned
from foedus.questions.conduct.notify.reach import ReachJudge

YEARS: dict[Period, int] = {
    "calendar-year": 1,
    "two-calendar-years": 2,
    "three-calendar-years": 3,
}


class Tally(msgspec.Struct, frozen=True):
    """How many activities of a state a limit counts in a period, and whether they keep to it.

    `counted` are sure to count, `unsure` may count; `verdict` is None where that leaves it open.
    """

    matched_by = ("provision", "state", "period")
    provision: str
    title: str
    state: str
    period: str
    ceiling: int
    counted: tuple[str, ...]
    unsure: tuple[str, ...]
    verdict: Verdict
    settles: tuple[str, ...]
    cite: Citation


def tallies(
    catalogue: Catalogue, clauses: Iterable[Clause], planned: tuple[Planned, ...]
) -> Iterator[Tally]:
    """For each limit and host the period that comes nearest to it or goes beyond."""
    judge = ReachJudge(catalogue)
    hosts = sorted({host for activity in planned for host in activity.hosts})
    for clause in clauses:
        effect = clause.provision.effect
        if not isinstance(effect, Limit) or not isinstance(effect.counts, Activities):
            continue
        for host in hosts:
            own = [a for a in planned if host in a.hosts and clause.in_force(a.start)]
            party = [a for a in own if catalogue.standing(clause, a.start).party(host)]
            if party:
                yield _worst(clause, effect, effect.counts, host, party, judge)


def _worst(
    clause: Clause,
    limit: Limit,
    counts: Activities,
    host: str,
    planned: list[Planned],
    judge: ReachJudge,
) -> Tally:
    ceiling = int(limit.ceiling)
    judged = {id(a): judge.judge(a, counts.reach, clause) for a in planned}
    found: list[Tally] = []
    for period, within in _periods(counts.period, planned):
        sure = tuple(a.name for a in within if judged[id(a)].verdict is True)
        open_ = [a for a in within if judged[id(a)].verdict is None]
        verdict: Verdict = None
        if len(sure) > ceiling:
            verdict = False
        elif len(sure) + len(open_) <= ceiling:
            verdict = True
        settles = (f"{a.name}: {q}" for a in open_ for q in judged[id(a)].open_questions())
        found.append(
            Tally(
                provision=clause.provision.id,
                title=clause.provision.title,
                state=host,
                period=period,
                ceiling=ceiling,
                counted=sure,
                unsure=tuple(a.name for a in open_),
                verdict=verdict,
                settles=tuple(dict.fromkeys(settles)) if verdict is None else (),
                cite=clause.provision.cite,
            )
        )
    return max(found, key=lambda t: (len(t.counted), len(t.unsure)))


def _periods(period: Period, planned: list[Planned]) -> Iterator[tuple[str, list[Planned]]]:
    if period == "simultaneous":
        for activity in planned:
            on = activity.start
            yield str(on), [a for a in planned if a.start <= on <= a.end]
        return
    length = YEARS[period]
    for last in sorted({a.start.year for a in planned}):
        first = last - length + 1
        shown = str(last) if first == last else f"{first} to {last}"
        yield shown, [a for a in planned if first <= a.start.year <= last]
