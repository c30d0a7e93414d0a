"""`impact`: what defence cooperation does to fighting, by every design side by side."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from types import ModuleType
from typing import Annotated, Final, Literal

from pydantic import ConfigDict, Field, model_validator

from foedus.asking.declare import Inputs, question
from foedus.asking.fields import check_span
from foedus.asking.world import World
from foedus.data.store.store import Store
from foedus.documents.numbers import WHOLE
from foedus.errors import QuestionError
from foedus.model.wording import counted
from foedus.questions.health.impact.answer import ImpactAnswer
from foedus.questions.health.impact.found import reproduced
from foedus.questions.health.impact.tested import Epoch, Plan, Tested

Of = Literal["deterrence", "exercises", "peacekeeping", "arms-control", "stability", "claims"]
StudyYear = Annotated[int, Field(ge=1816, le=2030), *WHOLE]
ASKED: Final = {
    "deterrence": "Do defence pacts deter?",
    "exercises": "Do joint exercises deter, provoke or build trust?",
    "peacekeeping": "Do peacekeepers keep peace?",
    "arms-control": "Do limits on arms keep the peace?",
    "stability": "Do stable networks of alliances keep the peace?",
    "claims": "What is claimed of defence cooperation, and how it is tested here",
}
SELECTION: Final = {
    "deterrence": (
        "States that expect an attack look for allies, and no column measures what they expect: "
        "an effect towards more disputes need not be provocation, nor one towards fewer deterrence"
    ),
    "exercises": (
        "States exercise where they expect trouble, with those whom they trust already; the lists "
        "are made from the press, which looks more closely at some states and years"
    ),
    "peacekeeping": (
        "Missions are sent to some wars and not to others, and with a mandate or a ceasefire that "
        "may itself keep the peace: the design `selection` shows how far where they go can be told "
        "from what is held fixed; what cannot be told biases every other design"
    ),
    "arms-control": (
        "States bind themselves where they expect peace, or where they fear war: neither is "
        "measured. Who stays out of treaties differs from who joins in more than the treaty"
    ),
    "stability": (
        "Alliances last where nothing tears them, and wars break them: which came first is not "
        "measured. The two epochs differ in nuclear weapons and trade too, and a comparison of two "
        "epochs is one of two cases"
    ),
    "claims": "",
}
CAUTION: Final = (
    "Odds ratios of designs without an experiment: they say what goes together once the rest is "
    "held fixed, not what causes what"
)


class ImpactInput(Inputs):
    """Of what, and in which years."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    of: Of = Field(
        description="Of what; `claims` lists all designs and published figures, without data",
        json_schema_extra={"positional": True},
    )
    first: StudyYear | None = Field(
        default=None, alias="from", description="The first year, where not that of the designs"
    )
    last: StudyYear | None = Field(
        default=None, alias="to", description="The last year, included, likewise"
    )

    @model_validator(mode="after")
    def _sense(self) -> "ImpactInput":
        check_span(self.first, self.last)
        return self


@question(
    "impact",
    title="Do pacts, peacekeepers and limits work?",
    timed="no day",
    inputs=ImpactInput,
    answer=ImpactAnswer,
    example={"of": "claims", "on": "2026-01-01"},
    heavy=True,
    reads_data=True,
)
def impact(world: World, inputs: ImpactInput, on: date) -> ImpactAnswer:
    """What pacts, exercises, peacekeepers and arms control do to fighting, by designs side by side.

    Each with its specification, its estimate and interval, a placebo, labels dealt out by chance,
    and forecasts of years not seen beside a baseline. It reads datasets that `foedus data` brings.
    """
    if inputs.of == "claims":
        return _claims(world, on)
    module = _module(inputs.of)
    if world.store is None:
        raise QuestionError("this world has no store of datasets; foedus.load() gives one that has")
    with world.store.reading() as store:
        tested = tuple(_tried(replace(world, store=store), inputs, module))
        published = tuple(reproduced(store, inputs.of))
        found = _epochs(replace(world, store=store), inputs) if inputs.of == "stability" else ()
        datasets = tuple(_edition(store, name) for name in module.DATASETS)
    return ImpactAnswer(
        question="impact",
        on=on,
        catalogue=world.catalogue.key,
        title=ASKED[inputs.of],
        lead=_lead(tested),
        notes=(CAUTION, SELECTION[inputs.of]),
        of=inputs.of,
        plans=tuple(one.plan for one in tested),
        tested=tested,
        published=published,
        epochs=found,
        selection=SELECTION[inputs.of],
        datasets=datasets,
    )


