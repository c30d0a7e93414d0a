"""How a document's model lies in a workbook: which sheets it has, and which columns."""

import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType, NoneType
from typing import Any, Final, Literal, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from foedus.documents.numbers import Unit

GENERAL = "General"
"""The sheet of all that stands in no list: a name and a value a line."""

TRUTHS: Final[Mapping[str, bool]] = MappingProxyType(
    {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
)

Layout: TypeAlias = Literal["table", "pairs"]


@dataclass(frozen=True)
class SheetPlan:
    """A sheet: a table with a line an item, or pairs of a name and a value.

    `path` is where its content lies in the document; `fields` are its columns (or names).
    """

    title: str
    path: tuple[str, ...]
    layout: Layout
    fields: dict[str, FieldInfo]


def is_document(annotation: Any) -> bool:
    """Whether an input of this type is a document: a model, or a list of models, and no text."""
    return model_of(annotation) is not None or item_of(annotation) is not None


def is_files(annotation: Any) -> bool:
    """Whether an input of this type is a list of files as they are: of their bytes."""
    return is_texts(annotation) and kinds_of(annotation) - {NoneType} == {bytes}


def model_of(annotation: Any) -> type[BaseModel] | None:
    """The model itself, if that is what the type is."""
    [*kinds] = (kind for kind in _options(annotation) if kind is not NoneType)
    return kinds[0] if len(kinds) == 1 and _is_model(kinds[0]) else None


def item_of(annotation: Any) -> type[BaseModel] | None:
    """The model of an item, if the type is a list of models."""
    [*kinds] = (kind for kind in _options(annotation) if kind is not NoneType)
    if len(kinds) != 1 or get_origin(kinds[0]) not in (list, tuple):
        return None
    return model_of(get_args(kinds[0])[0])


def is_texts(annotation: Any) -> bool:
    """Whether the type is a list of plain values, which a cell holds with commas between."""
    return any(get_origin(kind) in (list, tuple, set, frozenset) for kind in _options(annotation))


def is_mapping(annotation: Any) -> bool:
    """Whether the type is a mapping, which a cell holds as NAME=VALUE with commas between."""
    return any(get_origin(kind) is dict for kind in _options(annotation))


def kinds_of(annotation: Any) -> set[Any]:
    """The plain types that a value may have, the items of a list included."""
    found = set[Any]()
    for kind in _options(annotation):
        inner = get_args(kind) if get_origin(kind) in (list, tuple, set, frozenset) else (kind,)
        found |= {part for each in inner for part in _options(each)}
    return found


def unit_of(field: FieldInfo) -> Unit | None:
    """What a percentage is in a field; None where it is nothing."""
    found = (*field.metadata, *_marks(field.annotation))
    return next((mark for mark in found if isinstance(mark, Unit)), None)


def _marks(annotation: Any) -> Iterator[Any]:
    """What stands beside the types within an annotation."""
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        yield from _marks(inner)


def truth(text: str) -> Any:
    """True or false, from a door or a cell that has only texts; any other text as it is."""
    return TRUTHS.get(text.strip().casefold(), text)


def choices_of(annotation: Any) -> list[str]:
    """The values of a closed set; none where any value will do."""
    return [str(v) for kind in _options(annotation) if get_origin(kind) is Literal
            for v in get_args(kind)]  # fmt: skip


def plan(shape: Any) -> Iterator[SheetPlan]:
    """The sheets of a document, the general one first."""
    item = item_of(shape)
    if item is not None:
        flat = {n: f for n, f in item.model_fields.items() if not is_document(f.annotation)}
        yield SheetPlan(title_of(item.__name__), (), "table", flat)
        return
    model = model_of(shape)
    assert model is not None, f"{shape} is not a document"
    plain: dict[str, FieldInfo] = {}
    sheets: list[SheetPlan] = []
    for name, field in model.model_fields.items():
        line, part = item_of(field.annotation), model_of(field.annotation)
        if line is not None:
            sheets.append(SheetPlan(title_of(name), (name,), "table", dict(line.model_fields)))
        elif part is not None:
            sheets.append(SheetPlan(title_of(name), (name,), "pairs", dict(part.model_fields)))
        else:
            plain[name] = field
    if plain:
        yield SheetPlan(GENERAL, (), "pairs", plain)
    yield from sheets


def written(shape: Any, path: Sequence[str | int], data: Any) -> tuple[str | int, ...]:
    """A path by the names of the shape's fields, by the names under which they stand in the data.

    A field may stand under its own name, or under its alias.
    """
    found: list[str | int] = []
    for part in path:
        names: tuple[str | int | None, ...] = (part,)
        if isinstance(part, int):
            shape = item_of(shape)
        elif (model := model_of(shape)) is not None:
            for name, field in model.model_fields.items():
                if part in (name, field.alias):
                    names, shape = (name, field.alias), field.annotation
        known = data if isinstance(data, dict) else {}
        found.append(next((name for name in names if name and name in known), part))
        try:
            data = data[found[-1]]
        except (LookupError, TypeError):
            data = None
    return tuple(found)


def title_of(name: str) -> str:
    """The title of a sheet or column for a field: `deploy_by` is `Deploy by`."""
    return name.strip("_").replace("_", " ").capitalize()


def folded(title: str) -> str:
    """A title as it is compared: the field it names, whatever its case and spaces."""
    return "_".join(title.casefold().replace("_", " ").replace("-", " ").split())


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _options(annotation: Any) -> Iterator[Any]:
    """The types of a union, and what stands behind an annotation."""
    if get_origin(annotation) in (Union, types.UnionType):
        for kind in get_args(annotation):
            yield from _options(kind)
    elif hasattr(annotation, "__metadata__"):
        yield from _options(get_args(annotation)[0])
    else:
        yield annotation
