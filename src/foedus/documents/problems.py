"""What is wrong with a definition, said once and well."""

from collections.abc import Sequence

import msgspec

from foedus.documents.faults import MOST
from foedus.errors import FoedusError


class Problem(msgspec.Struct, frozen=True, order=True):
    """One fault: the file, the line, the field, and a sentence that says what would be right.

    In a workbook the line is a cell, such as `Pledges!C7`. A problem may stand for `count` faults
    that are too many to be told.
    """

    file: str
    line: int | str
    field: str
    message: str
    count: int = 1

    def __str__(self) -> str:
        field = f" {self.field}:" if self.field else ""
        return f"{self.file}:{self.line}:{field} {self.message}"


class DefinitionError(FoedusError):
    """Definitions that cannot be used, with the problems found in them.

    The first hundred are told, and how many more there are; `count` is that of all.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        found = sorted(set(problems), key=lambda p: (p.file, p.count > 1, p))
        self.count = sum(problem.count for problem in found)
        rest = found[MOST:] if len(found) > MOST + 1 else []
        folded = [more(rest[0], sum(problem.count for problem in rest))] if rest else []
        self.problems = (*found[: len(found) - len(rest)], *folded)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def more(first: Problem, count: int) -> Problem:
    """A problem that stands for so many, from the first of them on."""
    return Problem(first.file, first.line, "", f"and {count:,} more faults", count)
