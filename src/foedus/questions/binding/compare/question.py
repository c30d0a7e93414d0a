"""`compare`: two frameworks, or one on two days, beside each other clause by clause."""

from collections.abc import Iterator, Sequence
from datetime import date

from pydantic import ConfigDict, Field

from foedus.asking.declare import Inputs, question
from foedus.asking.names import FrameworkId
from foedus.asking.world import World
from foedus.documents.numbers import Day
from foedus.errors import QuestionError
from foedus.model.wording import counted, opening
from foedus.questions.binding.compare import clauses, standing
from foedus.questions.binding.compare.answer import CompareAnswer
from foedus.questions.binding.compare.lines import Line, Side
from foedus.questions.binding.compare.who import who, who_lines


class CompareInput(Inputs):
    """Two frameworks; or one, and a second day."""

    model_config = ConfigDict(populate_by_name=True)

    frameworks: list[FrameworkId] = Field(
        min_length=1,
        max_length=2,
        description="Two frameworks, such as nato csto; or one, with --and",
        json_schema_extra={"positional": True},
    )
    and_: Day | None = Field(
        None,
        alias="and",
        description="The day of the second side; the same as that of the first, if absent",
    )


@question(
    "compare",
    title="Two frameworks, or two days, side by side",
    timed="over time",
    inputs=CompareInput,
    answer=CompareAnswer,
    example={"frameworks": ["nato", "csto"], "on": "2026-01-01"},
)
def compare(world: World, inputs: CompareInput, on: date) -> CompareAnswer:
    """Two frameworks, or one on two days: clause by clause, with what only one has.

    Members, duties, triggers, areas, bodies with their rules, ways out and every other clause, each
    with its article.
    """
    first, second = _sides(world, inputs, on)
    lines = tuple(_lines(first, second))
    alone = clauses.area_ids(first, second)
    strongest = _strongest(first), _strongest(second)
    return CompareAnswer(
        question="compare",
        on=on,
        catalogue=world.catalogue.key,
        title=_title(first, second),
        lead=_lead(first, second, lines),
        notes=tuple(_notes(first, second)),
        first=first.framework.id,
        second=second.framework.id,
        and_on=second.on,
        names=(_name(first), _name(second)),
        who=who(first, second),
        strongest=strongest,
        areas_only_first=alone[0],
        areas_only_second=alone[1],
        notice=standing.notices(first, second),
        lines=lines,
    )


def _sides(world: World, inputs: CompareInput, on: date) -> tuple[Side, Side]:
    """Both sides. Raises QuestionError where they are one and the same."""
    one, other = inputs.frameworks[0], inputs.frameworks[-1]
    then = inputs.and_ or on
    if one == other and then == on:
        told = "name a second framework, or another day with `and`: there is nothing to compare"
        raise QuestionError(told, ("and",) if inputs.and_ else ("frameworks",))
    catalogue = world.catalogue
    days = one == other
    return tuple(  # type: ignore[return-value]
        Side(catalogue, catalogue.frameworks[f], day, f"on {day}" if days else f)
        for f, day in ((one, on), (other, then))
    )


def _lines(first: Side, second: Side) -> Iterator[Line]:
    yield from who_lines(first, second)
    yield from clauses.duties(first, second)
    yield from clauses.areas(first, second)
    yield from clauses.triggers(first, second)
    yield from standing.bodies(first, second)
    yield from standing.exits(first, second)
    yield from standing.ways(first, second)
    yield from standing.terms(first, second)
    yield from clauses.effects(first, second)
    yield from standing.keys(first, second)


def _strongest(side: Side) -> int:
    """The strongest duty of a side; 0 where it has none that is graded."""
    return max(map(clauses.strength_of, clauses.in_force(side)), default=0)


def _name(side: Side) -> str:
    return (
        f"{side.framework.id} {side.label}" if side.label.startswith("on ") else side.framework.id
    )


def _title(first: Side, second: Side) -> str:
    if first.framework is second.framework:
        return f"{first.framework.name} on {first.on} and on {second.on}"
    if first.on == second.on:
        return f"{first.framework.name} and {second.framework.name} on {first.on}"
    return f"{first.framework.name} on {first.on} and {second.framework.name} on {second.on}"


def _lead(first: Side, second: Side, lines: Sequence[Line]) -> str:
    """What differs most, in one sentence."""
    gone = [side for side in (first, second) if side.on not in side.framework.during]
    if gone:
        apart = "; ".join(
            f"{side.framework.id} was not in being on {side.on}"
            f" ({side.framework.during.apart(side.on)})"
            for side in gone
        )
        return opening(f"{apart}.")
    apart_lines = [line for line in lines if line.alike not in ("same", "not known")]
    if not apart_lines:
        return f"Nothing that foedus records differs ({counted(len(lines), 'line')} compared)."
    telling = sorted((x for x in apart_lines if x.told), key=lambda x: -x.weight)
    verb = "differs" if len(apart_lines) == 1 else "differ"
    number = f"{len(apart_lines)} of {counted(len(lines), 'line')} {verb}"
    if not telling:
        return opening(f"{number}.")
    most = dict.fromkeys(line.told for line in telling[:2])
    return f"What differs most: {'; '.join(most)} ({number})."


def _notes(first: Side, second: Side) -> Iterator[str]:
    yield "what only one side has is what foedus records; a definition need not have every article"
    for side in dict.fromkeys((first.framework.id, second.framework.id)):
        framework = first.framework if first.framework.id == side else second.framework
        yield from (f"{framework.id}: {note}" for note in [framework.note.strip()] if note)
    days = {first.on, second.on}
    checked = [f.checked for f in (first.framework, second.framework)]
    yield from first.catalogue.lists.aged(max(days), tuple(checked))
