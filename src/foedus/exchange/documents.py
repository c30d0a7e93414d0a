"""Reading a document: YAML or JSON with its lines, or a workbook with its cells."""

import io
from pathlib import Path
from typing import TypeVar

from foedus.catalogue.problems import DefinitionError, Problem
from foedus.catalogue.source import Source, read_text
from foedus.catalogue.validate import read_as

T = TypeVar("T")
TEXTS = (".yaml", ".yml", ".json")
WORKBOOKS = (".xlsx", ".xlsm")


def read_document(path: Path, shape: type[T]) -> T:
    """Read a document of the given shape, a model or a list of models.

    Raises DefinitionError with every fault: the file, the line or the cell, the field, and what
    would be right.
    """
    return read_document_bytes(str(path), path.read_bytes(), shape)


def read_document_bytes(name: str, content: bytes, shape: type[T]) -> T:
    """The same of the content of a file with a name, wherever it is from."""
    source = _source(name, content, shape)
    problems: list[Problem] = []
    document = read_as(shape, source, problems)
    if document is None:
        raise DefinitionError(problems)
    return document


def _source(name: str, content: bytes, shape: type[T]) -> Source:
    kind = Path(name).suffix.lower()
    if kind in TEXTS:
        return read_text(_text(name, content), name)
    if kind in WORKBOOKS:
        from foedus.exchange.workbook import read_workbook

        return read_workbook(name, io.BytesIO(content), shape)
    known = ", ".join((*TEXTS, *WORKBOOKS))
    raise DefinitionError([Problem(name, 1, "", f"not a document: its name ends in {known}")])


def _text(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise DefinitionError([Problem(name, line, "", "not UTF-8 text")]) from None
