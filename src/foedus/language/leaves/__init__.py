"""The registry of leaf tests, by the name that definitions use."""

import functools
import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from typing import Any, Final

from foedus.extensions import extensions
from foedus.language.leaf import Leaf


def _leaves() -> Iterator[type[Leaf]]:
    """Every leaf of the modules of this package; nothing is told of it but by being there."""
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        for found in vars(importlib.import_module(module.name)).values():
            if (
                isinstance(found, type)
                and issubclass(found, Leaf)
                and found.__module__ == module.name
                and "name" in vars(found)
            ):
                yield found


LEAVES: Final[dict[str, type[Leaf]]] = {leaf.name: leaf for leaf in _leaves()}


@functools.cache
def others() -> Mapping[str, type[Leaf]]:
    """The leaves of other packages: entry points of the group `foedus.leaves`."""
    return {leaf.name: leaf for leaf in extensions("foedus.leaves", Leaf)}


def parse_leaf(name: str, argument: Any) -> Leaf:
    """Read a leaf. Raises ValueError with one sentence for an unknown name or a bad argument."""
    leaf = LEAVES.get(name) or others().get(name)
    if leaf is None:
        raise ValueError(f"unknown test {name!r}; the tests are {', '.join(sorted(LEAVES))}")
    try:
        return leaf.parse(argument)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None
