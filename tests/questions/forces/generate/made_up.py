"""Small made-up calls for forces, and the best plan for one by trying every plan there is."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from random import Random
from typing import Any

from hypothesis import strategies as st

from foedus.questions.forces.generate.call import (
    AreaOfOperations,
    Call,
    Nation,
    Pair,
    Pledge,
    Requirement,
    Rotation,
)
from foedus.questions.forces.generate.force import Force
from foedus.questions.forces.generate.obstacles import risk
from foedus.questions.forces.generate.verify import Posting, verify

CALLED = date(2024, 1, 1)
STATES = ("BGD", "FRA", "GHA", "IND")
UNITS = ("engineer", "infantry-battalion", "mechanised-infantry-battalion")
AREAS = ("east", "west")
TASKS = ("patrol", "demining")


def rotations(number: int, lift: int | None = None) -> list[Rotation]:
    """Half years, the first two months after the call."""
    first = CALLED + timedelta(days=60)
    return [
        Rotation(
            id=f"R{n + 1}",
            starts=first + timedelta(days=180 * n),
            ends=first + timedelta(days=180 * (n + 1)),
            lift=lift,
        )
        for n in range(number)
    ]


def lines(chance: Random, number: int) -> list[Requirement]:
    """Lines of two types; some wait for another."""
    return [
        Requirement(
            id=f"L{n}",
            unit=chance.choices(UNITS[:2], (1, 3))[0],
            quantity=chance.randint(1, 2),
            area=chance.choice(AREAS),
            tasks=[task for task in TASKS if chance.random() < 0.3],
            weight=chance.randint(1, 4),
            least_level=2 if chance.random() < 0.15 else 1,
            notice=45 if chance.random() < 0.15 else None,
            standards=["radio"] if chance.random() < 0.15 else [],
            precedes=[f"L{m}" for m in range(n + 1, number) if chance.random() < 0.25],
        )
        for n in range(number)
    ]


def pledge(chance: Random, name: str) -> Pledge:
    """A pledge with few obstacles: calls in which everything is barred teach nothing."""
    return Pledge(
        id=name,
        nation=chance.choice(STATES),
        unit=chance.choices(UNITS, (1, 1, 4))[0],
        quantity=chance.randint(1, 2),
        readiness_days=chance.choice((30, 30, 30, 60, 65, 200)),
        endurance=chance.randint(1, 2),
        level=chance.randint(1, 4),
        caveat_areas=[area for area in AREAS if chance.random() < 0.1],
        caveat_tasks=[task for task in TASKS if chance.random() < 0.15],
        caveat_mandates=["chapter-vii"] if chance.random() < 0.1 else [],
        cost=Decimal(chance.randint(0, 9)),
        lift=chance.randint(0, 2),
        standards=["radio"] if chance.random() < 0.6 else [],
        group=chance.choice(("", "", "hats")),
    )


def made_up(seed: int, most_lines: int, most_pledges: int) -> Call:
    """A call small enough to try every plan, with every kind of limit."""
    chance = Random(seed)
    return Call(
        title=f"made up, seed {seed}",
        called=CALLED,
        host="MLI",
        mandate=chance.choice(("", "chapter-vii")),
        days_late=chance.choice((0, 7)),
        exercises_needed=1,
        requirements=lines(chance, chance.randint(most_lines - 1, most_lines)),
        pledges=[
            pledge(chance, f"P{n}") for n in range(chance.randint(most_pledges - 1, most_pledges))
        ],
        rotations=rotations(chance.choice((1, 2, 2)), chance.choice((None, None, 4))),
        nations=[
            Nation(
                state=state,
                cap=chance.choice((None, None, 1, 2)),
                refused_by="MLI" if chance.random() < 0.05 else "",
                neighbour=chance.random() < 0.05,
            )
            for state in STATES[: chance.randint(0, 4)]
        ],
        pairs=[
            Pair(a=a, b=b, exercises=chance.randint(0, 1), blocked=chance.random() < 0.5)
            for a, b in (("BGD", "FRA"), ("GHA", "IND"))
        ],
    )


def calls(most_lines: int = 3, most_pledges: int = 4) -> st.SearchStrategy[Call]:
    """Calls by seed: drawn evenly, where Hypothesis would mostly draw the plainest."""
    return st.integers(0, 10**9).map(lambda seed: made_up(seed, most_lines, most_pledges))


def further() -> st.SearchStrategy[Pledge]:
    """A pledge to add to a call."""
    return st.integers(0, 10**9).map(lambda seed: pledge(Random(seed), "further"))


def led(call: Call) -> Call:
    """The call with a lead nation in each area that it speaks of."""
    areas = sorted({line.area for line in call.requirements})
    return call.model_copy(
        update={"areas": [AreaOfOperations(id=area, lead="FRA") for area in areas]}
    )


def plans(force: Force, most: int = 1_000) -> Iterator[tuple[Posting, ...]]:
    """Every plan that keeps all rules; none at all where there are too many to try."""
    seats = [
        (pledge.id, line.id, rotation.id, range(min(pledge.quantity, line.quantity) + 1))
        for pledge in force.call.pledges
        for line in force.call.requirements
        for rotation in force.call.rotations
        if fits(force, pledge.id, line.id, rotation.id)
    ]
    size = 1
    for *_, choices in seats:
        size *= len(choices)
    if size > most:
        return
    for chosen in product(*(choices for *_, choices in seats)):
        plan = tuple(
            Posting(pledge, line, rotation, units)
            for (pledge, line, rotation, _), units in zip(seats, chosen, strict=True)
            if units
        )
        if not verify(force, plan):
            yield plan


def fits(force: Force, pledge: str, line: str, rotation: str) -> bool:
    """Whether a unit may be there as far as it alone is concerned."""
    faults = verify(force, (Posting(pledge, line, rotation, 1),))
    return not any(fault.startswith(f"{pledge} on {line}") for fault in faults)


def worth(force: Force, plan: tuple[Posting, ...]) -> tuple[int, int, Decimal]:
    """What a plan is judged by: most coverage, then least risk, then least cost."""
    covered = sum(force.lines[post.line].weight * post.units for post in plan)
    risks = sum(
        post.units
        * risk(
            force,
            force.pledges[post.pledge],
            force.lines[post.line],
            force.rotations[post.rotation],
        )
        for post in plan
    )
    cost = sum((force.pledges[post.pledge].cost * post.units for post in plan), Decimal(0))
    return -covered, risks, cost


def document(call: Call, **changes: Any) -> dict[str, Any]:
    """A call as the plain data of a file."""
    return {**call.model_dump(mode="json"), **changes}
