"""Where the search for the most probable positions begins."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from foedus.data.estimates.ideal_points.likelihood import ABSENT, NO, YES, RollCalls
from foedus.data.estimates.ideal_points.sessions import Session

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def first_guesses(found: Sequence[Session], right: int) -> tuple["list[Floats]", list[RollCalls]]:
    """First guesses: the main axis of each session's votes, turned as the session before."""
    from scipy.special import ndtri  # type: ignore[import-untyped]

    known: dict[int, float] = {}
    theta, calls = [], []
    for session in found:
        votes = session.votes.astype(float)
        there = session.votes != ABSENT
        centred = np.where(there, votes - votes.mean(axis=0, where=there), 0.0)
        axis = np.linalg.svd(centred, full_matrices=False)[0][:, 0]
        axis /= axis.std()
        voters = session.states[session.voters].tolist()
        before = np.array([known.get(state, 0.0) for state in voters])
        towards = before @ axis if before.any() else sum(axis[np.array(voters) == right])
        axis = -axis if towards < 0 else axis
        known.update(zip(voters, axis.tolist(), strict=True))
        theta.append(np.array([known[state] for state in session.states.tolist()]))
        number = there.sum(axis=0)
        low = ndtri(((session.votes == YES).sum(axis=0) + 0.5) / (number + 1))
        high = ndtri(1 - ((session.votes == NO).sum(axis=0) + 0.25) / (number + 1))
        beta = axis @ centred / np.sqrt((centred**2).sum(axis=0) * len(voters))
        calls.append(RollCalls(beta, low, np.where(session.one_cut, low, high)))
    return theta, calls
