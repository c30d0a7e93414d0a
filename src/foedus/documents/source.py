"""Reading YAML so that every value remembers its line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from foedus.documents.faults import short
from foedus.documents.files import UnreadableError, content_of
from foedus.documents.numbers import LONGEST
from foedus.documents.problems import DefinitionError, Problem

Location: TypeAlias = tuple[str | int, ...]
_BOOL = "tag:yaml.org,2002:bool"
_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
MOST = 1_000_000
DEEPEST = 100
"""So many values, so deep in one another, a file may have: its aliases can repeat without end."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML 1.2 booleans only: `on` is a key and `NO` is Norway, not a truth value."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOL]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOL, re.compile("^(?:true|false)$"), ["t", "f"])


@dataclass(frozen=True)
class Source:
    """A file as plain data, with the line of every key and item (the cell, in a workbook)."""

    file: str
    data: Any
    lines: Mapping[Location, int | str] = field(repr=False)

    def problem(self, location: Sequence[str | int], message: str) -> Problem:
        """A problem at a location; path parts that are not in the data are left out."""
        path = self._known(location)
        while path and path not in self.lines:
            path = path[:-1]
        return Problem(self.file, self.lines.get(path, 1), _dotted(self._known(location)), message)

    def places_of(self, text: str) -> tuple[str, ...]:
        """Where a key or a value reads as this text: the file with the line, or the cell."""
        found = (path for path, value in _texts(self.data, ()) if value == text)
        problems = (self.problem(path, "") for path in found)
        return tuple(dict.fromkeys(f"{p.file}:{p.line}" for p in problems))

    def _known(self, location: Sequence[str | int]) -> Location:
        """The location without the parts (such as union tags) that name nothing in the data."""
        node, known = self.data, list[str | int]()
        for index, part in enumerate(location):
            try:
                node = node[part]
            except (KeyError, IndexError, TypeError):
                if index == len(location) - 1 and isinstance(node, dict):
                    known.append(part)
                continue
            known.append(part)
        return tuple(known)


def _texts(node: Any, path: Location) -> Iterator[tuple[Location, str]]:
    """Every key and every value that is not a list or mapping, as text, with its path."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield (*path, key), str(key)
            yield from _texts(value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _texts(value, (*path, index))
    else:
        yield path, str(node)


def _dotted(location: Location) -> str:
    text = ""
    for part in location:
        text += f"[{part}]" if isinstance(part, int) else f".{short(part)}" if text else short(part)
    return text


def read(path: Path, shown_as: str | None = None) -> Source:
    """Read a YAML file. Raises DefinitionError where it is no YAML or repeats a key."""
    file = shown_as or str(path)
    return read_text(text_of(taken(path, file), file), file)


def taken(path: Path, shown_as: str | None = None) -> bytes:
    """The bytes of a file. Raises DefinitionError where it is too large, or no file at all."""
    try:
        return content_of(path)
    except UnreadableError as error:
        raise DefinitionError([Problem(shown_as or str(path), 1, "", f"this {error}")]) from None


def text_of(content: bytes, file: str) -> str:
    """The text of a file's bytes. Raises DefinitionError where it is not UTF-8."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise DefinitionError([Problem(file, line, "", "not UTF-8 text")]) from None


def read_text(text: str, file: str) -> Source:
    """Read YAML text; `file` names it in problems. Raises DefinitionError."""
    _countable(text, file)
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        lines: dict[Location, int | str] = {}
        problems: list[Problem] = []
        data = _data(loader, node, (), lines, file, problems) if node else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = f"not valid YAML: {error.problem or error.context}"
        raise DefinitionError([Problem(file, mark.line + 1 if mark else 1, "", message)]) from None
    except (yaml.YAMLError, ValueError) as error:
        raise DefinitionError([Problem(file, 1, "", f"not valid YAML: {error}")]) from None
    finally:
        loader.dispose()
    if problems:
        raise DefinitionError(problems)
    return Source(file, data, lines)


def _countable(text: str, file: str) -> None:
    """Refuse a text of too many values before anything is made of it.

    It takes two letters at least to write a value.
    """
    if len(text) <= 2 * MOST:
        return
    parser = _Loader(text)
    values = 0
    try:
        while parser.check_event():
            event = parser.get_event()
            values += isinstance(event, yaml.NodeEvent)
            if values > MOST:
                line = event.start_mark.line + 1
                raise DefinitionError([Problem(file, line, "", f"more than {MOST:,} values")])
    except yaml.YAMLError:  # which is said, with its line, where the text is read
        return
    finally:
        parser.dispose()


def _data(
    loader: Any,
    node: yaml.Node,
    path: Location,
    lines: dict[Location, int | str],
    file: str,
    problems: list[Problem],
) -> Any:
    lines.setdefault(path, node.start_mark.line + 1)
    if len(lines) > MOST or len(path) > DEEPEST:
        raise yaml.MarkedYAMLError(
            problem=f"more than {MOST:,} values, or more than {DEEPEST} levels deep, "
            "counting all that aliases repeat",
            problem_mark=node.start_mark,
        )
    if isinstance(node, yaml.MappingNode):
        mapping: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = _scalar(loader, key_node)
            key = key if isinstance(key, str | int) else str(key)
            line = key_node.start_mark.line + 1
            if key in mapping:
                problems.append(
                    Problem(file, line, _dotted((*path, key)), "this key is given twice")
                )
            lines[(*path, key)] = line
            mapping[key] = _data(loader, value_node, (*path, key), lines, file, problems)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [
            _data(loader, item, (*path, index), lines, file, problems)
            for index, item in enumerate(node.value)
        ]
    return _scalar(loader, node)


def _scalar(loader: Any, node: yaml.Node) -> Any:
    """A value as YAML reads it; a number that none can be as long as stays a text."""
    if node.tag in _NUMBERS and len(node.value) > LONGEST:
        return node.value
    try:
        return loader.construct_object(node, deep=True)
    except ValueError:  # a scalar that looks like a date but is none, such as 1949-02-30
        return node.value
