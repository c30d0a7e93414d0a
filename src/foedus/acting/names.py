"""The names that acts take beside those of questions: readers, and entries on record."""

from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from foedus.catalogue.catalogue import Catalogue
from foedus.documents.lists import listed
from foedus.errors import UnknownNameError, quoted
from foedus.model.people import SECRETARIAT, is_nation, is_party


def party_named(catalogue: Catalogue, name: str) -> str:
    """The id of a party: a state, `secretariat`, or `observer:NAME`. Raises UnknownNameError."""
    if is_party(name) and not is_nation(name):
        return name
    try:
        return catalogue.state(name).id
    except UnknownNameError as error:
        told = f"{error}; a party is a state, secretariat, or an observer such as observer:icrc"
        raise UnknownNameError(told) from None


def reader_named(catalogue: Catalogue, name: str) -> str:
    """The id of a state, a framework, a body or `secretariat`. Raises UnknownNameError."""
    if name == SECRETARIAT:
        return name
    if "/" in name:
        return catalogue.body(name).id
    for find in (catalogue.state, catalogue.framework):
        try:
            return find(name).id
        except UnknownNameError:
            continue
    told = f"{quoted(name)} is not a state, a framework, a body such as nato/nac, or secretariat"
    raise UnknownNameError(told)


def _known(name: str, info: ValidationInfo) -> str:
    if info.context is None:
        return name
    try:
        return reader_named(info.context, name)
    except UnknownNameError as error:
        raise PydanticCustomError("unknown", "{told}", {"told": str(error)}) from None


def _unprefixed(given: Any) -> Any:
    return given.strip().removeprefix("record:") if isinstance(given, str) else given


Reader: TypeAlias = Annotated[str, AfterValidator(_known)]
"""Who may see something: a state, a framework for its members, a body, or the secretariat."""
Readers: TypeAlias = Annotated[list[Reader], BeforeValidator(listed)]
EntryId: TypeAlias = Annotated[
    str, BeforeValidator(_unprefixed), Field(pattern=r"^[A-Z]{1,3}-[1-9][0-9]{0,9}$")
]
"""The id of an entry on record, such as M-7; `record:M-7` is the same."""
# `letters` lets a door offer the entries whose ids begin so
EventId: TypeAlias = Annotated[
    EntryId,
    Field(
        description="The event on record, as EV-1",
        json_schema_extra={"positional": True, "letters": "EV"},
    ),
]
MotionId: TypeAlias = Annotated[
    EntryId,
    Field(
        description="The motion on record, as M-7",
        json_schema_extra={"positional": True, "letters": "M"},
    ),
]
Text: TypeAlias = Annotated[str, Field(min_length=1, max_length=10_000)]
"""What a person writes: as long as a page or two."""
