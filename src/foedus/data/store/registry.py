"""The adapters that there are: one module each in `foedus.data.adapters`.

Another package declares its adapters by entry points of the group `foedus.adapters`.
"""

import functools
import importlib
import pkgutil
from collections.abc import Mapping

import foedus.data.adapters
from foedus.data.store.adapter import Adapter
from foedus.errors import FoedusError, did_you_mean, nearest, quoted
from foedus.extensions import extensions


class UnknownDatasetError(FoedusError):
    """A dataset that foedus has no adapter for."""


NOT_READ: Mapping[str, str] = {
    "cow-alliances": "foedus has no loader for COW formal alliances: their maintainer asks "
    "software not to distribute or facilitate them; `atop` has alliances since 1815",
}


@functools.cache
def every() -> Mapping[str, Adapter]:
    """Every adapter by the name of its dataset; none of another package replaces foedus's own."""
    found: dict[str, Adapter] = {a.name: a for a in extensions("foedus.adapters", Adapter)}
    for module in sorted(pkgutil.iter_modules(foedus.data.adapters.__path__), key=lambda m: m.name):
        loaded = importlib.import_module(f"{foedus.data.adapters.__name__}.{module.name}")
        for value in vars(loaded).values():
            if isinstance(value, Adapter):
                found[value.name] = value
    return found


def find(name: str) -> Adapter:
    """An adapter by the name of its dataset. Raises UnknownDatasetError."""
    if name in NOT_READ:
        raise UnknownDatasetError(NOT_READ[name])
    found = every().get(name)
    if found is None:
        hint = did_you_mean(nearest(name, every()), f"there are {', '.join(every())}")
        raise UnknownDatasetError(f"no dataset is called {quoted(name)}{hint}")
    return found
