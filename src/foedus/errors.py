"""The errors of foedus: one tree with one base, each a sentence that says what would be right."""

import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

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


class FaultyInputsError(QuestionError):
    """Inputs with one fault or several, each with its own place in `faults`, and `others` more.

    `at` is the place of the first of them.
    """

    def __init__(
        self,
        sentence: str = "",
        at: Sequence[str | int] = (),
        faults: Sequence[QuestionError] = (),
        others: int = 0,
    ) -> None:
        super().__init__(sentence, at)
        self.faults, self.others = tuple(faults), others


def faults_of(error: QuestionError) -> Sequence[QuestionError]:
    """Each fault of inputs by itself; a refusal that is one fault as it is."""
    return (isinstance(error, FaultyInputsError) and error.faults) or (error,)


class UnknownNameError(FoedusError):
    """A name that nothing has; what it is like is looked for only where it is told."""

    def __init__(
        self,
        sentence: str = "",
        like: Callable[[], Sequence[str]] = tuple,
        at: Sequence[str | int] = (),
    ) -> None:
        super().__init__(sentence, at)
        self._like = like

    def __str__(self) -> str:
        return f"{super().__str__()}{did_you_mean(self._like())}"

    def __reduce__(self) -> tuple[Any, ...]:
        """In words: what is looked through stays here."""
        return type(self), (str(self), tuple, self.at)


@contextmanager
def located(*at: str | int) -> Iterator[None]:
    """Give what is refused in here its place: this one, and behind it that of the refusal."""
    try:
        yield
    except FoedusError as error:
        raise QuestionError(str(error), (*at, *error.at)) from None


def path_of(at: Sequence[str | int]) -> str:
    """A place as a sentence names it: `call.pledges[3].nation`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in at)
    return "".join(parts).removeprefix(".")


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
