"""Lists as every door may write them."""

from typing import Any


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
