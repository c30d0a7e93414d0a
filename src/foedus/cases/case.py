"""A solved case, and reading a file of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

from foedus.asking.day import day
from foedus.asking.whatif.reading import read_changes
from foedus.catalogue.changes import Change
from foedus.documents.problems import DefinitionError, Problem
from foedus.documents.source import Source, read
from foedus.errors import QuestionError

FIELDS: Final = {"id", "question", "on", "expect", "source", "with"}
WITH: Final = "with"
"""The key of the changes that are supposed before a case is asked."""


@dataclass(frozen=True)
class Case:
    """One solved case."""

    id: str
    question: str
    on: date
    inputs: dict[str, Any]
    expect: dict[str, Any] | bool
    source: str
    supposed: tuple[Change, ...] | None = ()
    """The changes; None where they cannot be read, and that is the refusal expected."""
    file: Source | None = field(default=None, repr=False, compare=False)
    index: int = 0

    def fault(self, key: str, message: str) -> str:
        """A fault of the case itself, with its file and the line of a key, at any depth in it."""
        if self.file is None:
            return f"{key}: {message}"
        paths = (path for path in self.file.lines if path[:1] == (self.index,))
        path = next((path for path in paths if path[-1] == key), (self.index, key))
        return str(self.file.problem(path, message))

    def placed(self, path: tuple[str | int, ...], message: str) -> str:
        """A fault at a place of the file."""
        return str(self.file.problem(path, message)) if self.file else message

    def expected(self) -> dict[str, Any]:
        """What is expected by name, for a comparison to take away what it has compared."""
        if not isinstance(self.expect, dict):
            raise QuestionError(f"expect of a {self.question} case is a mapping")
        return dict(self.expect)


@dataclass(frozen=True)
class Outcome:
    """What became of a case; `told` says expected and got, or why it was skipped."""

    case: Case
    result: Literal["PASS", "FAIL", "SKIP"]
    told: str = ""

    def __str__(self) -> str:
        return f"{self.result} {self.case.id}{f': {self.told}' if self.told else ''}"


def refused(expect: Any) -> bool:
    """Whether a refusal is expected."""
    return isinstance(expect, dict) and expect.get("error") is True


def left_over(expect: dict[str, Any]) -> Iterator[str]:
    """A fault for each expectation that no comparison took: none is passed over in silence."""
    for key in expect:
        yield f"the expectation {key!r} is not one of this question"


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a file. Raises DefinitionError with file, line and field of every fault."""
    source = read(path)
    if not isinstance(source.data, list):
        raise DefinitionError([source.problem((), "a case file is a list of cases")])
    problems = list(_faults(source))
    supposed = [
        _supposed(source, index, path.parent, problems) for index in range(len(source.data))
    ]
    if problems:
        raise DefinitionError(problems)
    return tuple(
        Case(
            id=data["id"],
            question=data["question"],
            on=day(data["on"]),
            inputs=_inputs(data),
            expect=data["expect"],
            source=data.get("source", ""),
            supposed=supposed[index],
            file=source,
            index=index,
        )
        for index, data in enumerate(source.data)
    )


def _inputs(data: dict[str, Any]) -> dict[str, Any]:
    """The inputs of a case; a `with` that holds no changes is one of its question's own."""
    fields = FIELDS if _is_changes(data.get(WITH)) else FIELDS - {WITH}
    return {key: value for key, value in data.items() if key not in fields}


def _is_changes(given: Any) -> bool:
    changes = given if isinstance(given, list) else [given]
    return any(isinstance(one, dict) or (isinstance(one, str) and ":" in one) for one in changes)


def _supposed(
    source: Source, index: int, folder: Path, problems: list[Problem]
) -> tuple[Change, ...] | None:
    """The changes under `with`, each a line as scenarios have it, or in its short spelling."""
    data = source.data[index]
    given = data.get(WITH) if isinstance(data, dict) else None
    if not _is_changes(given):
        return ()
    if not isinstance(given, list):
        problems.append(source.problem((index, WITH), "`with` is a list of changes"))
        return ()
    try:
        return read_changes(given, folder)
    except QuestionError as error:
        if refused(data.get("expect")):
            return None
        problems.append(source.problem((index, WITH, *error.at), str(error)))
        return ()


def _faults(source: Source) -> Iterator[Problem]:
    seen = set[str]()
    for index, data in enumerate(source.data):
        if not isinstance(data, dict):
            yield source.problem((index,), "a case is a mapping")
            continue
        for key in ("id", "question", "on", "expect"):
            if key not in data:
                yield source.problem((index, key), "this key is missing")
        try:
            day(data.get("on", date.min))
        except QuestionError as error:
            yield source.problem((index, "on"), str(error))
        if data.get("id") in seen:
            yield source.problem((index, "id"), f"case {data['id']!r} is listed twice")
        seen.add(data.get("id", ""))
