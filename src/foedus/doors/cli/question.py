"""From a question's declaration to a command: the command line's adapter."""

import contextlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin

import click
from pydantic.fields import FieldInfo

import foedus
from foedus.asking.ask import ask
from foedus.asking.declare import Question
from foedus.asking.texts import from_texts
from foedus.asking.world import World
from foedus.data.store.manifest import MissingDataError
from foedus.data.store.registry import UnknownDatasetError
from foedus.documents.problems import DefinitionError
from foedus.documents.shapes import is_document, is_files
from foedus.doors.cli.paths import EXISTING, FILE, Written
from foedus.doors.cli.places import flag_of, is_positional, told
from foedus.errors import QuestionError
from foedus.model.answers import Answer

if TYPE_CHECKING:
    from foedus.documents.source import Source


class Refused(click.ClickException):
    """Inputs that make no sense: one sentence, exit status 2."""

    exit_code = 2


class Faulty(click.ClickException):
    """A document that cannot be used: every fault on a line of its own, exit status 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(self.message, file=file, err=file is None)


@dataclass(frozen=True)
class Shown:
    """How an answer is shown, and the files that it is written to."""

    as_json: bool
    markdown: bool
    explain: bool
    xlsx: Path | None
    ics: Path | None = None
    out: Path | None = None


def command_of(question: Question[Any, Any]) -> click.Command:
    """The command that asks a question."""

    def run(**options: Any) -> None:
        answered(question, **options)

    inputs = [_parameter(name, field) for name, field in question.inputs.model_fields.items()]
    doc = question.function.__doc__ or ""
    params = [*inputs, *_options(question)]
    return click.Command(question.name, params=params, callback=run, help=doc)


def answered(
    question: Question[Any, Any],
    *,
    on: str | None,
    definitions: tuple[Path, ...],
    data: tuple[str, ...],
    **options: Any,
) -> Answer:
    """The answer to what was given on the command line, once it is written and shown."""
    how = {field.name for field in fields(Shown)}
    shown = Shown(**{name: options.pop(name) for name in how & options.keys()})
    world = _world(definitions, data)
    today = datetime.now(UTC).date()
    sources: dict[str, Source] = {}
    try:
        given = {**_given(world, question, options, sources), "on": today if on is None else on}
        with _waiting(question.name):
            answer = ask(world, question, given)
    except QuestionError as error:
        raise Refused(told(error, question, sources, options)) from None
    _write(answer, shown)
    _show(answer, shown)
    return answer


def _options(question: Question[Any, Any]) -> list[click.Parameter]:
    """The options that every question has, and those that its answer allows."""
    params: list[click.Parameter] = [
        click.Option(["--on"], metavar="DATE", help="The day asked about.  [default: today, UTC]"),
        click.Option(["--json", "as_json"], is_flag=True, help="Answer as JSON."),
        click.Option(["--markdown"], is_flag=True, help="Answer as Markdown, for a memo."),
        click.Option(["--explain"], is_flag=True, help="Show the whole tree of reasons."),
        click.Option(["--xlsx"], type=Written(), help="Write the answer to a workbook too."),
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
    if question.answer.calendar is not Answer.calendar:
        params.append(click.Option(["--ics"], type=Written(), help="Write its days to a calendar."))
    return params


def _given(
    world: World,
    question: Question[Any, Any],
    options: Mapping[str, Any],
    sources: "dict[str, Source]",
) -> dict[str, Any]:
    """The inputs: flags as they are, files read (and what documents were read from kept), the rest
    as texts.
    """
    found: dict[str, Any] = {}
    texts: dict[str, Sequence[str]] = {}
    for name, value in options.items():
        field = question.inputs.model_fields[name]
        if value is None or value == ():
            continue
        if is_document(field.annotation):
            found[name], sources[name] = _document(value, field.annotation, world)
        elif is_files(field.annotation):
            found[name] = [_content(path) for path in value]
        elif isinstance(value, bool):
            found[name] = value
        else:
            texts[name] = value if isinstance(value, tuple) else (value,)
    return found | from_texts(question, texts)


@contextlib.contextmanager
def _waiting(name: str) -> Iterator[None]:
    """A sign of life on a terminal, where an answer takes longer."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{name} ..."):
        yield


def _world(definitions: tuple[Path, ...], datasets: tuple[str, ...]) -> World:
    try:
        return foedus.load(*definitions, datasets=datasets)
    except (MissingDataError, UnknownDatasetError) as error:
        raise Refused(str(error)) from None


def _show(answer: Answer, shown: Shown) -> None:
    from foedus.doors.cli.render import Form, show

    how: Form = "json" if shown.as_json else "markdown" if shown.markdown else "table"
    show(answer, how, explain=shown.explain)


def _write(answer: Answer, shown: Shown) -> None:
    """Write the files asked for, before anything is shown."""
    from foedus.exchange.table import TableError, write_table

    try:
        if shown.out:
            write_table(answer.table(), shown.out)
        if shown.xlsx:
            from foedus.exchange.workbook import write_answer

            made = BytesIO()
            write_answer(answer, made)
            shown.xlsx.write_bytes(made.getvalue())
        if shown.ics:
            from foedus.exchange.icalendar import to_icalendar

            shown.ics.write_bytes(to_icalendar(answer))
    except (TableError, OSError) as error:
        raise Refused(str(error)) from None


def _parameter(name: str, field: FieldInfo) -> click.Parameter:
    origin = get_origin(field.annotation)
    if is_positional(field):
        return click.Argument(
            [name],
            nargs=-1 if origin is list else 1,
            required=field.is_required(),
            type=FILE if is_files(field.annotation) else str,
        )
    flag = flag_of(name, field)
    if field.annotation is bool:
        return click.Option([flag, name], is_flag=True, default=None, help=field.description)
    if is_document(field.annotation):
        return click.Option(
            [flag, name],
            required=field.is_required(),
            type=FILE,
            help=f"{_help(field)} A file: .yaml, .json or .xlsx.",
            metavar="FILE",
        )
    return click.Option(
        [flag, name],
        multiple=origin in (list, dict),
        required=field.is_required(),
        type=_type(field),
        help=_help(field),
        metavar=_metavar(field, field.alias or name),
    )


def _type(field: FieldInfo) -> click.ParamType[Any]:
    """A file that is read as it is, a choice where the values are a closed set, else text."""
    if is_files(field.annotation):
        return FILE
    values = _choices(field.annotation)
    return click.Choice(values) if values else click.STRING


def _choices(annotation: Any) -> list[str]:
    found = [value for value in get_args(annotation) if isinstance(value, str)]
    for inner in get_args(annotation):
        found += [value for value in get_args(inner) if isinstance(value, str)]
    return found


def _help(field: FieldInfo) -> str:
    default = field.default if isinstance(field.default, str) and field.default else ""
    return f"{field.description}.{f'  [default: {default}]' if default else ''}"


def _metavar(field: FieldInfo, shown: str) -> str | None:
    if get_origin(field.annotation) is dict:
        return "NAME=VALUE"
    return None if _choices(field.annotation) else shown.upper()


def _document(path: Path, shape: Any, world: World) -> "tuple[Any, Source]":
    from foedus.documents.reading import read_with_source

    try:
        return read_with_source(path, shape, world.catalogue)
    except DefinitionError as error:
        raise Faulty(str(error)) from None


def _content(path: Path) -> bytes:
    from foedus.documents.contents import LARGEST
    from foedus.documents.files import UnreadableError, content_of

    try:
        return content_of(path, LARGEST)
    except UnreadableError as error:
        raise Refused(f"{path} {error}") from None
