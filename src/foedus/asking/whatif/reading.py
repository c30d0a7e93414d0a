"""Reading changes, in whatever way they are given, and making a scenario of them."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias, cast

import msgspec
from pydantic import BaseModel, Field, ValidationError, create_model

from foedus.asking.declare import Document
from foedus.asking.whatif.kinds import KINDS, columns, model_of, parts_of, spelling
from foedus.authoring.changes import Define
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.changes import Change
from foedus.documents.faults import first_of, place, words
from foedus.documents.numbers import Flag
from foedus.documents.problems import DefinitionError
from foedus.documents.shapes import truth
from foedus.documents.source import read
from foedus.errors import (
    FaultyInputsError,
    QuestionError,
    did_you_mean,
    located,
    nearest,
    quoted,
)

CHANGE: Final = "change"
Given: TypeAlias = str | Mapping[str, Any] | BaseModel | Change
"""A change in its short spelling, as a line of a document, or as it is."""

_Names: Any = Literal[*KINDS]
_Columns: Any = {
    name: (shape | None if shape is not Any else shape, Field(None, description=told))
    for name, shape, told in columns()
}
ChangeLine: type[Document] = create_model(
    "ChangeLine",
    __base__=Document,
    __doc__="A change of a scenario; which fields it takes follows from its kind.",
    change=(_Names, Field(description="The kind of change")),
    **_Columns,
)


class Scenario(Document):
    """Changes that are supposed, all of them together, and what they are called."""

    scenario: str = Field("", description="What the scenario is called")
    changes: list[ChangeLine] = Field(min_length=1, description="The changes, in their order")


def read_changes(given: Iterable[Given] | Given, folder: Path | None = None) -> tuple[Change, ...]:
    """The changes, or the one. Raises QuestionError, at the number and field of the first fault.

    A definition that is given by the name of a file lies in the `folder`; where there is none, no
    file is read.
    """
    found: list[Change] = []
    alone = isinstance(given, str | Mapping | BaseModel | Change)
    changes = cast("Iterable[Given]", (given,) if alone else given)
    for index, one in enumerate(changes):
        with located(index):
            found.append(_read(one, folder))
    return tuple(found)


def _read(given: Given, folder: Path | None) -> Change:
    if isinstance(given, Change):
        return given
    if isinstance(given, BaseModel):
        fields = {name: getattr(given, name) for name in given.model_fields_set}
        fields = {name: value for name, value in fields.items() if value is not None}
    else:
        fields = _spelled(given) if isinstance(given, str) else dict(given)
    name = _cased(fields.pop(CHANGE, None))
    kind = KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        told = f"{quoted(str(name))} is no kind of change" if name else "`change` is missing"
        hint = did_you_mean(nearest(str(name), KINDS), f"the kinds are {', '.join(KINDS)}")
        raise QuestionError(f"{told}{hint}", (CHANGE,))
    if kind is Define:
        fields["definition"] = _definition(fields.get("definition"), folder)
    try:
        read_as = model_of(kind).model_validate(fields)
    except ValidationError as error:
        raise _refusal(kind, error, fields) from None
    values = {part.name: getattr(read_as, part.name) for part in parts_of(kind)}
    return kind(**values)


def _cased(name: Any) -> Any:
    """A kind as it is spelled, whatever the case it is given in; any other text as it is."""
    folded = name.casefold() if isinstance(name, str) else name
    return folded if isinstance(folded, str) and folded in KINDS else name


def _spelled(text: str) -> dict[str, Any]:
    """The fields of a change in its short spelling."""
    name, *values = (part.strip() for part in text.split(":"))
    name = _cased(name)
    kind = KINDS.get(name)
    if kind is None:
        return {CHANGE: name}
    names = [part.name for part in parts_of(kind)]
    needed = sum(part.needed for part in parts_of(kind))
    if not needed <= len(values) <= len(names):
        raise QuestionError(f"{quoted(text)} is not of the form {spelling(kind)}")
    given = zip(parts_of(kind), values, strict=False)
    fields = {part.name: truth(v) if part.type == Flag else v for part, v in given if v}
    return {CHANGE: name, **fields}


def _definition(given: Any, folder: Path | None) -> Any:
    if not isinstance(given, str):
        return given
    if folder is None:
        told = f"{quoted(given)} is not a definition; write it out here, as a mapping"
        raise QuestionError(told, ("definition",))
    try:
        return read(folder / given, given)
    except DefinitionError as error:
        raise QuestionError(str(error.problems[0]), ("definition",)) from None


def _refusal(kind: type[Change], error: ValidationError, fields: Any) -> QuestionError:
    names = [part.name for part in parts_of(kind)]
    faults: list[QuestionError] = []
    for fault in first_of(error)[0]:
        at = place(fault, fields)
        told = words(fault)
        if fault["type"] == "extra_forbidden":
            told = f"{kind.name} takes no `{at[0]}`; it takes {', '.join(names)}"
        elif fault["type"] == "missing":
            told = f"`{at[0]}` is missing; {kind.name} is {spelling(kind)} in short"
        faults.append(QuestionError(told, at))
    return (
        faults[0] if len(faults) == 1 else FaultyInputsError(str(faults[0]), faults[0].at, faults)
    )


def suppose(catalogue: Catalogue, changes: Iterable[Change]) -> tuple[Catalogue, tuple[str, ...]]:
    """The catalogue after all the changes, and each of them in words.

    Raises QuestionError at the number of a change that makes no sense after those before it, or
    that excludes one of them.
    """
    settled: dict[Any, tuple[int, str]] = {}
    told: list[str] = []
    for index, change in enumerate(changes):
        with located(index):
            key = change.subject(catalogue), getattr(change, "on", None)
            changed = None if key in settled else change.apply(catalogue)
            words_of = change.told(changed or catalogue)
            if changed is None:
                number, other = settled[key]
                raise QuestionError(_excluded(number, other, words_of), _day_of(change))
            catalogue = changed
            settled[key] = index, words_of
            told.append(words_of)
    return catalogue, tuple(told)


def _excluded(number: int, other: str, told: str) -> str:
    if other == told:
        return f"this is change {number + 1} again ({told}); give it once"
    return f"this and change {number + 1} exclude each other ({other}; {told}); leave one out"


def _day_of(change: Change) -> tuple[str, ...]:
    return ("on",) if "on" in msgspec.structs.asdict(change) else ()
