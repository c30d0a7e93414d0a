"""What `msel` answers, and how it is shown."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Literal, TypeAlias

import msgspec

from foedus.model.answers import Answer, Row, Section, Tone
from foedus.model.calendar import CalendarEntry
from foedus.questions.forces.msel.check import Fault
from foedus.questions.forces.msel.events import Rating
from foedus.questions.forces.msel.lessons import Status

State: TypeAlias = Literal["to come", "given", "done", "done late", "overdue"]
TONES: dict[State, Tone] = {
    "to come": "",
    "given": "unsure",
    "done": "good",
    "done late": "unsure",
    "overdue": "bad",
}


class Serial(msgspec.Struct, frozen=True):
    """An inject, and where it stands."""

    matched_by = ("id",)
    id: str
    at: datetime
    sender: str
    to: tuple[str, ...]
    means: str
    text: str
    expected: str
    due: datetime | None
    objectives: tuple[str, ...]
    after: tuple[str, ...]
    state: State


class DayOfInjects(msgspec.Struct, frozen=True):
    """The injects of a day (UTC), in their order."""

    matched_by = ("day",)
    day: date
    injects: tuple[Serial, ...]


class ObjectiveState(msgspec.Struct, frozen=True):
    """An objective: what trains it, how it was rated, and what was learned about it."""

    matched_by = ("id",)
    id: str
    text: str
    injects: tuple[str, ...]
    ratings: tuple[Rating, ...]
    lessons: tuple[str, ...]


class LessonState(msgspec.Struct, frozen=True):
    """A lesson, the observations it rests on, and where it stands."""

    matched_by = ("id",)
    id: str
    exercise: str
    objective: str
    observation: str
    discussion: str
    conclusion: str
    recommendation: str
    owner: str
    status: Status
    due: date | None
    overdue: bool
    rests_on: tuple[str, ...]


class MselAnswer(Answer, frozen=True, kw_only=True):
    """A master events list: its faults, its days, and what is overdue."""

    exercise: str
    sound: bool
    faults: tuple[Fault, ...]
    days: tuple[DayOfInjects, ...]
    overdue: tuple[str, ...]
    objectives: tuple[ObjectiveState, ...]
    lessons: tuple[LessonState, ...]

    def unmoved(self) -> str:
        return "msel reads what it is given, not who is a member or a party"

    def calendar(self) -> Sequence[CalendarEntry]:
        return tuple(
            CalendarEntry(
                uid=f"inject-{self.exercise}-{serial.id}",
                starts=serial.at.astimezone(UTC),
                ends=serial.due.astimezone(UTC) if serial.due else None,
                summary=f"{serial.id}: {serial.text}",
                description=f"To {', '.join(serial.to)} by {serial.means}. {serial.expected}",
            )
            for day in self.days
            for serial in day.injects
        )

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        rows = tuple(Row((fault.where, fault.what), tone="bad") for fault in self.faults)
        yield Section("Faults", ("Line", "What is wrong"), rows, empty="None: it holds together.")
        for day in self.days:
            yield Section(
                f"{day.day:%A} {day.day}",
                ("Time", "Inject", "From", "To", "By", "What", "Expected", "Due", "State"),
                tuple(map(_serial, day.injects)),
            )
        yield Section(
            "Objectives",
            ("Objective", "What", "Injects", "Seen", "Lessons"),
            tuple(map(_objective, self.objectives)),
        )
        if self.lessons:
            yield Section(
                "Lessons",
                ("Lesson", "Objective", "Form", "Text", "Owner", "Status"),
                tuple(row for lesson in self.lessons for row in _lesson(lesson)),
            )


def _time(at: datetime | None) -> str:
    return f"{at.astimezone(UTC):%H:%M}" if at else ""


def _due(serial: Serial) -> str:
    """The time at which it is due, and the day where it is another."""
    if serial.due is None:
        return ""
    at, due = serial.at.astimezone(UTC), serial.due.astimezone(UTC)
    return _time(due) if due.date() == at.date() else f"{due:%m-%d %H:%M}"


def _serial(serial: Serial) -> Row:
    cells = (
        _time(serial.at),
        serial.id,
        serial.sender,
        ", ".join(serial.to),
        serial.means,
        serial.text,
        serial.expected,
        _due(serial),
        serial.state,
    )
    return Row(cells, tone=TONES[serial.state])


def _objective(objective: ObjectiveState) -> Row:
    seen = (f"{objective.ratings.count(r)} {r}" for r in dict.fromkeys(objective.ratings))
    cells = (
        objective.id,
        objective.text,
        ", ".join(objective.injects),
        ", ".join(seen) or "not yet",
        ", ".join(objective.lessons),
    )
    return Row(cells)


def _lesson(lesson: LessonState) -> Iterator[Row]:
    """A lesson in its four parts, the first with all that identifies it."""
    due = f", due {lesson.due}" if lesson.due else ""
    status = f"{lesson.status}{', overdue' if lesson.overdue else ''}{due}"
    head = (lesson.id, lesson.objective)
    tail = (lesson.owner or "nobody", status)
    tone: Tone = "bad" if lesson.overdue else ""
    yield Row((*head, "observation", lesson.observation, *tail), tone=tone)
    for part in ("discussion", "conclusion", "recommendation"):
        text: str = getattr(lesson, part)
        if text:
            yield Row(("", "", part, text, "", ""), tone="quiet")
