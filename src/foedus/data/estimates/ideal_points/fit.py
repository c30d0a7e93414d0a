"""Dynamic ideal points from roll calls: the most probable positions, and how sure they are.

The model is that of Bailey, Strezhnev and Voeten (2017): an ordinal probit for each roll call, and
a random walk of each state from session to session. Positions have mean 0 and standard deviation 1
over all states and sessions; the slopes of roll calls are standard normal beforehand, the cuts
nearly free. The most probable values under that condition are found by Newton steps along it, all
positions and roll calls at once, and the uncertainty is that of the curvature there (Laplace).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import polars as pl

from foedus.data.estimates.ideal_points.chain import Chain, RowMatch
from foedus.data.estimates.ideal_points.likelihood import (
    ABSENT,
    RollCalls,
    Slopes,
    log_likelihood,
    slopes,
)
from foedus.data.estimates.ideal_points.sessions import Session, sessions, ties
from foedus.data.estimates.ideal_points.start import first_guesses

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SLOPE_VARIANCE: Final = 1.0
CUT_VARIANCE: Final = 25.0
START_VARIANCE: Final = 1.0
STEP_VARIANCE: Final = 0.25
MOST_STEPS: Final = 100
PRECISION: Final = 1e-7
RIGHT: Final = 2


class Fit(NamedTuple):
    """The positions of each session's states, its roll calls, and the log-posterior."""

    theta: "list[Floats]"
    calls: list[RollCalls]
    value: float


class System(NamedTuple):
    """The Newton system of positions, with the roll calls of each session eliminated."""

    slope: "list[Floats]"
    blocks: "list[Floats]"
    inverse: "list[Floats]"
    cross: "list[Floats]"
    call_slope: "list[Floats]"


def ideal_points(votes: pl.DataFrame, right: int = RIGHT) -> pl.DataFrame:
    """Each state's position in each session (`ideal_point`), its standard deviation and votes.

    `votes` has `session`, `rcid`, `ccode` and `vote` (1 yes, 2 abstain, 3 no). The sign is such
    that the state `right` (the United States) is positive on average.
    """
    found = sessions(votes)
    fit, chain, condition = estimate(found, ties(found), right)
    deviations = _deviations(chain, condition)
    parts = [
        pl.DataFrame(
            {
                "session": np.full(len(s.voters), s.number, np.int16),
                "ccode": s.states[s.voters].astype(np.int16),
                "ideal_point": theta[s.voters],
                "ideal_point_sd": deviation[s.voters],
                "votes": (s.votes != ABSENT).sum(axis=1).astype(np.int16),
            }
        )
        for s, theta, deviation in zip(found, fit.theta, deviations, strict=True)
    ]
    return pl.concat(parts)


def estimate(
    found: Sequence[Session], tied: Sequence[RowMatch], right: int
) -> tuple[Fit, Chain, "list[Floats]"]:
    """The most probable values, the factored curvature of positions there, and the condition."""
    fit = _scored(found, tied, *_standard(found, *first_guesses(found, right)))
    for _ in range(MOST_STEPS):
        system, chain = _curvature(found, tied, fit)
        condition = _condition(found, fit.theta)
        move, call_move = _direction(found, system, chain, condition)
        better = _line_search(found, tied, fit, move, call_move)
        gained = better.value - fit.value
        if gained <= 0:
            break
        fit = better
        if gained < PRECISION * abs(fit.value):
            break
    else:
        raise ArithmeticError(f"the ideal points have not settled after {MOST_STEPS} steps")
    _, chain = _curvature(found, tied, fit)
    condition = _condition(found, fit.theta)
    return _turned(found, fit, right), chain, condition


def _standard(
    found: Sequence[Session], theta: "list[Floats]", calls: list[RollCalls]
) -> tuple["list[Floats]", list[RollCalls]]:
    """The same model with positions of mean 0 and standard deviation 1."""
    voters = np.concatenate([t[s.voters] for s, t in zip(found, theta, strict=True)])
    mean, scale = voters.mean(), voters.std()
    return [(t - mean) / scale for t in theta], [
        RollCalls(c.beta * scale, c.low - c.beta * mean, c.high - c.beta * mean) for c in calls
    ]


