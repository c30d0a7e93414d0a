"""Reading a table line by line: a line with a fault keeps no other from being used."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from msgspec.structs import replace

from foedus.documents.problems import DefinitionError, Problem
from foedus.documents.reading import source_of
from foedus.documents.source import Source, UnreadCellsError
from foedus.errors import path_of

_ROW: Final = re.compile(r"(?:.*!)?[A-Z]+([0-9]+)", re.DOTALL)


@dataclass(frozen=True)
class Lines:
    """The lines of a table as plain data, and the faults of cells that cannot be read, by line."""

    source: Source
    faults: Mapping[int, Sequence[Problem]] = field(default_factory=dict)

    @property
    def data(self) -> list[dict[str, Any]]:
        """What each line says, by the names of the fields."""
        return list(self.source.data)

    def problem(self, line: int, at: Sequence[str | int], message: str) -> Problem:
        """What is wrong in a line, with the cell or the line of the file."""
        found = self.source.problem((line, *at), message)
        return replace(found, field=path_of(at))


def read_lines(name: str, content: bytes, shape: Any) -> Lines:
    """The lines of a file: a workbook or a CSV file with a line a row, or a list in YAML or JSON.

    `shape` is a list of models. Raises DefinitionError for a fault that lies in no line.
    """
    try:
        found = Lines(source_of(name, content, shape))
    except UnreadCellsError as error:
        found = Lines(error.source, _by_line(error))
    if not isinstance(found.source.data, list):
        raise DefinitionError([found.source.problem((), "a list of lines belongs here")])
    for index, line in enumerate(found.source.data):
        if not isinstance(line, dict):
            told = "a line is a mapping of names to values"
            raise DefinitionError([found.source.problem((index,), told)])
    return found


def _by_line(error: UnreadCellsError) -> dict[int, list[Problem]]:
    """The faults by the line that they lie in. Raises DefinitionError for one that lies in none."""
    rows = {
        _row(place): path[0]
        for path, place in error.source.lines.items()
        if len(path) == 1 and isinstance(path[0], int)
    }
    found: dict[int, list[Problem]] = {}
    for problem in error.problems:
        line = rows.get(_row(problem.line))
        if line is None or problem.count > 1 or not problem.field:
            raise error
        found.setdefault(line, []).append(problem)
    return found


def _row(place: int | str) -> int:
    """The row of a cell; nought for what is none."""
    cell = _ROW.fullmatch(str(place))
    return int(cell[1]) if cell else 0
