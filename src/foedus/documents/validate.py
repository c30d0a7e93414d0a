"""Pydantic's faults in the words of the person who wrote the file."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from foedus.documents.faults import SHORT, first_of, place, words
from foedus.documents.problems import Problem, more
from foedus.documents.source import Source
from foedus.errors import did_you_mean, nearest, quoted

T = TypeVar("T")
NO_FORMS: Final[Mapping[str, str]] = MappingProxyType({})


def read_as(
    shape: type[T], source: Source, problems: list[Problem], forms: Mapping[str, str] = NO_FORMS
) -> T | None:
    """The source's data in the given shape; None, with every fault added to `problems`.

    `forms` says in words what a pattern of the shape asks for, or the key that chooses its kind.
    """
    if source.data is None:
        problems.append(source.problem((), "the file is empty"))
        return None
    try:
        return TypeAdapter(shape).validate_python(source.data)
    except ValidationError as error:
        keys = set(_keys(shape))
        (*faults, last), others = first_of(error)
        for fault in (*faults, last):
            problems.append(source.problem(place(fault, source.data), _words(fault, keys, forms)))
        if others:
            problems.append(more(source.problem(place(last, source.data), ""), others))
        return None


def _words(fault: Any, keys: set[str], forms: Mapping[str, str]) -> str:
    match fault["type"]:
        case "extra_forbidden":
            key = str(fault["loc"][-1])
            return f"unknown key {quoted(key)}{did_you_mean(nearest(key, keys))}"
        case "missing":
            return "this key is missing"
        case "union_tag_invalid":
            tag, expected = fault["ctx"]["tag"], fault["ctx"]["expected_tags"]
            return f"{_tag(fault)} {quoted(str(tag))} is not one of {expected}"
        case "union_tag_not_found":
            return f"`{_tag(fault)}` is missing: {forms.get(_tag(fault), 'which kind it is')}"
        case "string_pattern_mismatch":
            form = forms.get(fault["ctx"]["pattern"], fault["ctx"]["pattern"])
            return f"{SHORT.repr(fault['input'])} is not an id: expected {form}"
        case _:
            return words(fault)


def _tag(fault: Any) -> str:
    """The key by whose value one of several shapes is chosen."""
    return str(fault["ctx"]["discriminator"]).strip("'")


def _keys(shape: Any) -> Iterable[str]:
    """Every key that the models reachable from a shape know."""
    schema = TypeAdapter(shape).json_schema()
    for model in (schema, *schema.get("$defs", {}).values()):
        yield from model.get("properties", {})


def json_schema(shape: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of a file's shape, for editors."""
    return shape.model_json_schema()
