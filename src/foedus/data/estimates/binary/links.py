"""How a sum becomes a probability: logit and probit."""

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]

Link: TypeAlias = Literal["logit", "probit"]


class Slopes(NamedTuple):
    """The log likelihood of rows; at the sum of each its first slope, and its second, negated."""

    log_likelihood: float
    first: "Floats"
    second: "Floats"


def _logit(sums: "Floats", outcome: "Floats") -> Slopes:
    small = np.exp(-np.abs(sums))  # one exponential serves the chance and its logarithm
    chance = np.where(sums >= 0, 1.0, small) / (1 + small)
    value = outcome @ sums - np.maximum(sums, 0).sum() - np.log1p(small).sum()
    return Slopes(float(value), outcome - chance, chance * (1 - chance))


def _probit(sums: "Floats", outcome: "Floats") -> Slopes:
    from scipy.special import log_ndtr  # type: ignore[import-untyped]

    sign = 2 * outcome - 1
    log_chance = log_ndtr(sign * sums)
    density = np.exp(-(sums**2) / 2 - log_chance) / np.sqrt(2 * np.pi)
    first = sign * density
    return Slopes(float(log_chance.sum()), first, first * (first + sums))


SLOPES: "Final[dict[Link, Callable[[Floats, Floats], Slopes]]]" = {
    "logit": _logit,
    "probit": _probit,
}


def chance(link: Link, sums: "Floats") -> "Floats":
    """The probabilities of sums."""
    from scipy.special import expit, ndtr

    found: Floats = expit(sums) if link == "logit" else ndtr(sums)
    return found


def density(link: Link, sums: "Floats") -> "Floats":
    """How fast the probability rises with the sum."""
    if link == "logit":
        given = chance(link, sums)
        return given * (1 - given)
    found: Floats = np.exp(-(sums**2) / 2) / np.sqrt(2 * np.pi)
    return found


def sum_of(link: Link, share: float) -> float:
    """The sum whose probability is a share."""
    from scipy.special import logit, ndtri

    return float(logit(share) if link == "logit" else ndtri(share))
