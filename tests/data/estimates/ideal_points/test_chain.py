"""The block tridiagonal solver gives what the whole matrix gives."""

from itertools import pairwise

import numpy as np
import pytest

from foedus.data.estimates.ideal_points.chain import Chain, RowMatch


def whole(blocks: list[np.ndarray], ties: list[RowMatch], tie: float) -> np.ndarray:
    starts = np.cumsum([0, *(len(block) for block in blocks)])
    matrix = np.zeros((starts[-1], starts[-1]))
    for start, block in zip(starts, blocks, strict=False):
        matrix[start : start + len(block), start : start + len(block)] = block
    for number, (here, there) in enumerate(ties):
        rows, columns = starts[number] + here, starts[number + 1] + there
        matrix[rows, columns] = matrix[columns, rows] = -tie
    return matrix


@pytest.mark.parametrize("seed", range(5))
def test_the_chain_solves_and_inverts_as_the_whole_matrix_does(seed: int) -> None:
    chance = np.random.default_rng(seed)
    sizes = [3, 5, 4, 6]
    halves = [chance.normal(size=(n, n)) for n in sizes]
    blocks = [half @ half.T + 8 * np.eye(len(half)) for half in halves]
    ties = [
        RowMatch(np.sort(chance.choice(a, 2, False)), np.sort(chance.choice(b, 2, False)))
        for a, b in pairwise(sizes)
    ]
    inverse = np.linalg.inv(whole(blocks, ties, 1.5))
    chain = Chain(blocks, ties, 1.5)
    assert np.concatenate(chain.variances()) == pytest.approx(np.diag(inverse))
    right = [chance.normal(size=(n, 2)) for n in sizes]
    assert np.concatenate(chain.solve(right)) == pytest.approx(inverse @ np.concatenate(right))


def test_a_matrix_that_is_no_hill_is_refused() -> None:
    with pytest.raises(np.linalg.LinAlgError):
        Chain([-np.eye(2)], [], 1.0)
