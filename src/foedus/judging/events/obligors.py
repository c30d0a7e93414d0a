"""How many states a provision binds towards each of many, an epoch each."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from foedus.catalogue.clause import Clause
from foedus.judging.events.tables import UNKNOWN, YES, Tables
from foedus.model.instruments import Suspension


def suspensions(clause: Clause) -> list[Suspension]:
    """The suspensions that touch a clause."""
    return [
        s
        for s in clause.instrument.suspensions
        if not s.provisions or clause.provision.id in s.provisions
    ]


def obligors(
    tables: Tables, clause: Clause, towards: NDArray[np.int32], epoch: NDArray[np.uint32]
) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """How many are surely and how many perhaps bound towards states, each in an epoch.

    The state itself counts only for an entitlement; the other side is not yet left out.
    """
    by = tables.circle(clause, clause.relation.by)
    suspended = _suspended(tables, clause)
    counts = []
    for flag in (YES, UNKNOWN):
        is_in = by == flag
        count = is_in.sum(axis=0, dtype=np.int16)[epoch]
        own = is_in[towards, epoch]
        for (victim, other), epochs in suspended.items():
            rows = np.flatnonzero((towards == victim) & epochs[epoch])
            count[rows] -= is_in[other, epoch[rows]]
        for victim, span in _outcasts(tables, clause):
            rows = np.flatnonzero((towards == victim) & (epoch >= span.start) & (epoch < span.stop))
            count[rows] = own[rows]
        if clause.relation.mode != "entitlement":
            count -= own
        counts.append(count)
    return counts[0], counts[1]


def _suspended(tables: Tables, clause: Clause) -> dict[tuple[int, int], NDArray[np.bool_]]:
    """The epochs in which the leg of a victim and another state is suspended.

    A leg may be suspended twice at once: for the pair, and for one state towards all.
    """
    legs: dict[tuple[int, int], NDArray[np.bool_]] = {}
    for suspension in suspensions(clause):
        codes = [tables.code[state] for state in suspension.states]
        if len(codes) == 2:
            pairs = [(codes[0], codes[1]), (codes[1], codes[0])]
        else:
            pairs = [(v, codes[0]) for v in range(len(tables.state_ids)) if v != codes[0]]
        for pair in pairs:
            epochs = legs.setdefault(pair, np.zeros(tables.epochs, dtype=bool))
            epochs[tables.span(suspension.during)] = True
    return legs


def _outcasts(tables: Tables, clause: Clause) -> Iterable[tuple[int, slice]]:
    """States suspended towards all, and when."""
    for suspension in suspensions(clause):
        if len(suspension.states) == 1:
            yield tables.code[suspension.states[0]], tables.span(suspension.during)
