"""How an answer is shown on the command line, and the files that it is written to."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.asking.declare import Question
from foedus.doors.cli.paths import EXISTING, FILE, Written
from foedus.doors.cli.plain import NARROW, WIDE
from foedus.exchange.pictures.draw import (
    ENDINGS,
    Kind,
    NothingToDrawError,
    drawable,
    picture,
)
from foedus.exchange.report import ENDINGS as REPORTS
from foedus.exchange.report import NoReportError, report, reported
from foedus.model.answers import Answer

if TYPE_CHECKING:
    from foedus.catalogue.catalogue import Catalogue
    from foedus.doors.cli.render import Form


class Refused(click.ClickException):
    """Inputs that make no sense: one sentence, exit status 2."""

    exit_code = 2


@dataclass(frozen=True)
class Shown:
    """How an answer is shown, and the files that it is written to."""

    as_json: bool
    markdown: bool
    explain: bool
    plain: bool
    width: int | None
    xlsx: Path | None
    docx: Path | None
    ics: Path | None = None
    out: Path | None = None
    chart: Path | None = None
    map: Path | None = None


def options_of(question: Question[Any, Any]) -> list[click.Parameter]:
    """The options that every question has, and those that its answer allows."""
    params: list[click.Parameter] = [
        click.Option(["--on"], metavar="DATE", help="The day asked about.  [default: today, UTC]"),
        *_supposing(question),
        click.Option(["--json", "as_json"], is_flag=True, help="Answer as JSON."),
        click.Option(["--markdown"], is_flag=True, help="Answer as Markdown, for a memo."),
        click.Option(["--explain"], is_flag=True, help="Show the whole tree of reasons."),
        click.Option(
            ["--plain"], is_flag=True, help="Plain aligned text, nothing left out: no colours."
        ),
        click.Option(
            ["--width"],
            type=click.IntRange(NARROW, WIDE),
            metavar="N",
            help="Columns of the page.  [default: the terminal's, or 120]",
        ),
        click.Option(["--xlsx"], type=Written(".xlsx"), help="Write the answer to a workbook too."),
        click.Option(
            ["--docx"], type=Written(".docx"), help="Write the answer as a memo for Word too."
        ),
        click.Option(
            ["--definitions"],
            type=EXISTING,
            multiple=True,
            help="A folder of your own definitions to add.",
        ),
        click.Option(
            ["--data"],
            multiple=True,
            help="Add the alliances of a dataset as frameworks: atop.",
        ),
    ]
    if question.answer.table is not Answer.table:
        params.append(
            click.Option(
                ["--out"],
                type=Written(),
                help="Write the table to a file: .parquet, .csv, .arrow or .dta.",
            )
        )
    if reported(question.answer):
        params.append(
            click.Option(
                ["--out"],
                type=Written(*REPORTS),
                help="Write pages that stand alone: .pdf, .html, .md or .docx.",
            )
        )
    if question.answer.calendar is not Answer.calendar:
        params.append(
            click.Option(["--ics"], type=Written(".ics"), help="Write its days to a calendar.")
        )
    for kind, drawn in drawable(question.answer).items():
        params.append(
            click.Option(
                [f"--{kind}"],
                type=Written(*ENDINGS),
                hidden=not drawn,
                help=f"Draw the answer as a {kind}: .svg or .png.",
            )
        )
    return params


def _supposing(question: Question[Any, Any]) -> Iterator[click.Parameter]:
    """The options that make a what-if; a question's own of that name takes these values too."""
    own = {taken.known for taken in question.takes.values()}
    if "with" not in own:
        yield click.Option(
            ["--with", "with_"],
            multiple=True,
            metavar="CHANGE",
            help="Suppose a change, as join:eu:MDA:2030-01-01, and compare; repeat for several.",
        )
    yield click.Option(
        ["--scenario"],
        type=FILE,
        metavar="FILE",
        help="Suppose the changes of a file, and compare: .yaml, .json or .xlsx.",
    )
    if "against" not in own:
        told = "Compare with the answer of this day."
        yield click.Option(["--against"], metavar="DATE", help=told)


def form_of(shown: Shown) -> "Form":
    """The form that an answer is printed in."""
    asked: dict[Form, bool] = {
        "json": shown.as_json,
        "markdown": shown.markdown,
        "plain": shown.plain,
    }
    found = [name for name, is_asked in asked.items() if is_asked]
    if len(found) > 1:
        raise click.UsageError(f"give one of {' and '.join(f'--{name}' for name in found)}")
    return found[0] if found else "table"


def write(answer: Answer, shown: Shown, catalogue: "Catalogue") -> None:
    """Write the files asked for, before anything is shown."""
    from foedus.exchange.table import TableError, write_table

    try:
        if shown.out and answer.is_table():
            write_table(answer.table(), shown.out, answer.labels())
        for path, made in _made(answer, shown, catalogue):
            save(path, made)
    except (TableError, NothingToDrawError, NoReportError) as error:
        raise Refused(str(error)) from None


def save(path: Path, content: bytes) -> None:
    """Write a file, or say in a sentence why it cannot be."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror or error}") from None


def _made(answer: Answer, shown: Shown, catalogue: "Catalogue") -> Iterator[tuple[Path, bytes]]:
    """The files that are asked for, each made whole before any of it is written."""
    content = BytesIO()
    if shown.xlsx:
        from foedus.exchange.workbook import write_answer

        write_answer(answer, content)
        yield shown.xlsx, content.getvalue()
    if shown.docx:
        from foedus.exchange.word import write_memo

        content = BytesIO()
        write_memo(answer, content, explain=shown.explain)
        yield shown.docx, content.getvalue()
    if shown.ics:
        from foedus.exchange.icalendar import to_icalendar

        yield shown.ics, to_icalendar(answer)
    if shown.out and not answer.is_table():
        yield shown.out, report(answer, shown.out.suffix.lower())
    pictures: tuple[tuple[Kind, Path | None], ...] = (("chart", shown.chart), ("map", shown.map))
    for kind, path in pictures:
        if path:
            yield path, picture(answer, kind, path.suffix.lower(), catalogue)
