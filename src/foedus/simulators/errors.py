"""What is wrong with a record, and where in it; and what of it was passed over."""

from collections import Counter
from collections.abc import Iterator

from foedus.errors import FoedusError
from foedus.model.wording import counted


class RecordError(FoedusError):
    """A record that cannot be read, in a sentence, with the byte at which it goes wrong."""

    def __init__(self, what: str, offset: int) -> None:
        super().__init__(f"byte {offset}: {what}")
        self.what = what
        self.offset = offset


class CutError(RecordError):
    """A record that ends in the middle of something."""


class Passed:
    """What was passed over in a record: of each kind how many, and what was wrong with the first.

    A kind is named by its singular and its plural.
    """

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._first: dict[tuple[str, str], str] = {}

    def over(self, one: str, more: str, why: str = "") -> None:
        """One more of a kind was passed over."""
        self._counts[one, more] += 1
        self._first.setdefault((one, more), why)

    def __iter__(self) -> Iterator[str]:
        """A text for each kind."""
        for kind, number in self._counts.items():
            why = self._first[kind]
            first = f" ({why})" if number == 1 else f" (the first: {why})"
            yield f"{counted(number, *kind)}{first if why else ''}"
