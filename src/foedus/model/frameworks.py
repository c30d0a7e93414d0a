"""Frameworks: instruments, bodies, keys and roles under one name."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, TypeAlias

import msgspec

from foedus.model.arms_control import Counting
from foedus.model.citations import Citation
from foedus.model.commitments import Commitment, Cycle, Phase
from foedus.model.instruments import Instrument
from foedus.model.keys import Key, Tariff
from foedus.model.lists import Listing
from foedus.model.provisions import Invocation
from foedus.model.time import ALWAYS, Interval
from foedus.model.voting import VotingRule

FrameworkKind: TypeAlias = Literal[
    "alliance",
    "guarantee",
    "union",
    "organisation",
    "consultation",
    "neutrality-or-non-aggression",
    "coalition",
    "dialogue",
    "capability",
    "peacekeeping",
    "arms-control",
    "information-security",
]


class Role(msgspec.Struct, frozen=True):
    """A role other than party that a state has in a framework for a time (or membership, where
    no instrument constitutes it).

    `held_by` is the state whose government held the seat, where that is another identity here.
    `contested` says why it is disputed that the state holds the role; it is then undetermined.
    `basis` is `provisional` where what gives the role is applied so before its entry into force.
    """

    state: str
    role: str
    during: Interval
    cite: Citation | None = None
    contested: str = ""
    note: str = ""
    held_by: str = ""
    basis: Literal["", "provisional"] = ""


Quorum: TypeAlias = Literal["", "majority", "two-thirds"]


class DecisionRule(msgspec.Struct, frozen=True):
    """How a body decides a matter for a time.

    `rule` is the id of a voting rule: of a shorthand, or of the body's `own` where it is written
    out. `weights` are the tables of what each member counts for, `quota` the weighted votes needed,
    `checked_by` the tables by which it is checked where a member asks, `without` the members that
    take no part in the matter. `reinforced` is the rule instead where the act is on no proposal, if
    it is another than the rule itself names; `suspended` the one while a member is suspended, which
    then counts for nothing. `also` are other names of the matter. `not_modelled`
    says what the rule asks beyond that.
    """

    matter: str
    rule: str
    cite: Citation
    says: str = ""
    during: Interval = ALWAYS
    weights: str = ""
    quota: int = 0
    quorum: Quorum = ""
    checked_by: str = ""
    reinforced: str = ""
    suspended: str = ""
    without: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    not_modelled: str = ""
    own: VotingRule | None = None


class Weights(msgspec.Struct, frozen=True):
    """What each member counts for in votes, such as its population, for a time."""

    id: str
    title: str
    during: Interval
    values: Mapping[str, int]
    cite: Citation
    note: str = ""


class Counted(msgspec.Struct, frozen=True):
    """How a body itself counted a member of whom it was disputed that it belonged or could vote."""

    states: tuple[str, ...]
    counted: bool
    cite: Citation
    during: Interval = ALWAYS
    note: str = ""


class Body(msgspec.Struct, frozen=True):
    """A council, committee or command of a framework.

    `composed_of` names the role whose holders sit in it, or `parties/ID`, the instrument whose
    parties do; `seats` lists them where it does not. With `elected`, so many of them sit, and who
    did is not on record.
    """

    id: str
    name: str
    during: Interval = ALWAYS
    composed_of: str = ""
    elected: int = 0
    seats: tuple[Role, ...] = ()
    counted: tuple[Counted, ...] = ()
    rules: tuple[DecisionRule, ...] = ()
    cite: Citation | None = None
    note: str = ""


class Project(msgspec.Struct, frozen=True):
    """A project or mission run under a framework, with its participants over time."""

    id: str
    title: str
    during: Interval
    participants: tuple[Role, ...] = ()
    cite: Citation | None = None
    note: str = ""


class Framework(msgspec.Struct, frozen=True):
    """A defence cooperation framework as defined in one file.

    Only members of the framework `within` may belong to it, so that leaving that one ends this.
    """

    id: str
    name: str
    kind: FrameworkKind
    summary: str
    during: Interval
    constitutive: str = ""
    instruments: tuple[Instrument, ...] = ()
    roles: tuple[Role, ...] = ()
    bodies: tuple[Body, ...] = ()
    weights: tuple[Weights, ...] = ()
    keys: tuple[Key, ...] = ()
    tariffs: tuple[Tariff, ...] = ()
    projects: tuple[Project, ...] = ()
    cycles: tuple[Cycle, ...] = ()
    phases: tuple[Phase, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    counting: Counting = Counting()
    invocations: tuple[Invocation, ...] = ()
    lists: tuple[Listing, ...] = ()
    draws_on: tuple[str, ...] = ()
    within: str = ""
    atop: tuple[int, ...] = ()
    note: str = ""

    @property
    def checked(self) -> date | None:
        """The day of the last comparison of any of its lists with a source."""
        return max((said.checked for said in self.lists), default=None)
