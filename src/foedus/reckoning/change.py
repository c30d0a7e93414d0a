"""Whether the level of a series changed, and when: tested against its own order by chance."""

import random
from collections.abc import Sequence
from math import ceil, fsum
from typing import Final, NamedTuple

LEAST: Final = 20
"""A series with fewer values is not tested."""
TRIM: Final = 0.15
"""No change is looked for in the first or the last so many of the values."""
DRAWS: Final = 999
SEED: Final = 20261128


class Change(NamedTuple):
    """The likeliest change of level: the place of its first value, and the means on both sides.

    `chance` is how often series of the same values, in blocks drawn in another order, change as
    much or more.
    """

    at: int
    before: float
    after: float
    chance: float


def change(values: Sequence[float]) -> Change | None:
    """The likeliest change of level of a series; None where it is too short or never moves.

    For each place the variance between the two sides is set against all of it; the place with the
    largest share is the likeliest. Under the hypothesis of no change the order of blocks of values
    does not matter: that is what chance is counted from. A block is as long as the cube root of the
    series, so that neighbouring values which hang together stay together.
    """
    number = len(values)
    if number < LEAST:
        return None
    mean = fsum(values) / number
    centred = [value - mean for value in values]
    if not any(abs(value) > 1e-12 for value in centred):
        return None
    place, most = _most(centred)
    enough = most * (1 - 1e-9)  # rounding must not part orders that are alike
    block = ceil(number ** (1 / 3))
    starts = list(range(0, number, block))
    drawn = random.Random(SEED)
    as_much = 0
    for _ in range(DRAWS):
        drawn.shuffle(starts)
        turn = drawn.randrange(block)
        order = centred[turn:] + centred[:turn]
        shuffled = [value for start in starts for value in order[start : start + block]]
        as_much += _most(shuffled)[1] >= enough
    before = fsum(values[:place]) / place
    after = fsum(values[place:]) / (number - place)
    return Change(place, before, after, (as_much + 1) / (DRAWS + 1))


def _most(centred: Sequence[float]) -> tuple[int, float]:
    """The place that parts a series of mean 0 best, and the variance between its sides."""
    number = len(centred)
    first, last = max(1, int(number * TRIM)), number - max(1, int(number * TRIM))
    total = fsum(centred[:first])
    best, most = first, -1.0
    for place in range(first, last + 1):
        between = total * total * (1 / place + 1 / (number - place))
        if between > most:
            best, most = place, between
        total += centred[place]
    return best, most
