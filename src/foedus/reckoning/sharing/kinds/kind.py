"""What every kind of cost-sharing key has in common."""

from abc import abstractmethod
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal, Protocol, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from foedus.documents.entry import Cited, Dated, Slug, Words
from foedus.documents.source import Location
from foedus.model.citations import Citation
from foedus.model.keys import Key
from foedus.reckoning.sharing.reading import ReadShares

KeyId = Annotated[str, Field(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)?$")]
Fault: TypeAlias = tuple[Location, str]
HUNDRED = Decimal(100)


class Facts(BaseModel):
    """What a key needs to be told; this one is told nothing."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=lambda name: name.replace("_", "-")
    )


class Known(Protocol):
    """What all definitions know, to check the names in a key against."""

    @property
    def states(self) -> Container[str]:
        """The ids of all states."""

    @property
    def frameworks(self) -> Container[str]:
        """The ids of all frameworks."""

    def full(self, identifier: str) -> str:
        """The full id of another key, whose framework may go without saying."""

    def kind_of(self, identifier: str) -> "KeyEntry | None":
        """What is defined of another key."""


class Day(Protocol):
    """What a key may ask of the world on a day."""

    @property
    def on(self) -> date:
        """The day."""

    def state(self, name: str) -> str:
        """The id of a state by id or name. Raises UnknownIdError."""

    def members(self, framework: str) -> tuple[str, ...]:
        """The members of a framework."""

    def kind_of(self, identifier: str) -> "KeyEntry":
        """What is defined of another key. Raises UnknownIdError."""


class KeyEntry(Dated, Cited):
    """A cost-sharing key as its author writes it: what every kind has.

    A kind is one class: the shape of what an author writes, what must hold in it, what it needs to
    be told, and the shares that follow from it.
    """

    id: Slug
    title: Words
    cite: Words
    aliases: list[KeyId] = []
    currency: Annotated[str, Field(pattern=r"^([A-Z]{3})?$")] = ""
    note: str = ""

    @abstractmethod
    def share(self, key: Key, facts: Any, day: Day) -> ReadShares:
        """The shares on a day. Raises QuestionError where more, or other, facts are needed."""

    def facts(self) -> type[Facts]:
        """What the key needs to be told."""
        return Facts

    def faults(self, known: Known) -> Iterable[Fault]:
        """Where the key names what nobody knows."""
        return ()


def beside(key: Key, identifier: str) -> str:
    """The full id of a key that another names; its own framework goes without saying."""
    return identifier if "/" in identifier else f"{key.id.partition('/')[0]}/{identifier}"


def unknown(
    what: Literal["state", "framework"], ids: Iterable[str], known: Known, path: Location
) -> Iterator[Fault]:
    """A fault for each id that nothing is called."""
    pool = known.states if what == "state" else known.frameworks
    for identifier in ids:
        if identifier not in pool:
            yield path, f"unknown {what} {identifier!r}"


def cited(entry: Cited) -> Citation:
    """The source that an entry must give."""
    return Citation(entry.cite or "", confidence=entry.confidence)


def by_id(day: Day, given: Mapping[str, Decimal]) -> dict[str, Fraction]:
    """Figures by the ids of the states."""
    return {day.state(name): Fraction(figure) for name, figure in given.items()}
