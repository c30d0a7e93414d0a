"""Showing an answer: tables for a person, JSON for a machine, Markdown for a memo."""

import re
import sys
from typing import Final, Literal, TypeAlias

import click
import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from foedus.exchange.markdown import MARKS, sources, to_markdown
from foedus.model.answers import Answer, Row, Section, Tone
from foedus.model.verdicts import Because

Form: TypeAlias = Literal["table", "json", "markdown"]
NUMBER: Final = re.compile(r"[+-]?[\d,]+(\.\d+)?( %)?")
STYLES: dict[Tone, str] = {
    "": "",
    "good": "green",
    "bad": "red",
    "unsure": "yellow",
    "quiet": "dim",
}
MARK_STYLES = {True: "green", False: "red", None: "yellow"}


def show(answer: Answer, how: Form, *, explain: bool) -> None:
    """Print an answer."""
    if how == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(answer), indent=2).decode())
    elif how == "markdown":
        click.echo(to_markdown(answer, explain=explain))
    else:
        _print(answer, explain)


def _print(answer: Answer, explain: bool) -> None:
    console = Console(width=None if sys.stdout.isatty() else 120, highlight=False)
    console.print(f"[bold]{escape(answer.title)}[/]")
    console.print(escape(answer.lead))
    for section in answer.sections():
        console.print()
        if not section.rows:
            console.print(f"[bold]{escape(section.title)}[/]")
            console.print(f"  {escape(section.empty)}", style="dim")
            continue
        console.print(_table(section))
        if explain:
            for row in section.rows:
                if row.because is not None:
                    console.print(_tree(row))
    found = sources(answer)
    if found:
        console.print("\n[bold]Sources[/]")
        for source in found:
            console.print(f"  {escape(source)}", style="dim")
    for note in answer.notes:
        console.print(f"\n[yellow]Note:[/] {escape(note)}")


def _table(section: Section) -> Table:
    table = Table(
        title=section.title,
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
            justify="right" if _numbers(section, index) else "left",
        )
    for row in section.rows:
        cells = [Text(cell) for cell in row.cells]
        cells[0].stylize(STYLES[row.tone])
        table.add_row(*cells)
    return table


def _numbers(section: Section, index: int) -> bool:
    """Whether a column holds numbers, which stand under one another by their last digits."""
    cells = [row.cells[index] for row in section.rows if len(row.cells) > index]
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(NUMBER.fullmatch(cell) for cell in filled)


def _short(section: Section) -> bool:
    lines = (line for row in section.rows for line in row.cells[0].splitlines())
    return all(len(line) <= 40 for line in lines)


def _tree(row: Row) -> Tree:
    assert row.because is not None
    tree = Tree(_label(row.because, row.cells[0]))
    _grow(tree, row.because)
    return tree


def _grow(tree: Tree, because: Because) -> None:
    for part in because.parts:
        _grow(tree.add(_label(part, part.text)), part)


def _label(because: Because, text: str) -> Text:
    label = Text(f"{MARKS[because.verdict]} ", style=MARK_STYLES[because.verdict])
    label.append(text, style="default")
    if because.cite:
        label.append(f"  [{because.cite}]", style="dim")
    return label
