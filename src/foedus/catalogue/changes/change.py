"""What every kind of change is, and the names that changes speak of, found or refused."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Annotated, ClassVar, Final, TypeAlias

import msgspec
from msgspec import Meta

from foedus.catalogue.catalogue import Catalogue
from foedus.errors import FoedusError, did_you_mean, nearest, quoted
from foedus.model.citations import Citation
from foedus.model.frameworks import Framework
from foedus.model.instruments import Instrument
from foedus.model.time import Interval

SCENARIO: Final = Citation("scenario")
"""Where what a scenario makes up can be looked up: nowhere else."""

FrameworkName: TypeAlias = Annotated[str, Meta(description="the framework, by id or name")]
InstrumentName: TypeAlias = Annotated[
    str, Meta(description="the instrument, as framework/instrument")
]
ProvisionName: TypeAlias = Annotated[str, Meta(description="the provision, as nato/art-5")]
StateOf: TypeAlias = Annotated[str, Meta(description="the state, by id or name")]
From: TypeAlias = Annotated[date, Meta(description="the first day on which it holds")]
Until: TypeAlias = Annotated[
    date | None, Meta(description="the first day on which it holds no longer; else it stays")
]
Subject: TypeAlias = tuple[str, ...]


class ChangeError(FoedusError):
    """A change that makes no sense in the catalogue it is applied to, at one of its fields."""


class Change(msgspec.Struct, frozen=True):
    """What makes another catalogue of a catalogue.

    `name` is what documents call the kind. Its fields are those of a line of a document; in their
    order they are the short spelling too.
    """

    name: ClassVar[str] = ""
    does: ClassVar[str] = ""
    """What a change of the kind does, in a few words."""

    def apply(self, catalogue: Catalogue) -> Catalogue:
        """The changed catalogue; the given one stays as it is. Raises FoedusError, at a field."""
        raise NotImplementedError

    def subject(self, catalogue: Catalogue) -> Subject:
        """What it settles: two changes of one subject on one day exclude each other."""
        raise NotImplementedError

    def told(self, catalogue: Catalogue) -> str:
        """What it supposes, as the part of a sentence."""
        raise NotImplementedError


@contextmanager
def field(name: str) -> Iterator[None]:
    """Whatever is refused in here is refused at a field."""
    try:
        yield
    except FoedusError as error:
        error.at = (name, *error.at)
        raise


def key_of(catalogue: Catalogue, change: object) -> str:
    """What names the catalogue after a change."""
    return hashlib.sha256(f"{catalogue.key} {change}".encode()).hexdigest()


def framework_of(catalogue: Catalogue, name: str) -> Framework:
    """The framework that a change names."""
    with field("framework"):
        return catalogue.framework(name)


def state_of(catalogue: Catalogue, name: str, on: date | None = None, at: str = "state") -> str:
    """The state that a change names, which must exist on the day."""
    with field(at):
        found = catalogue.state(name)
        if on is not None and not found.exists(on):
            lives = " and ".join(str(life) for life in found.lives)
            raise ChangeError(f"{found.id} did not exist on {on} (it existed {lives})")
        return found.id


def instrument_of(catalogue: Catalogue, name: str) -> tuple[Framework, Instrument]:
    """The instrument that a change names as `framework/instrument`."""
    with field("instrument"):
        framework_id, _, instrument_id = name.partition("/")
        framework = catalogue.framework(framework_id)
        found = next((i for i in framework.instruments if i.id == instrument_id), None)
        if found is not None:
            return framework, found
        known = [instrument.id for instrument in framework.instruments]
        told = f"{framework.id} has no instrument {quoted(instrument_id)}"
        there = f"it has {', '.join(f'{framework.id}/{i}' for i in known) or 'none'}"
        raise ChangeError(f"{told}{did_you_mean(nearest(instrument_id, known), there)}")


def life_of(catalogue: Catalogue, state: str, on: date) -> Interval:
    """The life of a state that has a day: what it enters, it leaves with the end of that."""
    return next(life for life in catalogue.states[state].lives if on in life)


def days(on: date, until: date | None) -> Interval:
    """The days of a change. Raises ChangeError where it ends before it begins."""
    if until is not None and until <= on:
        told = f"{until} is not after {on}, the first day: `until` is the first day no longer"
        raise ChangeError(told, ("until",))
    return Interval(on, until or date.max)


def outside(during: Interval, taken: Interval) -> Iterator[Interval]:
    """The days of a time that are not in those taken from it, in their order."""
    for piece in (
        Interval(during.start, min(during.end, taken.start)),
        Interval(max(during.start, taken.end), during.end),
    ):
        if not piece.empty:
            yield piece


def with_instrument(framework: Framework, changed: Instrument) -> Framework:
    """The framework with an instrument in place of the one of its id."""
    instruments = tuple(changed if i.id == changed.id else i for i in framework.instruments)
    return msgspec.structs.replace(framework, instruments=instruments)


def changed_instrument(
    catalogue: Catalogue,
    framework: Framework,
    instrument: Instrument,
    change: Change,
    make: Callable[[Instrument], Instrument],
) -> Catalogue:
    """The catalogue with another version of an instrument."""
    new = with_instrument(framework, make(instrument))
    return catalogue.with_frameworks([new], key_of(catalogue, change))
