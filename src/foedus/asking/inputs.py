"""What a question takes, as every door sees it: the name and the kind of each input."""

from dataclasses import dataclass
from types import NoneType
from typing import Any, Literal, TypeAlias, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from foedus.documents.shapes import is_document, is_files, kinds_of

Kind: TypeAlias = Literal["document", "files", "mapping", "list", "truth", "text"]


@dataclass(frozen=True)
class Input:
    """An input of a question.

    `name` is its name in Python, `known` the one by which doors give it. A `document` is a
    structured input, of the type `shape`; `files` are the contents of files as they are; a `text`
    is whatever one text can say, a number or a day too.
    """

    name: str
    known: str
    kind: Kind
    shape: Any
    field: FieldInfo

    @property
    def positional(self) -> bool:
        """Whether it is an argument on a command line, and no option."""
        extra = self.field.json_schema_extra
        return isinstance(extra, dict) and bool(extra.get("positional"))


def inputs_of(model: type[BaseModel]) -> dict[str, Input]:
    """The inputs of a question by their names in Python."""
    return {
        name: Input(name, field.alias or name, _kind(field.annotation), field.annotation, field)
        for name, field in model.model_fields.items()
    }


def _kind(annotation: Any) -> Kind:
    if is_document(annotation):
        return "document"
    if is_files(annotation):
        return "files"
    origin = get_origin(annotation)
    if origin is dict:
        return "mapping"
    if origin is list:
        return "list"
    return "truth" if kinds_of(annotation) - {NoneType} == {bool} else "text"
