"""Column groups: what a panel can be given, one function each.

A group is a function of the scope of a panel that returns a lazy table keyed by `year` and by
`state`, by `state1` and `state2`, by `atopid` or by `framework`, with each key once, declared with
`@column_group` in a module of `foedus.data.columns`. Panels and their codebook find it there.
"""

import functools
import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

import foedus.data.columns
from foedus.errors import FoedusError, did_you_mean, nearest, quoted

if TYPE_CHECKING:
    import polars as pl

    from foedus.data.panels.scope import Scope

Level: TypeAlias = Literal["state", "dyad", "directed", "alliance", "framework"]
Make: TypeAlias = "Callable[[Scope], pl.LazyFrame]"

LATEST = 9000
YES_OR_NO: Mapping[int, str] = {0: "no", 1: "yes"}
KEYS: Mapping[Level, tuple[str, ...]] = {
    "state": ("state",),
    "dyad": ("state1", "state2"),
    "directed": ("state1", "state2"),
    "alliance": ("atopid",),
    "framework": ("framework",),
}


class UnknownGroupError(FoedusError):
    """A column group that there is not."""


class Gives(msgspec.Struct, frozen=True):
    """A column of a group: what it means, and from when to when its source covers it.

    `absent` is its value, within that time, where the source has no row: for a list of all
    disputes, no dispute is 0. None means that no row leaves it unknown. Outside that time a value
    is always unknown. Where the source has `newer` versions they go on after `last`, and so does
    the column; `absent` is then None. `merge` says which value counts where several fall into one
    row. `codes` says what its numbers stand for, where they are no amounts.
    """

    says: str
    first: int
    last: int
    absent: int | None = None
    merge: Literal["max", "min", "sum"] = "max"
    newer: bool = False
    codes: Mapping[int, str] = {}

    def __post_init__(self) -> None:
        if self.newer and self.absent is not None:
            raise ValueError("where the source ends is not known, so no row says nothing")

    @property
    def labelled(self) -> Mapping[int, str]:
        """What its numbers stand for; of what is 1 where something is so, yes and no."""
        return self.codes or (YES_OR_NO if self.says.startswith("1 where") else {})

    @property
    def until(self) -> int:
        """The last year of which it may have a value."""
        return LATEST if self.newer else self.last


@dataclass(frozen=True)
class Group:
    """A declared group.

    `level` says what a row of its table is about; a `dyad` is the same in both directions, and its
    table has each pair once, the lower code first. `coded` is the state system whose codes its
    table uses. `spells` gives the same columns for spells (`start`, `end`, half-open) instead of
    years; where there are none, the values of a year hold on each of its days.
    """

    name: str
    level: Level
    needs: tuple[str, ...]
    gives: Mapping[str, Gives]
    coded: Literal["cow", "gw"]
    says: str
    make: "Callable[[Scope], pl.LazyFrame]"
    spells: "Callable[[Scope], pl.LazyFrame] | None" = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The key columns of its table, without the year."""
        return KEYS[self.level]


def column_group(
    name: str,
    *,
    level: Level,
    needs: tuple[str, ...],
    gives: Mapping[str, Gives],
    coded: Literal["cow", "gw"] = "cow",
    spells: "Callable[[Scope], pl.LazyFrame] | None" = None,
) -> "Callable[[Callable[[Scope], pl.LazyFrame]], Group]":
    """Declare a group; what it is stands in the first line of the function's docstring."""

    def declare(function: "Callable[[Scope], pl.LazyFrame]") -> Group:
        says = (function.__doc__ or "").strip().splitlines()[0]
        return Group(name, level, needs, gives, coded, says, function, spells)

    return declare


@functools.cache
def every() -> Mapping[str, tuple[Group, ...]]:
    """Every group by name; one name may stand for groups of several levels."""
    found: dict[str, tuple[Group, ...]] = {}
    for module in sorted(pkgutil.iter_modules(foedus.data.columns.__path__), key=lambda m: m.name):
        loaded = importlib.import_module(f"{foedus.data.columns.__name__}.{module.name}")
        for value in vars(loaded).values():
            if isinstance(value, Group) and value.make.__module__ == loaded.__name__:
                found[value.name] = (*found.get(value.name, ()), value)
    return found


def find(name: str, levels: tuple[Level, ...], unit: str) -> tuple[Group, ...]:
    """The groups of a name that fit a unit of analysis. Raises UnknownGroupError."""
    named = every().get(name)
    if named is None:
        hint = did_you_mean(nearest(name, every()), f"there are {', '.join(every())}")
        raise UnknownGroupError(f"no column group is called {quoted(name)}{hint}")
    fitting = tuple(group for group in named if group.level in levels)
    if not fitting:
        has = ", ".join(sorted({group.level for group in named}))
        raise UnknownGroupError(f"{name} has columns for {has}, and none for {unit}")
    return fitting
