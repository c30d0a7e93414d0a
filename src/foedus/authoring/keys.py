"""Cost-sharing keys of every kind, and tariffs, as an author writes them and as they become."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, TypeAlias, Union

from pydantic import Field

from foedus.authoring.making import Making
from foedus.catalogue.definitions import Definitions
from foedus.documents.entry import Cited, Dated, Entry, Slug, Words
from foedus.documents.numbers import Figure, Share
from foedus.documents.source import Location
from foedus.model.actors import State
from foedus.model.frameworks import Framework
from foedus.model.keys import Key, Premium, Tariff, TariffPeriod
from foedus.reckoning.sharing.kinds import KINDS, kind_of
from foedus.reckoning.sharing.kinds.kind import KeyEntry, beside

if TYPE_CHECKING:
    AnyKey: TypeAlias = KeyEntry
else:
    AnyKey = Annotated[Union[tuple(KINDS.values())], Field(discriminator="kind")]  # noqa: UP007


class PeriodEntry(Dated, Cited):
    """The rate of a tariff for a time."""

    rate: Annotated[Figure, Field(gt=0)]
    cite: Words


class PremiumEntry(Dated, Cited):
    """An addition to the rate of a tariff, for at most a part of the units."""

    percent: Share
    most: Share
    says: Words
    cite: Words


class TariffEntry(Entry):
    """What is paid for a unit, by period."""

    id: Slug
    title: Words
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    unit: Words
    periods: Annotated[list[PeriodEntry], Field(min_length=1)]
    premium: PremiumEntry | None = None
    note: str = ""


# -- what they become ------------------------------------------------------------------------------

_PERIOD = Making(TariffPeriod, PeriodEntry)
_PREMIUM = Making(Premium, PremiumEntry)
_TARIFF = Making(
    Tariff,
    TariffEntry,
    given=["id"],
    periods=lambda e: tuple(
        sorted((_PERIOD(p) for p in e.periods), key=lambda period: period.during.start)
    ),
    premium=lambda e: _PREMIUM(e.premium) if e.premium else None,
    note=lambda e: e.note.strip(),
)


def tariff(framework: str, entry: TariffEntry) -> Tariff:
    """A tariff of a framework, its periods in order."""
    return _TARIFF(entry, id=f"{framework}/{entry.id}")


# -- what they name must exist ---------------------------------------------------------------------


def key_problems(key: Key, known: Definitions) -> Iterator[tuple[Location, str]]:
    """The place of each fault within the key, and what is wrong."""
    yield from kind_of(key).faults(_Known(key, known))


@dataclass(frozen=True)
class _Known:
    """What all definitions know, as a key of one framework names it."""

    key: Key
    definitions: Definitions

    @property
    def states(self) -> Mapping[str, State]:
        return self.definitions.states

    @property
    def frameworks(self) -> Mapping[str, Framework]:
        return self.definitions.frameworks

    def full(self, identifier: str) -> str:
        return beside(self.key, identifier)

    def kind_of(self, identifier: str) -> KeyEntry | None:
        wanted = self.full(identifier)
        keys = (k for framework in self.frameworks.values() for k in framework.keys)
        return next((kind_of(k) for k in keys if k.id == wanted), None)
