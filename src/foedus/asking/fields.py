"""Fields of inputs that every door may write in its own way: lists in a cell, names with dashes."""

from collections.abc import Mapping
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator


def listed(given: Any) -> Any:
    """Items one by one, or several separated by commas, as a command line or a cell gives them.

    `none` says that there are none, where leaving the input out would not.
    """
    if isinstance(given, str):
        given = [given]
    if isinstance(given, list | tuple) and all(isinstance(item, str) for item in given):
        parts = [part.strip() for item in given for part in item.split(",") if part.strip()]
        return [] if parts == ["none"] else parts
    return given


def dashed(given: Any) -> Any:
    """A mapping by its names with dashes, where YAML or Python has underscores."""
    if isinstance(given, Mapping):
        return {str(name).replace("_", "-"): value for name, value in given.items()}
    return given


Names: TypeAlias = Annotated[list[str], BeforeValidator(listed)]
"""States, or other names, in a list or with commas between them."""
