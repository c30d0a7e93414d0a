"""What a definition says of its lists: whether they are complete, and when that was checked."""

from typing import Annotated

from pydantic import Field, model_validator

from foedus.authoring.making import Making
from foedus.documents.entry import Cited, Dated, Words
from foedus.documents.numbers import Count, Day, Flag
from foedus.model.lists import Listing

ListName = Annotated[
    str,
    Field(pattern=r"^(parties(/[a-z0-9-]+)?|role/[a-z0-9-]+|projects|invocations|keys|tariffs)$"),
]


class ListEntry(Dated, Cited):
    """Whether lists are complete, for which days and by which source.

    `parties` alone are the lists of parties of all instruments of the file, `parties/ID` that of
    one. `total` is how many there are, where a list is not complete and the number is known.
    """

    of: Annotated[list[ListName], Field(min_length=1)]
    complete: Flag
    checked: Day
    total: Count = 0
    cite: Words
    note: str = ""

    @model_validator(mode="after")
    def _a_total_of_what_is_missing(self) -> "ListEntry":
        if self.complete and self.total:
            raise ValueError("a complete list says by itself how many there are; leave `total` out")
        return self


_LISTING = Making(Listing, ListEntry, given=["of"], read=["of"])


def listings(entry: ListEntry) -> tuple[Listing, ...]:
    """One statement for each list that the entry names."""
    return tuple(_LISTING(entry, of=name) for name in entry.of)
