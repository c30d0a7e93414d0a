"""All definitions together, as they are shipped."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec

from foedus.model.actors import Actor, State
from foedus.model.events import Precedent
from foedus.model.forces import UnitType
from foedus.model.frameworks import Framework
from foedus.model.places import Area, Place, Sea, Territory
from foedus.model.readings import Shared
from foedus.model.voting import VotingRule

T = TypeVar("T")


class Entries(Mapping[str, T]):
    """Entries that are read when they are asked for, and only once."""

    __slots__ = ("_packed", "_read", "_reader")

    def __init__(self, packed: Mapping[str, memoryview], reader: Callable[[memoryview], T]) -> None:
        self._packed = packed
        self._reader = reader
        self._read: dict[str, T] = {}

    def __getitem__(self, identifier: str) -> T:
        found = self._read.get(identifier)
        if found is None:
            found = self._read[identifier] = self._reader(self._packed[identifier])
        return found

    def get(self, identifier: str, default: Any = None) -> Any:
        return self[identifier] if identifier in self._packed else default

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def __repr__(self) -> str:
        return f"Entries({len(self)})"


class Overlay(Mapping[str, T]):
    """Entries of which some stand in for those of the same id; the others are shared."""

    __slots__ = ("_base", "_changed")

    def __init__(self, base: Mapping[str, T], changed: Mapping[str, T]) -> None:
        self._base: Mapping[str, T] = base
        self._changed: Mapping[str, T] = changed
        if isinstance(base, Overlay):  # one layer only, however many changes there are
            self._base, self._changed = base._base, {**base._changed, **changed}

    def __getitem__(self, identifier: str) -> T:
        found = self._changed.get(identifier)
        return self._base[identifier] if found is None else found

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._changed or identifier in self._base

    def __iter__(self) -> Iterator[str]:
        yield from self._base
        yield from (identifier for identifier in self._changed if identifier not in self._base)

    def __len__(self) -> int:
        return len(self._base) + sum(i not in self._base for i in self._changed)

    def __repr__(self) -> str:
        return f"Overlay({len(self._changed)} of {len(self)})"


class Definitions(msgspec.Struct, frozen=True):
    """What files define, by id; places by folded name.

    `checked` has, for each framework with lists, the day of the last comparison with a source, so
    that to know it no framework needs to be read.
    None of the mappings can be changed through it: a world is a value.
    """

    states: Mapping[str, State]
    actors: Mapping[str, Actor]
    territories: Mapping[str, Territory]
    areas: Mapping[str, Area]
    places: Mapping[str, tuple[Place, ...]]
    facts: Mapping[str, str]
    frameworks: Mapping[str, Framework]
    unit_types: Mapping[str, UnitType] = {}
    voting_rules: Mapping[str, VotingRule] = {}
    seas: Mapping[str, Sea] = {}
    checked: Mapping[str, date] = {}
    readings: Mapping[str, Shared] = {}
    events: Mapping[str, Precedent] = {}

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            given = getattr(self, name)
            if isinstance(given, dict):
                msgspec.structs.force_setattr(self, name, MappingProxyType(given))

    def with_frameworks(self, changed: Iterable[Framework]) -> "Definitions":
        """The same with these frameworks in place of those of the same id."""
        others = {framework.id: framework for framework in changed}
        checked = self.checked
        if any(checked.get(f.id) != f.checked for f in others.values()):
            days = {**checked, **{f.id: f.checked for f in others.values()}}
            checked = {identifier: day for identifier, day in days.items() if day is not None}
        frameworks = Overlay(self.frameworks, others)
        return msgspec.structs.replace(self, frameworks=frameworks, checked=checked)

    def __reduce__(self) -> Any:
        """For another process: a view of a mapping cannot be sent, the mapping can."""
        return Definitions, tuple(dict(getattr(self, name)) for name in self.__struct_fields__)


def fold(name: str) -> str:
    """A name as it is looked up: without case, accents, punctuation or double spaces."""
    plain = unicodedata.normalize("NFKD", name)
    kept = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).casefold().split())
