"""Which exercises get into each other's way, and why a candidate is left out."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

import msgspec

from foedus.questions.forces.exercise.problem import Option, Placement, ProgrammeProblem, spread


class Clash(msgspec.Struct, frozen=True):
    """Two exercises that share days and nations, units or a place.

    `allowed` is whether the call lets both be held like that.
    """

    matched_by = ("one", "other")
    one: str
    other: str
    nations: tuple[str, ...]
    units: tuple[str, ...]
    same_place: bool
    allowed: bool

    def __str__(self) -> str:
        shared = [*self.units, *self.nations, *(["the same place"] if self.same_place else [])]
        return ", ".join(shared)


def among_candidates(problem: ProgrammeProblem) -> Iterator[Clash]:
    """Pairs of candidates that overlap wherever in their windows they are held."""
    for one, other in combinations(problem.options, 2):
        if _must_overlap(problem, one, other):
            yield from _clash(problem, one, other)


def in_programme(problem: ProgrammeProblem, plan: Sequence[Placement]) -> Iterator[Clash]:
    """Pairs of exercises of the programme that overlap."""
    for one, other in combinations(plan, 2):
        if one.overlaps(other):
            yield from _clash(problem, problem.option(one.option), problem.option(other.option))


def _must_overlap(problem: ProgrammeProblem, one: Option, other: Option) -> bool:
    first, second = problem.first_days(one), problem.first_days(other)
    if not first or not second:
        return False
    return not any(
        early[0][0] + timedelta(days=option.days) <= late[-1][1]
        for early, option, late in ((first, one, second), (second, other, first))
    )


def _clash(problem: ProgrammeProblem, one: Option, other: Option) -> Iterator[Clash]:
    nations = tuple(sorted(set(one.participants) & set(other.participants)))
    units = tuple(sorted(set(one.units) & set(other.units)))
    same_place = problem.near(one, other)
    if nations or units or same_place:
        torn = problem.at_once == 1 or any(
            limit.at_once == 1 and (limit.nation is None or limit.nation in nations)
            for limit in (problem.limits if nations else ())
        )
        allowed = not (units or same_place or torn)
        yield Clash(one.id, other.id, nations, units, same_place, allowed)


def why_not(
    problem: ProgrammeProblem, plan: Sequence[Placement], option: Option
) -> tuple[str, ...]:
    """Why an exercise is not in the programme: what stands in its way on some day or other."""
    days = list(spread(problem.first_days(option)))
    if not days:
        return ("no day of its window is open to it",)
    length = timedelta(days=option.days)
    coverage = problem.coverage(plan)
    by_year = {day.year: Placement(day, day + length, option.id, "") for day in reversed(days)}
    worth = {y for y, trial in by_year.items() if problem.coverage([*plan, trial]) > coverage}
    if not worth:
        return ("it would close no gap further",)
    found: dict[str, None] = {}
    for day in days:
        if day.year in worth:
            reasons = list(_obstacles(problem, plan, option, day))
            if not reasons:
                return ("a better programme exists; the search was stopped before finding it",)
            found.update(dict.fromkeys(reasons))
    return tuple(found)


def _obstacles(
    problem: ProgrammeProblem, plan: Sequence[Placement], option: Option, day: date
) -> Iterator[str]:
    """What stands in the way of beginning it on that day beside all of the programme."""
    year = day.year
    begun = [problem.option(p.option) for p in plan if p.starts.year == year]
    left = problem.budget(year) - sum((other.cost for other in begun), Decimal(0))
    if option.cost > left:
        yield f"it costs {option.cost:,} and {left:,} is left for {year}"
    hosted = {host: sum(p.host == host for p in plan) for host in option.hosts}
    if problem.hostings is not None and all(n >= problem.hostings for n in hosted.values()):
        yield "no host has a hosting left"
    for limit in problem.limits:
        for nation in option.participants:
            if limit.nation in (None, nation) and limit.a_year is not None:
                number = sum(nation in other.participants for other in begun)
                if number >= limit.a_year:
                    yield f"{nation} takes part in {number} in {year} already"
    yield from _beside(problem, plan, option, day)


def _beside(
    problem: ProgrammeProblem, plan: Sequence[Placement], option: Option, day: date
) -> Iterator[str]:
    trial = Placement(day, day + timedelta(days=option.days), option.id, "")
    beside = [placement for placement in plan if trial.overlaps(placement)]
    for placement in beside:
        other = problem.option(placement.option)
        for unit in sorted(set(option.units) & set(other.units)):
            yield f"{unit} is in {other.id}"
        if problem.near(option, other):
            yield f"{other.id} is at the same place"
    if problem.at_once is not None and _peak(trial, beside) >= problem.at_once:
        yield f"{problem.at_once} are under way already"
    for limit in problem.limits:
        for nation in option.participants:
            if limit.nation in (None, nation) and limit.at_once is not None:
                its = [p for p in beside if nation in problem.option(p.option).participants]
                if _peak(trial, its) >= limit.at_once:
                    yield f"{nation} is in {', '.join(p.option for p in its)}"


def _peak(trial: Placement, beside: Sequence[Placement]) -> int:
    """The most of those exercises that are under way on one day of the trial."""
    days = [trial.starts, *(p.starts for p in beside if trial.starts < p.starts < trial.ends)]
    return max((sum(p.starts <= day < p.ends for p in beside) for day in days), default=0)
