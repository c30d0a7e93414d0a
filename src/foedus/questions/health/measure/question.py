"""`measure`: how a framework fares, by figures with their intervals, sources and limits."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Final

import msgspec
from pydantic import ConfigDict, Field, model_validator

from foedus.asking.declare import Inputs, question
from foedus.asking.fields import check_span
from foedus.asking.names import MaybeFramework
from foedus.asking.world import World
from foedus.data.store.store import Store
from foedus.documents.numbers import WHOLE
from foedus.errors import located
from foedus.measures.kinds import every, find
from foedus.measures.measure import Measure, Value
from foedus.measures.measuring import Measured, Sources, on_day, over_years
from foedus.model.frameworks import Framework
from foedus.model.wording import counted, opening
from foedus.questions.health.measure.answer import About, FigureSaid, MeasureAnswer, Of
from foedus.questions.health.measure.objectives import Objectives

TOLD: Final = 4
"""So many figures of one measure stand in its sentence."""
MeasuredYear = Annotated[int, Field(ge=1816, le=2100), *WHOLE]


class MeasureInput(Inputs):
    """A framework; one measure or all; a day or years."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    framework: MaybeFramework | None = Field(
        None,
        description="Framework, such as nato; where left out, what each measure is",
        json_schema_extra={"positional": True},
    )
    of: str = Field("", description="One measure, such as burden; all of them, where left out")
    objectives: Objectives | None = Field(
        None, description="The members' lists of objectives, for the measure objectives"
    )
    first: MeasuredYear | None = Field(
        None, alias="from", description="The first year, for one measure over the years"
    )
    last: MeasuredYear | None = Field(None, alias="to", description="The last year, included")

    @model_validator(mode="after")
    def _sense(self) -> "MeasureInput":
        if (self.first is None) != (self.last is None):
            raise ValueError("a span of years takes both from and to, as --from 2014 --to 2024")
        check_span(self.first, self.last)
        if self.first is not None and not (self.of and self.framework):
            raise ValueError(
                "over the years one measure of one framework is asked for, as nato --of burden"
            )
        if self.objectives is not None and (self.first is not None or not self.framework):
            raise ValueError("lists of objectives are measured in one framework on one day")
        return self


@question(
    "measure",
    title="How a framework fares, measure by measure",
    inputs=MeasureInput,
    answer=MeasureAnswer,
    example={
        "framework": "nato",
        "of": "inclusivity",
        "from": 1949,
        "to": 2026,
        "on": "2026-11-28",
    },
    heavy=True,
    reads_data=True,
)
def measure(world: World, inputs: MeasureInput, on: date) -> MeasureAnswer:
    """How a framework fares: measures with their intervals, sources and what they do not show.

    Without a framework it is the codebook: what each measure is. A figure that is not known says
    why; where the data end before the day, what was last known stands beside it.
    """
    with located("of"):
        wanted = (find(inputs.of),) if inputs.of else tuple(every().values())
    if not inputs.framework:
        return _codebook(world, wanted, on)
    framework = world.catalogue.frameworks[inputs.framework]
    years: range | None = None
    if inputs.first is not None and inputs.last is not None:
        years = range(inputs.first, inputs.last + 1)
    if world.store is None:
        found = _measured(_sources(world, None, inputs), framework, wanted, on, years)
    else:
        with world.store.reading() as store:
            found = _measured(_sources(world, store, inputs), framework, wanted, on, years)
    measured = tuple(_of(each) for each in found)
    answer = MeasureAnswer(
        question="measure",
        on=on,
        catalogue=world.catalogue.key,
        title=_title(framework, wanted, years, on),
        lead="",
        notes=inputs.objectives.credited() if inputs.objectives else (),
        framework=framework.id,
        one=bool(inputs.of),
        years=(years[0], years[-1]) if years else (),
        measures=measured,
        about=tuple(map(_about, wanted)),
    )
    return msgspec.structs.replace(answer, lead=_lead(answer, framework))


def _sources(world: World, store: Store | None, inputs: MeasureInput) -> Sources:
    lists = inputs.objectives.by_member() if inputs.objectives else {}
    return Sources(world.catalogue, store, world.record, world.known_at, lists)


def _measured(
    sources: Sources,
    framework: Framework,
    wanted: Sequence[Measure],
    on: date,
    years: range | None,
) -> Sequence[Measured]:
    if years is None:
        return on_day(sources, framework, wanted, on)
    [one] = wanted
    found = over_years(sources, framework, one, years)
    return [Measured(one, tuple(value for values in found for value in values))]


def _of(found: Measured) -> Of:
    return Of(found.measure.name, found.measure.title, found.values, found.before)


def _about(measure: Measure) -> About:
    return About(
        measure=measure.name,
        title=measure.title,
        asks=measure.asks,
        figures=tuple(
            FigureSaid(f.name, f.says, f.formula, f.unit, f.low, f.high) for f in measure.figures
        ),
        papers=measure.papers,
        source=measure.source,
        needs=measure.needs,
        first=measure.first if measure.needs else None,
        last=measure.last,
        newer=measure.newer,
        denominator=measure.denominator,
        uncertainty=measure.uncertainty,
        not_shown=measure.not_shown,
    )


def _title(framework: Framework, wanted: Sequence[Measure], years: range | None, on: date) -> str:
    what = wanted[0].title if len(wanted) == 1 else "Measures"
    when = f"{years[0]} to {years[-1]}" if years else f"on {on}"
    return f"{what}: {framework.name}, {when}"


def _lead(answer: MeasureAnswer, framework: Framework) -> str:
    """No figure is the headline of several measures; of one, all its figures are told."""
    values = [value for of in answer.measures for value in of.values]
    known = [value for value in values if value.value is not None]
    if answer.one and not known:
        return f"Not known: {values[0].why}."
    if answer.years:
        return _course(answer, known)
    if answer.one:
        told = "; ".join(f"{v.figure} {answer.told(v)} ({v.of})" for v in known[:TOLD])
        more = f"; and {counted(len(known) - TOLD, 'more figure')}" if len(known) > TOLD else ""
        return f"{opening(told)}{more}."
    return (
        f"Of {counted(len(values), 'figure')} of {len(answer.measures)} measures of the "
        f"{framework.name} {len(known)} are known that day; no one of them says how it fares."
    )


def _course(answer: MeasureAnswer, known: Sequence[Value]) -> str:
    """The first figure in its first and last year, and in how many years it is not known."""
    line = [value for value in known if value.figure == known[0].figure]
    first, last = line[0], line[-1]
    then = f"{first.figure} {answer.told(first)} in {first.on.year}"
    now = f", {answer.told(last)} in {last.on.year}" if len(line) > 1 else ""
    years = answer.years[1] - answer.years[0] + 1
    lacking = years - len(line)
    gap = f" Not known in {lacking} of {counted(years, 'year')}." if lacking else ""
    return f"{opening(then)}{now}.{gap}"


def _codebook(world: World, wanted: Sequence[Measure], on: date) -> MeasureAnswer:
    figures = sum(len(measure.figures) for measure in wanted)
    told = f"{counted(figures, 'figure')} of {counted(len(wanted), 'measure')}"
    return MeasureAnswer(
        question="measure",
        on=on,
        catalogue=world.catalogue.key,
        title="What the measures are",
        lead=f"{told}: each with its formula, its source and what it does not show.",
        framework="",
        one=len(wanted) == 1,
        years=(),
        measures=(),
        about=tuple(map(_about, wanted)),
    )
