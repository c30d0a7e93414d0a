"""How alike two states' portfolios of alliances are: S, Cohen's kappa and Scott's pi.

S is that of Signorino and Ritter (1999) with absolute distances; kappa and pi are weighted by
squared distances, as Häge (2011) proposes for portfolios. A portfolio is a row of a matrix: what
the state owes each state of the system (itself included), from 0 to a highest value. All pairs are
computed at once by matrix products.
"""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

HIGHEST = 3


class Similarity(NamedTuple):
    """The measures for every pair; kappa and pi are NaN where chance leaves nothing to explain."""

    s: "Floats"
    kappa: "Floats"
    pi: "Floats"


def s_score(ties: "NDArray[np.integer]", weights: "Floats") -> "Floats":
    """S of every pair: 1 for equal portfolios, -1 for the greatest distance there can be.

    `weights` say how much each column counts: all 1, or each state's share of capabilities.
    """
    distance = np.zeros((len(ties), len(ties)))
    for value in range(1, HIGHEST + 1):
        # |x - y| is the number of thresholds that one of the two reaches and the other does not
        reached = (ties >= value).astype(np.float64)
        own = reached @ weights
        distance += own[:, None] + own - 2 * (reached * weights) @ reached.T
    found: Floats = 1 - 2 * distance / (HIGHEST * weights.sum())
    return found


def similarity(ties: "NDArray[np.integer]") -> Similarity:
    """The unweighted measures of every pair of portfolios."""
    x = ties.astype(np.float64)
    number = x.shape[1]
    square = (x * x).sum(axis=1)
    mean = x.mean(axis=1)
    apart = square[:, None] + square - 2 * x @ x.T
    spread = square - number * mean**2
    between = (mean[:, None] - mean) ** 2
    by_chance = spread[:, None] + spread + number * between
    pooled = spread[:, None] + spread + number * between / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        kappa = np.where(by_chance > 0, 1 - apart / by_chance, np.nan)
        pi = np.where(pooled > 0, 1 - apart / pooled, np.nan)
    return Similarity(s_score(ties, np.ones(number)), kappa, pi)


def agreement(votes: "NDArray[np.integer]") -> tuple["Floats", "NDArray[np.int64]"]:
    """The agreement of every pair of voters (rows), and how many roll calls both answered.

    Each roll call (column; 1 yes, 2 abstain, 3 no, 0 absent) counts 1 where both answered alike,
    one half where one of them abstained, and 0 where one voted yes and the other no. It is NaN for
    a pair that never voted together.
    """
    yes, abstain, no = ((votes == answer).astype(np.float64) for answer in (1, 2, 3))
    decided = yes + no
    there = decided + abstain
    shared = there @ there.T
    alike = yes @ yes.T + abstain @ abstain.T + no @ no.T
    half = abstain @ decided.T
    with np.errstate(invalid="ignore"):
        found = (alike + (half + half.T) / 2) / shared
    return found, shared.round().astype(np.int64)


class VoteSimilarity(NamedTuple):
    """Of every pair of voters: equal votes over shared ones, and Cohen's weighted kappa.

    Both are NaN for a pair that never voted together; kappa also where neither ever varied.
    """

    identical: "Floats"
    kappa: "Floats"


def similarity_of_votes(votes: "NDArray[np.integer]") -> VoteSimilarity:
    """How alike every pair of voters (rows) answered the roll calls (columns).

    1 yes, 2 abstain, 3 no, 0 absent, as in `agreement`. Kappa weighs by squared distances; chance
    is what each of the two did in the roll calls that both answered.
    """
    there = (votes > 0).astype(np.float64)
    given = votes.astype(np.float64)
    shared = there @ there.T
    alike = sum((votes == a).astype(np.float64) @ (votes == a).T for a in (1, 2, 3))
    square = (given * given) @ there.T
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = (given @ there.T) / shared
        spread = square / shared - mean**2
        apart = (square + square.T - 2 * given @ given.T) / shared
        by_chance = spread + spread.T + (mean - mean.T) ** 2
        kappa = np.where(by_chance > 1e-12, 1 - apart / by_chance, np.nan)
        return VoteSimilarity(alike / shared, kappa)
