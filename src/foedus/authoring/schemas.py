"""The schemas that definitions are read by, in words that only a change of meaning changes."""

import dataclasses
import inspect
from collections.abc import Iterable, Iterator, Set
from typing import Any, get_args, get_type_hints

import msgspec
from pydantic import BaseModel


def described(roots: Iterable[type]) -> str:
    """Every field of the classes, and of those that they are made of: its names and its default.

    Neither the module of a class, nor its prose, nor the versions of libraries have a part in it.
    """
    found: dict[type, None] = {}
    ahead = list(roots)
    while ahead:
        shape = ahead.pop()
        if shape not in found:
            found[shape] = None
            ahead += [inner for hint in _hints(shape) for inner in _shapes(hint)]
    return "\n".join(sorted(line for shape in found for line in _lines(shape)))


def _hints(shape: type) -> Iterable[Any]:
    return get_type_hints(shape, include_extras=True).values()


def _shapes(hint: Any) -> Iterator[type]:
    """The classes with fields in a type, at any depth."""
    if inspect.isclass(hint) and _has_fields(hint):
        yield hint
    for inner in get_args(hint):
        yield from _shapes(inner)


def _has_fields(kind: type) -> bool:
    return dataclasses.is_dataclass(kind) or issubclass(kind, msgspec.Struct | BaseModel)


def _lines(shape: type) -> Iterator[str]:
    """A line a field, and one for a class that has none."""
    yield f"{shape.__name__} {_tag(shape)}"
    for name, called, default in _fields(shape):
        yield f"{shape.__name__}.{name} {called} {_told(default)}"


def _tag(shape: type) -> str:
    if not issubclass(shape, msgspec.Struct):
        return ""
    config = shape.__struct_config__
    return f"{config.tag_field}={config.tag} {config.array_like} {config.omit_defaults}"


def _fields(shape: type) -> Iterator[tuple[str, Any, Any]]:
    """Each field, the name it is read by, and its default or what makes it."""
    if issubclass(shape, BaseModel):
        for name, field in shape.model_fields.items():
            yield (
                name,
                field.validation_alias or field.alias,
                field.default_factory or field.default,
            )
    elif issubclass(shape, msgspec.Struct):
        for item in msgspec.structs.fields(shape):
            made = item.default_factory is not msgspec.NODEFAULT
            yield item.name, item.encode_name, item.default_factory if made else item.default
    elif dataclasses.is_dataclass(shape):
        for own in dataclasses.fields(shape):
            made = own.default_factory is not dataclasses.MISSING
            yield own.name, own.name, own.default_factory if made else own.default


def _told(default: Any) -> str:
    """A default in words that are the same in every process."""
    if isinstance(default, Set):
        return repr(sorted(map(repr, default)))
    if callable(default):
        return str(getattr(default, "__qualname__", type(default).__name__))
    return repr(default)
