"""Taking a file into memory, where it is one and is no larger than anything that is asked for."""

import stat
from pathlib import Path
from typing import Final

from foedus.errors import FoedusError

LARGEST: Final = 20_000_000
"""In bytes: many times any document or definition."""


class UnreadableError(FoedusError):
    """A file that is not taken into memory, and why, in words that go after its name."""


def content_of(path: Path, largest: int = LARGEST) -> bytes:
    """The bytes of a file. Raises UnreadableError, also for what never ends."""
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise UnreadableError("is a folder, not a file")
        if not stat.S_ISREG(kind):
            raise UnreadableError("is a device or a pipe, which may never end; save it as a file")
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}") from None
    if len(content) > largest:
        raise UnreadableError(f"is larger than {largest / 1e6:,.0f} MB, the most that is read")
    return content
