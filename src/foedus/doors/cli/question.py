"""From a question's declaration to a command: the command line's adapter."""

import contextlib
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin

import click
from pydantic.fields import FieldInfo

import foedus
from foedus.asking.declare import Question
from foedus.asking.texts import pairs
from foedus.asking.world import World
from foedus.data.store.manifest import MissingDataError
from foedus.data.store.registry import UnknownDatasetError
from foedus.documents.problems import DefinitionError
from foedus.documents.shapes import is_document
from foedus.doors.cli.paths import EXISTING, FILE, Written
from foedus.errors import QuestionError
from foedus.model.answers import Answer

if TYPE_CHECKING:
    from foedus.documents.source import Source


class Day(click.ParamType[date]):
    """An ISO date."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date such as 1949-08-24", param, ctx)


class Refused(click.ClickException):
    """Inputs that make no sense: one sentence, exit status 2."""

    exit_code = 2


class Faulty(click.ClickException):
    """A document that cannot be used: every fault on a line of its own, exit status 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(self.message, file=file, err=file is None)


def command_of(question: Question[Any, Any]) -> click.Command:
    """The command that asks a question."""

    def ask(
        on: date | None,
        as_json: bool,
        markdown: bool,
        explain: bool,
        definitions: tuple[Path, ...],
        xlsx: Path | None,
        data: tuple[str, ...],
        ics: Path | None = None,
        out: Path | None = None,
        **given: Any,
    ) -> None:
        world = _world(definitions, data)
        inputs = {name: value for name, value in given.items() if value is not None and value != ()}
        sources: list[Source] = []
        for name, field in question.inputs.model_fields.items():
            if name in inputs and is_document(field.annotation):
                inputs[name], source = _document(inputs[name], field.annotation)
                sources.append(source)
        try:
            for name, field in question.inputs.model_fields.items():
                if name in inputs and get_origin(field.annotation) is dict:
                    inputs[name] = pairs(inputs[name])
            with _waiting(question.name):
                answer = question.ask(world, inputs, on or datetime.now(UTC).date())
        except QuestionError as error:
            raise Refused(_placed(str(error), sources)) from None
        _write(answer, out, xlsx, ics)
        from foedus.doors.cli.render import Form, show

        how: Form = "json" if as_json else "markdown" if markdown else "table"
        show(answer, how, explain=explain)

    params: list[click.Parameter] = [
        _parameter(name, field) for name, field in question.inputs.model_fields.items()
    ]
    params += [
        click.Option(["--on"], type=Day(), help="The day asked about.  [default: today, UTC]"),
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
    doc = question.function.__doc__ or ""
    return click.Command(question.name, params=params, callback=ask, help=doc)


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


def _write(answer: Answer, out: Path | None, xlsx: Path | None, ics: Path | None) -> None:
    """Write the files asked for, before anything is shown."""
    from foedus.exchange.table import TableError, write_table

    try:
        if out:
            write_table(answer.table(), out)
        if xlsx:
            from foedus.exchange.workbook import write_answer

            made = BytesIO()
            write_answer(answer, made)
            xlsx.write_bytes(made.getvalue())
        if ics:
            from foedus.exchange.icalendar import to_icalendar

            ics.write_bytes(to_icalendar(answer))
    except (TableError, OSError) as error:
        raise Refused(str(error)) from None


def _parameter(name: str, field: FieldInfo) -> click.Parameter:
    extra = field.json_schema_extra
    origin = get_origin(field.annotation)
    if isinstance(extra, dict) and extra.get("positional"):
        return click.Argument(
            [name],
            nargs=-1 if origin is list else 1,
            required=field.is_required(),
            type=str,
        )
    known = field.alias or name
    shown = known.removesuffix("s") if origin is dict else known
    flag = f"--{shown.replace('_', '-')}"
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
        metavar=_metavar(field, shown),
    )


def _type(field: FieldInfo) -> click.ParamType[str]:
    """A choice where the values are a closed set, else text."""
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


def _placed(sentence: str, sources: "list[Source]") -> str:
    if not sources:
        return sentence
    from foedus.documents.reading import placed

    return placed(sentence, sources)


def _document(path: Path, shape: Any) -> "tuple[Any, Source]":
    from foedus.documents.reading import read_with_source

    try:
        return read_with_source(path, shape)
    except DefinitionError as error:
        raise Faulty(str(error)) from None
