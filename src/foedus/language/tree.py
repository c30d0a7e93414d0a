"""Reading conditions as definitions write them: plain data, one key per node."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, TypeAlias

import msgspec

from foedus.errors import FoedusError
from foedus.language.leaf import Leaf, Reference
from foedus.language.leaves import LEAVES, parse_leaf
from foedus.model.conditions import All, AnyOf, Condition, Contested, Named, Not, Reading, Test

Path: TypeAlias = tuple[str | int, ...]
COMBINATORS: Final = ("all", "any", "not", "contested", "rule")


class ConditionError(FoedusError):
    """A condition that cannot be read; `path` leads to the key at fault."""

    def __init__(self, message: str, path: Path) -> None:
        super().__init__(message)
        self.path = path


def parse(data: Any, named: Mapping[str, Condition], path: Path = ()) -> Condition:
    """Read a condition.

    `named` are the conditions that the framework states once, for `rule: name`. Raises
    ConditionError with one sentence.
    """
    if not isinstance(data, dict) or len(data) != 1:
        raise ConditionError(
            "a condition has exactly one key: all, any, not, contested, rule or the name of a "
            f"test ({', '.join(sorted(LEAVES))})",
            path,
        )
    [(key, value)] = data.items()
    here = (*path, str(key))
    match key:
        case "all" | "any":
            parts = tuple(
                parse(item, named, (*here, index))
                for index, item in enumerate(_list(value, here, "conditions"))
            )
            return All(parts) if key == "all" else AnyOf(parts)
        case "not":
            return Not(parse(value, named, here))
        case "rule":
            if value not in named:
                known = ", ".join(named) or "none"
                raise ConditionError(
                    f"there is no rule {value!r} in this file's `rules` ({known})", here
                )
            return Named(str(value), named[value])
        case "contested":
            return Contested(
                tuple(
                    _reading(item, named, (*here, index))
                    for index, item in enumerate(_list(value, here, "readings"))
                )
            )
        case _:
            try:
                parse_leaf(str(key), value)
            except ValueError as error:
                raise ConditionError(str(error), here) from None
            return Test(str(key), msgspec.json.encode(value).decode())


def _list(value: Any, path: Path, what: str) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise ConditionError(f"expected a list of {what}", path)
    return value


def _reading(data: Any, named: Mapping[str, Condition], path: Path) -> Reading:
    keys = {"reading", "source", "when"}
    if not isinstance(data, dict) or set(data) != keys:
        raise ConditionError("a reading has the keys reading, source and when", path)
    for key in ("reading", "source"):
        if not isinstance(data[key], str):
            raise ConditionError("expected words", (*path, key))
    return Reading(data["reading"], data["source"], parse(data["when"], named, (*path, "when")))


@cache
def leaf_of(test: Test) -> Leaf:
    """The leaf that a test names, with its argument read."""
    return parse_leaf(test.name, msgspec.json.decode(test.argument))


def leaf_tests(condition: Condition) -> Iterator[Test]:
    """Every leaf of a condition."""
    match condition:
        case Test():
            yield condition
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from leaf_tests(part)
        case Not(part) | Named(_, part):
            yield from leaf_tests(part)
        case Contested(readings):
            for reading in readings:
                yield from leaf_tests(reading.when)


def references(condition: Condition) -> Iterator[Reference]:
    """Every id that a condition mentions."""
    for test in leaf_tests(condition):
        yield from leaf_of(test).references()
