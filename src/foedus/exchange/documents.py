"""Reading a document: YAML or JSON with its lines, or a workbook with its cells."""

from pathlib import Path
from typing import TypeVar

from foedus.catalogue.problems import DefinitionError, Problem
from foedus.catalogue.source import Source, read
from foedus.catalogue.validate import read_as

T = TypeVar("T")
TEXTS = (".yaml", ".yml", ".json")
WORKBOOKS = (".xlsx", ".xlsm")


def read_document(path: Path, shape: type[T]) -> T:
    """Read a document of the given shape, a model or a list of models.

    Raises DefinitionError with every fault: the file, the line or the cell, the field, and what
    would be right.
    """
    source = _source(path, shape)
    problems: list[Problem] = []
    document = read_as(shape, source, problems)
    if document is None:
        raise DefinitionError(problems)
    return document


def _source(path: Path, shape: type[T]) -> Source:
    kind = path.suffix.lower()
    if kind in TEXTS:
        return read(path)
    if kind in WORKBOOKS:
        from foedus.exchange.workbook import read_workbook

        return read_workbook(path, shape)
    known = ", ".join((*TEXTS, *WORKBOOKS))
    raise DefinitionError([Problem(str(path), 1, "", f"not a document: its name ends in {known}")])
