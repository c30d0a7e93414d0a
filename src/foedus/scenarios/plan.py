"""The scenarios of a sweep, each made from its number alone: by any worker, in any order."""

import itertools
import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import msgspec

from foedus.asking.whatif.reading import read_changes, suppose
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.changes import Change
from foedus.documents.problems import DefinitionError
from foedus.documents.reading import ReadDocument, read_placed
from foedus.documents.shapes import written
from foedus.documents.source import Source
from foedus.errors import QuestionError, located
from foedus.scenarios.document import DAY, MOST, Sweep, Uncertain

BAR: Final = "|"
CANDIDATE: Final = "candidate"


@dataclass(frozen=True)
class Scenario:
    """One scenario: its number, its changes, and they in their short spelling."""

    number: int
    changes: tuple[Change, ...]
    spelled: str


@dataclass(frozen=True)
class Plan:
    """What the scenarios are made of: each of `every` with each of `grid` with each draw.

    `fixed` are the changes that all have; an alternative is the spellings of some changes. A draw
    depends on the seed and its own number alone, and is the same beside every alternative.
    """

    title: str
    on: date | None
    fixed: tuple[Change, ...]
    every: tuple[tuple[str, ...], ...]
    grid: tuple[tuple[str, ...], ...]
    draws: int
    uncertain: tuple[Uncertain, ...]
    seed: int

    def __len__(self) -> int:
        return len(self.every) * len(self.grid) * self.draws

    def scenario(self, number: int) -> Scenario:
        """The scenario of a number, from one on."""
        rest, draw = divmod(number - 1, self.draws)
        one, other = divmod(rest, len(self.grid))
        texts = (*self.every[one], *self.grid[other], *self._drawn(draw))
        changes = (*self.fixed, *read_changes(texts))
        return Scenario(number, changes, "; ".join([*map(spelled, self.fixed), *texts]))

    def _drawn(self, draw: int) -> Iterator[str]:
        chance = random.Random(f"{self.seed}/{draw}")
        for line in self.uncertain:
            # both are drawn, whatever comes of the first, so that one line moves no other
            is_so = chance.random() < (1 if line.probability is None else line.probability)
            at = chance.random()
            if line.fact:
                yield f"settle:{line.fact}:{str(is_so).lower()}"
            elif is_so:
                yield line.change.replace(DAY, str(_day(line, at)))


def _day(line: Uncertain, at: float) -> date | None:
    if line.first is None or line.last is None:
        return None
    return line.first + timedelta(int(at * ((line.last - line.first).days + 1)))


def spelled(change: Change) -> str:
    """A change in its short spelling; a definition goes by its id."""
    values = [_text(value) for value in msgspec.structs.astuple(change)]
    while values and not values[-1]:
        values.pop()
    return ":".join([change.name, *values])


def _text(value: Any) -> str:
    match value:
        case None | ():
            return ""
        case bool():
            return str(value).lower()
        case tuple():
            return ",".join(map(_text, value))
        case Source(data=Mapping() as data) | (Mapping() as data):
            return str(data.get("id", "..."))
    return str(value)


def read_sweep(path: Path, world: World, seed: int) -> Plan:
    """The scenarios of a document. Raises DefinitionError: the file, the line, the field."""
    document = read_placed(path, Sweep, world.catalogue)
    try:
        return _plan(document.value, world.catalogue, path.parent, seed)
    except QuestionError as error:
        raise DefinitionError([_problem(document, error)]) from None


def _problem(document: ReadDocument[Sweep], error: QuestionError) -> Any:
    at = written(Sweep, error.at, document.source.data)
    return document.source.problem(at, str(error))


def _plan(sweep: Sweep, catalogue: Catalogue, folder: Path, seed: int) -> Plan:
    with located("changes"):
        fixed = read_changes(sweep.changes, folder)
        base, _ = suppose(catalogue, fixed)
    every = _every(sweep, base)
    grid = [_alternatives(text, index) for index, text in enumerate(sweep.grid)]
    if not (sweep.every or sweep.grid or sweep.draws):
        told = "this sweeps over nothing; give `every`, `grid`, or `draws` with what is `uncertain`"
        raise QuestionError(told)
    if bool(sweep.draws) != bool(sweep.uncertain):
        told = "`draws` and `uncertain` belong together: how often, and what is drawn"
        raise QuestionError(told, ("draws" if sweep.draws else "uncertain",))
    count = len(every) * math.prod(map(len, grid)) * (sweep.draws or 1)
    if count > MOST:
        raise QuestionError(f"these are {count:,} scenarios, and at most {MOST:,} are asked")
    for index, line in enumerate(sweep.uncertain):
        with located("uncertain", index):
            _check(line)
    named = sweep.states and sweep.every == "accessions"
    for index, alternative in enumerate(every):
        with located(*(("states", index) if named else ("every",))):
            _after(base, alternative[:1])
    _try_out(base, grid, sweep.uncertain)
    ways = tuple(itertools.product(*grid))
    uncertain = tuple(sweep.uncertain)
    return Plan(sweep.sweep, sweep.on, fixed, every, ways, sweep.draws or 1, uncertain, seed)


