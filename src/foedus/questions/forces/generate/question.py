"""`generate`: the best force from what nations pledge, what it lacks, and what that would take."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations

from pydantic import Field

from foedus.asking.declare import Inputs, question
from foedus.asking.world import World
from foedus.documents.numbers import Flag, Part
from foedus.errors import QuestionError
from foedus.model.wording import counted, percent
from foedus.questions.forces.generate.answer import (
    GenerateAnswer,
    RequiredLine,
    Serving,
    ShadowPrice,
    StageReached,
)
from foedus.questions.forces.generate.call import Call
from foedus.questions.forces.generate.closing import closings
from foedus.questions.forces.generate.force import Force, muster
from foedus.questions.forces.generate.gaps import Shortfall, gaps
from foedus.questions.forces.generate.obstacles import risk
from foedus.questions.forces.generate.programme import programme
from foedus.questions.forces.generate.roster import Postings
from foedus.questions.forces.generate.verify import Posting, verify


class GenerateInput(Inputs):
    """The call for forces, and how far to go."""

    call: Call = Field(description="The call: requirements, pledges and rotations, as a file")
    gap: Part = Field(
        Decimal("0.01"),
        lt=1,
        description="Stop each stage once it is proven this near to the best; 0 goes to the end",
    )
    without_withdrawals: Flag = Field(
        False, description="Leave out what is lost when a nation withdraws"
    )


@question(
    "generate",
    title="The best force from the pledges",
    inputs=GenerateInput,
    answer=GenerateAnswer,
)
def generate(world: World, inputs: GenerateInput, on: date) -> GenerateAnswer:
    """The best force from the pledges made, its gaps, and the cheapest way to close them.

    Coverage of the requirement by weight comes first, then risk, then cost.
    """
    from foedus.questions.forces.generate.optimise import bound, optimise
    from foedus.questions.forces.generate.withdrawals import withdrawals

    if inputs.call.called > on:
        told = f"call: it is of {inputs.call.called}, after the day asked for, {on}"
        raise QuestionError(told, ("call", "called"))
    force = muster(world.catalogue, inputs.call)
    plan = programme(force)
    solution = optimise(plan, float(inputs.gap))
    roster = Postings(force)
    for column, units in solution.units.items():
        service = plan.services[column]
        roster.post(service.pledge, service.line, service.rotation, units)
    postings = roster.postings()
    broken = verify(force, postings)
    if broken:
        raise RuntimeError(f"the plan breaks its call: {'; '.join(broken)}")
    open_ = gaps(force, roster)
    lost = (
        () if inputs.without_withdrawals else withdrawals(force, plan, postings, float(inputs.gap))
    )
    return GenerateAnswer(
        question="generate",
        on=on,
        catalogue=world.catalogue.key,
        title=f"Force generation for {force.call.title}, call of {force.call.called}",
        lead=_lead(force, roster, open_),
        notes=tuple(_notes(force)),
        coverage=roster.coverage,
        demand=force.demand,
        currency=force.call.currency,
        cost=sum((force.pledges[p.pledge].cost * p.units for p in postings), Decimal(0)),
        risk=sum(_risk(force, p) for p in postings),
        stages=tuple(StageReached(s.aim, s.reached, s.bound) for s in solution.stages),
        order_of_battle=tuple(_serving(force, post) for post in postings),
        gaps=open_,
        closings=closings(force, roster, open_),
        withdrawals=lost,
        strangers=tuple(_strangers(force, postings)),
        prices=tuple(
            ShadowPrice(plan.rows[row].kind, plan.rows[row].names, str(price))
            for row, price in solution.prices.items()
        ),
        ceiling=str(bound(plan, solution.prices)),
        lines=tuple(
            RequiredLine(line.id, line.unit, line.area, line.quantity, force.types[line.unit].cite)
            for line in force.call.requirements
        ),
        rotations=tuple(force.rotations),
    )


def _serving(force: Force, post: Posting) -> Serving:
    pledge, line = force.pledges[post.pledge], force.lines[post.line]
    return Serving(
        rotation=post.rotation,
        line=line.id,
        unit=line.unit,
        area=line.area,
        pledge=pledge.id,
        nation=pledge.nation,
        units=post.units,
        risk=_risk(force, post),
        cost=pledge.cost * post.units,
    )


def _risk(force: Force, post: Posting) -> int:
    pledge, line = force.pledges[post.pledge], force.lines[post.line]
    return risk(force, pledge, line, force.rotations[post.rotation]) * post.units


def _strangers(force: Force, postings: tuple[Posting, ...]) -> Iterator[tuple[str, str, str]]:
    """Nations side by side in an area, at any time, that never held an exercise together."""
    present: dict[tuple[str, str], set[str]] = defaultdict(set)
    for post in postings:
        present[force.lines[post.line].area, post.rotation].add(force.pledges[post.pledge].nation)
    found = {
        (area, a, b)
        for (area, _), nations in present.items()
        for a, b in combinations(sorted(nations), 2)
        if not force.exercises.get(frozenset((a, b)))
    }
    yield from sorted(pair for pair in found if pair[0])


def _lead(force: Force, roster: Postings, gaps: tuple[Shortfall, ...]) -> str:
    share = percent(roster.coverage, force.demand, places=1)
    nations = {force.pledges[post.pledge].nation for post in roster.postings()}
    lines = len({gap.line for gap in gaps})
    open_ = "no gaps"
    if lines:
        open_ = (
            f"{lines} of {counted(len(force.lines), 'line')} {'has' if lines == 1 else 'have'} gaps"
        )
    return (
        f"{share} of the requirement by weight is covered ({roster.coverage:,} of "
        f"{force.demand:,}) by units of {counted(len(nations), 'nation')}; {open_}."
    )


def _notes(force: Force) -> Iterator[str]:
    call = force.call
    unnamed = sorted({pledge.nation for pledge in call.pledges} - set(force.nations))
    if unnamed:
        yield (
            f"no terms are given for {', '.join(unnamed)}; assumed: no party refuses them, "
            "they are not neighbours of the host, and they set no cap"
        )
    if not call.mandate and any(pledge.caveat_mandates for pledge in call.pledges):
        yield "the call names no mandate, so no caveat on mandates applies"
    if call.exercises_needed and not force.leads:
        yield "no area has a lead nation, so interoperability is not weighed"
