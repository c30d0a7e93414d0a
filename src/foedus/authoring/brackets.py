"""Texts under negotiation: a definition in which values stand in brackets, as alternatives.

Wherever a definition has a value, it may have a bracket in its place:

    strength:
      bracket: force
      alternatives:
        - {is: 3, by: [FRA]}
        - {is: 5, by: [POL], says: all means}
        - {omitted: true, by: [HUN]}

Places with brackets of one name are settled together. A choice of one alternative for each bracket
makes a definition as any other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from foedus.documents.problems import DefinitionError, Problem
from foedus.documents.source import Location, Source

BRACKET, ALTERNATIVES = "bracket", "alternatives"
KEYS: Final = {"is", "omitted", "by", "says"}
OMITTED: Final = object()


@dataclass(frozen=True)
class Alternative:
    """One way to settle a bracket: who proposed it, and what it says, in words."""

    by: tuple[str, ...]
    says: str


@dataclass(frozen=True)
class Bracket:
    """A point that is open, with its alternatives and the places at which it stands."""

    name: str
    alternatives: tuple[Alternative, ...]
    places: tuple[Location, ...]


def brackets_of(source: Source) -> tuple[Bracket, ...]:
    """The brackets of a definition, in their order. Raises DefinitionError with every fault."""
    problems: list[Problem] = []
    found: dict[str, Bracket] = {}
    for path, node in _brackets(source.data, ()):
        bracket = _read(source, path, node, problems)
        if bracket is None:
            continue
        other = found.get(bracket.name)
        if other is None:
            found[bracket.name] = bracket
        elif len(other.alternatives) != len(bracket.alternatives):
            told = (
                f"bracket {bracket.name!r} has {len(other.alternatives)} alternatives elsewhere; "
                "brackets of one name are settled together, so give as many here"
            )
            problems.append(source.problem((*path, ALTERNATIVES), told))
        else:
            places = (*other.places, *bracket.places)
            found[bracket.name] = Bracket(other.name, other.alternatives, places)
    if problems:
        raise DefinitionError(problems)
    return tuple(found.values())


def settled(source: Source, choices: Mapping[str, int]) -> Source:
    """The definition with one alternative, by its number from nought, for each bracket."""
    lines: dict[Location, int | str] = {}
    data = _settled(source.data, choices, (), (), source.lines, lines)
    return Source(source.file, data, lines)


def _is_bracket(node: Any) -> bool:
    return isinstance(node, dict) and BRACKET in node


def _brackets(node: Any, path: Location) -> Iterator[tuple[Location, dict[str, Any]]]:
    """Every bracket, those inside alternatives too."""
    if _is_bracket(node):
        yield path, node
    items = node.items() if isinstance(node, dict) else enumerate(
        node if isinstance(node, list) else ())  # fmt: skip
    for key, item in items:
        yield from _brackets(item, (*path, key))


def _read(
    source: Source, path: Location, node: dict[str, Any], problems: list[Problem]
) -> Bracket | None:
    name, given = node[BRACKET], node.get(ALTERNATIVES)
    count = len(problems)
    for key in node.keys() - {BRACKET, ALTERNATIVES}:
        told = "a bracket has the keys `bracket`, its name, and `alternatives`"
        problems.append(source.problem((*path, key), told))
    if not isinstance(name, str) or not name:
        problems.append(source.problem((*path, BRACKET), "the name of a bracket is a word"))
    if not isinstance(given, list) or len(given) < 2:
        told = "a bracket has two alternatives at least; where one is agreed, write it without"
        problems.append(source.problem((*path, ALTERNATIVES), told))
        return None
    for index, alternative in enumerate(given):
        here = (*path, ALTERNATIVES, index)
        if not isinstance(alternative, dict) or ("is" in alternative) == (
            alternative.get("omitted") is True
        ):
            told = "an alternative says what stands there, `is`, or `omitted: true`; and `by` whom"
            problems.append(source.problem(here, told))
        elif unknown := sorted(map(str, alternative.keys() - KEYS)):
            told = f"unknown key {unknown[0]!r}; an alternative has is, omitted, by and says"
            problems.append(source.problem((*here, unknown[0]), told))
        elif not isinstance(alternative.get("by", []), list):
            problems.append(source.problem((*here, "by"), "the sponsors are a list of states"))
    if len(problems) > count:
        return None
    alternatives = tuple(
        Alternative(tuple(map(str, a.get("by", ()))), str(a.get("says") or _said(a))) for a in given
    )
    return Bracket(name, alternatives, (path,))


def _said(alternative: Mapping[str, Any]) -> str:
    """An alternative in words, where its author gave none."""
    if "is" not in alternative:
        return "left out"
    value = alternative["is"]
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return (
        "; ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else str(value)
    )


def _settled(
    node: Any,
    choices: Mapping[str, int],
    path: Location,
    new: Location,
    was: Mapping[Location, int | str],
    lines: dict[Location, int | str],
) -> Any:
    """The node with its brackets settled; `new` is its path in what is made."""
    while _is_bracket(node):
        number = choices[node[BRACKET]]
        alternative = node[ALTERNATIVES][number]
        path = (*path, ALTERNATIVES, number, "is")
        node = alternative.get("is", OMITTED)
    if path in was:
        lines[new] = was[path]
    if isinstance(node, dict):
        made = {
            key: _settled(item, choices, (*path, key), (*new, key), was, lines)
            for key, item in node.items()
        }
        return {key: item for key, item in made.items() if item is not OMITTED}
    if isinstance(node, list):
        found: list[Any] = []
        for index, item in enumerate(node):
            one = _settled(item, choices, (*path, index), (*new, len(found)), was, lines)
            if one is not OMITTED:
                found.append(one)
        return found
    return node
