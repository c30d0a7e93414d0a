"""Between whom a provision runs, for each event of a table; see `Judge` for one event."""

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from foedus.catalogue.clause import Clause
from foedus.judging.events.obligors import obligors, suspensions
from foedus.judging.events.tables import Tables, day_number
from foedus.judging.events.verdicts import Rows
from foedus.model.provisions import Circle

NOT, PERHAPS, SURELY = 0, 1, 2
"""Kleene's logic: the least is "and", the greatest "or", and what is left up to 2 is "not"."""
Kleene: TypeAlias = NDArray[np.int8]
Codes: TypeAlias = NDArray[np.int32]
NOBODY: Final = -1
"""The code of an attacker that is not known."""
_OF_FLAG: Final = np.array([NOT, SURELY, PERHAPS], dtype=np.int8)
"""By the flags of `Tables`, of which the last is -1."""


@dataclass(frozen=True)
class Sides:
    """Who attacked whom, and when."""

    victim: Codes
    attacker: Codes
    epoch: NDArray[np.uint32]
    day: Codes

    @classmethod
    def of(cls, frame: pl.DataFrame) -> "Sides":
        """Those of a table of events."""
        return cls(
            frame["victim"].to_numpy(),
            frame["attacker"].fill_null(NOBODY).to_numpy(),
            frame["epoch"].to_numpy(),
            frame["on"].to_physical().to_numpy(),
        )

    def take(self, rows: Rows) -> "Sides":
        """Those of some rows."""
        return Sides(self.victim[rows], self.attacker[rows], self.epoch[rows], self.day[rows])


def between(tables: Tables, clause: Clause, sides: Sides) -> Kleene:
    """Whether the provision runs between the states of each event."""
    asked = _Between(tables, clause, sides)
    victim, attacker = sides.victim, sides.attacker
    towards = asked.towards(victim, attacker)
    if not clause.relation.either:
        return towards
    is_state = attacker < len(tables.state_ids)
    back = asked.towards(np.where(is_state, attacker, np.int32(NOBODY)), victim)
    return np.maximum(towards, np.where(is_state, back, np.int8(NOT)))


class _Between:
    def __init__(self, tables: Tables, clause: Clause, sides: Sides) -> None:
        self.tables, self.clause, self.sides = tables, clause, sides
        self.suspended = self._suspended()

    def towards(self, side: Codes, other: Codes) -> Kleene:
        """Whether the provision runs towards one side of each event, the other being `other`."""
        how = self.clause.relation
        protected = self._circle(how.to, side)
        other_in = self._circle(how.by, other)
        known = other != NOBODY
        apart = np.where(known & (side != NOBODY), _yes(side != other), np.int8(PERHAPS))
        if how.mode == "restraint":
            # who attacked comes first: unknown, it leaves open what a suspension would settle
            owed = np.minimum(np.minimum(other_in, apart), SURELY - self.suspended)
            return np.minimum(protected, np.where(known, owed, np.int8(PERHAPS)))
        told = side != NOBODY
        sure, perhaps = obligors(
            self.tables, self.clause, np.where(told, side, np.int32(0)), self.sides.epoch
        )
        if how.mode == "help":
            counted = known & (apart == SURELY) & (self.suspended == NOT)
            sure -= counted & (other_in == SURELY)
            perhaps -= counted & (other_in == PERHAPS)
        some = np.where(sure > 0, np.int8(SURELY), np.where(perhaps > 0, np.int8(PERHAPS), NOT))
        return np.minimum(protected, np.where(told, some, np.int8(PERHAPS)))

    def _circle(self, circle: Circle, subject: Codes) -> Kleene:
        """Whether a subject belongs to a circle; nobody is a row that is then left unread."""
        flags = self.tables.circle(self.clause, circle)[subject, self.sides.epoch]
        return np.where(subject == NOBODY, np.int8(PERHAPS), _OF_FLAG[flags])

    def _suspended(self) -> Kleene:
        """Whether the bond between victim and attacker is suspended."""
        victim, attacker, day = self.sides.victim, self.sides.attacker, self.sides.day
        found = np.zeros(len(victim), dtype=np.int8)
        for suspension in suspensions(self.clause):
            start, end = (day_number(d) for d in (suspension.during.start, suspension.during.end))
            codes = [self.tables.code[state] for state in suspension.states]
            theirs = _yes(np.isin(victim, codes))
            others = np.where(attacker == NOBODY, np.int8(PERHAPS), _yes(np.isin(attacker, codes)))
            join = np.minimum if len(codes) == 2 else np.maximum
            leg = np.where((day >= start) & (day < end), join(theirs, others), np.int8(NOT))
            found = np.maximum(found, leg)
        return found


def _yes(flag: NDArray[np.bool_]) -> Kleene:
    return np.where(flag, np.int8(SURELY), np.int8(NOT))
