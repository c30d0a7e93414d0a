"""Small calls made up at random, and the best programme found by trying every one."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

from hypothesis import strategies as st

from foedus.questions.forces.exercise.call import (
    Blackout,
    Budget,
    Held,
    NationLimit,
    TrainingDomain,
)
from foedus.questions.forces.exercise.check import faults
from foedus.questions.forces.exercise.problem import (
    Option,
    Placement,
    ProgrammeProblem,
    Want,
    spread,
)

DOMAINS: tuple[TrainingDomain, ...] = ("air", "cyber", "land", "maritime")
NATIONS = ("AUS", "IND", "JPN", "USA")
FIRST = date(2026, 1, 1)


@st.composite
def options(draw: st.DrawFn, number: int, years: int) -> Option:
    participants = draw(st.sets(st.sampled_from(NATIONS), min_size=2))
    starts = FIRST + timedelta(days=draw(st.integers(0, 365 * years - 12)))
    days = draw(st.integers(1, 4))
    return Option(
        id=f"E{number}",
        name=f"Exercise {number}",
        kind=draw(st.sampled_from(["live", "cpx"])),
        participants=tuple(sorted(participants)),
        hosts=tuple(sorted(draw(st.sets(st.sampled_from(sorted(participants)), min_size=1)))),
        domains=tuple(sorted(draw(st.sets(st.sampled_from(DOMAINS), min_size=1, max_size=2)))),
        objectives=("staff work",) if draw(st.booleans()) else (),
        units=("1st Squadron",) if draw(st.integers(0, 3)) == 0 else (),
        cost=Decimal(draw(st.integers(0, 500))) / 100,
        days=days,
        starts=starts,
        ends=starts + timedelta(days=days + draw(st.integers(0, 2))),
        place=draw(st.sampled_from(["", "Range", "Strait"])),
    )


@st.composite
def problems(draw: st.DrawFn, most: int = 4) -> ProgrammeProblem:
    years = draw(st.integers(1, 2))
    near_day = FIRST + timedelta(days=draw(st.integers(0, 30)))
    number = draw(st.integers(2, most))
    crowded = [
        option if draw(st.booleans()) else _moved(option, near_day)
        for option in (draw(options(n, years)) for n in range(number))
    ]
    limits = st.builds(
        NationLimit,
        nation=st.sampled_from([None, *NATIONS]),
        a_year=st.sampled_from([None, 2, 1, 0]),
        at_once=st.integers(1, 2),
    )
    return ProgrammeProblem(
        first=FIRST,
        years=tuple(range(2026, 2026 + years)),
        fades=draw(st.integers(1, 4)),
        options=tuple(crowded),
        wants=tuple(draw(st.lists(wants(crowded), min_size=3, max_size=6))),
        budgets=tuple(
            Budget(year=2026 + n, amount=Decimal(draw(st.integers(500, 2000))) / 100)
            for n in range(years)
        ),
        limits=tuple(draw(st.lists(limits, max_size=2))),
        blackouts=tuple(draw(st.lists(blackouts(near_day), max_size=2))),
        history=tuple(draw(st.lists(histories(), max_size=2))),
        at_once=draw(st.sampled_from([None, 2, 1])),
        hostings=draw(st.sampled_from([None, 2, 1, 0])),
    )


def _moved(option: Option, day: date) -> Option:
    import msgspec

    length = option.ends - option.starts
    moved: Option = msgspec.structs.replace(option, starts=day, ends=day + length)
    return moved


@st.composite
def wants(draw: st.DrawFn, crowded: list[Option]) -> Want:
    """A gap that some candidate closes, or now and then one that perhaps none does."""
    option = draw(st.sampled_from(crowded))
    stranger = draw(st.integers(0, 4)) == 0
    among = NATIONS if stranger else option.participants
    nations = draw(st.sets(st.sampled_from(among), min_size=1, max_size=2))
    trains = draw(st.sampled_from([*option.domains, *option.objectives]))
    return Want(tuple(sorted(nations)), trains, draw(st.integers(1, 5)))


@st.composite
def blackouts(draw: st.DrawFn, near_day: date) -> Blackout:
    starts = near_day + timedelta(days=draw(st.integers(-2, 5)))
    ends = starts + timedelta(days=draw(st.integers(1, 3)))
    nation = draw(st.sampled_from([None, *NATIONS]))
    return Blackout(starts=starts, ends=ends, nation=nation)


@st.composite
def histories(draw: st.DrawFn) -> Held:
    starts = date(draw(st.integers(2022, 2025)), 6, 1)
    return Held(
        id=f"H{draw(st.integers(0, 10**6))}",
        name="Held",
        starts=starts,
        ends=starts + timedelta(days=9),
        participants=sorted(draw(st.sets(st.sampled_from(NATIONS), min_size=2))),
        host=draw(st.sampled_from([None, *NATIONS])),
        domains=["air"],
    )


def placements(problem: ProgrammeProblem, option: Option) -> Iterator[Placement]:
    """Every way to hold one exercise, by itself."""
    for day in spread(((option.starts, option.ends - timedelta(days=option.days)),)):
        for host in option.hosts:
            yield Placement(day, day + timedelta(days=option.days), option.id, host)


def programmes(problem: ProgrammeProblem) -> Iterator[tuple[Placement, ...]]:
    """Every programme that the checker passes."""
    choices = [(None, *placements(problem, option)) for option in problem.options]
    for chosen in product(*choices):
        plan = tuple(sorted(placement for placement in chosen if placement is not None))
        if next(faults(problem, plan), None) is None:
            yield plan


def aims(problem: ProgrammeProblem, plan: tuple[Placement, ...]) -> tuple[int, int, Decimal]:
    """What is minimised, one after the other."""
    return (-problem.coverage(plan), problem.unevenness(plan), problem.cost(plan))
