"""An answer as plain aligned text: no boxes, no colours, no tabs, and nothing left out."""

import re
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final

import click
from rich.cells import cell_len

from foedus.doors.cli.streams import legible
from foedus.exchange.markdown import MARKS, sources
from foedus.model.answers import Answer, Section
from foedus.model.verdicts import Because

GAP: Final = "  "
NARROW: Final = 20
WIDE: Final = 10_000
"""Columns of a page that something can be read on."""
NARROWEST: Final = 8
"""Columns of a reason, however deep it lies."""
WORD: Final = 24
"""Letters of a word that is kept whole."""
_SPACES: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_NUMBER: Final = re.compile(r"[+-]?[\d,]+(\.\d+)?( %)?")


def print_plain(answer: Answer, *, explain: bool, width: int | None) -> None:
    """Print it: a line for each row, or several where it must be so narrow."""
    for line in _lines(answer, explain, width):
        click.echo(line)


def aligned(
    columns: Sequence[str], rows: Sequence[Sequence[str]], width: int | None = None
) -> Iterator[str]:
    """A table in aligned columns, each row in one line unless that would be wider than asked.

    Where not even the words would fit, each cell has a line of its own.
    """
    heads, cells = [_flat(name) for name in columns], [[_flat(cell) for cell in r] for r in rows]
    every = [heads, *cells] if any(heads) else cells
    sides = list(zip_longest(*every, fillvalue=""))
    widths = [max(map(cell_len, side)) for side in sides]
    if width is not None:
        least = [max(map(_longest, side)) for side in sides]
        room = width - len(GAP) * (len(sides) - 1)
        if sum(least) > room:
            yield from _records(heads, cells, width)
            return
        widths = _narrowed(widths, least, room)
    right = [are_numbers(side[1:] if any(heads) else side) for side in sides]
    for row in every:
        folded = [_wrapped(cell, most) for cell, most in zip(row, widths, strict=False)]
        for parts in zip_longest(*folded, fillvalue=""):
            told = map(_placed, parts, widths, right)
            yield GAP.join(told).rstrip()


def _records(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    for row in rows:
        for index, (head, cell) in enumerate(zip_longest(heads, row, fillvalue="")):
            told = f"{head}: {cell}" if index and head else cell
            indent = GAP if index else ""
            yield from (indent + line for line in _wrapped(told, width - len(indent)))


def _lines(answer: Answer, explain: bool, width: int | None) -> Iterator[str]:
    yield from _folded(answer.title, width)
    yield from _folded(answer.lead, width)
    for section in answer.sections():
        yield ""
        yield from _folded(section.title, width)
        if not section.rows:
            yield from _folded(section.empty, width)
            continue
        yield from _table(section, width)
        if explain:
            for row in section.rows:
                if row.because is not None:
                    yield from _reasons(row.because, row.cells[0], 0, width)
    for letter in answer.letters():
        yield ""
        for text in (f"Draft: {letter.subject}", f"To: {letter.to}", *letter.paragraphs):
            yield from _folded(text, width)
    found = sources(answer)
    if found:
        yield from ("", "Sources")
        for source in found:
            yield from _folded(source, width)
    for note in answer.notes:
        yield ""
        yield from _folded(f"Note: {note}", width)


def _table(section: Section, width: int | None) -> Iterator[str]:
    yield from aligned(section.columns, [row.cells for row in section.rows], width)


def _reasons(because: Because, text: str, depth: int, width: int | None) -> Iterator[str]:
    cite = f" [{because.cite}]" if because.cite else ""
    indent = GAP * depth
    room = width and max(width - len(indent), NARROWEST)
    for line in _folded(f"{MARKS[because.verdict]} {text}{cite}", room):
        yield indent + line
    for part in because.parts:
        yield from _reasons(part, part.text, depth + 1, width)


def _folded(text: str, width: int | None) -> list[str]:
    flat = _flat(text)
    return _wrapped(flat, width) if width else [flat]


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, max(width, 1), break_on_hyphens=False) or [""]


def _flat(text: str) -> str:
    """A text in one line, in letters that standard output has."""
    return legible(_SPACES.sub(" ", text).strip(), sys.stdout.encoding)


def _longest(text: str) -> int:
    """The letters of the longest word, of which one of very many may be broken."""
    return max((min(cell_len(word), WORD) for word in text.split()), default=0)


def _placed(text: str, width: int, right: bool) -> str:
    space = " " * (width - cell_len(text))
    return space + text if right else text + space


def _narrowed(widths: list[int], least: list[int], room: int) -> list[int]:
    """Widths that fit: the widest column gives way, but none beyond its longest word."""
    found = list(widths)
    while sum(found) > room:
        spare = [width if width > low else 0 for width, low in zip(found, least, strict=True)]
        found[spare.index(max(spare))] -= 1
    return found


def are_numbers(cells: Iterable[str]) -> bool:
    """Whether a column holds numbers, which stand under one another by their last digits."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(_NUMBER.fullmatch(cell) for cell in filled)
