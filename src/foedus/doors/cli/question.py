"""From a question's declaration to a command: the command line's adapter."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args

import click

import foedus
from foedus.asking.ask import KNOWN, ask
from foedus.asking.declare import Question
from foedus.asking.declared import Declared
from foedus.asking.inputs import Input
from foedus.asking.recorded import named
from foedus.asking.texts import from_texts
from foedus.asking.world import World
from foedus.data.store.manifest import MissingDataError
from foedus.data.store.registry import UnknownDatasetError
from foedus.documents.problems import DefinitionError
from foedus.doors.cli import asnode
from foedus.doors.cli.paths import FILE
from foedus.doors.cli.places import flag_of, told
from foedus.doors.cli.progress import option as progress
from foedus.doors.cli.progress import waiting
from foedus.doors.cli.shown import Refused, Shown, form_of, options_of, write
from foedus.errors import QuestionError
from foedus.model.answers import Answer

if TYPE_CHECKING:
    from foedus.asking.whatif.inputs import ReadScenario
    from foedus.documents.reading import ReadDocument


class Faulty(click.ClickException):
    """A document that cannot be used: every fault on a line of its own, exit status 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(self.message, file=file, err=file is None)


def command_of(question: Question[Any, Any]) -> click.Command:
    """The command that asks a question."""

    def run(**options: Any) -> None:
        answered(question, **options)

    params = [
        *parameters_of(question),
        *options_of(question),
        *asnode.asking_options(),
        progress(),
    ]
    if question.documents:
        params.append(
            click.Option(
                ["--columns", "column_map"],  # an input of a question may be called `columns`
                type=FILE,
                metavar="MAP.yaml",
                help="The map of a table whose headings are not foedus's own; see foedus columns.",
            )
        )
    doc = question.function.__doc__ or ""
    return click.Command(question.name, params=params, callback=run, help=doc)


def parameters_of(question: Question[Any, Any]) -> list[click.Parameter]:
    """The parameters of its inputs; one that is asked of an entry on record needs no others."""
    params = [parameter(taken) for taken in question.takes.values()]
    if question.recorded is None:
        return params
    for param in params:
        param.required = False  # what is missing is told once the entry is read
    known = {taken.known for taken in question.takes.values()}
    if question.recorded.name not in known:
        doc = "On a node, the entry on record to ask about, such as record:EV-1."
        params.append(click.Option([f"--{question.recorded.name}"], metavar="ENTRY", help=doc))
    return params


def answered(
    question: Question[Any, Any],
    *,
    on: str | None,
    definitions: tuple[Path, ...],
    data: tuple[str, ...],
    column_map: Path | None = None,
    **options: Any,
) -> Answer:
    """The answer to what was given on the command line, once it is written and shown."""
    how = {field.name for field in fields(Shown)}
    shown = Shown(**{name: options.pop(name) for name in how & options.keys()})
    form = form_of(shown)
    with world_asked(definitions, data, asnode.taken(options)) as (world, known):
        answer = answer_of(world, question, {**options, "on": on, **known}, column_map)
    with waiting(f"{question.name}: writing"):
        write(answer, shown, world.catalogue)
    from foedus.doors.cli.render import show

    show(answer, form, explain=shown.explain, width=shown.width)
    return answer


def answer_of(
    world: World,
    question: Question[Any, Any],
    options: Mapping[str, Any],
    column_map: Path | None = None,
) -> Answer:
    """The answer to options of the question's command, but for those of how it is shown."""
    given_options = dict(options)
    on = given_options.pop("on")
    known = {KNOWN: at} if (at := given_options.pop(KNOWN, None)) else {}
    supposed = _supposed(question, given_options)
    documents = documents_of(world, question, given_options, column_map)
    try:
        given = {**inputs_of(question, given_options, documents), **known}
        if on is None and named(given) is None:  # an entry has a day of its own
            on = datetime.now(UTC).date()
        with waiting(question.name):
            return ask(world, question, {**given, "on": on, **supposed})
    except QuestionError as error:
        places = {**given_options, **supposed}
        raise Refused(told(error, question, documents, places)) from None


def inputs_given(
    world: World, question: Question[Any, Any], options: Mapping[str, Any]
) -> dict[str, Any]:
    """The inputs alone, and the day, of options of the question's command."""
    known = {name: given for name, given in options.items() if name in question.takes}
    documents = documents_of(world, question, known, options.get("column_map"))
    return {**inputs_of(question, known, documents), "on": options.get("on")}


def _supposed(question: Question[Any, Any], options: dict[str, Any]) -> dict[str, Any]:
    """What is supposed, taken out of the options: changes, a scenario, another day."""
    own = {taken.known for taken in question.takes.values()}
    found = {
        name: given
        for name, option in (("with", "with_"), ("scenario", "scenario"), ("against", "against"))
        if name not in own and (given := options.pop(option, None))
    }
    if "scenario" in found:
        found["scenario"] = scenario_of(found["scenario"])
    return found


