"""Tables of equivalence: which marks of several schemes an instrument takes for one level."""

from collections.abc import Iterable, Iterator
from typing import Final

from pydantic import Field, model_validator

from foedus.authoring.making import Making
from foedus.documents.entry import Dated, Words
from foedus.errors import did_you_mean, nearest
from foedus.model.labels import ORGANISATIONS, Equivalence


class EquivalenceEntry(Dated):
    """Marks that stand for one level, by the scheme that sets each, for a time.

    A scheme is that of a state, by its id, or of an organisation. `none` are schemes that have no
    such level; `handled_as` is the mark under which they protect it all the same.
    """

    marks: dict[str, Words] = Field(min_length=1)
    none: list[str] = []
    handled_as: dict[str, Words] = {}
    note: str = ""

    @model_validator(mode="after")
    def _of_two_schemes(self) -> "EquivalenceEntry":
        both = sorted({*self.marks} & {*self.none})
        if both:
            raise ValueError(f"{both[0]} has a mark in this row and stands in `none` too")
        if len(self.marks) + len(self.none) < 2:
            raise ValueError("a row is of two schemes at least, one of which may stand in `none`")
        loose = sorted({*self.handled_as} - {*self.none})
        if loose:
            raise ValueError(
                f"`handled_as` is for schemes in `none`; {loose[0]} does not stand there"
            )
        return self


equivalence: Final = Making(Equivalence, EquivalenceEntry)


def unknown_schemes(
    rows: Iterable[Equivalence], states: Iterable[str]
) -> Iterator[tuple[int, str]]:
    """The rows that name a scheme that is nobody's, and a sentence that says so."""
    known = {*states, *ORGANISATIONS}
    for index, row in enumerate(rows):
        for scheme in (*row.marks, *row.none):
            if scheme not in known:
                hint = did_you_mean(nearest(scheme, known))
                yield index, f"no state or organisation has the scheme {scheme!r}{hint}"
