"""The provision that an act rests on, and whether the one that acts is a party to it."""

from datetime import date

from foedus.acting.declare import ActError
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.clause import Clause
from foedus.catalogue.standing import holds_role


def clause_on(catalogue: Catalogue, provision: str, on: date) -> Clause:
    """The provision as it stands on a day. Raises ActError where it is not in force."""
    clauses = catalogue.matching(provision)
    found = next((clause for clause in clauses if clause.in_force(on)), None)
    if found is None:
        last = clauses[-1]
        told = f"{provision} is not in force on {on} ({last.provision.cite})"
        raise ActError(f"{told}: {last.life.apart(on)}", ("provision",))
    return found


def check_party(catalogue: Catalogue, clause: Clause, state: str, on: date, does: str) -> None:
    """Raise ActError where a state is not a party to the instrument of a provision."""
    parties = catalogue.parties(clause.framework, clause.instrument)
    if holds_role(parties, state, on) is False:
        name = f"{clause.framework.id}/{clause.instrument.id}"
        told = f"{state} is not a party to {name} on {on}, so it does not {does}"
        raise ActError(f"{told} {clause.provision.id} ({clause.provision.cite})", ("provision",))
