"""Bonds between pairs of states: who owes whom what on a day, and which bonds collide."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import msgspec

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.clause import Clause
from foedus.model.events import Event
from foedus.model.instruments import Reservation, Suspension
from foedus.model.provisions import Duty
from foedus.model.verdicts import Verdict, all_of

HELP = frozenset({"assist", "defend"})
CONSULT = frozenset({"consult"})
RESTRAINT = frozenset({"neutral", "refrain"})
SPECIFIC = frozenset({"alliance", "guarantee", "neutrality-or-non-aggression"})
"""Frameworks whose duties of restraint are owed to one state rather than to all the world.

The Charter's prohibition of force yields to collective self-defence (UN Charter, Art. 51), so a
universal organisation never makes a conflict.
"""

Named: TypeAlias = str | Collection[str] | None
"""One state, some states, or any."""


@dataclass(frozen=True)
class Bond:
    """A duty that `debtor` owes to `creditor` under a clause; `verdict` None where contested."""

    clause: Clause
    duty: Duty
    debtor: str
    creditor: str
    verdict: Verdict
    suspension: Suspension | None
    reservations: tuple[Reservation, ...]
    provisional: date | None = None
    """The first day of its provisional application between the two, where it is so applied."""

    @property
    def status(self) -> str:
        """Since when it binds, and how."""
        if self.provisional is not None:
            return f"applied provisionally from {self.provisional}"
        return f"in force {self.clause.instrument.during}"

    @property
    def live(self) -> bool:
        """Whether it is neither suspended nor excluded by a reservation."""
        return self.suspension is None and not any(r.excludes for r in self.reservations)


class Conflict(msgspec.Struct, frozen=True):
    """A state bound to help the attacked that is also bound towards the attacker."""

    matched_by = ("state", "towards_attacked", "towards_attacker")
    state: str
    towards_attacked: str
    towards_attacker: str
    says: str


def bonds(
    catalogue: Catalogue,
    on: date,
    debtor: Named = None,
    creditor: Named = None,
    kinds: frozenset[str] | None = None,
    duties: frozenset[str] | None = None,
) -> Iterator[Bond]:
    """Every bond of a day; of some debtors, creditors, kinds of framework or duty where named."""
    for clause in catalogue.clauses_on(on):
        duty = clause.provision.effect
        if not isinstance(duty, Duty):
            continue
        if kinds is not None and clause.framework.kind not in kinds:
            continue
        if duties is not None and duties.isdisjoint(duty.kinds):
            continue
        standing = catalogue.standing(clause, on)
        creditors = standing.circle(duty.owed_to)
        if isinstance(creditor, str) and creditor not in creditors:
            continue
        if set(duty.kinds) <= CONSULT:
            # Parties consult one another about a state outside; they do not owe it that.
            creditors = {s: v for s, v in creditors.items() if s in standing.parties}
        owed = _named(creditor, creditors)
        if not owed:
            continue
        debtors, early = standing.circle(duty.owed_by), standing.provisional
        for by in _named(debtor, debtors):
            for to in owed:
                if by != to:
                    yield Bond(
                        clause,
                        duty,
                        by,
                        to,
                        all_of((debtors[by], creditors[to])),
                        standing.suspended(by, to, clause.provision.id),
                        clause.reservations(by, on),
                        max((early[s] for s in (by, to) if s in early), default=None),
                    )


def _named(named: Named, circle: Mapping[str, Verdict]) -> Collection[str]:
    if named is None:
        return circle
    if isinstance(named, str):
        return (named,) if named in circle else ()
    return [state for state in circle if state in named]


def specific(
    catalogue: Catalogue,
    on: date,
    debtor: Named = None,
    creditor: Named = None,
    duties: frozenset[str] | None = None,
) -> Iterator[Bond]:
    """The bonds that are live, bind in law, and are owed under a framework of few."""
    for bond in bonds(catalogue, on, debtor, creditor, SPECIFIC, duties):
        if bond.live and bond.verdict is True and bond.clause.instrument.binding:
            yield bond


def helps(bond: Bond) -> bool:
    """Whether the bond is a duty to assist or defend."""
    return bool(HELP & set(bond.duty.kinds))


def restrains(bond: Bond) -> bool:
    """Whether the bond is a duty to stay neutral or not to attack."""
    return bool(RESTRAINT & set(bond.duty.kinds))


def collisions(
    helpers: Mapping[str, str], event: Event, on: date, catalogue: Catalogue
) -> tuple[Conflict, ...]:
    """States bound to help the attacked that owe the attacker help, neutrality or restraint.

    `helpers` are the states that are bound to help, each with the provision that binds it.
    """
    found: dict[tuple[str, str, str], Conflict] = {}
    for attacker in event.attacker:
        for bond in specific(catalogue, on, helpers, attacker, HELP | RESTRAINT):
            provision = bond.clause.provision.id
            if provision == helpers[bond.debtor]:
                continue
            duty = " and ".join("stay neutral" if k == "neutral" else k for k in bond.duty.kinds)
            found[bond.debtor, helpers[bond.debtor], provision] = Conflict(
                state=bond.debtor,
                towards_attacked=helpers[bond.debtor],
                towards_attacker=provision,
                says=f"bound to help the attacked, and to {duty} towards {attacker}",
            )
    return tuple(found.values())
