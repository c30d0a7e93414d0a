"""Reading a document: YAML or JSON with its lines, or a workbook with its cells."""

from pathlib import Path
from typing import Any, TypeVar

from foedus.documents.problems import DefinitionError, Problem
from foedus.documents.source import Source, read_text, taken, text_of
from foedus.documents.validate import read_as

T = TypeVar("T")
TEXTS = (".yaml", ".yml", ".json")
WORKBOOKS = (".xlsx", ".xlsm")


def read_document(path: Path, shape: type[T], known: Any = None) -> T:
    """Read a document of the given shape, a model or a list of models.

    `known` is the catalogue that knows its names, if there is one at hand.

    Raises DefinitionError with every fault: the file, the line or the cell, the field, and what
    would be right.
    """
    return read_with_source(path, shape, known)[0]


def read_with_source(path: Path, shape: type[T], known: Any = None) -> tuple[T, Source]:
    """The same, and the plain content, which knows where each value stands."""
    return _read(str(path), taken(path), shape, known)


def read_document_bytes(name: str, content: bytes, shape: type[T], known: Any = None) -> T:
    """The document that is the content of a file with a name, wherever it is from."""
    return _read(name, content, shape, known)[0]


def _read(name: str, content: bytes, shape: type[T], known: Any) -> tuple[T, Source]:
    source = _source(name, content, shape)
    problems: list[Problem] = []
    document = read_as(shape, source, problems, known=known)
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
