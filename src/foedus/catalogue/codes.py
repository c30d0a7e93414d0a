"""Codes of two letters, and names that are written as their initials."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from foedus.errors import UnknownNameError, quoted

_INITIALS: Final = re.compile(r"(?:[A-Za-z]\.\s?)+[A-Za-z]\.?")


def undotted(name: str) -> str:
    """`U.K.` as `UK`; any other name as it is."""
    text = name.strip()
    return re.sub(r"[.\s]", "", text) if _INITIALS.fullmatch(text) else name


def by_code(pairs: Iterable[tuple[str, str]]) -> Mapping[str, Sequence[str]]:
    """Those that have each code; two may have had one at different times."""
    found: dict[str, list[str]] = {}
    for code, identifier in pairs:
        if code:
            found.setdefault(code, []).append(identifier)
    return found


def one_of(name: str, found: Sequence[str], called: Callable[[str], str]) -> str:
    """The one that a code stands for. Raises UnknownNameError where it stands for several."""
    if len(found) == 1:
        return found[0]
    those = " and ".join(f"{called(identifier)} ({identifier})" for identifier in found)
    raise UnknownNameError(f"{quoted(name)} stands for {those}; write which")
