"""Who owes whom help on every day at once: the circles of each duty, spell by spell.

What `bonds` says of one day, for all days: a view that moves through time then asks nothing.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import msgspec

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.clause import Clause
from foedus.judging.bonds import HELP
from foedus.model.provisions import Duty, Kin
from foedus.model.time import Interval, day_of

Circle = tuple[tuple[str, bool], ...]
"""The states of a circle by their ids, each with whether that is contested."""


class Held(msgspec.Struct, frozen=True):
    """Days on which each of `debtors` owes each other of `creditors`, but for the pairs `but`."""

    during: Interval
    debtors: Circle
    creditors: Circle
    but: tuple[tuple[str, str], ...] = ()


class Promise(msgspec.Struct, frozen=True):
    """A duty of help under one clause, with the spells in which its circles were the same."""

    clause: Clause
    duty: Duty
    spells: tuple[Held, ...]


def promises(catalogue: Catalogue) -> Iterator[Promise]:
    """Every duty of help on record, those that bind in law and the others."""
    for clause in catalogue.clauses():
        duty = clause.provision.effect
        if isinstance(duty, Duty) and HELP & set(duty.kinds):
            spells = tuple(_spells(catalogue, clause, duty))
            if spells:
                yield Promise(clause, duty, spells)


def standing(catalogue: Catalogue, on: date) -> Iterator[tuple[Clause, Duty, Held]]:
    """The duties of help that stand on a day and bind in law, each with its circles that day."""
    for clause in catalogue.clauses_on(on):
        duty = clause.provision.effect
        if isinstance(duty, Duty) and HELP & set(duty.kinds) and clause.instrument.binding:
            held = _held(catalogue, clause, duty, day_of(on))
            if held.debtors and held.creditors:
                yield clause, duty, held


def turns(catalogue: Catalogue, clause: Clause) -> tuple[date, ...]:
    """The days of a clause's life on which who stands in its circles may change, and its end."""
    life = clause.life
    moved = [life, clause.instrument.during]
    moved += [party.during for party in catalogue.parties(clause.framework, clause.instrument)]
    moved += [suspension.during for suspension in clause.instrument.suspensions]
    moved += [r.during for held in clause.reserved.values() for r in held]
    for circle in (clause.relation.by, clause.relation.to):
        if isinstance(circle, Kin):
            moved += [circle.disputed] if circle.disputed else []
            known = catalogue.states
            among = [known[s] for s in circle.states if s in known] or known.values()
            moved += [span for state in among for span in state.lives]
    days = {day for span in moved for day in (span.start, span.end)}
    return tuple(sorted(day for day in days if life.start <= day <= life.end))


def _spells(catalogue: Catalogue, clause: Clause, duty: Duty) -> Iterator[Held]:
    last: Held | None = None
    days = turns(catalogue, clause)
    for start, end in pairwise(days):
        held = _held(catalogue, clause, duty, Interval(start, end))
        if last and (last.debtors, last.creditors, last.but) == (
            held.debtors, held.creditors, held.but
        ):  # fmt: skip
            held = msgspec.structs.replace(held, during=Interval(last.during.start, end))
        elif last and last.debtors and last.creditors:
            yield last
        last = held
    if last and last.debtors and last.creditors:
        yield last


def _held(catalogue: Catalogue, clause: Clause, duty: Duty, during: Interval) -> Held:
    on = during.start
    standing = catalogue.standing(clause, on)
    by, to = standing.circle(duty.owed_by), standing.circle(duty.owed_to)
    excluded = {s for s in by if any(r.excludes for r in clause.reservations(s, on))}
    debtors = {state: verdict for state, verdict in by.items() if state not in excluded}
    provision = clause.provision.id
    but = (
        (one, other)
        for one in sorted(debtors)
        for other in sorted(to)
        if one != other and standing.suspended(one, other, provision)
    )
    return Held(
        during,
        tuple((state, verdict is None) for state, verdict in sorted(debtors.items())),
        tuple((state, verdict is None) for state, verdict in sorted(to.items())),
        tuple(but) if standing.suspensions else (),
    )
