"""Small made-up calls for forces, and the best plan for one by trying every plan there is."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

from hypothesis import strategies as st

from foedus.questions.generating.call import (
    Area,
    Call,
    Nation,
    Pair,
    Pledge,
    Requirement,
    Rotation,
)
from foedus.questions.generating.force import Force
from foedus.questions.generating.obstacles import risk
from foedus.questions.generating.verify import Posting, verify

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


def some(values: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), max_size=1)


@st.composite
def lines(draw: st.DrawFn, number: int) -> list[Requirement]:
    found = []
    for n in range(number):
        later = [f"L{m}" for m in range(n + 1, number)]
        found.append(
            Requirement(
                id=f"L{n}",
                unit=draw(st.sampled_from(UNITS[:2])),
                quantity=draw(st.integers(1, 2)),
                area=draw(st.sampled_from(AREAS)),
                tasks=draw(some(TASKS)),
                weight=draw(st.integers(1, 4)),
                least_level=draw(st.sampled_from((1, 1, 2))),
                notice=draw(st.sampled_from((None, None, 45))),
                standards=draw(some(("radio",))),
                precedes=draw(st.lists(st.sampled_from(later), max_size=1)) if later else [],
            )
        )
    return found


@st.composite
def pledges(draw: st.DrawFn, name: str) -> Pledge:
    return Pledge(
        id=name,
        nation=draw(st.sampled_from(STATES)),
        unit=draw(st.sampled_from(UNITS)),
        quantity=draw(st.integers(1, 2)),
        readiness_days=draw(st.sampled_from((30, 60, 65, 200))),
        endurance=draw(st.integers(1, 2)),
        level=draw(st.sampled_from((1, 2, 3, 4))),
        caveat_areas=draw(some(AREAS)),
        caveat_tasks=draw(some(TASKS)),
        caveat_mandates=draw(some(("chapter-vii",))),
        cost=Decimal(draw(st.integers(0, 9))),
        lift=draw(st.integers(0, 2)),
        standards=draw(some(("radio",))),
        group=draw(st.sampled_from(("", "", "hats"))),
    )


@st.composite
def calls(draw: st.DrawFn, most_lines: int = 3, most_pledges: int = 4) -> Call:
    """Calls small enough to try every plan."""
    number = draw(st.integers(1, most_pledges))
    return Call(
        title="made up",
        called=CALLED,
        host="MLI",
        mandate=draw(st.sampled_from(("", "chapter-vii"))),
        days_late=draw(st.sampled_from((0, 7))),
        exercises_needed=1,
        requirements=draw(lines(draw(st.integers(1, most_lines)))),
        pledges=[draw(pledges(f"P{n}")) for n in range(number)],
        rotations=rotations(draw(st.integers(1, 2)), draw(st.sampled_from((None, None, 3)))),
        nations=[
            Nation(
                state=state,
                cap=draw(st.sampled_from((None, None, 1, 2))),
                refused_by=draw(st.sampled_from(("", "", "", "MLI"))),
                neighbour=draw(st.sampled_from((False, False, False, True))),
            )
            for state in STATES[: draw(st.integers(0, 4))]
        ],
        pairs=[
            Pair(a=a, b=b, exercises=draw(st.integers(0, 1)), blocked=draw(st.booleans()))
            for a, b in (("BGD", "FRA"), ("GHA", "IND"))
        ],
        areas=[],
    )


def led(call: Call) -> Call:
    """The call with a lead nation in each area that it speaks of."""
    areas = sorted({line.area for line in call.requirements})
    return call.model_copy(update={"areas": [Area(id=area, lead="FRA") for area in areas]})


def plans(force: Force, most: int = 4_000) -> Iterator[tuple[Posting, ...]]:
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