def _edition(store: Store, name: str) -> str:
    manifest = store.manifest(name)
    return f"{name} {manifest.version}" if manifest else name


def _module(of: str) -> ModuleType:
    import importlib

    name = "arms" if of == "arms-control" else of
    return importlib.import_module(f"foedus.questions.health.impact.{name}")


def _claims(world: World, on: date) -> ImpactAnswer:
    plans: tuple[Plan, ...] = ()
    for of in ASKED:
        if of != "claims":
            plans = (*plans, *_module(of).PLANS)
    found = tuple(reproduced(world.store, "claims"))
    return ImpactAnswer(
        question="impact",
        on=on,
        catalogue=world.catalogue.key,
        title=ASKED["claims"],
        lead=f"{counted(len(plans), 'design')} and {counted(len(found), 'published figure')}.",
        of="claims",
        plans=plans,
        published=found,
    )


def _tried(world: World, inputs: ImpactInput, module: ModuleType) -> list[Tested]:
    import polars as pl

    from foedus.data.panels.scope import Scope
    from foedus.questions.health.impact.design import try_out

    assert world.store is not None  # asked before
    scope = Scope(world.store, world.catalogue, "cow", module.FIRST, module.LAST)
    first, last = inputs.first or module.FIRST, inputs.last or module.LAST
    if first > module.LAST or last < module.FIRST:
        raise QuestionError(
            f"the designs of {inputs.of} are of {module.FIRST} to {module.LAST}",
            ("from" if first > module.LAST else "to",),
        )
    scope = replace(scope, last=min(last, module.LAST))
    return [
        try_out(replace(design, frame=design.frame.filter(pl.col("year") >= first)))
        for design in module.designs(scope)
    ]


def _epochs(world: World, inputs: ImpactInput) -> tuple[Epoch, ...]:
    from foedus.data.panels.scope import Scope
    from foedus.questions.health.impact.epochs import epochs
    from foedus.questions.health.impact.stability import FIRST, LAST

    assert world.store is not None  # asked before
    first, last = inputs.first or FIRST, min(inputs.last or LAST, LAST)
    return tuple(epochs(Scope(world.store, world.catalogue, "cow", max(first, FIRST), last)))


def _lead(tested: Sequence[Tested]) -> str:
    asked = [one for one in tested if one.plan.id != "selection"]
    ways = [one.direction for one in asked]
    told = [
        f"{ways.count(way)} {'find' if ways.count(way) != 1 else 'finds'} {what}"
        for way, what in (
            ("less", "less fighting"),
            ("more", "more fighting"),
            ("neither", "none that can be told from chance"),
            ("not told", "nothing, for want of rows"),
        )
        if way in ways
    ]
    beaten = [one for one in asked if one.foreseen and one.foreseen.beats is not None]
    better = sum(bool(one.foreseen and one.foreseen.beats) for one in beaten)
    selected = sum(bool(one.placebo and one.placebo.clean is False) for one in asked)
    seen = (
        f" {better or 'None'} of {len(beaten)} forecasts years not seen better "
        "than the baseline without it."
        if beaten
        else ""
    )
    placebo = (
        f" In {selected} the placebo has an effect too: who gets it differs from who does not."
        if selected
        else ""
    )
    return f"Of {counted(len(asked), 'design')} {', '.join(told)}.{seen}{placebo}"
