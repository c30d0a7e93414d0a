"""Cost games for tests: random ones, and the published ones."""

from collections.abc import Mapping
from fractions import Fraction

import numpy as np
from hypothesis import strategies as st

from foedus.questions.costs.pool.game import CostGame, whole

PLAYERS = "ABCDEFGH"


def game(costs: Mapping[str, int]) -> CostGame:
    """A game from the cost of every coalition, given by its players."""
    players = max(costs, key=len)
    table = [0] * 2 ** len(players)
    for coalition, cost in costs.items():
        table[sum(1 << players.index(player) for player in coalition)] = cost
    return CostGame(tuple(players), whole(table, max(map(abs, table))))


def airport(*runways: int) -> CostGame:
    """A coalition pays for the longest runway that any of its members needs."""
    costs = np.zeros(1, dtype=np.int64)
    for runway in runways:
        costs = np.concatenate((costs, np.maximum(costs, runway)))
    return CostGame(tuple(PLAYERS[: len(runways)]), costs)


def bankruptcy(estate: int, *claims: int) -> CostGame:
    """A coalition is sure of what the others' claims leave of the estate; gains are costs below 0.

    Aumann and Maschler, "Game Theoretic Analysis of a Bankruptcy Problem from the Talmud", Journal
    of Economic Theory 36 (1985), 195-213.
    """
    claimed = np.zeros(1, dtype=np.int64)
    for claim in claims:
        claimed = np.concatenate((claimed, claimed + claim))
    left = np.maximum(0, estate - (claimed[-1] - claimed))
    return CostGame(tuple(PLAYERS[: len(claims)]), -left)


@st.composite
def cost_games(draw: st.DrawFn, most: int = 5) -> CostGame:
    """Any costs at all, with cores and without."""
    players = draw(st.integers(1, most))
    costs = draw(st.lists(st.integers(0, 40), min_size=2**players - 1, max_size=2**players - 1))
    return CostGame(tuple(PLAYERS[:players]), whole([0, *costs], 100))


def permuted(of: CostGame, order: tuple[int, ...]) -> CostGame:
    """The same game with its players in another order."""
    costs = [
        int(of.costs[sum(1 << order[k] for k in range(len(order)) if coalition >> k & 1)])
        for coalition in range(len(of.costs))
    ]
    return CostGame(tuple(of.players[k] for k in order), whole(costs, of.largest))


def excess(of: CostGame, payments: tuple[Fraction, ...], coalition: int) -> Fraction:
    """The excess of one coalition, the slow way."""
    paid = sum((p for k, p in enumerate(payments) if coalition >> k & 1), Fraction(0))
    return paid - int(of.costs[coalition])
