"""What a plan leaves open, and why: every pledge that could have served, and what kept it."""

from collections import Counter
from collections.abc import Iterator

import msgspec

from foedus.questions.forces.generate.call import Pledge, Requirement
from foedus.questions.forces.generate.force import Force
from foedus.questions.forces.generate.obstacles import Kind, obstacles
from foedus.questions.forces.generate.roster import Postings

KINDS: dict[Kind, str] = {
    "area": "caveat on the area",
    "task": "caveat on a task",
    "mandate": "caveat on the mandate",
    "consent": "refused by a party",
    "neighbour": "from a neighbour of the host",
    "level": "readiness level too low",
    "notice": "notice too long",
    "standards": "equipment does not fit",
    "readiness": "not ready in time",
}


class KeptBack(msgspec.Struct, frozen=True):
    """A pledge of the right type, and what kept it from a gap."""

    matched_by = ("pledge",)
    pledge: str
    nation: str
    obstacles: tuple[str, ...]
    hindrances: tuple[str, ...]


class Shortfall(msgspec.Struct, frozen=True):
    """Units that a line lacks in rotations, and why.

    `unavoidable` of the `missing` units could not have been found even if nothing else had been
    asked for: the pledges that may serve hold no more.
    """

    matched_by = ("line", "rotations")
    line: str
    unit: str
    area: str
    rotations: tuple[str, ...]
    missing: int
    unavoidable: int
    because: str
    waits_for: tuple[str, ...]
    kept: tuple[KeptBack, ...]


def gaps(force: Force, roster: Postings) -> tuple[Shortfall, ...]:
    """The gaps of a plan; rotations with the same lack for the same reasons are one gap."""
    found: list[Shortfall] = []
    for line in force.call.requirements:
        for rotation in force.needed[line.id]:
            missing = roster.missing(line.id, rotation)
            if missing <= 0:
                continue
            gap = _gap(force, roster, line, rotation, missing)
            same = msgspec.structs.replace(found[-1], rotations=gap.rotations) if found else None
            if same == gap:
                rotations = (*found[-1].rotations, rotation)
                found[-1] = msgspec.structs.replace(found[-1], rotations=rotations)
            else:
                found.append(gap)
    return tuple(found)


def _gap(
    force: Force, roster: Postings, line: Requirement, rotation: str, missing: int
) -> Shortfall:
    waits = roster.waits_for(line.id, rotation)
    fitting = [pledge for pledge in force.call.pledges if force.can_be(pledge, line)]
    kinds: Counter[Kind] = Counter()
    kept: list[KeptBack] = []
    able: list[Pledge] = []
    for pledge in fitting:
        stops = tuple(obstacles(force, pledge, line, force.rotations[rotation]))
        hinders = tuple(roster.hindrances(pledge, line.id, rotation))
        kept.append(KeptBack(pledge.id, pledge.nation, tuple(s.says for s in stops), hinders))
        kinds.update({stop.kind for stop in stops})
        if not stops:
            able.append(pledge)
    supply = _supply(force, able)
    return Shortfall(
        line=line.id,
        unit=line.unit,
        area=line.area,
        rotations=(rotation,),
        missing=missing,
        unavoidable=max(0, line.quantity - supply),
        because="; ".join(_because(waits, kept, able, kinds)),
        waits_for=waits,
        kept=tuple(kept),
    )


def _supply(force: Force, able: list[Pledge]) -> int:
    """The most units that pledges could put on one line, if nothing else were asked."""
    of_nation: Counter[str] = Counter()
    for pledge in able:
        of_nation[pledge.nation] += pledge.quantity
    caps = {nation: force.terms(nation).cap for nation in of_nation}
    return sum(
        units if (cap := caps[nation]) is None else min(units, cap)
        for nation, units in of_nation.items()
    )


def _because(
    waits: tuple[str, ...], kept: list[KeptBack], able: list[Pledge], kinds: Counter[Kind]
) -> Iterator[str]:
    if waits:
        yield f"waits for {', '.join(waits)}, not full"
    if not kept:
        yield "no pledge of the type"
        return
    refused = len(kept) - len(able)
    if refused:
        reasons = ", ".join(f"{number} {KINDS[kind]}" for kind, number in kinds.most_common())
        many = f"{refused} of {len(kept)} pledges" if len(kept) > 1 else "the only pledge"
        yield f"{many} may not serve ({reasons})"
    if able and not waits:
        held = {k.pledge: k.hindrances for k in kept}
        first = Counter(hinder for pledge in able for hinder in held[pledge.id][:1])
        told = [f"{times} {hinder}" for hinder, times in first.most_common(3)]
        free = sum(1 for pledge in able if not held[pledge.id])
        if free:
            told.append(f"{free} would fit: the plan is proven only to within its gap")
        if sum(first.values()) > sum(times for _, times in first.most_common(3)):
            told.append("others likewise")
        yield f"{len(able)} may ({', '.join(told)})"
