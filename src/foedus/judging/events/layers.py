"""What holds of a territory for a time, as arrays over epochs."""

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

NOBODY: Final = -1


def layered(
    spells: Iterable[tuple[int, slice, int]], shape: tuple[int, int]
) -> list[NDArray[np.int32]]:
    """The values of spells by row and epoch, those at once in layers; NOBODY where none is."""
    layers: list[NDArray[np.int32]] = []
    for row, span, value in spells:
        for depth in range(len(layers) + 1):
            if depth == len(layers):
                layers.append(np.full(shape, NOBODY, dtype=np.int32))
            if (layers[depth][row, span] == NOBODY).all():
                layers[depth][row, span] = value
                break
    return layers
