"""Instruments and the full life of their parties."""

from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

import msgspec

from foedus.model.citations import Citation
from foedus.model.clocks import Clock
from foedus.model.conditions import Condition
from foedus.model.provisions import Provision
from foedus.model.time import ALWAYS, Interval
from foedus.model.ways import Way

Nature: TypeAlias = Literal[
    "treaty",
    "executive-agreement",
    "institutional-act",
    "resolution",
    "memorandum",
    "political",
    "unilateral",
    "domestic-law",
]
BINDING: frozenset[str] = frozenset(
    {"treaty", "executive-agreement", "institutional-act", "resolution"}
)
OF_ONE_STATE: Mapping[str, str] = MappingProxyType(
    {
        "unilateral": "An undertaking of one state is no treaty. It may bind its author in law, if "
        "it meant to be bound (International Court of Justice, Nuclear Tests, 1974, paras. 43 to "
        "46; International Law Commission, Guiding Principles of 2006); whether it did is not "
        "decided here.",
        "domestic-law": "An act of domestic law is no treaty. It binds at home, until it is "
        "amended or repealed; by itself it owes another state nothing in international law.",
    }
)
"""The natures of what one state does alone, and what that means in law."""
PROVISIONAL: Final = "provisional"
"""The basis of a state that applies an instrument, or holds a role, before entry into force."""


def notes_of_one_state(natures: Collection[str]) -> tuple[str, ...]:
    """What acts of one state mean in law, where there are any among the natures."""
    return tuple(says for nature, says in OF_ONE_STATE.items() if nature in natures)


def force_of(nature: str) -> str:
    """How far an instrument binds, in words; empty where it binds its parties in law."""
    if nature in BINDING:
        return ""
    told = {"unilateral": "undertaking of one state", "domestic-law": "domestic law of one state"}
    return told.get(nature, "political")


class Party(msgspec.Struct, frozen=True):
    """A state bound by an instrument for a time, and the acts that made it so.

    `contested` says why it is disputed that the state is bound in that time; the answer for it
    is then undetermined.
    """

    state: str
    during: Interval
    basis: str = ""
    signed: date | None = None
    deposited: date | None = None
    ended_by: str = ""
    notice: date | None = None
    contested: str = ""
    cite: Citation | None = None
    note: str = ""


class Suspension(msgspec.Struct, frozen=True):
    """A leg between two states, or one state's bonds with all, that is suspended for a time.

    `contested` says why it is disputed, or not known, that it is suspended in that time.
    """

    states: tuple[str, ...]
    during: Interval
    cite: Citation
    provisions: tuple[str, ...] = ()
    says: str = ""
    contested: str = ""


class Reservation(msgspec.Struct, frozen=True):
    """A state's reservation or understanding to provisions.

    The state owes them only where `condition` holds; `excludes` means it never does.
    """

    matched_by = ("state", "kind", "says")
    state: str
    provisions: tuple[str, ...]
    kind: Literal["reservation", "understanding", "declaration"]
    says: str
    cite: Citation
    during: Interval = ALWAYS
    condition: Condition | None = None
    excludes: bool = False


class Within(msgspec.Struct, frozen=True):
    """The framework to whose members alone an instrument is open, and by what text.

    A state that leaves the framework is a party no longer.
    """

    framework: str
    cite: Citation
    note: str = ""


class Instrument(msgspec.Struct, frozen=True):
    """A treaty, agreement, resolution, memorandum, political declaration, or act of one state.

    Its parties are listed, or are those of another instrument or framework (`parties_of`). Only
    members of the framework `within` can be parties.
    """

    id: str
    title: str
    nature: Nature
    during: Interval
    signed: date | None = None
    depositary: str = ""
    where: str = ""
    parties: tuple[Party, ...] = ()
    parties_of: str = ""
    within: Within | None = None
    suspensions: tuple[Suspension, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    provisions: tuple[Provision, ...] = ()
    term: str = ""
    clocks: tuple[Clock, ...] = ()
    accession: tuple[Way, ...] = ()
    amendment: tuple[Way, ...] = ()
    suspension: tuple[Way, ...] = ()
    note: str = ""

    @property
    def binding(self) -> bool:
        """Whether it binds its parties in law, as against politically or one state alone."""
        return self.nature in BINDING

    @property
    def force(self) -> str:
        """How far it binds, in words; empty where it binds its parties in law."""
        return force_of(self.nature)

    @property
    def of_one_state(self) -> bool:
        """Whether it is what one state did alone: an undertaking, or an act of its own law."""
        return self.nature in OF_ONE_STATE

    @property
    def applied(self) -> Interval:
        """The days on which it is in force, or before that applied provisionally by some."""
        early = (p.during.start for p in self.parties if p.basis == PROVISIONAL)
        return Interval(min((self.during.start, *early)), self.during.end)