def _scored(
    found: Sequence[Session],
    tied: Sequence[RowMatch],
    theta: "list[Floats]",
    calls: list[RollCalls],
) -> Fit:
    value = 0.0
    for session, place, call in zip(found, theta, calls, strict=True):
        if (call.high < call.low).any():
            return Fit(theta, calls, -np.inf)
        value += log_likelihood(session.votes, place[session.voters], call)
        value -= (call.beta**2).sum() / (2 * SLOPE_VARIANCE)
        value -= ((call.low**2).sum() + (call.high[~session.one_cut] ** 2).sum()) / (
            2 * CUT_VARIANCE
        )
        value -= (place[session.began] ** 2).sum() / (2 * START_VARIANCE)
    for tie, before, after in zip(tied, theta, theta[1:], strict=False):
        value -= ((after[tie.there] - before[tie.here]) ** 2).sum() / (2 * STEP_VARIANCE)
    return Fit(theta, calls, float(value))


def _curvature(
    found: Sequence[Session], tied: Sequence[RowMatch], fit: Fit
) -> tuple[System, Chain]:
    """The Newton system, factored; near a bend that is no hill, without the part that bends."""
    derived = [
        slopes(session.votes, theta[session.voters], calls, session.one_cut)
        for session, theta, calls in zip(found, fit.theta, fit.calls, strict=True)
    ]
    try:
        system = _system(found, tied, fit, derived, 1.0)
        return system, Chain(system.blocks, tied, 1 / STEP_VARIANCE)
    except np.linalg.LinAlgError:
        system = _system(found, tied, fit, derived, 0.0)
        return system, Chain(system.blocks, tied, 1 / STEP_VARIANCE)


def _system(
    found: Sequence[Session],
    tied: Sequence[RowMatch],
    fit: Fit,
    derived: Sequence[Slopes],
    bend: float,
) -> System:
    system = System([], [], [], [], [])
    for number, (session, theta, calls, d) in enumerate(
        zip(found, fit.theta, fit.calls, derived, strict=True)
    ):
        x = theta[session.voters][:, None]
        block = np.empty((len(calls.beta), 3, 3))
        block[:, 0, 0] = 1 / SLOPE_VARIANCE - (d.eta_eta * x * x).sum(axis=0)
        block[:, 0, 1] = block[:, 1, 0] = -(d.eta_low * x).sum(axis=0)
        block[:, 0, 2] = block[:, 2, 0] = -(d.eta_high * x).sum(axis=0)
        block[:, 1, 1] = 1 / CUT_VARIANCE - d.low_low.sum(axis=0)
        block[:, 1, 2] = block[:, 2, 1] = -d.low_high.sum(axis=0)
        block[:, 2, 2] = 1 / CUT_VARIANCE - d.high_high.sum(axis=0)
        inverse = np.linalg.inv(block)
        slope = np.stack(
            [
                (d.eta * x).sum(axis=0) - calls.beta / SLOPE_VARIANCE,
                d.low.sum(axis=0) - calls.low / CUT_VARIANCE,
                d.high.sum(axis=0) - np.where(session.one_cut, 0.0, calls.high / CUT_VARIANCE),
            ],
            axis=1,
        )
        cross = -np.stack(
            [
                d.eta_eta * x * calls.beta + bend * d.eta,
                d.eta_low * calls.beta,
                d.eta_high * calls.beta,
            ],
            axis=2,
        )
        weighted = np.matmul(cross.transpose(1, 0, 2), inverse).transpose(1, 0, 2)
        flat = weighted.reshape(len(x), -1)
        size = len(session.states)
        own, pull = np.zeros((size, size)), np.zeros(size)
        pull[session.voters] = (d.eta * calls.beta).sum(axis=1) - flat @ slope.ravel()
        own[np.ix_(session.voters, session.voters)] = -flat @ cross.reshape(len(x), -1).T
        own[session.voters, session.voters] -= (d.eta_eta * calls.beta**2).sum(axis=1)
        place = np.diag_indices(size)
        own[place] += session.began / START_VARIANCE
        pull -= session.began * theta / START_VARIANCE
        for rows, others, step in (
            *((t.here, t.there, number + 1) for t in tied[number : number + 1]),
            *((t.there, t.here, number - 1) for t in tied[max(number - 1, 0) : number]),
        ):
            own[rows, rows] += 1 / STEP_VARIANCE
            pull[rows] += (fit.theta[step][others] - theta[rows]) / STEP_VARIANCE
        for part, value in zip(system, (pull, own, inverse, cross, slope), strict=True):
            part.append(value)
    return system


