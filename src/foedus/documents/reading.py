"""Reading a document: YAML or JSON with its lines, or a workbook with its cells."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from foedus.documents.problems import DefinitionError, Problem
from foedus.documents.source import Source, read_text, taken, text_of
from foedus.documents.validate import read_as

T = TypeVar("T")
TEXTS = (".yaml", ".yml", ".json")
WORKBOOKS = (".xlsx", ".xlsm")


FEW = 3
"""In so many places a value is looked up; more of them would not help to find it."""


def read_document(path: Path, shape: type[T]) -> T:
    """Read a document of the given shape, a model or a list of models.

    Raises DefinitionError with every fault: the file, the line or the cell, the field, and what
    would be right.
    """
    return read_with_source(path, shape)[0]


def read_with_source(path: Path, shape: type[T]) -> tuple[T, Source]:
    """The same, and the plain content, which knows where each value stands."""
    return _read(str(path), taken(path), shape)


def read_document_bytes(name: str, content: bytes, shape: type[T]) -> T:
    """The document that is the content of a file with a name, wherever it is from."""
    return _read(name, content, shape)[0]


def placed(sentence: str, sources: Iterable[Source]) -> str:
    """A refusal with the places before it, line or cell, where the value that it quotes stands.

    A question knows the meaning of a document and not its form: it refuses the state 'XXX', and
    here is found in which cell that is.
    """
    quoted = re.search("'([^']+)'", sentence)
    if quoted is None:
        return sentence
    places = [place for source in sources for place in source.places_of(quoted[1])]
    return f"{', '.join(places)}: {sentence}" if 0 < len(places) <= FEW else sentence


def _read(name: str, content: bytes, shape: type[T]) -> tuple[T, Source]:
    source = _source(name, content, shape)
    problems: list[Problem] = []
    document = read_as(shape, source, problems)
    if document is None:
        raise DefinitionError(problems)
    return document, source


def _source(name: str, content: bytes, shape: type[T]) -> Source:
    kind = Path(name).suffix.lower()
    if kind in TEXTS:
        return read_text(text_of(content, name), name)
    if kind in WORKBOOKS:
        from foedus.documents.workbook import read_workbook

        return read_workbook(name, content, shape)
    known = ", ".join((*TEXTS, *WORKBOOKS))
    raise DefinitionError([Problem(name, 1, "", f"not a document: its name ends in {known}")])
