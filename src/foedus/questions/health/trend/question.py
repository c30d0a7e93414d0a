"""`trend`: whether states do more together with many, or with one other, from 1816 on."""

from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, model_validator

from foedus.asking.declare import Inputs, question
from foedus.asking.fields import check_span
from foedus.asking.world import World
from foedus.documents.numbers import WHOLE
from foedus.measures.multilateral import SANCTIONS, Series, series
from foedus.model.wording import counted
from foedus.questions.health.trend.answer import TrendAnswer

FIRST, LAST = 1816, 2100
TrendYear = Annotated[int, Field(ge=FIRST, le=LAST), *WHOLE]


class TrendInput(Inputs):
    """What is followed, and the years."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    of: Literal["multilateralism"] = Field(
        "multilateralism",
        description="What is followed over the years",
        json_schema_extra={"positional": True},
    )
    first: TrendYear | None = Field(None, alias="from", description="The first year; 1816 if none")
    last: TrendYear | None = Field(
        None, alias="to", description="The last year, included; that of the day if none"
    )

    @model_validator(mode="after")
    def _sense(self) -> "TrendInput":
        check_span(self.first, self.last)
        return self


@question(
    "trend",
    title="Multilateralism since 1816",
    timed="no day",
    inputs=TrendInput,
    answer=TrendAnswer,
    example={"of": "multilateralism", "on": "2026-11-28"},
    heavy=True,
    reads_data=True,
)
def trend(world: World, inputs: TrendInput, on: date) -> TrendAnswer:
    """Multilateral shares of treaties, exercises and deployments, from 1816 to today.

    Each is a series of its own with the years that its source covers. A change of level is told
    only where it was tested and chance does not explain it; a slow change may look like one.
    """
    first, last = inputs.first or FIRST, inputs.last or max(on.year, inputs.first or FIRST)
    if world.store is None:
        found = tuple(series(None, world.catalogue, first, last))
    else:
        with world.store.reading() as store:
            found = tuple(series(store, world.catalogue, first, last))
    return TrendAnswer(
        question="trend",
        on=on,
        catalogue=world.catalogue.key,
        title=f"Multilateralism, {first} to {last}",
        lead=_lead(found),
        notes=(SANCTIONS,),
        series=found,
    )


def _lead(found: tuple[Series, ...]) -> str:
    known = [each for each in found if each.points]
    if not known:
        return f"None of {counted(len(found), 'series', 'series')} is known: {found[0].why}."
    shifted = [each for each in known if each.shift]
    told = [
        f"{each.name} {each.points[0].share:.2f} in {each.points[0].year}, "
        f"{each.points[-1].share:.2f} in {each.points[-1].year}"
        for each in known
    ]
    change = (
        f" A change of level stands out in {len(shifted)} of them."
        if shifted
        else " No change of level stands out."
    )
    return f"Multilateral shares: {'; '.join(told)}.{change}"