def _condition(found: Sequence[Session], theta: "list[Floats]") -> "list[Floats]":
    """The slopes of the mean and of the mean square of the positions, a column each."""
    size = sum(len(session.voters) for session in found)
    columns = []
    for session, place in zip(found, theta, strict=True):
        column = np.zeros((len(session.states), 2))
        column[session.voters, 0] = 1 / size
        column[session.voters, 1] = place[session.voters] / size
        columns.append(column)
    return columns


def _direction(
    found: Sequence[Session], system: System, chain: Chain, condition: "list[Floats]"
) -> tuple["list[Floats]", "list[Floats]"]:
    """The Newton step that keeps mean and standard deviation, for positions and roll calls."""
    free = chain.solve(
        [np.column_stack([s, c]) for s, c in zip(system.slope, condition, strict=True)]
    )
    stacked, columns = np.concatenate(free), np.concatenate(condition)
    weight = np.linalg.solve(columns.T @ stacked[:, 1:], columns.T @ stacked[:, 0])
    move = [part[:, 0] - part[:, 1:] @ weight for part in free]
    call_move = [
        np.matmul(
            inverse,
            (slope - np.einsum("svk,s->vk", cross, step[session.voters]))[:, :, None],
        )[:, :, 0]
        for session, inverse, slope, cross, step in zip(
            found, system.inverse, system.call_slope, system.cross, move, strict=True
        )
    ]
    return move, call_move


def _line_search(
    found: Sequence[Session],
    tied: Sequence[RowMatch],
    fit: Fit,
    move: "list[Floats]",
    call_move: "list[Floats]",
) -> Fit:
    """The first of the step, half of it, a quarter and so on that is an improvement."""
    step = 1.0
    while step > 1e-4:
        theta = [t + step * m for t, m in zip(fit.theta, move, strict=True)]
        calls = []
        for session, call, change in zip(found, fit.calls, call_move, strict=True):
            low = call.low + step * change[:, 1]
            high = np.where(session.one_cut, low, call.high + step * change[:, 2])
            calls.append(RollCalls(call.beta + step * change[:, 0], low, high))
        tried = _scored(found, tied, *_standard(found, theta, calls))
        if tried.value > fit.value:
            return tried
        step /= 2
    return fit


def _turned(found: Sequence[Session], fit: Fit, right: int) -> Fit:
    """The fit with the state `right` positive on average; without it, as it is."""
    places = [t[s.states == right] for s, t in zip(found, fit.theta, strict=True)]
    if np.concatenate(places).sum() >= 0:
        return fit
    turned = [RollCalls(-c.beta, c.low, c.high) for c in fit.calls]
    return Fit([-t for t in fit.theta], turned, fit.value)


def _deviations(chain: Chain, condition: "list[Floats]") -> "list[Floats]":
    """Standard deviations of the positions, given that mean and scale are fixed."""
    reach = chain.solve(condition)
    inner = np.linalg.inv(np.concatenate(condition).T @ np.concatenate(reach))
    return [
        np.sqrt(variance - np.einsum("ij,jk,ik->i", part, inner, part))
        for variance, part in zip(chain.variances(), reach, strict=True)
    ]
