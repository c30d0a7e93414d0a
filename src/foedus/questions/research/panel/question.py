"""`panel`: tables for statistics, a row for each state, pair, alliance or framework and year."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import ConfigDict, Field, field_validator, model_validator

from foedus.asking.declare import Inputs, question
from foedus.asking.fields import EACH_NAMED_ONCE, check_span
from foedus.asking.world import World
from foedus.data.panels.groups import Group, every, find
from foedus.data.store.store import Store
from foedus.documents.numbers import WHOLE, Flag
from foedus.errors import QuestionError, located
from foedus.model.wording import counted
from foedus.questions.research.panel.answer import Described, PanelAnswer

if TYPE_CHECKING:
    import polars as pl

    from foedus.data.panels.scope import Scope

Unit = Literal[
    "state-year",
    "dyad-year",
    "alliance-year",
    "framework-year",
    "state-day",
    "dyad-day",
    "dyad-spells",
    "codebook",
]
PanelYear = Annotated[int, Field(ge=1800, le=2100), *WHOLE]
"""No dataset has a year outside, and every year more is a row more for each pair of states."""
RELEVANCE = ("contiguity", "majors")


class PanelInput(Inputs):
    """The unit of analysis, the years, the universe of states, and the columns wanted."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    unit: Unit = Field(
        description="What a row is about; `codebook` describes the columns there are",
        json_schema_extra={"positional": True},
    )
    first: PanelYear | None = Field(default=None, alias="from", description="The first year")
    last: PanelYear | None = Field(default=None, alias="to", description="The last year, included")
    columns: Annotated[list[str], EACH_NAMED_ONCE] = Field(
        default=[],
        alias="with",
        max_length=100,
        description="Column groups, by commas: atop,capabilities",
    )
    undirected: Flag = Field(default=False, description="Each pair once, not in both directions")
    universe: Literal["cow", "gw"] = Field(
        default="cow", description="Whose list of states: Correlates of War, Gleditsch and Ward"
    )
    relevant: Flag = Field(
        default=False, description="Only politically relevant pairs: contiguous, or a major power"
    )
    restored: Flag = Field(
        default=False,
        description="Also the pairs of alliances in which a member was not a state of the universe",
    )
    extended: Flag = Field(
        default=False,
        description="Also years after the list of states ends: the states of its last day go on",
    )

    @field_validator("columns", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        given = [value] if isinstance(value, str) else value
        if not isinstance(given, list | tuple):
            return given
        return [part.strip() for item in given for part in str(item).split(",") if part.strip()]

    @model_validator(mode="after")
    def _sense(self) -> "PanelInput":
        check_span(self.first, self.last)
        if not self.unit.startswith("dyad") and (self.relevant or self.undirected):
            raise ValueError(f"only pairs can be undirected or relevant, and {self.unit} has none")
        if self.extended and not self.unit.startswith(("state", "dyad")):
            raise ValueError(
                f"only a list of states can be extended, and {self.unit} is not of states"
            )
        if self.restored and self.unit != "dyad-year":
            raise ValueError("restored pairs are added to dyad-year only")
        return self


@question(
    "panel",
    title="A table for statistics",
    inputs=PanelInput,
    answer=PanelAnswer,
    example={"unit": "codebook", "with": ["atop", "capabilities"], "on": "2020-01-01"},
    heavy=True,
    reads_data=True,
)
def panel(world: World, inputs: PanelInput, on: date) -> PanelAnswer:
    """Tables for statistics from the datasets in the store; `foedus data` brings those.

    Units of years need --from and --to; state-day and dyad-day are of the day --on. A value past
    the years that its source covers is empty, never zero.
    """
    if inputs.unit == "codebook":
        return _codebook(world, inputs, on)
    groups = _groups(inputs)
    with _store(world).reading() as store:
        frame = _frame(world, store, inputs, groups, on)
        datasets = _datasets(store, groups, inputs)
    rows, columns = frame.height, frame.width
    years = f"on {on}" if inputs.unit.endswith("day") else f"{inputs.first} to {inputs.last}"
    return PanelAnswer(
        question="panel",
        on=on,
        catalogue=world.catalogue.key,
        title=f"{_title(inputs)}, {years}",
        lead=f"{counted(rows, 'row')} of {counted(columns, 'column')}.",
        notes=tuple(_notes(inputs)),
        unit=inputs.unit,
        rows=rows,
        names=tuple(frame.columns),
        columns=_described(groups, inputs.unit),
        datasets=datasets,
        first=tuple(
            tuple("" if cell is None else str(cell) for cell in row)
            for row in frame.head(5).iter_rows()
        ),
    ).holding(frame)


def _title(inputs: PanelInput) -> str:
    kind = inputs.unit.replace("-", " ").capitalize()
    if not inputs.unit.startswith("dyad"):
        return kind
    return f"{kind}, {'undirected' if inputs.undirected else 'directed'}"


def _groups(inputs: PanelInput) -> tuple[Group, ...]:
    from foedus.data.panels.panel import LEVELS

    found: list[Group] = []
    for name in dict.fromkeys(inputs.columns):
        with located("with", inputs.columns.index(name)):
            found += find(name, LEVELS[inputs.unit], inputs.unit)
    return tuple(found)


def _store(world: World) -> Store:
    if world.store is None:
        raise QuestionError("this world has no store of datasets; foedus.load() gives one that has")
    return world.store


def _frame(
    world: World, store: Store, inputs: PanelInput, groups: Sequence[Group], on: date
) -> "pl.DataFrame":
    from foedus.data.panels import panel as make

    scope = _scope(world, store, inputs, on)
    directed = not inputs.undirected
    wanted = [*groups]
    if inputs.relevant:
        levels = make.LEVELS[inputs.unit]
        extra = (group for name in RELEVANCE for group in find(name, levels, inputs.unit))
        wanted += [group for group in extra if group not in wanted]
    match inputs.unit:
        case "dyad-year":
            frame = make.dyad_years(scope, wanted, directed=directed, restored=inputs.restored)
        case "state-year":
            frame = make.state_years(scope, wanted)
        case "state-day":
            frame = make.on_day(scope, wanted, on, paired=False, directed=directed)
        case "dyad-day":
            frame = make.on_day(scope, wanted, on, paired=True, directed=directed)
        case "dyad-spells":
            frame = make.spells(scope, wanted, directed=directed)
        case "alliance-year":
            frame = make.alliance_years(scope, wanted)
        case _:
            frame = make.framework_years(scope, wanted)
    if inputs.relevant:
        frame = make.relevant(frame)
        given = {name for group in groups for name in group.gives}
        added = [name for name in make.RELEVANT if name.rstrip("12") not in given]
        frame = frame.drop(added)
    return frame


def _scope(world: World, store: Store, inputs: PanelInput, on: date) -> "Scope":
    from foedus.data.panels.scope import Scope

    if inputs.unit.endswith("day"):
        if inputs.first is not None or inputs.last is not None:
            at = ("to" if inputs.first is None else "from",)
            raise QuestionError(f"{inputs.unit} is of one day; give it with --on", at)
        first = last = on.year
    elif inputs.first is None or inputs.last is None:
        at = ("from" if inputs.first is None else "to",)
        raise QuestionError(f"{inputs.unit} needs its years: --from 1816 --to 2016", at)
    else:
        first, last = inputs.first, inputs.last
    return Scope(store, world.catalogue, inputs.universe, first, last, extended=inputs.extended)


def _described(groups: Sequence[Group], unit: str) -> tuple[Described, ...]:
    paired = unit.startswith("dyad")
    return tuple(
        Described(
            name=f"{name}1, {name}2" if paired and group.level == "state" else name,
            says=gives.says,
            first=gives.first,
            last=gives.last,
            newer=gives.newer,
            absent=gives.absent,
            group=group.name,
            level=group.level,
            datasets=group.needs,
        )
        for group in groups
        for name, gives in group.gives.items()
    )


def _datasets(store: Store, groups: Sequence[Group], inputs: PanelInput) -> tuple[str, ...]:
    from foedus.data.panels.scope import DATASET

    names = [name for group in groups for name in group.needs]
    if inputs.unit.startswith(("state", "dyad")):
        names = [DATASET[inputs.universe], *names]
    found = []
    for name in dict.fromkeys(names):
        manifest = store.manifest(name)
        if manifest:
            found.append(f"{name} {manifest.version}, added {manifest.added:%Y-%m-%d}")
    return tuple(found)


def _notes(inputs: PanelInput) -> list[str]:
    notes = []
    if inputs.unit in ("state-year", "dyad-year", "dyad-spells"):
        from foedus.data.panels.scope import DATASET
        from foedus.data.store.registry import find as dataset

        states = dataset(DATASET[inputs.universe])
        first, last = states.coverage.first, states.coverage.last
        if inputs.extended and (inputs.last or last) > last:
            notes.append(
                f"{states.name} ends in {last}; the states of its last day are assumed to continue."
            )
        elif (inputs.first or first) < first or (inputs.last or last) > last:
            later = "" if (inputs.last or last) <= last else " unless the panel is extended"
            notes.append(
                f"{states.name} lists the states of {first} to {last}; other years have no rows"
                f"{later}."
            )
    if inputs.undirected:
        notes.append("What either state owed the other counts for the pair.")
    if inputs.restored:
        notes.append(
            "Rows with `restored` 1 are pairs in which one was not a state of the universe, or of "
            "years without a list of states."
        )
    return notes


def _codebook(world: World, inputs: PanelInput, on: date) -> PanelAnswer:
    """The columns of every group, or of those named."""
    known = every()
    for number, name in enumerate(inputs.columns):
        if name not in known:
            told = f"no column group is called {name!r}; there are {', '.join(known)}"
            raise QuestionError(told, ("with", number))
    groups = [g for name in inputs.columns or known for g in known[name]]
    columns = _described(groups, "")
    return PanelAnswer(
        question="panel",
        on=on,
        catalogue=world.catalogue.key,
        title="Codebook",
        lead=f"Column groups: {', '.join(dict.fromkeys(g.name for g in groups))}.",
        notes=("In a panel of pairs a column of states has 1 and 2 behind its name.",),
        unit="codebook",
        rows=0,
        names=(),
        columns=columns,
        datasets=(),
    )
