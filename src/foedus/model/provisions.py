"""Provisions: the atomic rules of an instrument, and the closed set of their effects."""

from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal, TypeAlias

import msgspec

from foedus.model.arms_control import Counted, Deadline, Reach
from foedus.model.citations import Citation
from foedus.model.conditions import Condition
from foedus.model.labels import Consent, Equivalence, Label, Subject
from foedus.model.time import ALWAYS, Interval

DutyKind: TypeAlias = Literal["consult", "assist", "defend", "refrain", "neutral", "cooperate"]
Strength: TypeAlias = Literal[0, 1, 2, 3, 4, 5]

STRENGTH_WORDS: dict[int, str] = {
    0: "none",
    1: "consult",
    2: "act to meet the common danger by constitutional processes",
    3: "assist by such action as it deems necessary",
    4: "all the aid and assistance in its power",
    5: "all means, armed force included",
}


class View(msgspec.Struct, frozen=True):
    """A reading of whom a clause takes in, and who holds it."""

    matched_by = ("says",)
    says: str
    source: str


class Kin(msgspec.Struct, frozen=True):
    """The states that the words of a clause take in by their kind, parties to it or not.

    `states` are those of that kind, empty where every state is; or they are the members that day
    of the framework `members_of`, but for those of `but_for`. While `disputed`, the `views` differ
    on whether others than the parties are taken in.
    """

    words: str
    states: tuple[str, ...] = ()
    members_of: str = ""
    but_for: tuple[str, ...] = ()
    disputed: Interval | None = None
    views: tuple[View, ...] = ()
    cite: Citation | None = None


PARTIES: Literal["parties"] = "parties"
ANY_STATE = Kin("a state")
NamedStates: TypeAlias = Literal["parties"] | tuple[str, ...]
"""Who: every party of the instrument, or the states named."""
Circle: TypeAlias = NamedStates | Kin
"""Who: those, or all states of a kind."""


class Duty(msgspec.Struct, frozen=True, tag="duty"):
    """What each of `owed_by` must do for (or, to refrain, not do to) each of `owed_to`.

    `assist`: give help to the one attacked; `defend`: the help extends to armed force in
    collective self-defence. A clause of mutual defence is usually both. Help is owed to a state
    attacked; with `engaged: either` also to one that itself attacks, as in a promise of neutrality
    whenever the other is at war.
    """

    label: ClassVar[str] = "duty"
    kinds: tuple[DutyKind, ...]
    strength: Strength = 0
    owed_by: NamedStates = PARTIES
    owed_to: Circle = PARTIES
    engaged: Literal["attacked", "either"] = "attacked"


class Right(msgspec.Struct, frozen=True, tag="right"):
    """What each of `held_by` may do when the trigger is met in respect of `in_respect_of`."""

    label: ClassVar[str] = "right"
    entitles: str
    held_by: NamedStates = PARTIES
    in_respect_of: Circle = PARTIES


class Procedure(msgspec.Struct, frozen=True, tag="procedure"):
    """Which body decides which matter, by which rule."""

    label: ClassVar[str] = "procedure"
    body: str
    matter: str
    rule: str


class Release(msgspec.Struct, frozen=True, tag="release"):
    """What may be shared with whom: up to which label, its handling conditions included.

    It makes a release possible and obliges to none. `levels` are the rows of the table of
    equivalence, `consent` says who must agree before a third party is given anything, `exempt` who
    is no third party, and `cleared_from` is the lowest mark that needs a clearance. What is empty
    is not recorded.
    """

    label: ClassVar[str] = "release"
    shared_with: NamedStates = PARTIES
    up_to: Label = Label()
    subject: Subject = ""
    levels: tuple[Equivalence, ...] = ()
    consent: Consent = ""
    exempt: str = ""
    cleared_from: str = ""


class Apportionment(msgspec.Struct, frozen=True, tag="apportionment"):
    """How a cost is shared: the key of the framework that applies, or the principle in words."""

    label: ClassVar[str] = "apportionment"
    key: str = ""
    principle: str = ""


class Limit(msgspec.Struct, frozen=True, tag="limit"):
    """A ceiling on a holding or an activity; `counts` is how that is computed."""

    label: ClassVar[str] = "limit"
    subject: str
    ceiling: Decimal
    unit: str
    binds: NamedStates = PARTIES
    counts: Counted | None = None


class Notification(msgspec.Struct, frozen=True, tag="notification"):
    """Who must tell whom of what, and by when.

    `reach` is which activities it is about; without it the duty stands at all times. `report` says
    that what is told are the holdings of the state.
    """

    label: ClassVar[str] = "notification"
    of: str
    addressee: str
    threshold: str = ""
    deadline: Deadline | None = None
    reach: Reach | None = None
    report: bool = False


Effect: TypeAlias = Duty | Right | Procedure | Release | Apportionment | Limit | Notification


class Softening(msgspec.Struct, frozen=True):
    """A clause that leaves room in a duty, for all who owe it or for the states named."""

    matched_by = ("clause", "says")
    clause: str
    says: str
    states: tuple[str, ...] = ()
    cite: Citation | None = None


class Notice(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a clause wants told once it is called: whom, by whom, and by when.

    `by` is the state attacked, those that help it, or all of both. Where it is neither `at_once`
    nor within some `days` or `hours` of the event, the text gives no time.
    """

    matched_by = ("addressee", "says")
    addressee: str
    says: str
    cite: Citation
    by: Literal["attacked", "helpers", "parties"] = "parties"
    at_once: bool = False
    days: int | None = None
    hours: int | None = None
    during: Interval = ALWAYS


class Provision(msgspec.Struct, frozen=True):
    """One rule of an instrument, with its article and the time it stood so.

    `says` is our own short paraphrase. `trigger` is absent where the rule holds at all times.
    `trigger_words` says in words what calls it. `invoked_by`, `body` and `procedure` tell how it
    is set in motion once triggered, and `notices` whom must be told of it. `commitment` is its
    number, where it is a commitment whose keeping the framework follows.
    """

    id: str
    instrument: str
    says: str
    effect: Effect
    cite: Citation
    title: str = ""
    during: Interval = ALWAYS
    trigger: Condition | None = None
    trigger_words: str = ""
    invoked_by: str = ""
    body: str = ""
    procedure: str = ""
    softened_by: tuple[Softening, ...] = ()
    notices: tuple[Notice, ...] = ()
    commitment: str = ""
    note: str = ""


Gave: TypeAlias = Literal["", "help", "nothing", "excused"]
"""What a response came to, as its source tells: what the clause asks for, or no such thing; or
nothing, and a ground why nothing was due (a clause, a release). Empty where no source says."""


class Step(msgspec.Struct, frozen=True):
    """A dated act: an invocation, a determination, or a state's response."""

    matched_by = ("on", "by", "says")
    says: str
    on: date | None = None
    by: tuple[str, ...] = ()
    cite: Citation | None = None
    gave: Gave = ""


class Invocation(msgspec.Struct, frozen=True):
    """What the record says was done about an event under a provision.

    The four things that are often confounded stand apart: the event (the material trigger), the
    formal invocation, the collective determination, and each state's own response.
    """

    matched_by = ("provision", "event", "on")
    provision: str
    event: str
    on: date
    attacked: tuple[str, ...]
    cite: Citation
    invoked: Step | None = None
    determined: Step | None = None
    responses: tuple[Step, ...] = ()
