"""Since when a state is bound, when it no longer is, and whether its part is suspended."""

from datetime import date
from typing import NamedTuple

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.clause import Clause


class Break(NamedTuple):
    """That a state's part is suspended, beyond dispute or perhaps; `says` what was done."""

    sure: bool
    why: str
    says: str


def bound_since(catalogue: Catalogue, clause: Clause, state: str, on: date) -> date:
    """From which day on, without a gap, the instrument binds a party of a day."""
    parties = catalogue.parties(clause.framework, clause.instrument)
    lives = sorted((p.during for p in parties if p.state == state), key=lambda d: d.start)
    since = on
    for during in reversed(lives):
        if during.start <= since <= during.end:
            since = during.start
    return since


def gone(catalogue: Catalogue, clause: Clause, state: str, on: date) -> str:
    """Since when a state that still is one is no longer a party, if it was."""
    parties = catalogue.parties(clause.framework, clause.instrument)
    ended = [p for p in parties if p.state == state and p.during.end <= on]
    last = max(ended, key=lambda p: p.during.end, default=None)
    if last is None or last.ended_by in ("extinction", "succession"):
        return ""
    return f"{last.ended_by or 'no party'} {last.during.end}"


def broken(catalogue: Catalogue, clause: Clause, state: str, on: date) -> Break | None:
    """The suspension of a state's part towards all others, if there is one or may be.

    Where one that is contested comes right before, the first day of the suspension is not known.
    """
    found = catalogue.standing(clause, on).suspended(state, state, clause.provision.id)
    if found is None or len(found.states) != 1:
        return None
    start = found.during.start
    if found.contested:
        why = f"whether its part is suspended, from {start} on, is open"
        return Break(False, why, found.contested)
    doubted = any(
        s.contested and s.states == found.states and s.during.end == start
        for s in clause.instrument.suspensions
    )
    return Break(True, f"suspended {'by' if doubted else 'since'} {start}", found.says)
