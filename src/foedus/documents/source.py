"""Reading YAML so that every value remembers its line."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from foedus.documents.faults import short
from foedus.documents.files import UnreadableError, content_of
from foedus.documents.numbers import LONGEST
from foedus.documents.problems import DefinitionError, Problem

Location: TypeAlias = tuple[str | int, ...]
_TAG = "tag:yaml.org,2002:"
_BOOL, _INT, _FLOAT = f"{_TAG}bool", f"{_TAG}int", f"{_TAG}float"
_TRUTHS = {
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False
}  # fmt: skip
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)", re.ASCII)
_DECIMAL = re.compile(
    r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?", re.ASCII
)
_KEPT = (f"{_TAG}null", f"{_TAG}timestamp")
"""Numbers as everyone reads them: what YAML 1.1 has beside these is in base eight, two, sixteen or
sixty, and looks like another number."""
MOST = 1_000_000
DEEPEST = 100
"""So many values, so deep in one another, a file may have: its aliases can repeat without end."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Plain words are what an author sees: `on` is a key, `NO` is Norway, `010` is not eight."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag in _KEPT]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOL, re.compile(f"^(?:{'|'.join(_TRUTHS)})$"), [*"tTfF"])
_Loader.add_implicit_resolver(_INT, re.compile(f"^(?:{_WHOLE.pattern})$"), [*"-+0123456789"])
_Loader.add_implicit_resolver(_FLOAT, re.compile(f"^(?:{_DECIMAL.pattern})$"), [*"-+.0123456789"])


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


class UnreadCellsError(DefinitionError):
    """Cells that cannot be read; `source` has all that could be, and of those what they show."""

    def __init__(self, problems: Sequence[Problem], source: Source) -> None:
        super().__init__(problems)
        self.source = source


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
            key = _key(loader, key_node)
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


def _key(loader: Any, node: yaml.Node) -> str | int:
    """A key: a whole number, or the text as it is written."""
    key = _scalar(loader, node)
    return key if type(key) in (str, int) else str(node.value)


def _scalar(loader: Any, node: yaml.Node) -> Any:
    """A value as its author sees it; what is no number as everyone reads it stays a text."""
    text = node.value
    match node.tag:
        case "tag:yaml.org,2002:bool":
            return _TRUTHS.get(text, text)
        case "tag:yaml.org,2002:int" if len(text) <= LONGEST and _WHOLE.fullmatch(text):
            return int(text)
        case "tag:yaml.org,2002:float" if len(text) <= LONGEST and _DECIMAL.fullmatch(text):
            return _float(text)
        case "tag:yaml.org,2002:int" | "tag:yaml.org,2002:float":
            return text
    try:
        return loader.construct_object(node, deep=True)
    except ValueError:  # a scalar that looks like a date but is none, such as 1949-02-30
        return text


def _float(text: str) -> float | str:
    """A number with decimals; where a float is another number, its digits as they stand."""
    number = float(text)
    try:
        return number if Decimal(repr(number)) == Decimal(text) else text
    except InvalidOperation:  # its exponent has more digits than one can have
        return text
