"""Where a refusal lies, as a command line names it: an option, a line of a file, or a cell."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from foedus.asking.declared import Declared, after, together
from foedus.asking.inputs import Input
from foedus.errors import FaultyInputsError, QuestionError, path_of

if TYPE_CHECKING:
    from foedus.documents.reading import ReadDocument


def flag_of(taken: Input) -> str:
    """The option of an input: of a mapping, that of one of its pairs."""
    shown = taken.known.removesuffix("s") if taken.kind == "mapping" else taken.known
    return f"--{shown.replace('_', '-')}"


def told(
    error: QuestionError,
    question: Declared[Any],
    documents: "Mapping[str, ReadDocument[Any]]",
    options: Mapping[str, Any],
) -> str:
    """A refusal with the places before what is wrong, in the documents or options by input."""

    def placed(fault: QuestionError) -> tuple[str, str]:
        return _placed(fault, question, documents, options)

    if isinstance(error, FaultyInputsError):
        return f"{question.name}: {together(map(placed, error.faults), error.others)}"
    return after(*placed(error))


def _placed(
    error: QuestionError,
    question: Declared[Any],
    documents: "Mapping[str, ReadDocument[Any]]",
    options: Mapping[str, Any],
) -> tuple[str, str]:
    """The place, and what is wrong there; where that names the input first, it need not."""
    sentence = str(error)
    if not error.at:
        return "", sentence
    first, *rest = error.at
    if first == "scenario":
        return options["scenario"].document.where(rest), sentence
    if first == "with" and rest and "with" in options:
        return f"--with {options['with'][rest[0]]}", sentence
    bare = sentence.removeprefix(f"{first}: ").removeprefix(f"{first} ")
    for name, taken in question.takes.items():
        if first not in (name, taken.known):
            continue
        if name in documents:
            return documents[name].where(rest), sentence
        if taken.kind == "files" and rest and isinstance(rest[0], int):
            return str(options[name][rest[0]]), sentence.removeprefix(f"{first}.{rest[0]}: ")
        where = name.upper() if taken.positional else flag_of(taken)
        inside = path_of([part for part in rest if isinstance(part, str)])
        return f"{where} {inside}".rstrip(), bare
    return (f"--{first}", bare) if first in ("on", "against") else ("", sentence)
