"""`path`: how a change could lawfully come about, whose consent it needs, and from which day."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Final

from pydantic import BeforeValidator, Field

from foedus.asking.declare import Inputs, question
from foedus.asking.fields import dashed
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.documents.numbers import Day, Flag
from foedus.errors import FoedusError, QuestionError
from foedus.judging.leaving.notice import instrument_left
from foedus.model.frameworks import Framework
from foedus.model.instruments import Instrument
from foedus.questions.conduct.path.answer import PathAnswer, lead_of
from foedus.questions.conduct.path.found import Path
from foedus.questions.conduct.path.inputs import DoneLine, Line, Plan, lined, spelled, stepped
from foedus.questions.conduct.path.law import CUSTOM
from foedus.questions.conduct.path.leaving import Asked, facts_asked, leave
from foedus.questions.conduct.path.ways import by_way, without_act, without_instrument

OF_PROVISIONS: Final = ("amend", "reserve")
"""Changes that may name a provision, and are about its instrument."""


class PathInput(Inputs):
    """Changes, from a document or by options, and what was done so far."""

    plan: Plan | None = Field(
        None,
        description="A scenario: its changes, and the steps that were taken",
        json_schema_extra={"positional": True},
    )
    change: list[str] = Field(
        [], description="A change, such as leave:nato:TUR:2030-01-01 or join:eu:MDA; repeat"
    )
    done: list[str] = Field(
        [], description="A step that was taken, such as sign:2022-07-05 or ratify:HUN:2023-03-31"
    )
    facts: Annotated[dict[str, Flag | Day], BeforeValidator(dashed)] = Field(
        {}, description="A fact that a clause asks for, such as armed-conflict=true; repeat"
    )


@question(
    "path",
    title="How a change could lawfully come about",
    inputs=PathInput,
    answer=PathAnswer,
    example={"change": ["leave:nato:TUR:2030-01-01"], "on": "2026-06-01"},
)
def path(world: World, inputs: PathInput, on: date) -> PathAnswer:
    """How changes could lawfully come about: procedure, consent, ratifications, clock, first day.

    Where no article provides for a change, what general law says of it, as a reading.
    """
    catalogue = world.catalogue
    changes = list(_changes(inputs, catalogue))
    if not changes:
        told = "name a change, such as leave:nato:TUR:2030-01-01, or give a scenario"
        raise QuestionError(told, ("change",))
    steps = [stepped(text, i, catalogue) for i, text in enumerate(inputs.done)]
    steps += inputs.plan.done if inputs.plan else []
    paths = tuple(
        _path(catalogue, inputs, line, at, _done(steps, number), on)
        for number, (at, line) in enumerate(changes, 1)
    )
    _facts_used(catalogue, inputs, paths)
    title = inputs.plan.scenario if inputs.plan else ""
    notes = (CUSTOM,) if any(found.readings for found in paths) else ()
    return PathAnswer(
        question="path",
        on=on,
        catalogue=catalogue.key,
        title=title or "; ".join(found.change for found in paths),
        lead=lead_of(catalogue, paths),
        notes=notes,
        scenario=title,
        paths=paths,
    )


def _changes(
    inputs: PathInput, catalogue: Catalogue
) -> Iterator[tuple[tuple[str | int, ...], Line | str]]:
    """Each change, with its place in what was given; of one that is no act in law its kind."""
    for index, given in enumerate(inputs.plan.changes if inputs.plan else ()):
        at = ("plan", "changes", index)
        yield at, lined(given, at, catalogue)
    for index, text in enumerate(inputs.change):
        yield ("change", index), spelled(text, index, catalogue)


def _done(steps: Sequence[DoneLine], number: int) -> tuple[DoneLine, ...]:
    return tuple(step for step in steps if step.change in (0, number))


def _path(
    catalogue: Catalogue,
    inputs: PathInput,
    line: Line | str,
    at: Sequence[str | int],
    done: tuple[DoneLine, ...],
    on: date,
) -> Path:
    if isinstance(line, str):
        return without_act(line)
    asked = Asked(catalogue, line, _told(line), done, inputs.facts, on)
    try:
        return _lawful(asked)
    except FoedusError as error:
        raise QuestionError(str(error), at) from None


def _lawful(asked: Asked) -> Path:
    """How one change comes about. Raises FoedusError."""
    line, catalogue = asked.line, asked.catalogue
    if not (line.framework or line.instrument or line.provision):
        raise QuestionError("name a framework or an instrument")
    if not line.state and line.change != "amend":
        raise QuestionError(f"name the state; {line.change} is about one")
    if not line.instrument and not line.provision:
        framework = catalogue.frameworks[line.framework]
        if not framework.constitutive and len(framework.instruments) != 1:
            return without_instrument(asked, framework)
    if line.change in ("leave", "withdraw"):
        return leave(asked)
    framework, instrument = _instrument(catalogue, line)
    return by_way(asked, framework, instrument)


def _instrument(catalogue: Catalogue, line: Line) -> tuple[Framework, Instrument]:
    """The instrument that a change is about: as named, that of a provision, or the founding one."""
    provision = line.provision
    if line.change in OF_PROVISIONS and not provision and "/" in line.instrument:
        framework_id, _, named = line.instrument.partition("/")
        if all(i.id != named for i in catalogue.frameworks[framework_id].instruments):
            provision = line.instrument
    if provision:
        for clause in catalogue.matching(provision):
            return clause.framework, clause.instrument
    framework, instrument, _ = instrument_left(catalogue, line.instrument or line.framework)
    return framework, instrument


def _told(line: Line) -> str:
    """The short spelling of a change."""
    parts = (line.change, line.instrument or line.framework or line.provision, line.state)
    days = (line.on, line.until)
    return ":".join([*filter(None, parts), *(str(day) for day in days if day)])


def _facts_used(
    catalogue: Catalogue,
    inputs: PathInput,
    paths: Sequence[Path],
) -> None:
    """Every fact given is one that a clause of some change asks for. Raises QuestionError."""
    wanted = set[str]()
    for found in paths:
        framework, _, identifier = found.instrument.partition("/")
        for instrument in catalogue.frameworks[framework].instruments if framework else ():
            if instrument.id == identifier:
                wanted |= {f for clock in instrument.clocks for f in facts_asked(clock)}
                wanted |= {w.effect.fact for w in instrument.accession if w.effect} - {""}
    for name in inputs.facts:
        if name not in wanted:
            asks = f"they ask for {', '.join(sorted(wanted))}" if wanted else "they ask for none"
            told = f"fact {name!r} has no effect on these changes; {asks}"
            raise QuestionError(told, ("facts", name))
