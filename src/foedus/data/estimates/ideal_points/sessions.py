"""Votes as one table a session: which states could vote, and how each answered each roll call."""

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from foedus.data.estimates.ideal_points.chain import RowMatch
from foedus.data.estimates.ideal_points.likelihood import ABSENT, NO, YES

if TYPE_CHECKING:
    from numpy.typing import NDArray

ANSWERS = {1: YES, 2: YES + 1, 3: NO}


@dataclass(frozen=True)
class Session:
    """The votes of a session: a row a voter, a column a roll call in which answers differed.

    `states` are all that take part in some session before or at this one and in some session at or
    after it; `voters` are the places in it of those that vote here. `one_cut` are the roll calls
    in which only two of the three answers occur.
    """

    number: int
    states: "NDArray[np.int32]"
    voters: "NDArray[np.intp]"
    votes: "NDArray[np.int8]"
    one_cut: "NDArray[np.bool_]"
    began: "NDArray[np.bool_]"


def sessions(votes: pl.DataFrame) -> list[Session]:
    """Votes (`session`, `rcid`, `ccode`, `vote`: 1 yes, 2 abstain, 3 no) as sessions, in order.

    Roll calls in which all answered alike say nothing about positions and are left out, and so is
    a session in which no two answers differed.
    """
    tables = [
        (number, *_table(part))
        for (number,), part in sorted(votes.group_by("session"), key=lambda item: item[0])
    ]
    tables = [table for table in tables if table[2].size]
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for place, (_, voters, _, _) in enumerate(tables):
        for state in voters.tolist():
            first.setdefault(state, place)
            last[state] = place
    found = []
    for place, (number, voters, table, one_cut) in enumerate(tables):
        states = np.array([s for s in sorted(first) if first[s] <= place <= last[s]], np.int32)
        began = np.array([first[int(s)] == place for s in states])
        found.append(
            Session(int(number), states, np.searchsorted(states, voters), table, one_cut, began)
        )
    return found


def _table(
    part: pl.DataFrame,
) -> tuple["NDArray[np.int32]", "NDArray[np.int8]", "NDArray[np.bool_]"]:
    voters, rows = np.unique(part["ccode"].to_numpy(), return_inverse=True)
    calls, columns = np.unique(part["rcid"].to_numpy(), return_inverse=True)
    table = np.full((len(voters), len(calls)), ABSENT, np.int8)
    table[rows, columns] = part["vote"].replace_strict(ANSWERS, return_dtype=pl.Int8).to_numpy()
    given = np.stack([(table == answer).any(axis=0) for answer in ANSWERS.values()])
    differ = given.sum(axis=0) > 1
    table, given = table[:, differ], given[:, differ]
    one_cut = given.sum(axis=0) == 2
    lesser = given.argmax(axis=0)
    two = table[:, one_cut]
    table[:, one_cut] = np.where(two == ABSENT, ABSENT, np.where(two == lesser[one_cut], YES, NO))
    voted = (table != ABSENT).any(axis=1)
    return voters[voted].astype(np.int32), table[voted], one_cut


def ties(found: list[Session]) -> list[RowMatch]:
    """Which states of each session are in the next."""
    return [
        RowMatch(*np.intersect1d(one.states, other.states, return_indices=True)[1:])
        for one, other in pairwise(found)
    ]
