"""JSON Schemas of the values that answers are made of, for the OpenAPI document."""

import types
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
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


def components(
    structs: Iterable[type[msgspec.Struct]], at: str, taken: Collection[str] = ()
) -> dict[str, dict[str, Any]]:
    """The schemas of structs, and of all that they hold, by name; `at` is where they will lie.

    A name that several structs have, or that is taken, goes with that of their module.
    """
    writer = _Writer(at)
    for struct in structs:
        writer.of(struct)
    count = Counter(kind.__name__ for kind in writer.found)
    writer.names |= {
        kind: _long(kind)
        for kind in writer.found
        if count[kind.__name__] > 1 or kind.__name__ in taken
    }
    again = _Writer(at, writer.names)
    for kind in writer.found:
        again.of(kind)
    named = {again.name(kind): schema for kind, schema in again.found.items()}
    return dict(sorted(named.items()))


def _long(kind: type[msgspec.Struct]) -> str:
    """The name of a struct behind that of its module: `ExerciseFindingsGap`."""
    parts = kind.__module__.split(".")[2:]
    words = [word for part in parts for word in part.split("_")]
    return "".join(word.capitalize() for word in words) + kind.__name__


class _Writer:
    def __init__(self, at: str, names: Mapping[type[msgspec.Struct], str] | None = None) -> None:
        self.at, self.names = at, dict(names or {})
        self.found = dict[type[msgspec.Struct], dict[str, Any]]()

    def name(self, kind: type[msgspec.Struct]) -> str:
        return self.names.get(kind, kind.__name__)

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
        if origin is tuple and Ellipsis not in inner:
            parts = [self.of(part) for part in inner]
            size = {"minItems": len(parts), "maxItems": len(parts)}
            return {"type": "array", "prefixItems": parts, **size}
        if origin in (list, tuple, set, frozenset, Sequence):
            return {"type": "array", "items": self.of(inner[0])}
        if hasattr(kind, "__metadata__"):
            return self.of(inner[0])
        raise TypeError(f"no JSON Schema for {kind}")

    def _struct(self, kind: type[msgspec.Struct]) -> dict[str, Any]:
        if kind not in self.found:
            self.found[kind] = {}  # known from here on, for a struct that holds itself
            hints = get_type_hints(kind, include_extras=True)
            fields = msgspec.structs.fields(kind)
            properties = {f.encode_name: self.of(hints[f.name]) for f in fields}
            config = kind.__struct_config__
            if config.tag_field:
                properties[config.tag_field] = {"const": config.tag}
            self.found[kind] = {
                "type": "object",
                "description": (kind.__doc__ or kind.__name__).strip().splitlines()[0],
                "properties": properties,
                "required": [
                    name
                    for name in properties
                    if name not in {f.encode_name for f in fields if _left_out(f, config)}
                ],
            }
        return {"$ref": f"{self.at}{self.name(kind)}"}


def _left_out(field: msgspec.structs.FieldInfo, config: msgspec.structs.StructConfig) -> bool:
    """Whether a field may be absent: where what is as by default is not written."""
    return config.omit_defaults and not field.required
