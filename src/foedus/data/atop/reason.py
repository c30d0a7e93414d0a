"""A reason why the catalogue and ATOP differ."""

from typing import NamedTuple


class Reason(NamedTuple):
    """A reason for a difference on the members named (`*`: on any member of the framework)."""

    framework: str
    about: str
    states: tuple[str, ...]
    says: str
    cite: str
