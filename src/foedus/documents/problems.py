"""What is wrong with a definition, said once and well."""

from collections.abc import Sequence

import msgspec

from foedus.errors import FoedusError


class Problem(msgspec.Struct, frozen=True, order=True):
    """One fault: the file, the line, the field, and a sentence that says what would be right.

    In a workbook the line is a cell, such as `Pledges!C7`.
    """

    file: str
    line: int | str
    field: str
    message: str

    def __str__(self) -> str:
        field = f" {self.field}:" if self.field else ""
        return f"{self.file}:{self.line}:{field} {self.message}"


class DefinitionError(FoedusError):
    """Definitions that cannot be used, with every problem found in them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))
