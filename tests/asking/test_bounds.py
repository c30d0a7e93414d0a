"""No number enters without bounds: the shapes of all that is given, field by field."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Annotated, Any, get_args

import pytest
from annotated_types import Ge, Gt, Le, Lt
from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

import foedus
from foedus.documents import numbers
from foedus.questions.conduct.withdraw.question import WithdrawInput
from foedus.questions.costs.apportion.inputs import ApportionInput

for _module in pkgutil.walk_packages(foedus.__path__, "foedus."):
    if not _module.name.endswith("__main__") and ".migrations." not in _module.name:
        importlib.import_module(_module.name)

READ_ELSEWHERE = {
    "ApportionInput.inputs": "read as the Facts of the key, a model of its own",
    "OwnRuleEntry.criteria": "criteria, which read their own numbers",
    "ProvisionEntry.trigger": "a condition, whose leaves read their own numbers",
    "ReservationEntry.condition": "a condition, too",
    "ReadingEntry.condition": "a condition, too",
    "FrameworkFile.rules": "conditions by name",
    "ColumnEntry.values": "cells of a table, read by the shape of its document",
    "TableEntry.set_": "cells, too",
    "ChangeLine.definition": "a definition of a framework, which has a shape of its own",
    "ChangeLine.terms": "terms of a key, which its kind reads",
    "ChangeLine.when": "a condition, too",
}
"""What may be anything where it enters, and who looks at it next."""

GUARDS = {
    "decimal": numbers.DECIMAL[0].func,
    "int": numbers.WHOLE[0].func,
    "float": numbers.FLOAT[0].func,
    "date": get_args(numbers.Day)[1].func,
    "datetime": get_args(numbers.Moment)[1].func,
}


def shapes(kind: type[BaseModel] = BaseModel) -> Iterator[type[BaseModel]]:
    for shape in kind.__subclasses__():
        if shape.__module__.startswith("foedus."):
            yield shape
        yield from shapes(shape)


SHAPES = sorted(set(shapes()), key=lambda shape: (shape.__module__, shape.__name__))


def unbounded(kind: Any) -> list[str]:
    """What is wrong with the numbers, days and truth values of a type."""
    return list(_faults(TypeAdapter(kind).core_schema, ()))


def _faults(node: Any, above: tuple[Any, ...]) -> Iterator[str]:
    if isinstance(node, list | tuple):
        for part in node:
            yield from _faults(part, above)
    if not isinstance(node, dict):
        return
    kind = node.get("type")
    if kind in ("model", "definition-ref"):
        return  # is a shape of its own
    if kind == "any":
        yield "may be anything"
    if kind == "bool" and not node.get("strict"):
        yield "a number may be true or false"
    if kind in ("complex", "timedelta", "time"):
        yield f"{kind} has no bounded type yet"
    if kind in GUARDS and GUARDS[kind] not in above:
        yield f"{kind} is not guarded before it is read"
    if kind in ("decimal", "int", "float"):
        for ends in (("ge", "gt"), ("le", "lt")):
            if not any(end in node for end in ends):
                yield f"{kind} has no bound {ends[0]}"
    if kind == "function-before":
        above = (*above, node["function"]["function"])
    for key, part in node.items():
        if key not in ("function", "metadata", "default", "serialization"):
            yield from _faults(part, above)


def annotated(field: FieldInfo) -> Any:
    """The type of a field with all that is said of it."""
    return Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation


def owner(shape: type[BaseModel], name: str) -> str:
    """The shape in which a field was first declared."""
    homes = [kind for kind in shape.__mro__ if name in vars(kind).get("__annotations__", {})]
    return f"{homes[-1].__name__}.{name}"


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_number_of_a_shape_has_bounds(shape: type[BaseModel]) -> None:
    faults = [
        f"{owner(shape, name)}: {fault}"
        for name, field in shape.model_fields.items()
        for fault in unbounded(annotated(field))
    ]
    assert [f for f in faults if f.partition(":")[0] not in READ_ELSEWHERE] == []


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_no_bound_of_a_field_stands_behind_another_that_wins(shape: type[BaseModel]) -> None:
    """Pydantic keeps one of two: a narrower bound beside the type of a field would be lost."""
    for name, field in shape.model_fields.items():
        for kind in (Ge, Gt, Le, Lt):
            many = [bound for bound in field.metadata if isinstance(bound, kind)]
            assert len(many) < 2, f"{owner(shape, name)}: {many}"


def test_the_shapes_are_those_of_questions_documents_and_definitions() -> None:
    homes = {shape.__module__.split(".")[1] for shape in SHAPES}
    questions = {"asking", "authoring", "documents", "questions", "reckoning", "scenarios"}
    assert homes == questions | {"acting", "acts"}
    assert len(SHAPES) > 120


@pytest.mark.parametrize(
    ("kind", "faults"),
    [
        (int, 3),
        (float | None, 3),
        (dict[str, int], 3),
        (list[tuple[str, float]], 3),
        (bool, 1),
        (Any, 1),
        (numbers.Count, 0),
        (numbers.Money | numbers.Flag | None, 0),
        (dict[str, numbers.Figure], 0),
    ],
)
def test_a_number_without_bounds_is_found_wherever_it_stands(kind: Any, faults: int) -> None:
    assert len(unbounded(kind)) == faults


def test_the_published_schema_tells_the_bounds() -> None:
    properties = ApportionInput.model_json_schema()["properties"]
    number, text = properties["join"]["additionalProperties"]["anyOf"]
    assert (number["minimum"], number["maximum"]) == (0, numbers.MOST)
    assert text["maxLength"] == numbers.LONGEST
    facts = WithdrawInput.model_json_schema()["properties"]["facts"]
    assert [kind["type"] for kind in facts["additionalProperties"]["anyOf"]] == [
        "boolean",
        "string",
    ]
