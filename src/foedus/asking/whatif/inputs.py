"""What every question takes beside its own inputs: changes, a scenario, another day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from foedus.asking.ask import SUPPOSING
from foedus.asking.day import day
from foedus.asking.declare import Question
from foedus.asking.whatif.kinds import KINDS, spelling
from foedus.asking.whatif.reading import ChangeLine, Scenario, read_changes, suppose
from foedus.asking.world import World
from foedus.authoring.changes import Define
from foedus.catalogue.changes import Change, Join
from foedus.documents.faults import first_of, place, words
from foedus.documents.numbers import Day, to_day
from foedus.documents.reading import ReadDocument, read_placed
from foedus.documents.source import read
from foedus.errors import FaultyInputsError, FoedusError, QuestionError, located, path_of

WITH, SCENARIO, AGAINST = SUPPOSING


class WhatIfInputs(BaseModel):
    """The inputs that make a what-if of any question."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    with_: list[str | ChangeLine] = Field(
        [],
        alias=WITH,
        description=f"A change that is supposed, as {spelling(Join)}; repeat for several. The "
        f"kinds are {', '.join(KINDS)}",
    )
    scenario: Scenario | None = Field(None, description="Changes that are supposed together")
    against: Day | None = Field(
        None, description="Another day: the answer of the day asked about is compared with its"
    )


@dataclass(frozen=True)
class Supposed:
    """What a question is asked with: the changes, and the other day, if there is one."""

    title: str = ""
    listed: tuple[Change, ...] = ()
    spelled: tuple[Change, ...] = ()
    against: date | None = None

    def world(self, world: World) -> World:
        """The world after the changes. Raises QuestionError, at the input it was given in."""
        try:
            catalogue, told = suppose(world.catalogue, (*self.listed, *self.spelled))
        except FoedusError as error:
            raise QuestionError(str(error), self._at(error.at)) from None
        return world.supposing(catalogue, told)

    def _at(self, at: tuple[str | int, ...]) -> tuple[str | int, ...]:
        number, *rest = at
        assert isinstance(number, int)
        if number < len(self.listed):
            return (SCENARIO, "changes", number, *rest)
        return (WITH, number - len(self.listed), *rest)


@dataclass(frozen=True)
class ReadScenario:
    """A scenario that was read from a file, which knows where each of its changes stands."""

    title: str
    changes: tuple[Change, ...]
    document: ReadDocument[Scenario]


def read_scenario(path: Path) -> ReadScenario:
    """The scenario of a file; its definitions lie beside it. A definition is one: it is concluded.

    Raises DefinitionError for a file that is no scenario, and QuestionError, at what it is in it,
    for a change that cannot be read.
    """
    if path.suffix.lower() in (".yaml", ".yml"):
        source = read(path)
        if isinstance(source.data, dict) and "changes" not in source.data and "id" in source.data:
            alone = Scenario.model_construct(scenario="", changes=[])
            return ReadScenario("", (Define(source),), ReadDocument(alone, source, Scenario))
    document = read_placed(path, Scenario)
    found = document.value
    try:
        with located("changes"):
            changes = read_changes(found.changes, path.parent)
    except QuestionError as error:
        raise QuestionError(f"{document.where(error.at)}: {error}", (SCENARIO, *error.at)) from None
    return ReadScenario(found.scenario, changes, document)


def supposed(question: Question[Any, Any], inputs: dict[str, Any]) -> Supposed | None:
    """What is supposed, taken out of the inputs; None where nothing is. Raises QuestionError."""
    scenario = inputs.pop(SCENARIO, None)
    days = _taken(question, inputs, AGAINST, lambda text: to_day(text) is not None)
    spelled = _taken(question, inputs, WITH, lambda text: ":" in text)
    if scenario is None and not days and not spelled:
        return None
    with located(WITH):
        read = read_changes(spelled)
    if len(days) > 1:
        raise QuestionError("against is given twice; give one day", (AGAINST,))
    with located(AGAINST):
        other = day(days[0]) if days else None
    if isinstance(scenario, ReadScenario):
        return Supposed(scenario.title, scenario.changes, read, other)
    if scenario is None:
        return Supposed("", (), read, other)
    found = _scenario(scenario)
    with located(SCENARIO, "changes"):
        return Supposed(found.scenario, read_changes(found.changes), read, other)


def _taken(
    question: Question[Any, Any], inputs: dict[str, Any], name: str, is_ours: Callable[[str], bool]
) -> list[Any]:
    """What is given for one of these inputs, taken out of all that is given.

    Where a question has an input of that name itself, only what has the form of ours is taken.
    """
    own = next((taken for taken in question.takes.values() if taken.known == name), None)
    key = next((n for n in (name, own.name if own else name) if n in inputs), None)
    if key is None:
        return []
    given = inputs.pop(key)
    every = list(given) if isinstance(given, list | tuple) else [given]
    others = [one for one in every if own and isinstance(one, str) and not is_ours(one)]
    ours = [one for one in every if one not in others]
    if own and not ours:
        inputs[key] = given
    elif others:
        inputs[key] = others
    return [one for one in ours if one is not None]


def _scenario(given: Any) -> Scenario:
    try:
        return Scenario.model_validate(given)
    except ValidationError as error:
        faults = [
            QuestionError(words(fault), (SCENARIO, *place(fault, given)))
            for fault in first_of(error)[0]
        ]
        told = f"{path_of(faults[0].at)}: {faults[0]}"
        raise FaultyInputsError(told, faults[0].at, faults) from None
