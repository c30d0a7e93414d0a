"""What is found about a programme: its exercises, gaps, years, hosts, pairs and evidence."""

from datetime import date
from decimal import Decimal

import msgspec

from foedus.model.verdicts import Because
from foedus.questions.forces.exercise.call import Kind, TrainingDomain
from foedus.questions.forces.msel.lessons import Status


class Reminder(msgspec.Struct, frozen=True):
    """A lesson still open, of an exercise with the same nations."""

    matched_by = ("lesson", "exercise")
    lesson: str
    exercise: str
    objective: str
    nations: tuple[str, ...]
    recommendation: str
    owner: str
    status: Status
    due: date | None
    overdue: bool


class PlannedExercise(msgspec.Struct, frozen=True):
    """An exercise of the programme; `adds` is what the coverage would lose without it."""

    matched_by = ("id",)
    id: str
    name: str
    kind: Kind
    starts: date
    ends: date
    host: str
    participants: tuple[str, ...]
    domains: tuple[TrainingDomain, ...]
    objectives: tuple[str, ...]
    place: str
    cost: Decimal
    adds: int
    lessons: tuple[Reminder, ...]


class LiveActivity(msgspec.Struct, frozen=True):
    """A live exercise as `notify` takes an activity: `end` is its last day, `at` its point.

    What is not known is None or empty.
    """

    matched_by = ("name", "start")
    name: str
    start: date
    end: date
    host: tuple[str, ...]
    participants: tuple[str, ...]
    at: tuple[str, ...]
    kind: tuple[str, ...]
    troops: int | None


class Guests(msgspec.Struct, frozen=True):
    """How often each nation took, and will take, part in what another hosts."""

    matched_by = ("host", "guest")
    host: str
    guest: str
    held: int
    planned: int


class LeftOut(msgspec.Struct, frozen=True):
    """A candidate that is not in the programme, and why."""

    matched_by = ("id",)
    id: str
    name: str
    reasons: tuple[str, ...]


class GapClosed(msgspec.Struct, frozen=True):
    """A gap: how far it is closed at the end of each year, in thousandths, and through what.

    `because` tells whether it is closed in full at the end of the programme.
    """

    matched_by = ("nations", "trains")
    nations: tuple[str, ...]
    trains: str
    weight: int
    before: tuple[int, ...]
    after: tuple[int, ...]
    through: tuple[str, ...]
    because: Because


class Training(msgspec.Struct, frozen=True):
    """A domain or objective: how far its gaps are closed, in thousandths, over all years."""

    matched_by = ("trains",)
    trains: str
    gaps: int
    weight: int
    before: int
    after: int
    exercises: int


class Year(msgspec.Struct, frozen=True):
    """A year: its money, and how far all gaps are closed at its end, in thousandths."""

    matched_by = ("year",)
    year: int
    budget: Decimal
    spent: Decimal
    exercises: int
    before: int
    after: int


class Hosting(msgspec.Struct, frozen=True):
    """How many exercises a nation has hosted, as far as they have not faded, and which it will."""

    matched_by = ("nation",)
    nation: str
    before: int
    planned: tuple[str, ...]


class PastExercise(msgspec.Struct, frozen=True):
    """An exercise of the history, and what it is still worth in each year, in thousandths."""

    matched_by = ("id",)
    id: str
    name: str
    starts: date
    ends: date
    host: str | None
    participants: tuple[str, ...]
    worth: tuple[int, ...]
    source: str


class PairHistory(msgspec.Struct, frozen=True):
    """How many exercises two nations have held together, and will; `last` is when one ended."""

    matched_by = ("one", "other")
    one: str
    other: str
    held: int
    planned: int
    last: date | None
