"""The shape of a framework file, as an author writes it.

These Pydantic models are the edge: they read YAML, and the JSON Schema that editors use comes from
them. `foedus.authoring.framework.build` turns them into the frozen values of `foedus.model`.
"""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from foedus.authoring.arms_control import CountingEntry
from foedus.authoring.commitments import CommitmentEntry, CycleEntry, PhaseEntry
from foedus.authoring.instruments import InstrumentEntry
from foedus.authoring.keys import AnyKey, TariffEntry
from foedus.authoring.lists import ListEntry
from foedus.authoring.provisions import CircleEntry
from foedus.authoring.voting import OwnRuleEntry
from foedus.documents.entry import Cited, Dated, Slug, States, Words
from foedus.documents.numbers import BILLION, WHOLE, Count, Day, Flag
from foedus.model.frameworks import FrameworkKind, Quorum
from foedus.model.provisions import Gave

Votes = Annotated[int, Field(gt=0, le=10 * BILLION), *WHOLE]
"""Votes, or people: no state has more."""
Pool = Annotated[str, Field(pattern=r"^(parties/)?[a-z0-9]+(-[a-z0-9]+)*$")]
"""Who may sit in a body: the holders of a role, or the parties of an instrument."""


class RoleEntry(Dated, Cited):
    """A role of states in the framework other than that of a party."""

    states: States
    role: Slug
    basis: Literal["provisional"] | None = None
    contested: Words | None = None
    note: Words | None = None


def _how_written(given: Any) -> str:
    """Whether a rule is named, or written out."""
    return "named" if isinstance(given, str) else "own"


class DecisionRuleEntry(Dated, Cited):
    """How a body decides a matter; `any` is every matter that has no rule of its own."""

    matter: Slug
    rule: Annotated[
        Annotated[Slug, Tag("named")] | Annotated[OwnRuleEntry, Tag("own")],
        Discriminator(_how_written),
    ]
    says: str = ""
    cite: Words
    weights: str = ""
    quota: Count = 0
    quorum: Quorum = ""
    checked_by: str = ""
    reinforced: Slug | None = None
    suspended: Slug | None = None
    without: list[str] = []
    also: list[Slug] = []
    not_modelled: str = ""


class SeatEntry(Dated, Cited):
    """Seats in a body that do not follow from a role."""

    states: States
    seat: Slug = "member"
    held_by: str | None = None
    note: Words | None = None


class CountedEntry(Dated, Cited):
    """How the body itself counted a member that was disputed or suspended."""

    states: States
    counted: Flag
    cite: Words
    note: str = ""


class BodyEntry(Dated, Cited):
    """A council, committee or command."""

    id: Slug
    name: Words
    cite: Words
    composed_of: Pool | None = None
    elected: Count = 0
    seats: list[SeatEntry] = []
    counted: list[CountedEntry] = []
    rules: list[DecisionRuleEntry] = []
    note: str = ""


class WeightsEntry(Dated, Cited):
    """What each member counts for in votes: populations, or weighted votes."""

    id: Slug
    title: Words
    values: Annotated[dict[str, Votes], Field(min_length=1)]
    cite: Words
    note: str = ""


class ProjectEntry(Dated, Cited):
    """A project, mission or exercise series run under the framework."""

    id: Slug
    title: Words
    cite: Words
    participants: list[SeatEntry] = []
    note: str = ""


class StepEntry(Cited):
    """A dated act by states or bodies."""

    says: Words
    on: Day | None = None
    by: list[str] = []
    gave: Gave = ""


class InvocationEntry(Cited):
    """What was done about an event under a provision."""

    provision: str
    event: Words
    on: Day
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
    web: Flag = False
    constitutive: Slug | None = None
    draws_on: list[Slug] = []
    within: Slug | None = None
    atop: list[Count] = []
    rules: dict[Slug, dict[str, Any]] = {}
    circles: dict[Slug, CircleEntry] = {}
    instruments: list[InstrumentEntry] = []
    roles: list[RoleEntry] = []
    bodies: list[BodyEntry] = []
    weights: list[WeightsEntry] = []
    keys: list[AnyKey] = []
    tariffs: list[TariffEntry] = []
    projects: list[ProjectEntry] = []
    cycles: list[CycleEntry] = []
    phases: list[PhaseEntry] = []
    commitments: list[CommitmentEntry] = []
    counting: CountingEntry | None = None
    invocations: list[InvocationEntry] = []
    lists: list[ListEntry] = []
    note: str = ""
