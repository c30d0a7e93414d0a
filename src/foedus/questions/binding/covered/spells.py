"""Land that a framework's duties of help leave out, on every day at once."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import msgspec

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.clause import Clause
from foedus.judging.promises import turns
from foedus.language.leaves.time import During
from foedus.language.tree import leaf_of, leaf_tests
from foedus.model.frameworks import Framework
from foedus.model.places import Territory
from foedus.model.time import Interval
from foedus.questions.binding.covered.question import Owed, helping, land_on, owed_to


class Outside(msgspec.Struct, frozen=True):
    """Days on which none of the duties reaches land of one that is owed help.

    Where it is `contested`, they do on one reading, and not on another.
    """

    territory: str
    during: Interval
    contested: bool


def outside(catalogue: Catalogue, framework: Framework) -> Iterator[Outside]:
    """The land that a framework's duties of help leave out, whoever attacks."""
    clauses = tuple(helping(catalogue, framework))
    days = sorted({day for clause in clauses for day in _days(catalogue, clause)})
    owed = {day: owed_to(catalogue, (c for c in clauses if c.in_force(day)), day) for day in days}
    ever = {state for each in owed.values() for _, circle in each for state in circle}
    for territory in catalogue.definitions.territories.values():
        if any(tenure.state in ever for tenure in territory.under):
            yield from _of(catalogue, clauses, dict(owed), territory)


def _days(catalogue: Catalogue, clause: Clause) -> Iterator[date]:
    """The days on which what a clause reaches may change, but for whose the land is."""
    yield from turns(catalogue, clause)
    for test in leaf_tests(clause.provision.trigger) if clause.provision.trigger else ():
        if isinstance(leaf := leaf_of(test), During):
            yield from (leaf.interval.start, leaf.interval.end)


def _of(
    catalogue: Catalogue, clauses: tuple[Clause, ...], owed: dict[date, Owed], territory: Territory
) -> Iterator[Outside]:
    spans = [t.during for t in territory.under] + [c.settled for c in territory.control]
    own = {day for span in spans for day in (span.start, span.end)}
    days = sorted({*own, *owed})
    last: Outside | None = None
    for start, end in pairwise(days):
        if start not in owed:
            standing = tuple(c for c in clauses if c.in_force(start))
            owed[start] = owed_to(catalogue, standing, start)
        land = land_on(catalogue, owed[start], territory, start)
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
