"""Showing an answer: tables for a person, JSON for a machine, Markdown for a memo."""

import json
import os
import re
import sys
from collections.abc import Callable
from functools import partial
from typing import Final, Literal, TypeAlias

import click
import msgspec
from msgspec.structs import replace
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from foedus.doors.cli.plain import are_numbers, print_plain
from foedus.doors.cli.streams import legible
from foedus.exchange.markdown import MARKS, sources, to_markdown
from foedus.model.answers import Answer, Row, Section, Tone
from foedus.model.verdicts import Because
from foedus.model.wording import by_address, host, short

Form: TypeAlias = Literal["table", "plain", "json", "markdown"]
PIPED: Final = 120
"""Columns of a page where nobody says how wide it is."""
WORD: Final = 12
"""Letters of a word that is better kept whole."""
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Signs that a terminal would obey, not show."""
STYLES: dict[Tone, str] = {
    "": "",
    "good": "green",
    "bad": "red",
    "unsure": "yellow",
    "quiet": "dim",
}
MARK_STYLES = {True: "green", False: "red", None: "yellow"}


def show(answer: Answer, how: Form, *, explain: bool, width: int | None = None) -> None:
    """Print an answer."""
    if how == "json":
        as_json(answer)
    elif how == "markdown":
        click.echo(to_markdown(answer, explain=explain))
    elif how == "plain":
        print_plain(answer, explain=explain, width=width)
    else:
        _print(console(width), answer, explain)


def as_json(found: object) -> None:
    """Print it as JSON, with escapes where the console could not take a letter as it is."""
    text = msgspec.json.format(msgspec.json.encode(found), indent=2).decode()
    if (sys.stdout.encoding or "utf-8").lower().replace("-", "") != "utf8":
        text = json.dumps(json.loads(text), indent=2)
    click.echo(text)


def console(width: int | None = None) -> Console:
    """Where tables are printed: as wide as was asked for, else as the terminal, or a page."""
    if width is None and not sys.stdout.isatty():
        told = os.environ.get("COLUMNS", "")
        width = int(told) if told.isdecimal() and int(told) > 0 else PIPED
    return Console(width=width, highlight=False)


def _print(console: Console, answer: Answer, explain: bool) -> None:
    said = partial(_said, console.encoding)
    console.print(f"[bold]{escape(said(answer.title))}[/]")
    console.print(escape(said(answer.lead)))
    for section in answer.sections():
        console.print()
        print_section(console, section)
        if explain:
            for row in section.rows[: section.first or None]:
                if row.because is not None:
                    console.print(_tree(row, said))
    for letter in answer.letters():
        console.print(f"\n[bold]Draft: {escape(said(letter.subject))}[/]")
        for text in (f"To: {letter.to}", *letter.paragraphs):
            console.print(escape(said(text)))
    found = sources(answer)
    if found:
        console.print("\n[bold]Sources[/]")
        for source in found:
            console.print(f"  {escape(said(source))}", style="dim")
    for note in answer.notes:
        console.print(f"\n[yellow]Note:[/] {escape(said(note))}")


def print_section(console: Console, section: Section) -> None:
    """Print a table, or its first rows where it is long."""
    said = partial(_said, console.encoding)
    if not section.rows:
        if section.title:
            console.print(f"[bold]{escape(said(section.title))}[/]")
        console.print(f"  {escape(said(section.empty))}", style="dim")
        return
    shown = _shown(section, said)
    if _fits(console, shown):
        console.print(_table(shown, links=console.is_terminal))
    else:
        _records(console, shown)
    if left := len(section.rows) - len(shown.rows):
        console.print(f"... and {left:,} more; --plain shows them all", style="dim")


def _said(encoding: str, text: str) -> str:
    """A text as it is printed: not too long, in letters that are known, and obeyed by nobody."""
    return legible(_CONTROL.sub(" ", short(text)), encoding)


def _shown(section: Section, said: Callable[[str], str]) -> Section:
    """The part of a section that is printed."""
    rows = section.rows[: section.first or None]
    return replace(
        section,
        title=said(section.title),
        columns=tuple(map(said, section.columns)),
        rows=tuple(replace(row, cells=tuple(map(said, row.cells))) for row in rows),
    )


def _fits(console: Console, section: Section) -> bool:
    """Whether no heading and no short word is broken; words of more letters may be."""
    words = (
        max((min(len(word), WORD) for cell in cells for word in cell.split()), default=1)
        for cells in zip(*(row.cells for row in section.rows), strict=False)
    )
    heads = (max(map(len, head.split()), default=1) for head in section.columns)
    needed = sum(max(pair) + 2 for pair in zip(words, heads, strict=False)) - 2
    return needed <= console.width


def _records(console: Console, section: Section) -> None:
    """A table on too narrow a page: a row below the other, a line for each cell."""
    if section.title:
        console.print(Text(section.title, f"bold {STYLES[section.tone]}".strip()))
    for row in section.rows:
        for index, (name, cell) in enumerate(zip(section.columns, row.cells, strict=False)):
            label = f"{name}: " if name and index else ""
            style = STYLES[row.tone] if index == 0 else ""
            line = Text.assemble((label, "dim"), (cell, style))
            console.print(Padding(line, (0, 0, 0, 2 if index else 0)))


def _cell(text: str, *, links: bool) -> Text:
    """A cell, its web addresses as links by their hosts where a terminal can follow them."""
    if not links:
        return Text(text)
    parts = enumerate(by_address(text))
    return Text.assemble(*((host(p), f"link {p}") if n % 2 else p for n, p in parts))


def _table(section: Section, *, links: bool) -> Table:
    table = Table(
        title=section.title or None,
        title_justify="left",
        title_style=f"bold {STYLES[section.tone]}".strip(),
        show_header=any(section.columns),
        header_style="dim",
        box=None,
        padding=(0, 2, 0, 0),
        pad_edge=False,
    )
    for index, column in enumerate(section.columns):
        first = index == 0
        table.add_column(
            column,
            overflow="fold",
            no_wrap=first and _short(section),
            justify="right" if are_numbers(_column(section, index)) else "left",
        )
    for row in section.rows:
        cells = [_cell(cell, links=links) for cell in row.cells]
        cells[0].stylize(STYLES[row.tone])
        table.add_row(*cells)
    return table


def _column(section: Section, index: int) -> list[str]:
    return [row.cells[index] for row in section.rows if len(row.cells) > index]


def _short(section: Section) -> bool:
    lines = (line for row in section.rows for line in row.cells[0].splitlines())
    return all(len(line) <= 40 for line in lines)


def _tree(row: Row, said: Callable[[str], str]) -> Tree:
    assert row.because is not None
    tree = Tree(_label(row.because, row.cells[0], said))
    _grow(tree, row.because, said)
    return tree


def _grow(tree: Tree, because: Because, said: Callable[[str], str]) -> None:
    for part in because.parts:
        _grow(tree.add(_label(part, part.text, said)), part, said)


def _label(because: Because, text: str, said: Callable[[str], str]) -> Text:
    label = Text(f"{said(MARKS[because.verdict])} ", style=MARK_STYLES[because.verdict])
    label.append(said(text), style="default")
    if because.cite:
        label.append(f"  [{said(str(because.cite))}]", style="dim")
    return label
