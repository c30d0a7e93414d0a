"""A table of acts: a file with a line an act, read, and the faults of its lines placed in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from pydantic import BaseModel, Field, create_model

from foedus.acting.declare import Act
from foedus.documents.lines import Lines, read_lines
from foedus.documents.problems import DefinitionError, Problem
from foedus.errors import FaultyInputsError, QuestionError, faults_of

REFUSED: Final = "refused_because"
"""The column of a table that comes back, with why the line was refused; it is not read."""
_WHY: Final = (str, Field("", description="Why the line was refused; this column is not read"))


def line_of(act: Act[Any]) -> type[BaseModel]:
    """The model of a line: what the act takes."""
    inputs: Any = act.inputs
    return _line(act.name, inputs)


def returned_of(act: Act[Any]) -> type[BaseModel]:
    """The model of a line that comes back."""
    inputs: Any = act.inputs
    return _line(act.name, inputs, (REFUSED, _WHY))


@cache
def _line(name: str, inputs: type[BaseModel], *more: tuple[str, Any]) -> type[BaseModel]:
    return create_model(name, __base__=inputs, **dict(more))


@dataclass(frozen=True)
class Table:
    """The lines of a file, for an act; `given` is what each says, as the act takes it."""

    act: Act[Any]
    lines: Lines
    common: Mapping[str, Any]

    @property
    def given(self) -> list[dict[str, Any]]:
        """Each line, with what is common to all that leave it out."""
        return [
            {**self.common, **{name: said for name, said in line.items() if name != REFUSED}}
            for line in self.lines.data
        ]

    @property
    def unread(self) -> dict[int, QuestionError]:
        """Lines with cells that cannot be read, and why."""
        return {
            line: FaultyInputsError(
                "; ".join(f"{fault.field}: {fault.message}" for fault in faults),
                (faults[0].field,),
                [QuestionError(fault.message, (fault.field,)) for fault in faults],
            )
            for line, faults in self.lines.faults.items()
        }

    def problems(self, line: int, error: QuestionError) -> Iterator[Problem]:
        """What refuses a line, with the cell of it, or the line of the file."""
        for fault in faults_of(error):
            yield self.lines.problem(line, fault.at, str(fault))

    def returned(self, refused: Mapping[int, QuestionError]) -> list[dict[str, Any]]:
        """The lines that were refused, as they came, with why."""
        data = self.lines.data
        return [{**data[line], REFUSED: str(error)} for line, error in sorted(refused.items())]


def read_table(
    act: Act[Any], name: str, content: bytes, common: Mapping[str, Any] | None = None
) -> Table:
    """The table of a file. Raises DefinitionError for a fault that lies in no line of it."""
    lines = read_lines(name, content, list[returned_of(act)])  # type: ignore[misc]
    if not lines.data:
        raise DefinitionError([lines.source.problem((), "it has no lines")])
    return Table(act, lines, common or {})
