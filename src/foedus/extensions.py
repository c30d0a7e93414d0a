"""What other installed packages add to foedus, by the entry points that they declare."""

import inspect
import warnings
from collections.abc import Iterator
from typing import Any


def extensions(group: str, kind: type) -> Iterator[Any]:
    """What the packages give under a group: objects or subclasses of a kind. They are imported now.

    What cannot be loaded, or is something else, is warned of and left out: one broken package does
    not take foedus with it.
    """
    from importlib.metadata import entry_points  # of use only where something is not foedus's own

    for point in sorted(entry_points(group=group), key=lambda point: (point.name, point.value)):
        owner = point.dist.name if point.dist else point.module
        told = f"{group}: {point.name} of {owner}"
        try:
            found = point.load()
        except Exception as error:  # whatever another package does when it is imported
            warnings.warn(f"{told} cannot be loaded: {error}", stacklevel=2)
            continue
        if isinstance(found, kind) or (inspect.isclass(found) and issubclass(found, kind)):
            yield found
        else:
            warnings.warn(f"{told} is not a {kind.__name__}: {point.value}", stacklevel=2)
