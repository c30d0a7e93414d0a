"""`foedus columns`, and what a question does with a table whose headings are not foedus's own."""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.asking.declare import find
from foedus.asking.declared import Declared
from foedus.asking.inputs import Input
from foedus.documents.problems import DefinitionError
from foedus.doors.cli.paths import FILE, Written
from foedus.doors.cli.shown import Refused, save
from foedus.errors import QuestionError

if TYPE_CHECKING:
    from foedus.documents.columns.chooser import Choices
    from foedus.documents.columns.map import ColumnMap
    from foedus.documents.columns.propose import Proposal

ENDING = ".columns.yaml"


@click.command("columns")
@click.argument("file", type=FILE)
@click.option(
    "--for", "question", required=True, metavar="QUESTION", help="Which question reads it."
)
@click.option("--input", "wanted", metavar="NAME", help="Which input, where there are several.")
@click.option(
    "--decimals", type=click.Choice(["point", "comma"]), help="What stands before decimals."
)
@click.option(
    "--dates", type=click.Choice(["day-first", "month-first"]), help="How dates are written."
)
@click.option("--zone", default="", metavar="ZONE", help="Whose clock times are by, such as UTC.")
@click.option("--out", type=Written(".yaml"), metavar="MAP.yaml", help="Write the map to a file.")
def columns(
    file: Path,
    question: str,
    wanted: str | None,
    decimals: Any,
    dates: Any,
    zone: str,
    out: Path | None,
) -> None:
    """Propose a map for a workbook or a CSV file whose headings are not foedus's own.

    What could be read in two ways stays open in it, unless --decimals, --dates or --zone says it.
    Give the finished map to the question as --columns.
    """
    from foedus.documents.columns.chooser import Choices
    from foedus.documents.columns.map import to_yaml

    taken = document_of(question, wanted)
    made = _proposed(file, question, taken, Choices(decimals, dates, zone))
    text = to_yaml(made.columns, made.remarks)
    _show(file, taken, made)
    if out is None:
        click.echo(text, nl=False)
        return
    save(out, text.encode())
    click.echo(f"wrote {out}" + ("; fill in what is open" if made.open else ""))


def document_of(question: str, wanted: str | None) -> Input:
    """The document that a question takes, or the one of them that is named."""
    try:
        documents = find(question).documents
    except QuestionError as error:
        raise click.UsageError(str(error)) from None
    if not documents:
        raise click.UsageError(f"{question} takes no document")
    if wanted is None and len(documents) > 1:
        raise click.UsageError(
            f"{question} takes several documents: give --input, one of {', '.join(documents)}"
        )
    name = wanted or next(iter(documents))
    if name not in documents:
        raise click.UsageError(
            f"{question} takes no document {name!r}; it takes {', '.join(documents)}"
        )
    return documents[name]


def map_for(
    question: Declared[Any], taken: Input, path: Path, given: Path | None
) -> "ColumnMap | None":
    """The map that a document is read by: as given, or as proposed and accepted now.

    None where the file has foedus's own headings. Raises DefinitionError.
    """
    from foedus.documents.reading import CSV, WORKBOOKS

    if given is not None:
        from foedus.documents.columns.map import read_map

        return read_map(given, taken.shape)
    if path.suffix.lower() not in (*WORKBOOKS, *CSV):
        return None
    from foedus.documents.columns.propose import own_headings
    from foedus.documents.source import taken as content_of

    if own_headings(str(path), content_of(path), taken.shape):
        return None
    return _accepted(question, taken, path)


def _accepted(question: Declared[Any], taken: Input, path: Path) -> "ColumnMap":
    """The proposed map, once a person has accepted it and it is saved."""
    from foedus.documents.columns.chooser import Choices
    from foedus.documents.columns.map import to_yaml

    made = _proposed(path, question.name, taken, Choices())
    asks = at_terminal()
    if asks and made.choose:
        made = _proposed(path, question.name, taken, _chosen(made))
    text = to_yaml(made.columns, made.remarks)
    click.echo(text, err=True)
    _show(path, taken, made)
    beside = path.with_name(f"{path.stem}{ENDING}")
    command = (
        f"foedus columns {shlex.quote(str(path))} --for {question.name} "
        f"--out {shlex.quote(str(beside))}"
    )
    if not asks or made.open:
        then = "complete it there" if made.open else "read it"
        raise Refused(
            f"the headings of {path} are not foedus's own, so it is read by a map: save the one "
            f"above with `{command}`, {then}, and ask with --columns {shlex.quote(str(beside))}"
        )
    if beside.exists():
        raise Refused(f"{beside} is there already; ask with --columns {shlex.quote(str(beside))}")
    if not click.confirm(f"Read {path} so, and save the map as {beside}?", err=True):
        raise Refused(f"the map was not accepted; save it with `{command}` and change it there")
    save(beside, text.encode())
    click.echo(f"wrote {beside}; next time add --columns {shlex.quote(str(beside))}", err=True)
    return made.columns


def at_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _chosen(made: "Proposal") -> "Choices":
    """What a person at a terminal says of what is open."""
    from foedus.documents.columns.chooser import Choices
    from foedus.documents.columns.styles import DATES, DECIMALS

    for told in made.open:
        click.echo(told, err=True)
    decimals: Any = None
    dates: Any = None
    zone = ""
    if "decimals" in made.choose:
        decimals = click.prompt("Before decimals stands a", type=click.Choice(DECIMALS), err=True)
    if "dates" in made.choose:
        dates = click.prompt("Dates are written", type=click.Choice(DATES), err=True)
    if "zone" in made.choose:
        zone = click.prompt("Times are by the clock of (UTC, Europe/Brussels, ...)", err=True)
    return Choices(decimals, dates, zone)


def _proposed(path: Path, question: str, taken: Input, choices: "Choices") -> "Proposal":
    from foedus.documents.columns.grid import KINDS, is_table
    from foedus.documents.columns.propose import propose
    from foedus.documents.source import taken as content_of

    if not is_table(path.name):
        raise Refused(f"{path} is not a table: its name must end in one of {', '.join(KINDS)}")
    try:
        return propose(
            str(path),
            content_of(path),
            taken.shape,
            question=question,
            document=taken.known,
            choices=choices,
        )
    except DefinitionError as error:
        raise Refused(str(error)) from None


def _show(path: Path, taken: Input, made: "Proposal") -> None:
    """Print the first rows as the map understands them, beside the answer."""
    from foedus.documents.columns.propose import understood
    from foedus.documents.source import taken as content_of
    from foedus.doors.cli.plain import aligned

    for title, names, rows in understood(str(path), content_of(path), taken.shape, made.columns):
        click.echo(f"{title}, the first rows as understood:", err=True)
        for line in aligned(names, rows):
            click.echo(line, err=True)
        click.echo(err=True)
