"""The shape of a framework file, as an author writes it.

These Pydantic models are the edge: they read YAML, and the JSON Schema that editors use comes from
them. `foedus.catalogue.build` turns them into the frozen values of `foedus.model`.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from foedus.catalogue.authoring_clocks import ClockEntry
from foedus.catalogue.authoring_commitments import CycleEntry, PhaseEntry
from foedus.catalogue.authoring_entry import Cited as Cited
from foedus.catalogue.authoring_entry import Dated as Dated
from foedus.catalogue.authoring_entry import Entry as Entry
from foedus.catalogue.authoring_entry import Slug as Slug
from foedus.catalogue.authoring_entry import Words as Words
from foedus.catalogue.authoring_keys import AnyKey, TariffEntry
from foedus.catalogue.authoring_measures import (
    AnyCounted,
    CountingEntry,
    DeadlineEntry,
    ReachEntry,
)
from foedus.model.citations import Confidence
from foedus.model.frameworks import FrameworkKind, Quorum
from foedus.model.instruments import Nature
from foedus.model.provisions import DutyKind, Strength

States = Annotated[list[str], Field(min_length=1)]
CircleField = Literal["parties"] | States


class PartyEntry(Dated, Cited):
    """States that became bound together, and how."""

    states: States
    from_: date = Field(alias="from")
    basis: Literal[
        "signature", "ratification", "accession", "succession", "provisional", "membership"
    ]
    signed: date | None = None
    deposited: date | None = None
    notice: date | None = None
    ended_by: (
        Literal["withdrawal", "denunciation", "expiry", "extinction", "succession", "termination"]
        | None
    ) = None
    contested: Words | None = None
    note: Words | None = None


class SuspensionEntry(Dated, Cited):
    """A leg between two states, or one state's bonds with all, suspended for a time."""

    states: Annotated[list[str], Field(min_length=1, max_length=2)]
    cite: Words
    says: Words
    provisions: list[Slug] = []


class ReservationEntry(Dated, Cited):
    """A state's reservation or understanding to provisions of the instrument."""

    state: str
    provisions: Annotated[list[Slug], Field(min_length=1)]
    kind: Literal["reservation", "understanding", "declaration"]
    says: Words
    cite: Words
    condition: dict[str, Any] | None = None
    excludes: bool = False


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


class InstrumentEntry(Entry):
    """A treaty or other instrument, with its parties and provisions."""

    id: Slug
    title: Words
    nature: Nature
    signed: date | None = None
    in_force: date
    ended: date | None = None
    depositary: str = ""
    where: Words
    parties: list[PartyEntry] = []
    parties_of: str = ""
    incomplete: bool = False
    suspensions: list[SuspensionEntry] = []
    reservations: list[ReservationEntry] = []
    provisions: list[AnyProvision] = []
    term: str = ""
    clocks: list[ClockEntry] = []
    note: str = ""

    @model_validator(mode="after")
    def _coherent(self) -> "InstrumentEntry":
        if self.parties and self.parties_of:
            raise ValueError("give either `parties` or `parties_of`, not both")
        if self.ended and self.ended <= self.in_force:
            raise ValueError(f"`ended` {self.ended} must lie after `in_force` {self.in_force}")
        return self


class RoleEntry(Dated, Cited):
    """A role of states in the framework other than that of a party."""

    states: States
    role: Slug
    note: Words | None = None


class DecisionRuleEntry(Dated, Cited):
    """How a body decides a matter; `any` is every matter that has no rule of its own."""

    matter: Slug
    rule: Slug
    says: str = ""
    cite: Words
    weights: str = ""
    quota: Annotated[int, Field(ge=0)] = 0
    quorum: Quorum = ""
    without: list[str] = []


class SeatEntry(Dated, Cited):
    """Seats in a body that do not follow from a role."""

    states: States
    seat: Slug = "member"
    note: Words | None = None


class BodyEntry(Dated, Cited):
    """A council, committee or command."""

    id: Slug
    name: Words
    cite: Words
    composed_of: Slug | None = None
    seats: list[SeatEntry] = []
    rules: list[DecisionRuleEntry] = []
    note: str = ""


class WeightsEntry(Dated, Cited):
    """What each member counts for in votes: populations, or weighted votes."""

    id: Slug
    title: Words
    values: Annotated[dict[str, Annotated[int, Field(gt=0)]], Field(min_length=1)]
    cite: Words
    note: str = ""


class ProjectEntry(Dated, Cited):
    """A project, mission or exercise series run under the framework."""

    id: Slug
    title: Words
    cite: Words
    participants: list[SeatEntry] = []
    note: str = ""


class StepEntry(Entry):
    """A dated act by states or bodies."""

    says: Words
    on: date | None = None
    by: list[str] = []


class InvocationEntry(Cited):
    """What was done about an event under a provision."""

    provision: str
    event: Words
    on: date
    attacked: States
    invoked: StepEntry | None = None
    determined: StepEntry | None = None
    responses: list[StepEntry] = []
    cite: Words


class FrameworkFile(Dated):
    """A framework definition: one file."""

    id: Slug
    name: Words
    kind: FrameworkKind
    summary: Words
    web: bool = False
    constitutive: Slug | None = None
    draws_on: list[Slug] = []
    within: Slug | None = None
    atop: list[int] = []
    rules: dict[Slug, dict[str, Any]] = {}
    instruments: list[InstrumentEntry] = []
    roles: list[RoleEntry] = []
    bodies: list[BodyEntry] = []
    weights: list[WeightsEntry] = []
    keys: list[AnyKey] = []
    tariffs: list[TariffEntry] = []
    projects: list[ProjectEntry] = []
    cycles: list[CycleEntry] = []
    phases: list[PhaseEntry] = []
    counting: CountingEntry | None = None
    invocations: list[InvocationEntry] = []
    note: str = ""
