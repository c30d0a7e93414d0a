"""Reports: what pages that stand alone are set from, for a door that can set them.

A report is plain data. Type, paper and links are those of whoever sets it.
"""

import msgspec


class Column(msgspec.Struct, frozen=True):
    """One of what stands side by side: its short head, its name, and the command it begins with."""

    head: str
    name: str
    command: str


class Number(msgspec.Struct, frozen=True):
    """A number as it is written, what stands below it, and the command that gives it.

    One that is not known has no command.
    """

    text: str
    below: tuple[str, ...] = ()
    command: str = ""


class Line(msgspec.Struct, frozen=True):
    """Numbers side by side: what they are, what that means, and the option that asks for them."""

    label: str
    says: str
    option: str
    numbers: tuple[Number, ...]


class Report(msgspec.Struct, frozen=True):
    """Pages of columns and lines: what was found, what is not known, caveats and sources.

    What is not known, and the caveats, are pairs: of what, and what is said.
    """

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    found: tuple[str, ...]
    unknown: tuple[tuple[str, str], ...]
    caveats: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
