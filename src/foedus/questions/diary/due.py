"""`due`: what waits to be done on a node, by whom and by when."""

from collections.abc import Sequence
from datetime import date, datetime

from pydantic import Field

from foedus.asking.declare import Inputs, question
from foedus.asking.names import MaybeFramework, MaybeState
from foedus.asking.world import World
from foedus.judging.undertakings import Undertaking, undertakings
from foedus.model.answers import Answer, Row, Section
from foedus.model.calendar import CalendarEntry
from foedus.model.wording import counted, some
from foedus.questions.diary.reading import notes_on, record_on


class DueInput(Inputs):
    """For whom, and in which framework; all where left out."""

    of: MaybeState = Field("", description="Only what waits for this state")
    framework: MaybeFramework = Field("", description="Only what rests on this framework")


class DueAnswer(Answer, frozen=True, kw_only=True):
    """What is to be done, the first due first; what has no time comes last."""

    moment: datetime
    waiting: tuple[Undertaking, ...]

    def sections(self) -> Sequence[Section]:
        rows = tuple(
            Row(
                (
                    self._by_when(u),
                    some(u.who) or "not known",
                    u.what,
                    u.about,
                    str(u.cite),
                ),
                cites=(u.cite,),
                tone="bad" if u.late(self.moment) else "",
            )
            for u in self.waiting
        )
        columns = ("By", "Who", "What", "About", "Source")
        return (Section("What waits", columns, rows, empty="Nothing waits."),)

    def _by_when(self, u: Undertaking) -> str:
        if u.due is None:
            return "no time set"
        told = f"{u.due:%Y-%m-%d %H:%M %Z}"
        return f"{told}, overdue" if u.late(self.moment) else told

    def calendar(self) -> Sequence[CalendarEntry]:
        return tuple(
            CalendarEntry(
                uid=f"{u.about}-{u.kind}-{number}@foedus",
                starts=u.due,
                summary=f"{u.about}: {u.what}",
                description=f"{some(u.who)}. {u.cite}",
            )
            for number, u in enumerate(self.waiting)
            if u.due is not None
        )


@question(
    "due",
    title="What falls due, and for whom",
    inputs=DueInput,
    answer=DueAnswer,
    example={"of": "EST", "on": "2026-12-01"},
)
def due(world: World, inputs: DueInput, on: date) -> DueAnswer:
    """What waits to be done, by whom and by when: positions, notices, commitments, deliveries.

    Asked of a node. A member under silence need do nothing; a clause that sets no time has none
    here.
    """
    record, moment = record_on(world, on)
    waiting = [
        u
        for u in undertakings(world.catalogue, record, moment)
        if u.open
        and (not inputs.of or inputs.of in u.who)
        and (not inputs.framework or record.find(u.about).draft.framework == inputs.framework)
    ]
    waiting.sort(key=lambda u: (u.due is None, u.due.timestamp() if u.due else 0.0))
    late = sum(u.late(moment) for u in waiting)
    whose = f" for {inputs.of}" if inputs.of else ""
    told = f"{counted(len(waiting), 'thing')} wait{'s' if len(waiting) == 1 else ''}{whose}"
    over = f", {late} of them overdue" if late else ""
    return DueAnswer(
        question="due",
        on=on,
        catalogue=world.catalogue.key,
        title=f"What waits{whose} on {on}",
        lead=f"{told} on {on}{over}." if waiting else f"Nothing waits{whose} on {on}.",
        notes=notes_on(world),
        moment=moment,
        waiting=tuple(waiting),
    )
