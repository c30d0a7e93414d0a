"""Fields of inputs that every door may write in its own way: lists in a cell, names with dashes."""

from collections.abc import Mapping
from typing import Annotated, Any, Final, TypeAlias

from pydantic import AfterValidator, BeforeValidator

from foedus.documents.lists import listed


def dashed(given: Any) -> Any:
    """A mapping by its names with dashes, where YAML or Python has underscores."""
    if isinstance(given, Mapping):
        return {str(name).replace("_", "-"): value for name, value in given.items()}
    return given


Names: TypeAlias = Annotated[list[str], BeforeValidator(listed)]
"""States, or other names, in a list or with commas between them."""
EACH_NAMED_ONCE: Final = AfterValidator(lambda names: list(dict.fromkeys(names)))
"""Whoever is named again is named once."""


def check_span(first: int | None, last: int | None) -> None:
    """Raise ValueError where a span of years, `from` one `to` another, ends before it begins."""
    if first is not None and last is not None and first > last:
        raise ValueError(f"from {first} lies after to {last}")
