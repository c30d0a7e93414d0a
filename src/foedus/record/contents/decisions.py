"""Decisions: a motion, the positions on it, its silence, how it ended and what was committed."""

from datetime import date, datetime
from typing import Literal, TypeAlias

import msgspec

from foedus.model.entries import Content

Stand: TypeAlias = Literal["for", "against", "abstain", "declared"]
"""`declared` is an abstention with the formal declaration that it shall not bind (TEU 31(1))."""
Outcome: TypeAlias = Literal["adopted", "rejected"]


class Undertaken(msgspec.Struct, frozen=True):
    """What a decision commits somebody to: who, what, and by when, if it says so."""

    who: str
    what: str
    by: date | None = None


class Motion(Content, frozen=True):
    """A motion tabled in a body; with a `deadline` it is adopted unless silence is broken before.

    `matter` is the kind of motion, as the definition of the body names it. `concerned` are those
    that it is about.
    """

    kind = "motion"
    letters = "M"
    body: str
    matter: str
    title: str
    text: str = ""
    deadline: datetime | None = None
    concerned: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    without_proposal: bool = False
    commits: tuple[Undertaken, ...] = ()


class OnMotion(Content, frozen=True):
    """What is said on a motion."""

    motion: str

    @property
    def about(self) -> tuple[str, ...]:
        return (self.motion,)


class Position(OnMotion, frozen=True):
    """Where a member stands on a motion; its latest counts. Against, under silence, breaks it."""

    kind = "position"
    letters = "P"
    stand: Stand


class Extended(OnMotion, frozen=True):
    """A later end of silence, set before the earlier one."""

    kind = "extended"
    letters = "X"
    deadline: datetime


class Concluded(OnMotion, frozen=True):
    """How a motion ended, and on what grounds.

    `at` is the instant if it is not the one at which this was recorded: silence ends at its
    deadline, whoever writes it down, and whenever.
    """

    kind = "concluded"
    letters = "D"
    outcome: Outcome
    grounds: str
    at: datetime | None = None


class Accounted(OnMotion, frozen=True):
    """That a commitment of a decision was kept: which, counted from 1, and what was done."""

    kind = "accounted"
    letters = "K"
    commitment: int
    words: str
