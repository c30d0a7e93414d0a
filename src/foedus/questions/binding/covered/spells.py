"""Land that a framework's duties of help leave out, on every day at once."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import TypeAlias

import msgspec

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.clause import Clause
from foedus.judging.promises import turns
from foedus.judging.reach import ever_helping
from foedus.language.leaf import Leaf
from foedus.language.leaves.time import During, HasRole, Triggered
from foedus.language.tree import leaf_of, leaf_tests
from foedus.model.frameworks import Framework
from foedus.model.places import Territory
from foedus.model.time import Interval
from foedus.questions.binding.covered.question import (
    Land,
    Owed,
    land_on,
    owed_to,
)

Dated: TypeAlias = Mapping[int, tuple[Leaf, ...]]
"""The tests of a clause that a day decides, by its identity: to hash a clause takes long."""


class Outside(msgspec.Struct, frozen=True):
    """Days on which none of the duties reaches land of one that is owed help.

    Where it is `contested`, they do on one reading, and not on another.
    """

    territory: str
    during: Interval
    contested: bool


def outside(catalogue: Catalogue, framework: Framework) -> Iterator[Outside]:
    """The land that a framework's duties of help leave out, whoever attacks."""
    clauses = tuple(ever_helping(catalogue, framework))
    dated = {id(clause): _dated(clause) for clause in clauses}
    days = sorted({day for clause in clauses for day in _days(catalogue, clause, dated)})
    owed = {day: owed_to(catalogue, (c for c in clauses if c.in_force(day)), day) for day in days}
    ever = {state for each in owed.values() for _, circle in each for state in circle}
    for territory in catalogue.definitions.territories.values():
        if any(tenure.state in ever for tenure in territory.under):
            yield from _of(catalogue, clauses, dict(owed), dated, territory)


def _days(catalogue: Catalogue, clause: Clause, dated: Dated) -> Iterator[date]:
    """The days on which what a clause reaches may change, but for whose the land is."""
    yield from turns(catalogue, clause)
    spans: list[Interval] = []
    for leaf in dated[id(clause)]:
        if isinstance(leaf, During):
            spans.append(leaf.interval)
        elif isinstance(leaf, HasRole):
            held = catalogue.spells(catalogue.frameworks[leaf.framework], leaf.role)
            spans += [spell.during for spell in held]
        elif isinstance(leaf, Triggered):
            spans += [other.life for other in catalogue.matching(leaf.provision)]
    yield from (day for span in spans for day in (span.start, span.end))


def _of(
    catalogue: Catalogue,
    clauses: tuple[Clause, ...],
    owed: dict[date, Owed],
    dated: Dated,
    territory: Territory,
) -> Iterator[Outside]:
    spans = [t.during for t in territory.under] + [c.settled for c in territory.control]
    own = {day for span in spans for day in (span.start, span.end)}
    days = sorted({*own, *owed})
    last: Outside | None = None
    before: tuple[object, ...] = ()
    land: Land | None = None
    for start, end in pairwise(days):
        if start not in owed:
            standing = tuple(c for c in clauses if c.in_force(start))
            owed[start] = owed_to(catalogue, standing, start)
        facts = _facts(catalogue, owed[start], dated, territory, start)
        if facts != before:  # else the same judgement would come out
            land, before = land_on(catalogue, owed[start], territory, start), facts
        found = None
        if land is not None and (land.why or not land.by):
            found = Outside(territory.id, Interval(start, end), bool(land.by))
        if last and found and last.contested is found.contested and last.during.end == start:
            last = Outside(territory.id, Interval(last.during.start, end), found.contested)
            continue
        if last:
            yield last
        last = found
    if last:
        yield last


def _facts(
    catalogue: Catalogue, owed: Owed, dated: Dated, territory: Territory, on: date
) -> tuple[object, ...]:
    """All that the judgement of a territory turns on: whose it is, who owes what, and the day."""
    holders = territory.holders(on)
    told: list[object] = [holders, territory.controlled(on)]
    for clause, circle in owed:
        own = dict.fromkeys(holder.state for holder in holders if holder.state in circle)
        if not own:
            continue
        standing = catalogue.standing(clause, on)
        by = standing.circle(clause.relation.by)
        told += [clause.provision.id, standing.suspensions]
        # what the day itself changes: of some tests whether it lies in a time, of others all of it
        told += [on in x.interval if isinstance(x, During) else on for x in dated[id(clause)]]
        for state in own:
            others = [v for v in (True, None) if any(o is v for s, o in by.items() if s != state)]
            told += [state, circle[state], *others]
    return tuple(told)


def _dated(clause: Clause) -> tuple[Leaf, ...]:
    """The tests of a trigger that the day decides; nobody is the attacker here."""
    trigger = clause.provision.trigger
    leaves = (leaf_of(test) for test in leaf_tests(trigger)) if trigger else ()
    return tuple(
        leaf
        for leaf in leaves
        if isinstance(leaf, (During, Triggered))
        or (isinstance(leaf, HasRole) and leaf.who != "attacker")
    )
