"""The changes that `path` is asked about, from options or a document, and what was done so far."""

from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal, TypeAlias, TypeVar, get_args

from pydantic import Field, ValidationError, create_model

from foedus.asking.declare import Document
from foedus.asking.names import MaybeFramework, MaybeState, MaybeWithin, StateNames
from foedus.asking.whatif.kinds import KINDS as SCENARIO_KINDS
from foedus.asking.whatif.reading import ChangeLine
from foedus.catalogue.catalogue import Catalogue
from foedus.documents.faults import first_of, place
from foedus.documents.faults import words as in_words
from foedus.documents.numbers import WHOLE, Day
from foedus.errors import QuestionError, quoted
from foedus.model.ways import Deed

L = TypeVar("L", bound=Document)
Kind: TypeAlias = Literal["leave", "withdraw", "join", "ratify", "suspend", "amend", "reserve"]
KINDS: Final = get_args(Kind)
OF_PROVISIONS: Final = ("amend-area", "amend-duty", "amend-trigger")
"""Kinds of a scenario that amend the text of a provision."""
SPELLED: Final = "change:framework-or-instrument:state:day, such as leave:nato:TUR:2030-01-01"
STEPPED: Final = "step:day or step:states:day, such as ratify:HUN,TUR:2023-03-31"
"""How a change, and a step that was done, are spelled in one text."""


class Line(Document):
    """One change, its names known. Of `framework` and `instrument` one is enough.

    `on` is the day on which it is wanted.
    """

    change: Kind
    framework: MaybeFramework = ""
    instrument: MaybeWithin = ""
    state: MaybeState = ""
    on: Day | None = None
    until: Day | None = None
    provision: MaybeWithin = ""


_NAMES: Any = Literal[*SCENARIO_KINDS, "amend"]
PathLine: type[Document] = create_model(
    "PathLine",
    __base__=ChangeLine,
    __doc__="A change of a scenario, or `amend`; which fields it takes follows from its kind.",
    change=(_NAMES, Field(description="The kind of change")),
)


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
    changes: list[PathLine] = Field([], description="The changes")
    done: list[DoneLine] = Field([], description="Steps that were taken or are planned")


def spelled(text: str, index: int, catalogue: Catalogue) -> Line:
    """A change from its short spelling. Raises QuestionError."""
    at = ("change", index)
    change, *rest = text.strip().split(":")
    change = folded if (folded := change.casefold()) in KINDS else change
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
    return _read(Line, fields, at, catalogue)


def lined(given: Document, at: Sequence[str | int], catalogue: Catalogue) -> Line | str:
    """A line of a scenario as a change of texts or of who is bound; else its kind. Raises
    QuestionError.
    """
    fields = {n: v for n in given.model_fields_set if (v := getattr(given, n)) is not None}
    kind = str(fields["change"])
    if kind in OF_PROVISIONS or "body" in fields:
        fields["change"] = "amend"
        if "body" in fields:  # its rule stands in the text that founds the framework, if in any
            fields["framework"] = str(fields["body"]).partition("/")[0]
            fields.pop("provision", None)
    elif kind not in KINDS:
        return kind
    return _read(Line, {n: v for n, v in fields.items() if n in Line.model_fields}, at, catalogue)


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
