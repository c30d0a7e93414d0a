"""Linear systems of positions that are tied to the sessions before and after theirs.

Votes tie the states of one session to each other, the random walk a state to itself in the next
session. The matrix of such a system is block tridiagonal, a block a session; it is solved, and the
diagonal of its inverse found, in time linear in the sessions.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Places = NDArray[np.intp]


class RowMatch(NamedTuple):
    """Which rows of a session (`here`) are which rows of the next (`there`)."""

    here: "Places"
    there: "Places"


class Chain:
    """A factored block tridiagonal matrix; `ties` lie between blocks, each with value `-tie`.

    Raises numpy.linalg.LinAlgError where the matrix is not positive definite.
    """

    def __init__(self, blocks: Sequence["Floats"], ties: Sequence[RowMatch], tie: float) -> None:
        from scipy.linalg import cho_factor  # type: ignore[import-untyped]

        self._ties, self._tie = ties, tie
        self._factors: list[tuple[Floats, bool]] = []
        for number, block in enumerate(blocks):
            left = block
            if number:
                before = ties[number - 1]
                inverse = self._inverse(number - 1)[np.ix_(before.here, before.here)]
                left = block.copy()
                left[np.ix_(before.there, before.there)] -= tie * tie * inverse
            self._factors.append(cho_factor(left, check_finite=False))

    def _inverse(self, number: int) -> "Floats":
        from scipy.linalg import cho_solve

        factor = self._factors[number]
        inverse: Floats = cho_solve(factor, np.eye(len(factor[0])), check_finite=False)
        return inverse

    def solve(self, right: Sequence["Floats"]) -> list["Floats"]:
        """The solution for right-hand sides given by session (each a column, or several)."""
        from scipy.linalg import cho_solve

        forward: list[Floats] = []
        for number, side in enumerate(right):
            step = side.copy()
            if number:
                before = self._ties[number - 1]
                solved = cho_solve(self._factors[number - 1], forward[-1], check_finite=False)
                step[before.there] += self._tie * solved[before.here]
            forward.append(step)
        found: list[Floats] = [np.zeros(0)] * len(right)
        for number in range(len(right) - 1, -1, -1):
            step = forward[number].copy()
            if number + 1 < len(right):
                after = self._ties[number]
                step[after.here] += self._tie * found[number + 1][after.there]
            found[number] = cho_solve(self._factors[number], step, check_finite=False)
        return found

    def variances(self) -> list["Floats"]:
        """The diagonal of the inverse, by session."""
        found: list[Floats] = []
        later: Floats = np.zeros((0, 0))
        for number in range(len(self._factors) - 1, -1, -1):
            inverse = self._inverse(number)
            if number + 1 < len(self._factors):
                tie = self._ties[number]
                reach = inverse[:, tie.here] * self._tie
                inverse = inverse + reach @ later[np.ix_(tie.there, tie.there)] @ reach.T
            later = inverse
            found.append(np.diag(inverse).copy())
        return found[::-1]
