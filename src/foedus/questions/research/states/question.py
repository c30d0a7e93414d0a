"""`states`: which state had which code in which list, and which name, on a day."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field

from foedus.asking.declare import Inputs, question
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.listed import BEGINS
from foedus.documents.lists import listed
from foedus.documents.numbers import Flag
from foedus.errors import quoted
from foedus.model.actors import State
from foedus.model.wording import counted, some
from foedus.questions.research.states.answer import (
    Crosswalk,
    Iso,
    NotFound,
    StatesAnswer,
    in_being,
)
from foedus.questions.research.states.listed import COW, GW
from foedus.questions.research.states.looking import Handle, Lookup, System, look_up, there

ISO = (
    "ISO codes are today's, or the last that a state had before it ended: ISO 3166 began in 1974, "
    "and the codes that it changed since are found as names"
)
MICRO = (
    "Gleditsch and Ward keep microstates in a list of their own, which is not on record here; "
    "what is said of their list is said of the list of independent states"
)


class StatesInput(Inputs):
    """All states of the day, or those that have these codes or names."""

    codes: Annotated[list[str], BeforeValidator(listed)] = Field(
        default_factory=list,
        description=(
            "Code or name of a state: ISO alpha-3, alpha-2 or number, COW number or letters, "
            "Gleditsch-Ward number, any of its names, or a word of one"
        ),
        json_schema_extra={"positional": True},
    )
    system: System | None = Field(
        None, description="Take codes as those of this list alone, or as names"
    )
    ever: Flag = Field(False, description="Also the states, and the codes, of other days")


@question(
    "states",
    title="Codes and names of states",
    timed="over time",
    inputs=StatesInput,
    answer=StatesAnswer,
    example={"codes": ["AUS", "260", "Korea"], "on": "1985-06-01"},
)
def states(world: World, inputs: StatesInput, on: date) -> StatesAnswer:
    """The states of a day with their codes and names: ISO, Correlates of War, Gleditsch-Ward.

    One row for each state. A code that two lists give to different states is found as both.
    """
    catalogue = world.catalogue
    when = None if inputs.ever else on
    lookups = [look_up(catalogue, text, when, inputs.system) for text in inputs.codes]
    found: dict[str, tuple[Handle, ...]] = {}
    for lookup in lookups:
        for identifier, handles in lookup.found.items():
            found[identifier] = (*found.get(identifier, ()), *handles)
    rows = tuple(
        _crosswalk(state, on, tuple(dict.fromkeys(map(str, found.get(state.id, ())))))
        for state in sorted(catalogue.states.values(), key=lambda s: s.id)
        if (state.id in found if inputs.codes else inputs.ever or _known(state, on))
    )
    missing = tuple(NotFound(lookup.text, lookup.why) for lookup in lookups if not lookup.found)
    return StatesAnswer(
        question="states",
        on=on,
        catalogue=catalogue.key,
        title="States of all days" if inputs.ever else f"States on {on}",
        lead=_lead(rows, missing, inputs, on),
        notes=(*_also(catalogue, lookups), *_notes(rows, on)),
        ever=inputs.ever,
        states=rows,
        not_found=missing,
    )


def _known(state: State, on: date) -> bool:
    """Whether the state is one of those of the day, and that is known."""
    return there(state, on) and in_being(state.lives, on) is not None


def _crosswalk(state: State, on: date, found_as: tuple[str, ...]) -> Crosswalk:
    coded = not state.id.startswith("C-")
    being = in_being(state.lives, on)
    official: Iso = "user-assigned" if state.numeric is None else "official"
    return Crosswalk(
        id=state.id,
        iso=official if coded else "none",
        alpha3=state.id if coded else None,
        alpha2=state.alpha2 or None,
        numeric=state.numeric,
        cow=COW.on(state.cow, on, ended=being is False),
        gw=GW.on(state.gw, on, ended=being is False),
        name=state.name,
        called=next((named.name for named in state.names if on in named.during), None),
        life=next((life for life in state.lives if being and on in life), None),
        lives=state.lives,
        names=state.names,
        cow_spells=state.cow,
        gw_spells=state.gw,
        successors=state.successors,
        found_as=found_as,
        note=state.note,
    )


def _lead(
    rows: Sequence[Crosswalk], missing: Sequence[NotFound], inputs: StatesInput, on: date
) -> str:
    if inputs.codes:
        none = f"; {counted(len(missing), 'code or name', 'codes or names')} not found"
        return f"{counted(len(rows), 'state')} found{none if missing else ''}."
    if on < BEGINS and not _being(rows):
        listed_ = f"{counted(len(rows), 'state')}; w" if inputs.ever else "W"
        return f"{listed_}hich were in being on {on} is not known."
    if inputs.ever:
        return f"{counted(len(rows), 'state')}, of which {_being(rows)} are in being on {on}."
    return (
        f"{counted(_being(rows), 'state')} in being on {on}; "
        f"{_coded(rows, 'cow')} have a COW code and {_coded(rows, 'gw')} a Gleditsch-Ward code."
    )


def _being(rows: Sequence[Crosswalk]) -> int:
    return sum(row.life is not None for row in rows)


def _coded(rows: Sequence[Crosswalk], system: str) -> int:
    return sum(getattr(row, system).code is not None for row in rows)


def _also(catalogue: Catalogue, lookups: Sequence[Lookup]) -> Iterator[str]:
    for lookup in lookups:
        if lookup.also:
            others = some([f"{catalogue.name_of(one)} ({one})" for one in lookup.also])
            yield f"{quoted(lookup.text)} is also a word in names of {others}"


def _notes(rows: Sequence[Crosswalk], on: date) -> Iterator[str]:
    if not rows:
        return
    yield from COW.outside(on)
    yield from GW.outside(on)
    if any(row.gw.code is None and row.life for row in rows):
        yield MICRO
    yield ISO