def scenario_of(given: "Path | ReadScenario") -> "ReadScenario":
    """The scenario of a file, if it is not read yet."""
    if not isinstance(given, Path):
        return given
    from foedus.asking.whatif.inputs import read_scenario

    try:
        return read_scenario(given)
    except DefinitionError as error:
        raise Faulty(str(error)) from None
    except QuestionError as error:
        raise Refused(str(error)) from None


def documents_of(
    world: World,
    question: Declared[Any],
    options: Mapping[str, Any],
    column_map: Path | None,
) -> "dict[str, ReadDocument[Any]]":
    """The documents that were given, read."""
    given = {n: taken for n, taken in question.documents.items() if options.get(n) is not None}
    if column_map is not None and not given:
        names = ", ".join(flag_of(taken) for taken in question.documents.values())
        raise click.UsageError(f"--columns is the map of a document, and none is given ({names})")
    return {
        name: _document(question, taken, options[name], world, column_map)
        for name, taken in given.items()
    }


def inputs_of(
    question: Declared[Any],
    options: Mapping[str, Any],
    documents: "Mapping[str, ReadDocument[Any]]",
) -> dict[str, Any]:
    """The inputs: flags as they are, documents and other files read, the rest as texts."""
    found: dict[str, Any] = {name: read.value for name, read in documents.items()}
    texts: dict[str, Sequence[str]] = {}
    for name, value in options.items():
        if value is None or value == () or name in documents:
            continue
        if name in question.takes and question.takes[name].kind == "files":
            found[name] = [_content(path) for path in value]
        elif isinstance(value, bool):
            found[name] = value
        else:
            texts[name] = value if isinstance(value, tuple) else (value,)
    return found | from_texts(question, texts)


@contextmanager
def world_asked(
    definitions: tuple[Path, ...], datasets: tuple[str, ...], at: Mapping[str, Any]
) -> Iterator[tuple[World, Mapping[str, Any]]]:
    """The world that is asked, and what is asked of its record: that of a node, if one is named."""
    world = world_of(definitions, datasets)
    known = {KNOWN: at["as_known_at"]} if at["as_known_at"] else {}
    if at["node"] is None:
        yield world, known
        return
    with asnode.node_at(at["node"], world) as node, asnode.refusing():
        yield asnode.access(node, at["handle"]).world(), known


def world_of(definitions: tuple[Path, ...], datasets: tuple[str, ...]) -> World:
    """The world of foedus's definitions, and of those that options add."""
    try:
        return foedus.load(*definitions, datasets=datasets)
    except (MissingDataError, UnknownDatasetError) as error:
        raise Refused(str(error)) from None


def parameter(taken: Input) -> click.Parameter:
    """The argument or the option of an input."""
    needed = taken.field.is_required()
    if taken.positional:
        return click.Argument(
            [taken.name],
            nargs=-1 if taken.kind in ("list", "files") else 1,
            required=needed,
            type=FILE if taken.kind in ("files", "document") else str,
        )
    names = [flag_of(taken), taken.name]
    if taken.shape is bool:
        return click.Option(names, is_flag=True, default=None, help=taken.field.description)
    if taken.kind == "document":
        doc = f"{_help(taken)} A file: .yaml, .json, .xlsx or .csv."
        return click.Option(names, required=needed, type=FILE, help=doc, metavar="FILE")
    return click.Option(
        names,
        multiple=taken.kind in ("list", "files", "mapping"),
        required=needed,
        type=_type(taken),
        help=_help(taken),
        metavar=_metavar(taken),
    )


def _type(taken: Input) -> click.ParamType[Any]:
    """A file that is read as it is, a choice where the values are a closed set, else text."""
    if taken.kind == "files":
        return FILE
    values = _choices(taken.shape)
    return click.Choice(values) if values else click.STRING


def _choices(annotation: Any) -> list[str]:
    found = [value for value in get_args(annotation) if isinstance(value, str)]
    for inner in get_args(annotation):
        found += [value for value in get_args(inner) if isinstance(value, str)]
    return found


_ALSO: Final = {
    "with": "; or a change that is supposed, as join:eu:MDA:2030-01-01",
    "against": "; or a day to compare with",
}
"""What an option of a question takes too, where it has the name of one that every question has."""


def _help(taken: Input) -> str:
    default = taken.field.default
    said = f"  [default: {default}]" if isinstance(default, str) and default else ""
    return f"{taken.field.description}{_ALSO.get(taken.known, '')}.{said}"


def _metavar(taken: Input) -> str | None:
    if taken.kind == "mapping":
        return "NAME=VALUE"
    return None if _choices(taken.shape) else taken.known.upper()


def _document(
    question: Declared[Any], taken: Input, path: Path, world: World, column_map: Path | None
) -> "ReadDocument[Any]":
    from foedus.documents.reading import read_placed
    from foedus.doors.cli.columns import map_for

    try:
        by = map_for(question, taken, path, column_map)
        return read_placed(path, taken.shape, world.catalogue, by)
    except DefinitionError as error:
        raise Faulty(str(error)) from None


def _content(path: Path) -> bytes:
    from foedus.documents.contents import LARGEST
    from foedus.documents.files import UnreadableError, content_of

    try:
        return content_of(path, LARGEST)
    except UnreadableError as error:
        raise Refused(f"{path} {error}") from None
