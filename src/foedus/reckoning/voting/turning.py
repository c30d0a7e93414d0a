"""What would turn a vote: the smallest groups of voters whose change of mind changes it."""

from itertools import combinations
from math import comb

import msgspec

from foedus.reckoning.voting.ballot import Ballot, Camp
from foedus.reckoning.voting.rule import Rule

MOST_TRIED = 25_000
MOST_SHOWN = 8


class Turn(msgspec.Struct, frozen=True):
    """The smallest groups, by size. `number` is how many there are; None where not all were tried.

    Of groups of several, only the first are listed.
    """

    size: int
    groups: tuple[tuple[str, ...], ...]
    number: int | None


def smallest_turn(
    rule: Rule,
    ballot: Ballot,
    candidates: tuple[str, ...],
    to: Camp,
    *,
    adopts: bool,
    rest: Camp | None = None,
) -> Turn | None:
    """The smallest groups of candidates that, moving `to` a camp, make the outcome `adopts`.

    With `rest`, whatever the other candidates do: they are put into the worst camp for it. Where
    there are too many groups to try, the most telling voters are added one by one.
    """

    def turns(group: tuple[str, ...]) -> bool:
        moved = ballot.moved(group, to)
        if rest is not None:
            moved = moved.moved([c for c in candidates if c not in group], rest)
        return rule.adopts(moved) is adopts

    ordered = tuple(sorted(candidates, key=lambda state: _telling(ballot, state)))
    left = MOST_TRIED
    for size in range(1, len(ordered) + 1):
        left -= comb(len(ordered), size)
        if left < 0 and size > 1:
            break
        found = [group for group in combinations(ordered, size) if turns(group)]
        if found:
            shown = sorted(found) if size == 1 else found[:MOST_SHOWN]
            return Turn(size, tuple(tuple(sorted(group)) for group in shown), len(found))
    for size in range(2, len(ordered) + 1):
        if turns(ordered[:size]):
            return Turn(size, (tuple(sorted(ordered[:size])),), None)
    return None


def _telling(ballot: Ballot, state: str) -> tuple[bool, bool, int, str]:
    """Voters against with a veto come first, then others against, then the heaviest."""
    veto = state in ballot.permanent and state in ballot.no
    return not veto, state not in ballot.no, -ballot.weights.get(state, 0), state
