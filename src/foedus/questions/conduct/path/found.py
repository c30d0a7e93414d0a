"""What is found of one change: by which procedure it comes about, and from which day."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, TypeAlias

import msgspec

from foedus.judging.leaving.findings import Fallen
from foedus.model.citations import Citation
from foedus.model.verdicts import Verdict

Basis: TypeAlias = Literal[
    "text", "general law", "political", "one state", "not recorded", "no act"
]


class Step(msgspec.Struct, frozen=True):
    """One act on the way, by whom, with their name in `who`.

    `states` are those that act, of whom so many are `needed`.
    `outstanding` are those of them that have not acted; `on` is the day it was or will be done,
    `by_then` one by which it had been done, where its own day is not on record.
    """

    matched_by = ("step", "by", "says")
    step: str
    by: str
    who: str
    says: str
    cite: Citation
    states: tuple[str, ...] = ()
    needed: int = 0
    outstanding: tuple[str, ...] = ()
    on: date | None = None
    rule: str = ""
    by_then: date | None = None

    @property
    def done(self) -> bool:
        """Whether it is taken, or planned for a day."""
        return self.on is not None or self.by_then is not None


class View(msgspec.Struct, frozen=True):
    """What general law says, where the text does not: a reading, which foedus does not decide."""

    matched_by = ("says",)
    says: str
    cite: Citation


class Path(msgspec.Struct, frozen=True, kw_only=True):
    """How one change comes about.

    `basis` is `text` where an article provides for it, `general law` where the text has no clause,
    `political` where the instrument binds nobody in law, `one state` where it is what one state
    did alone, `not recorded` where the definition says nothing of it, and `no act` for what is
    supposed and is no act by which states are bound or
    freed. `earliest` is the first day on which the change can hold, begun on the day asked about,
    and `settled` whether nothing is left open that could move it; it may be a day on which all
    agree, `by_consent`. `latest_start` is the last day for the notice or the last act, if the
    change is to hold on the day `wanted`. `agree` are the states that must agree, `ratify` those
    whose ratification is still missing. `eligible` is whether the state is one to which it is
    open, None where that is not judged or not settled. `also` is what falls with an exit, or comes
    with an entry.
    """

    matched_by = ("change",)
    change: str
    kind: str
    instrument: str
    title: str
    state: str
    basis: Basis
    says: str
    cite: Citation | None = None
    depositary: str = ""
    open_to: str = ""
    eligible: Verdict = None
    steps: tuple[Step, ...] = ()
    agree: tuple[str, ...] = ()
    ratify: tuple[str, ...] = ()
    wanted: date | None = None
    earliest: date | None = None
    latest_start: date | None = None
    settled: bool = False
    by_consent: bool = False
    in_time: bool | None = None
    open: tuple[str, ...] = ()
    readings: tuple[View, ...] = ()
    also: tuple[Fallen, ...] = ()
    partners: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def outstanding(self) -> tuple[str, ...]:
        """The states other than that of the change whose act is missing."""
        missing = dict.fromkeys(s for step in self.steps for s in step.outstanding)
        return tuple(state for state in missing if state != self.state)

    def cites(self) -> Iterable[Citation]:
        """Every article that it rests on."""
        found = [c for c in (self.cite, *(s.cite for s in self.steps)) if c is not None]
        return dict.fromkeys((*found, *(reading.cite for reading in self.readings)))


def in_time(wanted: date | None, earliest: date | None) -> bool | None:
    """Whether a change can hold on the day wanted; None where no day is wanted, or none known."""
    return None if wanted is None or earliest is None else earliest <= wanted
