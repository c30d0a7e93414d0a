"""What holds on every day, packed: duties of help, and the land that they leave out.

A view draws any day from this and the world of the atlas, and asks nothing while its day moves.
"""

from datetime import date

import msgspec

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.clause import Clause
from foedus.judging.promises import Circle, promises
from foedus.model.time import Interval
from foedus.questions.binding.covered.spells import outside

Span = tuple[str | None, str | None]
"""First day, and first day no longer; null where open."""


class PromiseSpell(msgspec.Struct, frozen=True, omit_defaults=True):
    """Days on which each of `by` owes each other of `to`: numbers of states, `~n` if contested.

    But for the pairs `but`, debtor and creditor, whose bond is suspended.
    """

    held: Span
    by: tuple[int, ...]
    to: tuple[int, ...]
    but: tuple[tuple[int, int], ...] = ()


class PromiseLine(msgspec.Struct, frozen=True):
    """A duty of help: what it says, how strong it is, and its spells."""

    provision: str
    framework: str
    article: str
    instrument: str
    says: str
    strength: int
    duties: tuple[str, ...]
    binding: bool
    spells: tuple[PromiseSpell, ...]


class OutsideLine(msgspec.Struct, frozen=True):
    """Days on which no duty of help reaches a territory, or (`contested`) on one reading only."""

    territory: str
    held: Span
    contested: bool


class Days(msgspec.Struct, frozen=True):
    """What the views draw each day from; `states` are what the numbers stand for."""

    catalogue: str
    states: tuple[str, ...]
    promises: tuple[PromiseLine, ...]
    outside: dict[str, tuple[OutsideLine, ...]]


def packed(catalogue: Catalogue) -> Days:
    """Every duty of help on every day, and the land that each framework leaves out."""
    states = tuple(catalogue.states)
    number = {state: n for n, state in enumerate(states)}

    def circle(held: Circle) -> tuple[int, ...]:
        return tuple(~number[s] if contested else number[s] for s, contested in held)

    lines = []
    for promise in promises(catalogue):
        spells = tuple(
            PromiseSpell(
                spanned(held.during),
                circle(held.debtors),
                circle(held.creditors),
                tuple((number[one], number[other]) for one, other in held.but),
            )
            for held in promise.spells
        )
        lines.append(_line(promise.clause, promise.duty.strength, promise.duty.kinds, spells))
    left = {
        framework.id: tuple(
            OutsideLine(found.territory, spanned(found.during), found.contested)
            for found in outside(catalogue, framework)
        )
        for framework in catalogue.frameworks.values()
    }
    return Days(catalogue.key, states, tuple(lines), {k: v for k, v in left.items() if v})


def spanned(interval: Interval) -> Span:
    """An interval as it is sent."""
    start = None if interval.start == date.min else interval.start.isoformat()
    end = None if interval.end == date.max else interval.end.isoformat()
    return start, end


def _line(
    clause: Clause, strength: int, duties: tuple[str, ...], spells: tuple[PromiseSpell, ...]
) -> PromiseLine:
    provision = clause.provision
    return PromiseLine(
        provision.id,
        clause.framework.id,
        provision.cite.article,
        clause.instrument.title,
        provision.says,
        strength,
        duties,
        clause.instrument.binding,
        spells,
    )
