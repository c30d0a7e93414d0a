"""`assess`: how frameworks fare, side by side, on pages for a committee."""

from collections.abc import Iterator
from datetime import date

import msgspec
from pydantic import ConfigDict, Field

from foedus.asking.declare import Inputs, question
from foedus.asking.names import FrameworkId
from foedus.asking.world import World
from foedus.data.store.store import Store
from foedus.documents.numbers import Day
from foedus.errors import QuestionError
from foedus.measures.kinds import every
from foedus.measures.measure import Value
from foedus.measures.measuring import Measured, Sources, on_day
from foedus.model.wording import counted
from foedus.questions.health.assess.answer import AssessAnswer, Assessed, Cell, Side

MOST = 6
"""So many columns can be read on one page."""
LEADING = 2
"""So many figures of each measure are shown; `measure` has the others."""

ON_RECORD = "The record of a node was read; a command gives the same with the --node of this one"


class AssessInput(Inputs):
    """Frameworks, and days to set beside the one asked about."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    frameworks: list[FrameworkId] = Field(
        min_length=1,
        max_length=MOST,
        description="Frameworks to set side by side, such as nato eu quad",
        json_schema_extra={"positional": True},
    )
    and_: list[Day] = Field(
        [], alias="and", description="Another day to set beside it; repeat for several"
    )


@question(
    "assess",
    title="How a framework fares, on two pages",
    inputs=AssessInput,
    answer=AssessAnswer,
    example={"frameworks": ["nato", "eu", "quad"], "on": "2026-01-01"},
    heavy=True,
    reads_data=True,
)
def assess(world: World, inputs: AssessInput, on: date) -> AssessAnswer:
    """How frameworks fare, side by side: picture, numbers, sources and caveats, on two pages.

    The first figures of every measure, each with the command that gives it. No figure is a verdict,
    and they are not added up. What is not known says why; where the data end before the day, what
    was last known stands there with its day.
    """
    frameworks, days = tuple(dict.fromkeys(inputs.frameworks)), tuple(sorted({on, *inputs.and_}))
    if len(frameworks) * len(days) > MOST:
        columns = f"{counted(len(frameworks), 'framework')} on {counted(len(days), 'day')}"
        raise QuestionError(
            f"assess: {columns} make {len(frameworks) * len(days)} columns; a page holds {MOST}",
            at=("frameworks",),
        )
    sides = [_side(world, name, day, len(days) > 1) for name in frameworks for day in days]
    if world.store is None:
        found = [_measured(world, None, side) for side in sides]
    else:
        with world.store.reading() as store:
            found = [_measured(world, store, side) for side in sides]
    lines = tuple(_lines(sides, found))
    answer = AssessAnswer(
        question="assess",
        on=on,
        catalogue=world.catalogue.key,
        title=_title(world, frameworks, days),
        lead="",
        notes=() if world.known_at is None else (ON_RECORD,),
        sides=tuple(sides),
        lines=lines,
    )
    return msgspec.structs.replace(answer, lead=_lead(answer))


def _side(world: World, framework: str, day: date, dated: bool) -> Side:
    command = f"foedus measure {framework} --on {day}"
    name = world.catalogue.frameworks[framework].name
    return Side(f"{framework} {day}" if dated else framework, framework, name, day, command)


def _measured(world: World, store: Store | None, side: Side) -> tuple[Measured, ...]:
    sources = Sources(world.catalogue, store, world.record, world.known_at)
    framework = world.catalogue.frameworks[side.framework]
    return on_day(sources, framework, every().values(), side.on)


def _lines(sides: list[Side], found: list[tuple[Measured, ...]]) -> Iterator[Assessed]:
    for number, measure in enumerate(every().values()):
        for place, figure in enumerate(measure.figures[:LEADING]):
            cells = []
            for side, measured in zip(sides, found, strict=True):
                of = measured[number]
                value = of.values[place]
                before = of.before[place] if of.before else None
                command = f"{side.command} --of {measure.name}"
                cells.append(Cell(side.head, value, _known(before), command))
            yield Assessed(
                measure=measure.name,
                title=measure.title,
                asks=measure.asks,
                figure=figure.name,
                says=figure.says,
                unit=figure.unit,
                low=figure.low,
                high=figure.high,
                papers=measure.papers,
                not_shown=measure.not_shown,
                cells=tuple(cells),
            )


def _known(value: Value | None) -> Value | None:
    return value if value is not None and value.value is not None else None


def _title(world: World, frameworks: tuple[str, ...], days: tuple[date, ...]) -> str:
    names = [world.catalogue.frameworks[name].name for name in frameworks]
    when = " and ".join((", ".join(map(str, days[:-1])), str(days[-1]))) if days[1:] else days[0]
    if len(names) == 1:
        return f"How it fares: {names[0]}, on {when}"
    return f"How they fare: {', '.join(names[:-1])} and {names[-1]}, on {when}"


def _lead(answer: AssessAnswer) -> str:
    """How many figures are known of each; no figure is the headline."""
    known = {
        side.head: sum(1 for line in answer.lines if line.cells[n].value.value is not None)
        for n, side in enumerate(answer.sides)
    }
    measures = len({line.measure for line in answer.lines})
    told = [f"{number} of {head}" for head, number in known.items()]
    whole = f"{', '.join(told[:-1])} and {told[-1]}" if told[1:] else told[0]
    verb = "is" if list(known.values()) == [1] else "are"
    when = "that day" if len({side.on for side in answer.sides}) == 1 else "then"
    return (
        f"Of {counted(len(answer.lines), 'figure')} of {counted(measures, 'measure')}, {whole} "
        f"{verb} known {when}; no one of them says how a framework fares."
    )
