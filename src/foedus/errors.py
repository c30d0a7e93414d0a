"""The errors of foedus: one tree with one base, each a sentence that says what would be right."""

from collections.abc import Sequence


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
