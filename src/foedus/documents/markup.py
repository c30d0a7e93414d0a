"""Walking through XML as it is read: no tree is built, and what has no end is left early."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from xml.parsers import expat

from foedus.errors import FoedusError

LONGEST: Final = 500_000
"""In bytes: between one mark and the next, which is as much as one cell can hold, and more."""
DEEPEST: Final = 60
FEW: Final = 1000
"""So many marks may be no elements."""
MANY: Final = "it has more elements, or more deeply nested ones, than are read"
ENCODINGS: Final = ("utf-8", "utf-16", "us-ascii", "iso-8859-1")
_ENCODING: Final = re.compile(rb"""<\?xml[^>]{0,80}encoding\s*=\s*["']([\w.-]{1,40})""")

Start = Callable[[str, Mapping[str, str]], None]
"""Takes the name of an element and its attributes, both without their namespaces."""


class MarkupError(FoedusError):
    """XML that is not read to its end, and why."""


class Count:
    """How many elements may still come."""

    def __init__(self, left: int) -> None:
        self.left = left


def walk(
    content: bytes,
    count: Count,
    start: Start,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Tell of each element and text in turn. Raises MarkupError."""
    for begins in range(0, len(content) - LONGEST, LONGEST):
        if content.find(b"<", begins, begins + LONGEST) < 0:
            raise MarkupError("it has a text or a mark too long for any cell")
    if content.count(b"<") > 2 * count.left + FEW:  # an element has a mark or two
        raise MarkupError(MANY)
    said = _ENCODING.match(content)
    if said and said[1].decode().lower() not in ENCODINGS:
        raise MarkupError(f"it is written in {said[1].decode()}")
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = 0

    def begun(name: str, given: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        count.left -= 1
        if count.left < 0 or depth > DEEPEST:
            raise MarkupError(MANY)
        start(_local(name), {_local(key): value for key, value in given.items()})

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end:
            end(_local(name))

    def declared(*_: Any) -> None:
        raise MarkupError("it declares a document type, which no workbook does")

    parser.StartElementHandler = begun
    parser.EndElementHandler = ended
    parser.StartDoctypeDeclHandler = declared
    if text:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError, OverflowError) as error:
        raise error if isinstance(error, FoedusError) else MarkupError(str(error)) from None


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
