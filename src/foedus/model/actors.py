"""States with their lives and codes, and actors that are no states."""

from datetime import date
from typing import Final, Literal

import msgspec

from foedus.model.time import ALWAYS, Interval

STEM: Final = 3
"""Letters at the head of a name that a form of it keeps: Polish People's Republic, Poland."""


class Name(msgspec.Struct, frozen=True):
    """A name and the time it was used."""

    matched_by = ("name", "during")
    name: str
    during: Interval = ALWAYS


class Code(msgspec.Struct, frozen=True):
    """A spell of membership in a published state system, under its numeric code."""

    matched_by = ("code", "during")
    code: int
    during: Interval
    abbreviation: str = ""


class Succession(msgspec.Struct, frozen=True):
    """A state that succeeded to an ended one, and when."""

    matched_by = ("state", "on")
    state: str
    on: date
    note: str = ""


class State(msgspec.Struct, frozen=True):
    """A state, identified by ISO 3166-1 alpha-3, ISO 3166-3, or `C-` and its COW abbreviation."""

    id: str
    name: str
    lives: tuple[Interval, ...]
    alpha2: str = ""
    numeric: int | None = None
    names: tuple[Name, ...] = ()
    aliases: tuple[str, ...] = ()
    cow: tuple[Code, ...] = ()
    gw: tuple[Code, ...] = ()
    successors: tuple[Succession, ...] = ()
    note: str = ""

    def exists(self, on: date) -> bool:
        """Whether the state exists on that day."""
        return any(on in life for life in self.lives)

    def other_names(self) -> tuple[Name, ...]:
        """Its names of old, where a reader of today would not know it by its short name."""
        own = {name.name for name in self.names if name.during.end == date.max}
        return tuple(
            name
            for name in self.names
            if self.name not in name.name
            and not name.name.startswith(self.name[:STEM])
            and name.name not in own
        )

    def called(self, on: date) -> str:
        """What a reader of today calls it on that day: its short name, or another that it bore."""
        return next((n.name for n in self.other_names() if on in n.during), self.name)

    def name_on(self, on: date) -> str:
        """The name it bore on that day; its short name where none is recorded."""
        return next((n.name for n in self.names if on in n.during), self.name)


class Actor(msgspec.Struct, frozen=True):
    """An armed group or organisation; `bases` are the states it mainly operates from."""

    id: str
    name: str
    kind: Literal["non-state", "organisation"]
    cite: str
    bases: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    during: Interval = ALWAYS
    internal: bool = False
