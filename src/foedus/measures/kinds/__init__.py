"""The measures that there are: one class each, found here by being there."""

import functools
import importlib
import pkgutil
from collections.abc import Iterator, Mapping

from foedus.errors import FoedusError, did_you_mean, nearest, quoted
from foedus.measures.measure import Measure


class UnknownMeasureError(FoedusError):
    """A measure that there is not."""


@functools.cache
def every() -> Mapping[str, Measure]:
    """Every measure by its name, in the order in which they are shown."""
    found = sorted(_found(), key=lambda measure: (measure.order, measure.name))
    return {measure.name: measure for measure in found}


def find(name: str) -> Measure:
    """A measure by its name. Raises UnknownMeasureError."""
    found = every().get(name)
    if found is None:
        hint = did_you_mean(nearest(name, every()), f"there are {', '.join(every())}")
        raise UnknownMeasureError(f"no measure is called {quoted(name)}{hint}")
    return found


def _found() -> Iterator[Measure]:
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        for value in vars(importlib.import_module(module.name)).values():
            if (
                isinstance(value, type)
                and issubclass(value, Measure)
                and value.__module__ == module.name
                and "name" in vars(value)
            ):
                yield value()
