"""`history`: what was done on a node, entry by entry."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import msgspec
from pydantic import Field

from foedus.asking.declare import Inputs, question
from foedus.asking.names import MaybeFramework, MaybeState
from foedus.asking.world import World
from foedus.documents.numbers import Day
from foedus.errors import QuestionError
from foedus.model.answers import Answer, Row, Section
from foedus.model.entries import Destroyed, Entry
from foedus.model.wording import counted
from foedus.questions.diary.reading import notes_on, record_on
from foedus.record.standing import stands


class HistoryInput(Inputs):
    """Which entries; all that the reader may see, where nothing is said."""

    of: MaybeState = Field("", description="Only what this state did")
    framework: MaybeFramework = Field("", description="Only what was done under this framework")
    about: str = Field("", max_length=20, description="Only this entry and those about it, as M-7")
    since: Day | None = Field(None, description="Only what counts from this day on")


class Done(msgspec.Struct, frozen=True):
    """An entry in words: for which day it counts, and when it was told.

    `stands` is false for one that was corrected, withdrawn or destroyed.
    """

    matched_by = ("id",)
    id: str
    kind: str
    by: str
    valid: date
    recorded: datetime
    told: str
    reason: str
    corrects: str
    stands: bool


class HistoryAnswer(Answer, frozen=True, kw_only=True):
    """Entries in the order in which they were recorded."""

    done: tuple[Done, ...]

    def sections(self) -> Sequence[Section]:
        columns = ("Entry", "Counts from", "Recorded", "By", "What")
        rows = tuple(self._rows())
        return (Section("What was done", columns, rows, empty="Nothing is on record."),)

    def _rows(self) -> Iterator[Row]:
        for one in self.done:
            told = one.told or f"a {one.kind}, whose content was destroyed"
            told = f"{told} Corrects {one.corrects}." if one.corrects else told
            told = f"{told} Reason: {one.reason}" if one.reason else told
            when = f"{one.recorded:%Y-%m-%d %H:%M:%S}"
            cells = (one.id, str(one.valid), when, one.by, told)
            yield Row(cells, tone="" if one.stands else "quiet")


@question(
    "history",
    title="What was put on record, day by day",
    inputs=HistoryInput,
    answer=HistoryAnswer,
    example={"on": "2026-12-01"},
)
def history(world: World, inputs: HistoryInput, on: date) -> HistoryAnswer:
    """What was done, entry by entry: for which day it counts, and when it was told.

    Asked of a node, as one may see it. Nothing is ever changed in place: what was corrected stands
    beside what corrects it.
    """
    record, _ = record_on(world, on)
    entries: Sequence[Entry] = record.of()
    if inputs.about:
        try:
            entries = (record.find(inputs.about), *record.about(inputs.about))
        except ValueError as error:
            raise QuestionError(f"about: {error}", ("about",)) from None
    done = tuple(
        Done(
            e.id,
            e.content.kind,
            e.by,
            e.draft.valid,
            e.recorded,
            e.draft.told,
            e.draft.reason,
            e.draft.corrects,
            not isinstance(e.content, Destroyed) and stands(record, e) is e,
        )
        for e in entries
        if (not inputs.of or e.by == inputs.of)
        and (not inputs.framework or e.draft.framework == inputs.framework)
        and (inputs.since is None or e.draft.valid >= inputs.since)
    )
    return HistoryAnswer(
        question="history",
        on=on,
        catalogue=world.catalogue.key,
        title=f"What was done until {on}",
        lead=f"{counted(len(done), 'entry', 'entries')} on record until {on}."
        if done
        else f"Nothing is on record until {on}.",
        notes=notes_on(world),
        done=done,
    )
