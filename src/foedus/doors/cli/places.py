"""Where a refusal lies, as a command line names it: an option, a line of a file, or a cell."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, get_origin

from pydantic.fields import FieldInfo

from foedus.asking.declare import Question, after, together
from foedus.documents.shapes import is_files, written
from foedus.errors import FaultyInputsError, QuestionError, path_of

if TYPE_CHECKING:
    from foedus.documents.source import Source


def flag_of(name: str, field: FieldInfo) -> str:
    """The option of an input: of a mapping, that of one of its pairs."""
    known = field.alias or name
    shown = known.removesuffix("s") if get_origin(field.annotation) is dict else known
    return f"--{shown.replace('_', '-')}"


def is_positional(field: FieldInfo) -> bool:
    """Whether an input is an argument, and no option."""
    extra = field.json_schema_extra
    return isinstance(extra, dict) and bool(extra.get("positional"))


def told(
    error: QuestionError,
    question: Question[Any, Any],
    sources: "Mapping[str, Source]",
    options: Mapping[str, Any],
) -> str:
    """A refusal with the places before what is wrong, in the documents or options by input."""

    def placed(fault: QuestionError) -> tuple[str, str]:
        return _placed(fault, question, sources, options)

    if isinstance(error, FaultyInputsError):
        return f"{question.name}: {together(map(placed, error.faults), error.others)}"
    return after(*placed(error))


def _placed(
    error: QuestionError,
    question: Question[Any, Any],
    sources: "Mapping[str, Source]",
    options: Mapping[str, Any],
) -> tuple[str, str]:
    """The place, and what is wrong there; where that names the input first, it need not."""
    sentence = str(error)
    if not error.at:
        return "", sentence
    first, *rest = error.at
    bare = sentence.removeprefix(f"{first}: ").removeprefix(f"{first} ")
    for name, field in question.inputs.model_fields.items():
        if first not in (name, field.alias):
            continue
        if name in sources:
            source = sources[name]
            found = source.problem(written(field.annotation, rest, source.data), "")
            return f"{found.file}:{found.line}", sentence
        if is_files(field.annotation) and rest and isinstance(rest[0], int):
            return str(options[name][rest[0]]), sentence.removeprefix(f"{first}.{rest[0]}: ")
        where = name.upper() if is_positional(field) else flag_of(name, field)
        inside = path_of([part for part in rest if isinstance(part, str)])
        return f"{where} {inside}".rstrip(), bare
    return ("--on", bare) if first == "on" else ("", sentence)
