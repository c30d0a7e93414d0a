"""Which clause of one side stands beside which of the other."""

import re
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

T = TypeVar("T")
SMALL: Final = {
    *("and", "any", "each", "for", "from", "has", "have", "into", "its", "may", "must", "not"),
    *("other", "others", "party", "parties", "state", "states", "that", "the", "their", "them"),
    *("this", "under", "where", "which", "who", "with"),
}
_WORD: Final = re.compile(r"[a-z]{3,}")


def pairs(
    first: Sequence[T], second: Sequence[T], likeness: Callable[[T, T], float]
) -> list[tuple[T | None, T | None]]:
    """Each of the first beside the likest of the second that is left; then what is left over.

    A pair with no likeness at all is none. The order is that of the first, then of the second.
    """
    scores = sorted(
        (
            (-likeness(one, other), i, j)
            for i, one in enumerate(first)
            for j, other in enumerate(second)
        ),
    )
    beside: dict[int, int] = {}
    for score, i, j in scores:
        if score < 0 and i not in beside and j not in beside.values():
            beside[i] = j
    found: list[tuple[T | None, T | None]] = [
        (one, second[beside[i]] if i in beside else None) for i, one in enumerate(first)
    ]
    taken = set(beside.values())
    return [*found, *((None, other) for j, other in enumerate(second) if j not in taken)]


def common(one: str, other: str) -> float:
    """The part of the telling words of two texts that both have."""
    mine, yours = _telling(one), _telling(other)
    return len(mine & yours) / len(mine | yours) if mine and yours else 0.0


def _telling(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.casefold()) if word not in SMALL}
