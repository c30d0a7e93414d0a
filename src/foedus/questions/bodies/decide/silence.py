"""A silence procedure: whether it lasts, and whether an objection came in time."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from foedus.errors import QuestionError
from foedus.reckoning.voting.ballot import NOBODY, names


class Times(Protocol):
    """The times of a silence procedure, as they are given."""

    @property
    def running(self) -> bool: ...
    @property
    def deadline(self) -> datetime | None: ...
    @property
    def extended(self) -> datetime | None: ...
    @property
    def objected(self) -> datetime | date | None: ...
    @property
    def at(self) -> datetime | None: ...


@dataclass(frozen=True)
class Silence:
    """Those whose objection counts, whether silence lasts unbroken, and what is to be told."""

    objecting: frozenset[str]
    lasts: bool
    notes: tuple[str, ...] = ()


def stands(times: Times, on: date, objecting: frozenset[str]) -> Silence:
    """How it stands on a day, or at a moment of it. Raises QuestionError.

    Silence ends with the deadline, so an objection at the deadline itself comes too late.
    """
    ends = _ends(times)
    lasts = _before_end(times, ends, on)
    if times.running and not lasts:
        told = f"deadline: {ends} has passed, so the procedure cannot be running"
        raise QuestionError(told, ("deadline",))
    if not objecting:
        return Silence(NOBODY, lasts)
    who = names(objecting)
    came = times.objected
    if came is None:
        assumed = f"assumed: {who} objected before the deadline; see objected"
        return Silence(objecting, False, () if lasts else (assumed,))
    if _later(came, times.at, on):
        return Silence(NOBODY, lasts, (f"{who} had not yet objected; the objection came {came}",))
    if not _in_time(came, ends):
        late = f"the objection of {who} came {came}, too late: silence ended {ends}"
        return Silence(NOBODY, False, (late,))
    return Silence(objecting, False)


def _ends(times: Times) -> datetime:
    """The deadline, or the later one."""
    assert times.deadline is not None
    if times.extended is None:
        return times.deadline
    if times.extended <= times.deadline:
        told = f"extended: {times.extended} is not after the deadline {times.deadline}"
        raise QuestionError(told, ("extended",))
    return times.extended


def _before_end(times: Times, ends: datetime, on: date) -> bool:
    """Whether the deadline lies ahead of the day, or of the moment, that is asked about."""
    if times.at is not None:
        if times.at.date() != on:
            raise QuestionError(f"at: {times.at} is not on {on}, the day asked about", ("at",))
        return times.at < ends
    if ends.date() == on:
        told = f"at is missing: the deadline {ends} falls on the day asked about"
        raise QuestionError(told, ("at",))
    return on < ends.date()


def _later(came: datetime | date, at: datetime | None, on: date) -> bool:
    """Whether the objection came after what is asked about."""
    if isinstance(came, datetime):
        return came > at if at is not None else came.date() > on
    return came > on


def _in_time(came: datetime | date, ends: datetime) -> bool:
    """Whether an objection came before silence ended."""
    if isinstance(came, datetime):
        return came < ends
    if came == ends.date():
        told = f"objected: the deadline {ends} falls on {came}; give the time of the objection too"
        raise QuestionError(told, ("objected",))
    return came < ends.date()