def _every(sweep: Sweep, catalogue: Catalogue) -> tuple[tuple[str, ...], ...]:
    """The alternatives of who leaves or joins; one without any change where nobody does."""
    if sweep.every is None:
        for name in ("framework", "states"):
            if getattr(sweep, name):
                raise QuestionError(f"`{name}` says of whom `every` is; give both", (name,))
        return ((),)
    if sweep.framework is None or sweep.on is None:
        name = "on" if sweep.framework else "framework"
        raise QuestionError(f"`{name}` is missing: `every` {sweep.every} of what, and when", ())
    framework, on = catalogue.framework(sweep.framework), sweep.on
    members = catalogue.members_on(framework, on)
    if sweep.every == "accessions":
        spells = catalogue.spells(framework, CANDIDATE)
        states = sweep.states or sorted({s.state for s in spells if on in s.during})
        if not states:
            told = f"{framework.id} has no candidates on {on}; give the `states` that may join"
            raise QuestionError(told, ("every",))
        return tuple((f"join:{framework.id}:{state}:{on}",) for state in states)
    states = sweep.states or list(members)
    if not states:
        raise QuestionError(f"{framework.id} has no members on {on}", ("on",))
    for index, state in enumerate(sweep.states):
        if state not in members:
            told = f"{state} is not a member of {framework.id} on {on}"
            raise QuestionError(told, ("states", index))
    exits = [f"leave:{framework.id}:{state}:{on}" for state in states]
    if sweep.every == "exits":
        return tuple((one,) for one in exits)
    if len(exits) < 2:
        raise QuestionError("a pair takes two states; give two or more", ("states",))
    return tuple(itertools.combinations(exits, 2))


def _alternatives(text: str, index: int) -> list[str]:
    """Every change that a line of the grid stands for."""
    fields = [[part.strip() for part in field.split(BAR)] for field in text.split(":")]
    if any("" in field and len(field) > 1 for field in fields):
        told = f"a bar of {text!r} has no alternative beside it; as leave:nato:TUR|HUN:2030-01-01"
        raise QuestionError(told, ("grid", index))
    return [":".join(chosen) for chosen in itertools.product(*fields)]


def _check(line: Uncertain) -> None:
    if bool(line.fact) == bool(line.change):
        raise QuestionError("give a `fact` or a `change`, one of them")
    if line.fact and (line.probability is None or line.first or line.last):
        raise QuestionError("a `fact` has a `probability`, and no days")
    days = line.first is not None and line.last is not None
    if line.change and (DAY in line.change.split(":")) != days:
        told = f"`first` and `last` are the days for {DAY} in a change, as leave:nato:TUR:{DAY}"
        raise QuestionError(told, ("change",))
    if not days and (line.first or line.last):
        name = "last" if line.first else "first"
        raise QuestionError(f"`{name}` is missing: days are drawn from `first` to `last`")
    if line.first and line.last and line.last < line.first:
        raise QuestionError(f"{line.last} is before {line.first}, the first day", ("last",))


def _try_out(
    base: Catalogue, grid: Sequence[Sequence[str]], uncertain: Sequence[Uncertain]
) -> None:
    """Refuse what makes no sense whatever else is supposed.

    Each alternative is tried after the first of the lines before it. What makes no sense beside
    some others only, is a row of the sweep that says so.
    """
    for index, line in enumerate(grid):
        for text in reversed(line):
            with located("grid", index):
                found = _after(base, [text])
        base = found
    for index, one in enumerate(uncertain):
        if one.fact:
            texts = [f"settle:{one.fact}"]
        else:
            texts = [one.change.replace(DAY, str(day)) for day in (one.last, one.first)]
        for text in texts:
            with located("uncertain", index):
                found = _after(base, [text])
        base = found


def _after(catalogue: Catalogue, texts: Sequence[str]) -> Catalogue:
    """The catalogue after changes; what is refused is refused as a whole, by no part of it."""
    try:
        return suppose(catalogue, read_changes(texts))[0]
    except QuestionError as error:
        raise QuestionError(str(error)) from None
