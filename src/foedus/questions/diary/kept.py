"""`kept`: what was undertaken on a node, and whether it was kept."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec
from pydantic import Field

from foedus.asking.declare import Inputs, question
from foedus.asking.names import MaybeFramework, MaybeState
from foedus.asking.world import World
from foedus.judging.undertakings import How, Undertaking, undertakings
from foedus.model.answers import Answer, Row, Section, Tone
from foedus.model.wording import counted, some
from foedus.questions.diary.reading import notes_on, record_on

TONES: dict[How, Tone] = {"kept": "good", "kept late": "unsure", "overdue": "bad"}


class KeptInput(Inputs):
    """Whose undertakings, and in which framework; all where left out."""

    of: MaybeState = Field("", description="Only what this state undertook")
    framework: MaybeFramework = Field("", description="Only what rests on this framework")


class Kept(msgspec.Struct, frozen=True):
    """An undertaking, and how it was kept."""

    matched_by = ("undertaking",)
    undertaking: Undertaking
    how: How


class KeptAnswer(Answer, frozen=True, kw_only=True):
    """Every undertaking, and of those whose time has come how many were kept in time."""

    found: tuple[Kept, ...]
    in_time: int
    had_a_time: int

    def sections(self) -> Sequence[Section]:
        columns = ("How", "Who", "What", "By", "Done", "Source")
        rows = tuple(self._rows())
        return (Section("What was undertaken", columns, rows, empty="Nothing was undertaken."),)

    def _rows(self) -> Iterator[Row]:
        for one in self.found:
            u = one.undertaking
            by = f"{u.due:%Y-%m-%d %H:%M %Z}" if u.due else "no time set"
            done = f"{u.done_on} ({u.done})" if u.done else ""
            cells = (one.how, some(u.who), u.what, by, done, str(u.cite))
            yield Row(cells, cites=(u.cite,), tone=TONES.get(one.how, ""))


@question(
    "kept",
    title="What was undertaken here, and kept",
    inputs=KeptInput,
    answer=KeptAnswer,
    example={"of": "EST", "on": "2026-12-01"},
)
def kept(world: World, inputs: KeptInput, on: date) -> KeptAnswer:
    """What was undertaken, and whether it was kept: commitments, notices and deliveries.

    Asked of a node. What has no time cannot be late, and is not counted; that nothing is on record
    does not mean that nothing was done.
    """
    record, moment = record_on(world, on)
    found = tuple(
        Kept(u, u.how(moment))
        for u in undertakings(world.catalogue, record, moment)
        if u.promised
        and (not inputs.of or inputs.of in u.who)
        and (not inputs.framework or record.find(u.about).draft.framework == inputs.framework)
    )
    judged = [one for one in found if one.undertaking.judged(moment)]
    in_time = sum(one.how == "kept" for one in judged)
    whose = f" by {inputs.of}" if inputs.of else ""
    lead = f"Nothing{whose} has come due by {on}."
    if judged:
        number = counted(len(judged), "undertaking")
        was = "was" if in_time == 1 else "were"
        lead = f"Of {number}{whose} that had a time, {in_time} {was} kept in it."
    return KeptAnswer(
        question="kept",
        on=on,
        catalogue=world.catalogue.key,
        title=f"What was undertaken{whose}, as of {on}",
        lead=lead,
        notes=notes_on(world),
        found=found,
        in_time=in_time,
        had_a_time=len(judged),
    )
