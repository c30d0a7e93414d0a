"""The errors of foedus: one tree with one base, each a sentence that says what would be right."""

import difflib
from collections.abc import Iterable, Sequence
from typing import Final

LONGEST: Final = 80
"""A name of more characters is like no other, and no sentence quotes it whole."""


class FoedusError(ValueError):
    """Whatever foedus refuses, in one sentence.

    `at` is the path of what is refused inside what was given: the names of inputs and fields, and
    the numbers of lines counted from nought. A door makes of it an option, a field, a line or a
    cell; it is empty where the sentence is about the whole.
    """

    def __init__(self, sentence: str = "", at: Sequence[str | int] = ()) -> None:
        super().__init__(sentence)
        self.at = tuple(at)


class QuestionError(FoedusError):
    """A question that makes no sense, in one sentence."""


def nearest(name: str, pool: Iterable[str], least: float = 0.6) -> list[str]:
    """Up to three others of the pool that a name is most like, the likest first.

    To compare a name costs the square of its length, so a very long one is like none.
    """
    if len(name) > LONGEST:
        return []
    others = [other for other in pool if other != name]
    return difflib.get_close_matches(name, others, n=3, cutoff=least)


def did_you_mean(names: Sequence[str], otherwise: str = "") -> str:
    """What goes behind a sentence about an unknown name: those like it, or else what there is."""
    if not names:
        return f"; {otherwise}" if otherwise else ""
    *before, last = names
    those = f"{', '.join(before)} or {last}" if before else last
    return f"; did you mean {those}?"


def quoted(name: str) -> str:
    """A name in quotation marks, cut to what a sentence can hold."""
    return repr(name if len(name) <= LONGEST else f"{name[: LONGEST - 3]}...")
