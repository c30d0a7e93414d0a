"""JSON Schemas of the values that answers are made of, for the OpenAPI document."""

import types
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    Decimal: {"type": "string", "format": "decimal"},
    type(None): {"type": "null"},
    Any: {},
}


def components(structs: Iterable[type[msgspec.Struct]], at: str) -> dict[str, dict[str, Any]]:
    """The schemas of structs, and of all that they hold, by name; `at` is where they will lie."""
    writer = _Writer(at)
    for struct in structs:
        writer.of(struct)
    return dict(sorted(writer.found.items()))


class _Writer:
    def __init__(self, at: str) -> None:
        self.at, self.found = at, dict[str, dict[str, Any]]()

    def of(self, kind: Any) -> dict[str, Any]:
        """The schema of a type; that of a struct is a reference."""
        if kind in PLAIN:
            return PLAIN[kind]
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            return self._struct(kind)
        origin, inner = get_origin(kind), get_args(kind)
        if origin is Literal:
            return {"enum": list(inner)}
        if origin in (Union, types.UnionType):
            return {"anyOf": [self.of(part) for part in inner]}
        if origin in (dict, Mapping):
            return {"type": "object", "additionalProperties": self.of(inner[1])}
        if origin in (list, tuple, set, frozenset, Sequence):
            return {"type": "array", "items": self._items(origin, inner)}
        if hasattr(kind, "__metadata__"):
            return self.of(inner[0])
        raise TypeError(f"no JSON Schema for {kind}")

    def _items(self, origin: Any, inner: tuple[Any, ...]) -> dict[str, Any]:
        """What each item of an array may be; those of a tuple of fixed length may differ."""
        kinds = dict.fromkeys(part for part in inner if part is not Ellipsis)
        schemas = [self.of(part) for part in kinds]
        return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}

    def _struct(self, kind: type[msgspec.Struct]) -> dict[str, Any]:
        name = kind.__name__
        if name not in self.found:
            self.found[name] = {}  # known from here on, for a struct that holds itself
            hints = get_type_hints(kind, include_extras=True)
            fields = msgspec.structs.fields(kind)
            properties = {f.encode_name: self.of(hints[f.name]) for f in fields}
            config = kind.__struct_config__
            if config.tag_field:
                properties[config.tag_field] = {"const": config.tag}
            self.found[name] = {
                "type": "object",
                "description": (kind.__doc__ or name).strip().splitlines()[0],
                "properties": properties,
                "required": [] if config.omit_defaults else list(properties),
            }
        return {"$ref": f"{self.at}{name}"}
