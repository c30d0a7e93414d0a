"""Every kind of change, and what follows from its fields: lines of a document, the short spelling.

A kind is one class (`foedus.catalogue.changes`); nothing else is told of it but that it is there.
"""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model

from foedus.authoring.changes import AmendKey, AmendTrigger, Define
from foedus.catalogue import changes
from foedus.catalogue.changes import Change
from foedus.documents.lists import listed
from foedus.documents.numbers import Count, Day, Flag
from foedus.documents.source import read_text

KINDS: Final[Mapping[str, type[Change]]] = {
    kind.name: kind
    for kind in (
        *map(changes.__dict__.__getitem__, changes.__all__),
        Define,
        AmendTrigger,
        AmendKey,
    )
    if issubclass(kind, Change) and kind is not Change
}
"""Every kind of change, by what documents call it."""


@dataclass(frozen=True)
class Part:
    """A field of a change: what it is, and whether it must be given."""

    name: str
    type: Any
    says: str
    needed: bool
    default: Any


@functools.cache
def parts_of(kind: type[Change]) -> tuple[Part, ...]:
    """The fields of a kind, in the order of its short spelling."""
    hints = get_type_hints(kind, include_extras=True)
    return tuple(
        Part(
            field.name,
            _plain(hints[field.name]),
            _says(hints[field.name]),
            field.required,
            None if field.required else field.default,
        )
        for field in msgspec.structs.fields(kind)
    )


@functools.cache
def spelling(kind: type[Change]) -> str:
    """How a change of a kind is spelled in short: `join:FRAMEWORK:STATE:ON[:UNTIL]`."""
    needed = [part.name.upper() for part in parts_of(kind) if part.needed]
    others = [part.name.upper() for part in parts_of(kind) if not part.needed]
    return (
        ":".join([kind.name, *needed]) + "".join(f"[:{name}" for name in others) + "]" * len(others)
    )


@functools.cache
def model_of(kind: type[Change]) -> type[BaseModel]:
    """What reads the fields of a kind, from texts or from what a document holds."""
    fields: Any = {
        part.name: (part.type, Field(... if part.needed else part.default, description=part.says))
        for part in parts_of(kind)
    }
    return create_model(kind.__name__, __config__=ConfigDict(extra="forbid"), **fields)


def columns() -> Iterator[tuple[str, Any, str]]:
    """Every field that any kind has: its name, its type, and what it is in which kinds."""
    found: dict[str, tuple[Any, dict[str, list[str]]]] = {}
    for kind in KINDS.values():
        for part in parts_of(kind):
            _, says = found.setdefault(part.name, (part.type, {}))
            says.setdefault(part.says, []).append(kind.name)
    for name, (shape, says) in found.items():
        told = "; ".join(f"{what} ({', '.join(kinds)})" for what, kinds in says.items())
        yield name, shape, told


def _says(hint: Any) -> str:
    return next((m.description or "" for m in _metas(hint)), "")


def _metas(hint: Any) -> Iterator[Meta]:
    return (meta for meta in getattr(hint, "__metadata__", ()) if isinstance(meta, Meta))


def _plain(hint: Any) -> Any:
    """The type by which a field is read, whatever a text or a cell can say of it."""
    inner = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    kinds = [k for k in get_args(inner) if k is not NoneType] if _is_union(inner) else [inner]
    if len(kinds) != 1 or inner is Any:
        return inner
    [kind] = kinds
    read = _READ.get(get_origin(kind) or kind, kind)
    if get_origin(kind) is Literal and all(isinstance(value, int) for value in get_args(kind)):
        read = Annotated[kind, BeforeValidator(_number)]
    return read | None if len(get_args(inner)) > 1 and _is_union(inner) else read


def _is_union(hint: Any) -> bool:
    return get_origin(hint) in (Union, UnionType)


def _number(given: Any) -> Any:
    return int(given) if isinstance(given, str) and given.isascii() and given.isdigit() else given


def _mapping(given: Any) -> Any:
    """A mapping, which a text gives as YAML or JSON has it."""
    return read_text(given, "change").data if isinstance(given, str) else given


_READ: Final[Mapping[Any, Any]] = {
    date: Day,
    int: Count,
    bool: Flag,
    tuple: Annotated[tuple[str, ...], BeforeValidator(listed)],
    dict: Annotated[dict[str, Any], BeforeValidator(_mapping)],
}
"""How each type of a field is read."""
