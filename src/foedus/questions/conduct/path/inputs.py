"""The changes that `path` is asked about, from options or a document, and what was done so far."""

from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal, TypeAlias, TypeVar, get_args

from pydantic import Field, ValidationError

from foedus.asking.declare import Document
from foedus.asking.names import MaybeFramework, MaybeState, MaybeWithin, StateNames
from foedus.catalogue.catalogue import Catalogue
from foedus.documents.faults import first_of, place
from foedus.documents.faults import words as in_words
from foedus.documents.numbers import WHOLE, Day
from foedus.errors import QuestionError, quoted
from foedus.model.ways import Deed

L = TypeVar("L", bound=Document)
Kind: TypeAlias = Literal["leave", "withdraw", "join", "ratify", "suspend", "amend", "reserve"]
KINDS: Final = get_args(Kind)
SPELLED: Final = "change:framework-or-instrument:state:day, such as leave:nato:TUR:2030-01-01"
STEPPED: Final = "step:day or step:states:day, such as ratify:HUN,TUR:2023-03-31"
"""How a change, and a step that was done, are spelled in one text."""


class ChangeLine(Document):
    """One change. Of `framework` and `instrument` one is enough; `on` is the day it is wanted."""

    change: Kind = Field(description="leave, withdraw, join, ratify, suspend, amend or reserve")
    framework: MaybeFramework = Field("", description="Framework, such as nato")
    instrument: MaybeWithin = Field("", description="One instrument, such as cfe/cfe-treaty")
    state: MaybeState = Field("", description="State (id or name); none for amend")
    on: Day | None = Field(None, description="The day on which the change is wanted")
    until: Day | None = Field(None, description="The first day on which a suspension is over")
    provision: MaybeWithin = Field("", description="The provision that is amended or reserved")


class DoneLine(Document):
    """A step that was taken, or is planned, on a day; by all who must, where none is named."""

    step: Deed = Field(
        description="Which step, as the answer names it: invite, ratify, deposit ..."
    )
    by: StateNames = Field([], description="The states that took it; all, if empty")
    on: Day = Field(description="The day")
    change: Annotated[int, Field(ge=0, le=1_000), *WHOLE] = Field(
        0, description="Number of the change that it belongs to; every change, if 0"
    )


class Plan(Document):
    """A scenario: changes, and what was done so far to bring them about."""

    scenario: str = Field("", description="Title")
    changes: list[ChangeLine] = Field([], description="The changes")
    done: list[DoneLine] = Field([], description="Steps that were taken or are planned")


def spelled(text: str, index: int, catalogue: Catalogue) -> ChangeLine:
    """A change from its short spelling. Raises QuestionError."""
    at = ("change", index)
    change, *rest = text.strip().split(":")
    if change not in KINDS:
        told = f"{quoted(change)} is not a change; the changes are {', '.join(KINDS)}"
        raise QuestionError(told, at)
    stated = change != "amend"
    most = 4 if change == "suspend" else 3 if stated else 2
    if not rest or not rest[0] or len(rest) > most or (stated and len(rest) < 2):
        raise QuestionError(f"{quoted(text)}: a change is written {SPELLED}", at)
    where, *others = rest
    fields: dict[str, Any] = {
        "change": change,
        "instrument" if "/" in where else "framework": where,
        **({"state": others.pop(0)} if stated else {}),
        **dict(zip(("on", "until"), others, strict=False)),
    }
    return _read(ChangeLine, fields, at, catalogue)


def stepped(text: str, index: int, catalogue: Catalogue) -> DoneLine:
    """A step that was taken, from its short spelling. Raises QuestionError."""
    at = ("done", index)
    step, *between, on = text.strip().split(":") if ":" in text else (text, "")
    if len(between) > 1 or not on:
        raise QuestionError(f"{quoted(text)}: a step is written {STEPPED}", at)
    fields = {"step": step, "on": on, "by": between[0] if between else []}
    return _read(DoneLine, fields, at, catalogue)


def _read(
    shape: type[L], fields: dict[str, Any], at: Sequence[str | int], catalogue: Catalogue
) -> L:
    """A line from its fields. Raises QuestionError for the first fault."""
    try:
        return shape.model_validate(fields, context=catalogue)
    except ValidationError as error:
        [fault, *_], _ = first_of(error)
        where = ".".join(map(str, place(fault, fields)))
        raise QuestionError(f"{where}: {in_words(fault)}", at) from None
