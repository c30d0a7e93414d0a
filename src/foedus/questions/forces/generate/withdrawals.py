"""What a force loses when one nation withdraws, and all others may be posted anew."""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from foedus.questions.forces.generate.force import Force
from foedus.questions.forces.generate.programme import IntegerProgramme
from foedus.questions.forces.generate.roster import Postings
from foedus.questions.forces.generate.verify import Posting

SMALL: Final = 3_000
"""With no more services than this, each withdrawal is planned anew from scratch."""


class Withdrawal(msgspec.Struct, frozen=True):
    """The coverage that is lost without a nation: at least, and at most.

    `units` counts its units in all rotations.
    """

    matched_by = ("nation",)
    nation: str
    units: int
    least: int
    most: int


def withdrawals(
    force: Force, programme: IntegerProgramme, plan: Sequence[Posting], gap: float
) -> tuple[Withdrawal, ...]:
    """Every nation of a plan without which it would cover less, the gravest first."""
    found = _withdrawals(force, programme, plan, gap)
    return tuple(sorted(found, key=lambda w: (-w.most, -w.least, w.nation)))


def _withdrawals(
    force: Force, programme: IntegerProgramme, plan: Sequence[Posting], gap: float
) -> Iterator[Withdrawal]:
    from foedus.questions.forces.generate.optimise import Relaxation, coverage

    small = len(programme.services) <= SMALL
    before = Postings(force, plan).coverage
    of = {pledge.id: pledge.nation for pledge in force.call.pledges}
    relaxed = None if small else Relaxation(programme)
    order = sorted(programme.services, key=lambda s: (-s.worth, s.risk, s.cost, s.pledge))
    for nation in sorted({of[post.pledge] for post in plan}):
        closed = [j for j, s in enumerate(programme.services) if of[s.pledge] == nation]
        if relaxed is None:
            stage = coverage(programme, gap, closed)
            least, most = before - int(stage.bound), before - int(stage.reached)
        else:
            roster = Postings(force, plan)
            roster.withdraw(nation)
            roster.fill(s for s in order if of[s.pledge] != nation)
            least, most = before - relaxed.most(closed), before - roster.coverage
        units = sum(post.units for post in plan if of[post.pledge] == nation)
        yield Withdrawal(nation, units, max(0, least), max(0, most))
