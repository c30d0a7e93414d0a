"""A provision: what all have, and what each effect adds."""

from functools import partial
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from foedus.authoring.arms_control import (
    AnyCounted,
    DeadlineEntry,
    ReachEntry,
    counted,
    deadline,
    reach,
)
from foedus.authoring.draft import Draft, Text, citing
from foedus.authoring.making import Making
from foedus.documents.entry import Dated, Entry, Slug, States, Words
from foedus.documents.numbers import Figure, Flag
from foedus.documents.source import Location
from foedus.model.citations import Citation, Confidence
from foedus.model.labels import Label
from foedus.model.provisions import (
    Apportionment,
    Duty,
    DutyKind,
    Effect,
    Limit,
    Notification,
    Procedure,
    Provision,
    Release,
    Right,
    Softening,
    Strength,
)

CircleField = Literal["parties"] | States


class SofteningEntry(Entry):
    """A clause that leaves room in the duty."""

    clause: Slug
    says: Words
    article: Words | None = None
    states: list[str] = []


class ProvisionEntry(Dated):
    """What every provision has, whatever its effect."""

    id: Slug
    article: Words
    says: Words
    title: str = ""
    trigger: dict[str, Any] | None = None
    trigger_words: str = ""
    invoked_by: str = ""
    body: str = ""
    procedure: str = ""
    softened_by: list[SofteningEntry] = []
    commitment: Slug | None = None
    confidence: Confidence = "high"
    note: str = ""


class DutyEntry(ProvisionEntry):
    """A duty of some states to others."""

    effect: Literal["duty"]
    duties: Annotated[list[DutyKind], Field(min_length=1)]
    strength: Strength
    owed_by: CircleField = "parties"
    owed_to: CircleField = "parties"
    engaged: Literal["attacked", "either"] = "attacked"

    @model_validator(mode="after")
    def _engaged_for_help(self) -> "DutyEntry":
        if self.engaged == "either" and self.duties == ["refrain"]:
            raise ValueError("`engaged: either` is for help and neutrality, not for restraint")
        return self


class RightEntry(ProvisionEntry):
    """A right to act."""

    effect: Literal["right"]
    entitles: Words
    held_by: CircleField = "parties"
    in_respect_of: CircleField = "parties"


class ProcedureEntry(ProvisionEntry):
    """Which body decides what by which rule."""

    effect: Literal["procedure"]
    body: Words
    matter: Words
    rule: Slug


class ReleaseEntry(ProvisionEntry):
    """What may be shared with whom."""

    effect: Literal["release"]
    shared_with: CircleField = "parties"
    up_to: str = ""
    handling: list[str] = []


class ApportionmentEntry(ProvisionEntry):
    """How a cost is shared."""

    effect: Literal["apportionment"]
    key: str = ""
    principle: str = ""


class LimitEntry(ProvisionEntry):
    """A ceiling."""

    effect: Literal["limit"]
    subject: Words
    ceiling: Figure
    unit: Words
    binds: CircleField = "parties"
    counts: AnyCounted | None = None


class NotificationEntry(ProvisionEntry):
    """A duty to tell."""

    effect: Literal["notification"]
    of: Words
    addressee: Words
    threshold: str = ""
    deadline: DeadlineEntry | None = None
    reach: ReachEntry | None = None
    report: Flag = False


AnyProvision = Annotated[
    DutyEntry
    | RightEntry
    | ProcedureEntry
    | ReleaseEntry
    | ApportionmentEntry
    | LimitEntry
    | NotificationEntry,
    Field(discriminator="effect"),
]


# -- what they become ------------------------------------------------------------------------------

_OF_ALL = (*ProvisionEntry.model_fields, "effect")
_SOFTENING = Making(Softening, SofteningEntry, given=["cite"], read=["article"])
_DUTY = Making(Duty, DutyEntry, read=[*_OF_ALL, "duties"], kinds=lambda e: tuple(e.duties))
_RIGHT = Making(Right, RightEntry, read=_OF_ALL)
_PROCEDURE = Making(Procedure, ProcedureEntry, given=["body"], read=_OF_ALL)
_RELEASE = Making(
    Release,
    ReleaseEntry,
    read=[*_OF_ALL, "handling"],
    up_to=lambda e: Label(e.up_to, tuple(e.handling)),
)
_APPORTIONMENT = Making(Apportionment, ApportionmentEntry, read=_OF_ALL)
_LIMIT = Making(Limit, LimitEntry, given=["counts"], read=_OF_ALL)
_NOTIFICATION = Making(
    Notification,
    NotificationEntry,
    given=["reach"],
    read=_OF_ALL,
    deadline=lambda e: deadline(e.deadline) if e.deadline else None,
)
_PROVISION = Making(
    Provision,
    ProvisionEntry,
    given=["id", "instrument", "effect", "cite", "trigger", "body", "softened_by"],
    read=["article", "confidence"],
)


def provision(draft: Draft, entry: AnyProvision, instrument: Text, path: Location) -> Provision:
    """Build a provision of an instrument."""

    def cite(article: str) -> Citation:
        return citing(instrument)(article, entry.confidence)

    return _PROVISION(
        entry,
        id=draft.provision_id(instrument, entry.id),
        instrument=f"{draft.framework}/{instrument.id}",
        effect=_effect(draft, entry, instrument),
        cite=cite(entry.article),
        trigger=draft.condition(entry.trigger, (*path, "trigger")) if entry.trigger else None,
        body=draft.id(entry.body),
        softened_by=tuple(
            _SOFTENING(s, cite=cite(s.article or entry.article)) for s in entry.softened_by
        ),
    )


def _effect(draft: Draft, entry: AnyProvision, instrument: Text) -> Effect:
    full_id = partial(draft.provision_id, instrument)
    match entry:
        case DutyEntry():
            return _DUTY(entry)
        case RightEntry():
            return _RIGHT(entry)
        case ProcedureEntry():
            return _PROCEDURE(entry, body=draft.id(entry.body))
        case ReleaseEntry():
            return _RELEASE(entry)
        case ApportionmentEntry():
            return _APPORTIONMENT(entry)
        case LimitEntry():
            return _LIMIT(entry, counts=counted(entry.counts, full_id) if entry.counts else None)
        case NotificationEntry():
            return _NOTIFICATION(entry, reach=reach(entry.reach, full_id) if entry.reach else None)
