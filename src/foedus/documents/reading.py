"""Reading a document: YAML or JSON with its lines, a workbook or a CSV file with its cells."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from foedus.documents.problems import DefinitionError, Problem
from foedus.documents.shapes import written
from foedus.documents.source import Source, read_text, taken, text_of
from foedus.documents.validate import read_as

if TYPE_CHECKING:
    from foedus.documents.columns.map import ColumnMap

T = TypeVar("T")
JSON = ".json"
TEXTS = (".yaml", ".yml", JSON)
WORKBOOKS = (".xlsx", ".xlsm")
CSV = (".csv", ".tsv")
_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)(\\u[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w)", re.ASCII)


@dataclass(frozen=True)
class ReadDocument(Generic[T]):
    """A document, and the plain content that it was read from, which knows where each value is."""

    value: T
    source: Source
    shape: type[T]

    def where(self, path: Sequence[str | int]) -> str:
        """The file and the line, or the cell, of what lies at a path, by its fields' names."""
        found = self.source.problem(written(self.shape, path, self.source.data), "")
        return f"{found.file}:{found.line}"


def read_document(
    path: Path, shape: type[T], known: Any = None, columns: "ColumnMap | None" = None
) -> T:
    """Read a document of the given shape, a model or a list of models.

    `known` is the catalogue that knows its names, if there is one at hand; `columns` a map from the
    headings of a workbook or a CSV file that are not foedus's own.

    Raises DefinitionError with every fault: the file, the line or the cell, the field, and what
    would be right.
    """
    return read_placed(path, shape, known, columns).value


def read_placed(
    path: Path, shape: type[T], known: Any = None, columns: "ColumnMap | None" = None
) -> ReadDocument[T]:
    """The same, with the place of each value."""
    return _read(str(path), taken(path), shape, known, columns)


def read_document_bytes(
    name: str,
    content: bytes,
    shape: type[T],
    known: Any = None,
    columns: "ColumnMap | None" = None,
) -> T:
    """The document that is the content of a file with a name, wherever it is from."""
    return _read(name, content, shape, known, columns).value


def _read(
    name: str, content: bytes, shape: type[T], known: Any, columns: "ColumnMap | None"
) -> ReadDocument[T]:
    source = source_of(name, content, shape, columns)
    problems: list[Problem] = []
    document = read_as(shape, source, problems, known=known)
    if document is None:
        raise DefinitionError(problems)
    return ReadDocument(document, source, shape)


def source_of(
    name: str, content: bytes, shape: type[T], columns: "ColumnMap | None" = None
) -> Source:
    """The plain content of a file of a shape, with the place of each value.

    Raises DefinitionError.
    """
    kind = Path(name).suffix.lower()
    if columns is not None and kind in (*WORKBOOKS, *CSV):
        from foedus.documents.columns.read import read_mapped

        return read_mapped(name, content, shape, columns)
    if columns is not None:
        told = f"a map of columns is for a file whose name ends in {', '.join((*WORKBOOKS, *CSV))}"
        raise DefinitionError([Problem(name, 1, "", told)])
    if kind in CSV:
        from foedus.documents.columns.read import read_csv

        return read_csv(name, content, shape)
    if kind in TEXTS:
        text = text_of(content, name)
        return read_text(_without_pairs(text) if kind == JSON else text, name)
    if kind in WORKBOOKS:
        from foedus.documents.workbook import read_workbook

        return read_workbook(name, content, shape)
    known = ", ".join((*TEXTS, *WORKBOOKS, *CSV))
    raise DefinitionError([Problem(name, 1, "", f"not a document: its name ends in {known}")])


def _without_pairs(text: str) -> str:
    """JSON without the pairs of marks by which it may write one letter, and YAML may not."""
    return _PAIR.sub(lambda found: found[1] + _letter(found[2]), text)


def _letter(pair: str) -> str:
    try:
        return str(json.loads(f'"{pair}"'))
    except ValueError:
        return pair
