"""Whether a programme keeps to the call: slowly, day by day, and knowing nothing of the solver."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from foedus.model.wording import counted
from foedus.questions.forces.exercise.problem import Option, Placement, ProgrammeProblem


def faults(problem: ProgrammeProblem, plan: Sequence[Placement]) -> Iterator[str]:
    """Each thing that is wrong with the programme, in a sentence; none if it keeps to the call."""
    known = {option.id for option in problem.options}
    for placement in plan:
        if placement.option not in known:
            yield f"{placement.option} is not a candidate"
            return
    for option, number in Counter(p.option for p in plan).items():
        if number > 1:
            yield f"{option} is held {counted(number, 'time')}"
    for placement in plan:
        yield from _by_itself(problem, placement)
    yield from _by_year(problem, plan)
    yield from _by_day(problem, plan)
    if problem.hostings is not None:
        for host, number in Counter(p.host for p in plan).items():
            if number > problem.hostings:
                yield f"{host} hosts {counted(number, 'exercise')}; at most {problem.hostings}"


def _by_itself(problem: ProgrammeProblem, placement: Placement) -> Iterator[str]:
    option = problem.option(placement.option)
    if (placement.ends - placement.starts).days != option.days:
        yield f"{option.id} takes {counted(option.days, 'day')}"
    if placement.starts < option.starts or placement.ends > option.ends:
        yield f"{option.id} is outside its window"
    if placement.starts < problem.first:
        yield f"{option.id} begins before {problem.first}"
    if placement.ends > date(problem.years[-1] + 1, 1, 1):
        yield f"{option.id} ends after the programme"
    if placement.host not in option.hosts:
        yield f"{option.id} cannot be hosted by {placement.host}"
    for day in _days(placement):
        for blackout in problem.blackouts:
            bears = blackout.nation is None or blackout.nation in option.participants
            if bears and blackout.starts <= day < blackout.ends:
                yield f"{option.id} is held on {day}, in a blackout of {blackout.nation or 'all'}"
                return


def _by_year(problem: ProgrammeProblem, plan: Sequence[Placement]) -> Iterator[str]:
    for year in problem.years:
        begun = [problem.option(p.option) for p in plan if p.starts.year == year]
        spent, amount = sum(option.cost for option in begun), problem.budget(year)
        if spent > amount:
            yield f"{year} costs {spent}; its budget is {amount}"
        for nation in problem.nations:
            number = sum(nation in option.participants for option in begun)
            for limit in problem.limits:
                most = limit.a_year
                if limit.nation in (None, nation) and most is not None and number > most:
                    yield (
                        f"{nation} takes part in {counted(number, 'exercise')} in {year}; "
                        f"at most {most}"
                    )


def _by_day(problem: ProgrammeProblem, plan: Sequence[Placement]) -> Iterator[str]:
    """What is wrong on a day is said once, for the first such day."""
    said: set[str] = set()
    for day in sorted({day for placement in plan for day in _days(placement)}):
        under_way = [problem.option(p.option) for p in plan if p.starts <= day < p.ends]
        for fault in _at_once(problem, under_way):
            if fault not in said:
                said.add(fault)
                yield f"{fault} (on {day})"


def _at_once(problem: ProgrammeProblem, under_way: Sequence[Option]) -> Iterator[str]:
    if problem.at_once is not None and len(under_way) > problem.at_once:
        yield f"{len(under_way)} exercises at once; at most {problem.at_once}"
    for nation in problem.nations:
        number = sum(nation in option.participants for option in under_way)
        for limit in problem.limits:
            most = limit.at_once
            if limit.nation in (None, nation) and most is not None and number > most:
                yield (
                    f"{nation} takes part in {counted(number, 'exercise')} at once; at most {most}"
                )
    for one, other in combinations(under_way, 2):
        for unit in sorted(set(one.units) & set(other.units)):
            yield f"{unit} is in {one.id} and {other.id} at once"
        if problem.near(one, other):
            yield f"{one.id} and {other.id} are at the same place at once"


def _days(placement: Placement) -> Iterator[date]:
    for day in range((placement.ends - placement.starts).days):
        yield placement.starts + timedelta(days=day)
