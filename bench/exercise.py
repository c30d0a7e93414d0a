"""How long a programme takes to be proven best, and how much better it is than a greedy one.

Run: python bench/exercise.py
"""

import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from foedus.questions.forces.exercise.call import (
    Blackout,
    Budget,
    Kind,
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
from foedus.questions.forces.exercise.solve import solve

FIRST = date(2026, 1, 1)
DOMAINS: tuple[TrainingDomain, ...] = ("land", "maritime", "air", "cyber", "space")
KINDS: tuple[Kind, ...] = ("live", "cpx", "simulation")
SIZES = ((20, 8, 1), (40, 16, 2), (60, 20, 3), (90, 25, 3))


def call(candidates: int, nations: int, years: int, seed: int = 1) -> ProgrammeProblem:
    """A made-up call: a third of the money, one exercise at a time for each nation."""
    chance = random.Random(seed)
    names = [f"N{n:02}" for n in range(nations)]
    options = tuple(_option(chance, n, names, years) for n in range(candidates))
    wants = tuple(
        Want((one, other), chance.choice(DOMAINS), chance.randint(1, 10))
        for position, other in enumerate(names)
        for one in names[:position]
        if chance.random() < 0.5
    )
    each = sum((option.cost for option in options), Decimal(0)) / 3 / years
    return ProgrammeProblem(
        first=FIRST,
        years=tuple(range(2026, 2026 + years)),
        fades=3,
        options=options,
        wants=wants,
        budgets=tuple(Budget(year=2026 + n, amount=round(each)) for n in range(years)),
        limits=(NationLimit(at_once=1), NationLimit(a_year=6)),
        blackouts=(Blackout(starts=date(2026, 8, 1), ends=date(2026, 8, 16)),),
        at_once=4,
    )


def _option(chance: random.Random, number: int, names: list[str], years: int) -> Option:
    participants = tuple(sorted(chance.sample(names, chance.randint(2, min(9, len(names))))))
    starts = FIRST + timedelta(days=chance.randrange(365 * years - 90))
    days = chance.randint(3, 21)
    return Option(
        id=f"E{number:03}",
        name=f"Exercise {number}",
        kind=chance.choice(KINDS),
        participants=participants,
        hosts=tuple(chance.sample(participants, min(3, len(participants)))),
        domains=tuple(chance.sample(DOMAINS, chance.randint(1, 3))),
        objectives=(),
        units=(),
        cost=Decimal(chance.randint(10, 300) * 10_000),
        days=days,
        starts=starts,
        ends=starts + timedelta(days=days + chance.randint(0, 60)),
        place=f"Range {chance.randrange(12)}",
    )


def greedy(problem: ProgrammeProblem) -> tuple[Placement, ...]:
    """Again and again the exercise that closes most for its money, on the first day it fits."""
    plan: tuple[Placement, ...] = ()
    left = list(problem.options)
    while left:
        gained = problem.coverage(plan)
        ranked = sorted(left, key=lambda option: -_worth(problem, plan, option, gained))
        chosen = next((p for option in ranked for p in _fitting(problem, plan, option)), None)
        if chosen is None or problem.coverage((*plan, chosen)) == gained:
            return plan
        plan = tuple(sorted((*plan, chosen)))
        left = [option for option in left if option.id != chosen.option]
    return plan


def _worth(
    problem: ProgrammeProblem, plan: tuple[Placement, ...], option: Option, gained: int
) -> float:
    first = next(_placements(problem, option), None)
    if first is None:
        return 0.0
    return (problem.coverage((*plan, first)) - gained) / float(option.cost)


def _placements(problem: ProgrammeProblem, option: Option) -> Iterator[Placement]:
    for day in spread(problem.first_days(option)):
        yield Placement(day, day + timedelta(days=option.days), option.id, option.hosts[0])


def _fitting(
    problem: ProgrammeProblem, plan: tuple[Placement, ...], option: Option
) -> Iterator[Placement]:
    for placement in list(_placements(problem, option))[::7]:
        if next(faults(problem, (*plan, placement)), None) is None:
            yield placement
            return


def main() -> None:
    print(
        f"{'candidates':>10} {'nations':>8} {'years':>6} {'gaps':>5} {'seconds':>8}  proven"
        f"  {'held':>5} {'coverage':>9} {'greedy':>9} {'margin':>7}"
    )
    for size in SIZES:
        problem = call(*size)
        start = time.perf_counter()
        found = solve(problem)
        seconds = time.perf_counter() - start
        assert next(faults(problem, found.plan), None) is None
        best, peer = problem.coverage(found.plan), problem.coverage(greedy(problem))
        proven = "yes" if all(proof.proven for proof in found.proofs) else "no"
        assert proven == "no" or best >= peer
        candidates, nations, years = size
        print(
            f"{candidates:10} {nations:8} {years:6} {len(problem.wants):5} {seconds:8.2f}  "
            f"{proven:>6}  {len(found.plan):5} {best / problem.most:9.1%} "
            f"{peer / problem.most:9.1%} {best / peer - 1:7.1%}"
        )


if __name__ == "__main__":
    main()
