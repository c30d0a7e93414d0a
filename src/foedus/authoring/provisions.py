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
from foedus.authoring.levels import EquivalenceEntry, equivalence
from foedus.authoring.making import Making
from foedus.authoring.notices import NoticeEntry, notice
from foedus.documents.entry import Cited, Dated, Entry, Slug, States, Words, interval
from foedus.documents.numbers import Figure, Flag
from foedus.documents.source import Location
from foedus.model.citations import Citation, Confidence
from foedus.model.labels import Consent, Label, Subject
from foedus.model.provisions import (
    ANY_STATE,
    PARTIES,
    Apportionment,
    Circle,
    Duty,
    DutyKind,
    Effect,
    Kin,
    Limit,
    Notification,
    Procedure,
    Provision,
    Release,
    Right,
    Softening,
    Strength,
    View,
)

CircleField = Literal["parties"] | States
KinField = Literal["parties", "any-state"] | Slug | States
"""The parties, the states named, every state, or those of a kind that `circles` names."""


class ViewEntry(Entry):
    """A reading of whom a clause takes in, and who holds it."""

    reading: Words
    source: Words


class CircleEntry(Cited):
    """The states that the words of a clause take in by their kind, parties or not.

    They are listed as `states`, or are the `members_of` a framework on the day, `but_for` some.
    `disputed` are the days in which the `views` differ on whether others than parties are taken in.
    """

    words: Words
    states: list[str] = []
    members_of: str = ""
    but_for: list[str] = []
    cite: Words
    disputed: Dated | None = None
    views: list[ViewEntry] = []
    note: str = ""

    @model_validator(mode="after")
    def _by_whom(self) -> "CircleEntry":
        if (self.disputed is not None) != (len(self.views) > 1):
            raise ValueError("`disputed` and at least two `views` go together")
        if bool(self.states) == bool(self.members_of):
            raise ValueError("give `states` or `members_of`, one of the two")
        if self.but_for and not self.members_of:
            raise ValueError("`but_for` goes with `members_of`; leave the states out of `states`")
        return self


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
    notices: list[NoticeEntry] = []
    commitment: Slug | None = None
    confidence: Confidence = "high"
    note: str = ""


class DutyEntry(ProvisionEntry):
    """A duty of some states to others."""

    effect: Literal["duty"]
    duties: Annotated[list[DutyKind], Field(min_length=1)]
    strength: Strength
    owed_by: CircleField = "parties"
    owed_to: KinField = "parties"
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
    in_respect_of: KinField = "parties"


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
    subject: Subject = ""
    levels: list[EquivalenceEntry] = []
    consent: Consent = ""
    exempt: str = ""
    cleared_from: str = ""


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
_DUTY = Making(
    Duty,
    DutyEntry,
    given=["owed_to"],
    read=[*_OF_ALL, "duties"],
    kinds=lambda e: tuple(e.duties),
)
_RIGHT = Making(Right, RightEntry, given=["in_respect_of"], read=_OF_ALL)
_KIN = Making(
    Kin,
    CircleEntry,
    read=["note"],
    disputed=lambda e: interval(e.disputed) if e.disputed else None,
    views=lambda e: tuple(View(v.reading, v.source) for v in e.views),
)
_PROCEDURE = Making(Procedure, ProcedureEntry, given=["body"], read=_OF_ALL)
_RELEASE = Making(
    Release,
    ReleaseEntry,
    read=[*_OF_ALL, "handling"],
    up_to=lambda e: Label(e.up_to, tuple(e.handling)),
    levels=lambda e: tuple(map(equivalence, e.levels)),
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
    given=["id", "instrument", "effect", "cite", "trigger", "body", "softened_by", "notices"],
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
        effect=_effect(draft, entry, instrument, path),
        cite=cite(entry.article),
        trigger=draft.condition(entry.trigger, (*path, "trigger")) if entry.trigger else None,
        body=draft.id(entry.body),
        softened_by=tuple(
            _SOFTENING(s, cite=cite(s.article or entry.article)) for s in entry.softened_by
        ),
        notices=tuple(
            notice(n, entry.article, entry.confidence, citing(instrument)) for n in entry.notices
        ),
    )


def kin(entry: CircleEntry) -> Kin:
    """The states of a kind that a file names once."""
    return _KIN(entry)


def _circle(draft: Draft, given: KinField, path: Location) -> Circle:
    """Whom a clause takes in."""
    if isinstance(given, list):
        return tuple(given)
    if given == PARTIES:
        return PARTIES
    found = ANY_STATE if given == "any-state" else draft.circles.get(given)
    if found is None:
        known = ", ".join(draft.circles) or "none"
        draft.problem(path, f"there is no circle {given!r} in this file's `circles` ({known})")
        return PARTIES
    return found


def _effect(draft: Draft, entry: AnyProvision, instrument: Text, path: Location) -> Effect:
    full_id = partial(draft.provision_id, instrument)
    match entry:
        case DutyEntry():
            return _DUTY(entry, owed_to=_circle(draft, entry.owed_to, (*path, "owed_to")))
        case RightEntry():
            where = (*path, "in_respect_of")
            return _RIGHT(entry, in_respect_of=_circle(draft, entry.in_respect_of, where))
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
