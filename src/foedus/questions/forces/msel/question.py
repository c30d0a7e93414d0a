"""`msel`: a master events list, whether it hangs together, day by day, and what is overdue."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from pydantic import Field

from foedus.asking.declare import Inputs, question
from foedus.asking.world import World
from foedus.documents.numbers import Moment
from foedus.errors import QuestionError
from foedus.model.wording import counted, some
from foedus.questions.forces.msel.answer import (
    DayOfInjects,
    LessonState,
    MselAnswer,
    ObjectiveState,
    Serial,
    State,
)
from foedus.questions.forces.msel.check import faults
from foedus.questions.forces.msel.events import EventsList, Inject


class MselInput(Inputs):
    """A master events list, and the moment it is looked at."""

    events: EventsList = Field(
        description="The list: objectives, players, injects, observations, lessons"
    )
    at: Moment | None = Field(
        None, description="The moment asked about; the end of the day where left out"
    )


@question(
    "msel",
    title="Does a list of exercise events hold?",
    inputs=MselInput,
    answer=MselAnswer,
)
def msel(world: World, inputs: MselInput, on: date) -> MselAnswer:
    """Whether a master events list (MSEL) of an exercise holds together, and what is overdue."""
    events = inputs.events
    now = inputs.at or datetime.combine(on + timedelta(days=1), time(), UTC)
    if (
        not datetime.combine(on, time(), UTC)
        <= now
        <= datetime.combine(on + timedelta(days=1), time(), UTC)
    ):
        raise QuestionError(f"{now} is not on {on} (UTC)", ("at",))
    found = tuple(faults(events))
    days = tuple(_days(events, now))
    overdue = tuple(s.id for day in days for s in day.injects if s.state == "overdue")
    return MselAnswer(
        question="msel",
        on=on,
        catalogue=world.catalogue.key,
        title=f"Master events list of {events.name}, as at {_moment(now)}",
        lead=_lead(events, len(found), overdue),
        exercise=events.exercise,
        sound=not found,
        faults=found,
        days=days,
        overdue=overdue,
        objectives=tuple(_objectives(events)),
        lessons=tuple(_lessons(events, on)),
    )


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _lead(events: EventsList, number: int, overdue: tuple[str, ...]) -> str:
    sound = counted(number, "fault") if number else "It holds together"
    late = "nothing is overdue"
    if overdue:
        late = f"{'inject' if len(overdue) == 1 else 'injects'} {some(overdue)} overdue"
    return (
        f"{sound}; {counted(len(events.injects), 'inject')} for "
        f"{counted(len(events.players), 'player')}, on "
        f"{counted(len(events.objectives), 'objective')}; {late}."
    )


def _days(events: EventsList, now: datetime) -> Iterator[DayOfInjects]:
    """The injects in their order, by day in UTC."""
    by_day: dict[date, list[Serial]] = {}
    for inject in sorted(events.injects, key=lambda i: (i.at, i.id)):
        day = inject.at.astimezone(UTC).date()
        by_day.setdefault(day, []).append(_serial(inject, now))
    for day, serials in by_day.items():
        yield DayOfInjects(day, tuple(serials))


def _serial(inject: Inject, now: datetime) -> Serial:
    return Serial(
        id=inject.id,
        at=inject.at,
        sender=inject.sender,
        to=tuple(inject.to),
        means=inject.means,
        text=inject.text,
        expected=inject.expected,
        due=inject.due,
        objectives=tuple(inject.objectives),
        after=tuple(inject.after),
        state=_state(inject, now),
    )


def _state(inject: Inject, now: datetime) -> State:
    """Where it stands: one not given in time, and one not answered in time, are overdue."""
    if inject.done is not None and inject.done <= now:
        return "done late" if inject.due is not None and inject.due < inject.done else "done"
    given = inject.given is not None and inject.given <= now
    awaited = inject.due if given else inject.at
    if awaited is not None and awaited < now:
        return "overdue"
    return "given" if given else "to come"


def _objectives(events: EventsList) -> Iterator[ObjectiveState]:
    for objective in events.objectives:
        ratings = tuple(o.rating for o in events.observations if o.objective == objective.id)
        yield ObjectiveState(
            id=objective.id,
            text=objective.text,
            injects=tuple(i.id for i in events.injects if objective.id in i.objectives),
            ratings=ratings,
            lessons=tuple(x.id for x in events.lessons if x.objective == objective.id),
        )


def _lessons(events: EventsList, on: date) -> Iterator[LessonState]:
    for lesson in events.lessons:
        yield LessonState(
            id=lesson.id,
            exercise=lesson.exercise,
            objective=lesson.objective,
            observation=lesson.observation,
            discussion=lesson.discussion,
            conclusion=lesson.conclusion,
            recommendation=lesson.recommendation,
            owner=lesson.owner,
            status=lesson.status,
            due=lesson.due,
            overdue=lesson.overdue(on),
            rests_on=tuple(o.id for o in events.observations if o.objective == lesson.objective),
        )
