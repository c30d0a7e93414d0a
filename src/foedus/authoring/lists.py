"""What a definition says of its lists: whether they are complete, and when that was checked."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import Field, model_validator

from foedus.authoring.instruments import InstrumentEntry
from foedus.authoring.making import Making
from foedus.catalogue.listed import held_as_checked
from foedus.documents.entry import Cited, Dated, Words, interval
from foedus.documents.numbers import Count, Day, Flag
from foedus.documents.problems import Problem
from foedus.documents.source import Location
from foedus.errors import did_you_mean, nearest
from foedus.model.frameworks import Framework
from foedus.model.lists import COMMITMENTS, MEMBERS, PARTIES, Listing
from foedus.model.time import Interval

ListName = Annotated[
    str,
    Field(
        pattern=r"^((parties|commitments)(/[a-z0-9-]+)?|role/[a-z0-9-]+|projects|invocations"
        r"|keys|tariffs)$"
    ),
]


class ListEntry(Dated, Cited):
    """Whether lists are complete, for which days and by which source.

    `parties` alone are the lists of parties of all instruments of the file, `parties/ID` that of
    one, and so for `commitments`; `role/member` is that of the constitutive instrument, where
    there is one. `total` is how many there are, where a list is not complete and the number is
    known.
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


def _meant(
    name: str,
    constitutive: str | None,
    instruments: Sequence[InstrumentEntry],
    committing: Collection[str],
) -> Iterable[str]:
    """The lists that a name stands for; `committing` are the instruments with commitments."""
    if name == "parties":
        return [f"{PARTIES}{i.id}" for i in instruments if i.parties]
    if name == "commitments":
        return [f"{COMMITMENTS}{i.id}" for i in instruments if i.id in committing]
    return [f"{PARTIES}{constitutive}" if name == MEMBERS and constitutive else name]


def listings(
    entries: Iterable[ListEntry],
    constitutive: str | None,
    instruments: Sequence[InstrumentEntry],
    committing: Collection[str],
) -> Iterator[Listing]:
    """One statement for each list that an entry names."""
    for entry in entries:
        names = (
            n for given in entry.of for n in _meant(given, constitutive, instruments, committing)
        )
        yield from (_LISTING(entry, of=name) for name in dict.fromkeys(names))


def list_problems(
    entries: Sequence[ListEntry],
    instruments: Sequence[InstrumentEntry],
    built: Framework,
    problem: Callable[[Location, str], Problem],
) -> Iterator[Problem]:
    """A statement names a list that there is, and no two speak of one list in the same days."""
    known = {i.id: i for i in instruments}
    committing = {c.instrument for c in built.commitments}
    spoken: dict[str, list[Interval]] = {}
    for index, entry in enumerate(entries):
        days = interval(entry)
        named = set[str]()
        for number, given in enumerate(entry.of):
            here = ("lists", index, "of", number)
            wrong = _unknown(given, known)
            if wrong:
                yield problem(here, wrong)
                continue
            for name in _meant(given, built.constitutive or None, instruments, committing):
                if name in named:
                    continue
                named.add(name)
                others = spoken.setdefault(name, [])
                clash = next((other for other in others if other.overlaps(days)), None)
                if clash is not None:
                    yield problem(
                        here,
                        f"two statements speak of {name} in the same days: {clash} overlaps "
                        f"{days}; give them `from` and `to` that do not meet, or join them",
                    )
                others.append(days)
        for listing in listings([entry], built.constitutive or None, instruments, committing):
            held = held_as_checked(built, listing)
            if 0 < listing.total < held:
                yield problem(
                    ("lists", index, "total"),
                    f"a total of {listing.total} is too few: {listing.of} holds {held} already",
                )


def _unknown(name: str, instruments: Mapping[str, InstrumentEntry]) -> str:
    """Why a name stands for no list of the file; empty where it does."""
    kind, _, identifier = name.partition("/")
    if not identifier or kind not in ("parties", "commitments"):
        return ""
    found = instruments.get(identifier)
    if found is None:
        return (
            f"no instrument of this file is called {identifier!r}"
            f"{did_you_mean(nearest(identifier, instruments))}"
        )
    if kind == "parties" and found.parties_of:
        return (
            f"the parties of {identifier!r} are those of {found.parties_of}; say there whether "
            f"the list is complete"
        )
    return ""
