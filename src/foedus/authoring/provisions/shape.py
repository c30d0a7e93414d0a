"""The shape of a provision, as an author writes it: what all have, and what each effect adds."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from foedus.authoring.arms_control.shape import (
    AnyCounted,
    DeadlineEntry,
    ReachEntry,
)
from foedus.authoring.entry import Dated, Entry, Slug, States, Words
from foedus.model.citations import Confidence
from foedus.model.provisions import DutyKind, Strength

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
    ceiling: Decimal
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
    report: bool = False


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
