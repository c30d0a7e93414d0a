"""Declaring a question once, so that every door can open on it.

A question is one module of this package: an input model, an answer, and a pure function of world,
inputs and day, declared with `@question`. Doors find it through `every` and `find`; none is told
of it. Another package declares its questions by entry points of the group `foedus.questions`.
"""

import functools
import importlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Generic, Literal, TypeAlias, TypeVar

import msgspec

from foedus.asking.declared import (
    Declared,
    Document,
    I,
    Inputs,
    UnknownInputError,
    after,
    homes_in,
    together,
)
from foedus.asking.extras import advice
from foedus.asking.recorded import FromRecord, expanded
from foedus.asking.world import World
from foedus.documents.numbers import OUTSIDE, known_day
from foedus.errors import FoedusError, QuestionError, quoted
from foedus.extensions import extensions
from foedus.model.answers import Answer

__all__ = [
    "Document",
    "Inputs",
    "Question",
    "UnknownInputError",
    "after",
    "every",
    "find",
    "forget",
    "homes",
    "question",
    "together",
]

GROUP: Final = "foedus.questions"
"""The package of foedus's own, and the entry points by which other packages declare questions."""

Timed: TypeAlias = Literal["over time", "one day", "no day"]
"""Whether an answer is worth watching as the day moves, is of a day, or does not turn on one."""

A = TypeVar("A", bound=Answer)


@dataclass(frozen=True)
class Question(Declared[I], Generic[I, A]):
    """A declared question: a pure function of world, inputs and day."""

    answer: type[A]
    title: str = ""
    timed: Timed = "one day"
    heavy: bool = False
    reads_data: bool = False
    recorded: FromRecord | None = None

    @property
    def group(self) -> str:
        """The group that it belongs to: `costs`; empty for one of another package."""
        home = self.function.__module__
        return home.split(".")[2] if home.startswith(f"{GROUP}.") else ""

    def ask(self, world: World, given: Any, on: date, fields: Mapping[str, Any] | None = None) -> A:
        """Read the inputs and answer. Raises QuestionError, at the place of what is refused."""
        if not isinstance(given, self.inputs) or fields:
            whole = {**self.by_name(given), **(fields or {})}
            world, given, _ = expanded(world, self.recorded, self.name, whole, on)
        return self.answered(world, self.read(given, {}, world.catalogue), on)

    def day_recorded(self, world: World, given: Mapping[str, Any]) -> date | None:
        """The day of the entry on record that is asked about, if one is. Raises QuestionError."""
        return expanded(world, self.recorded, self.name, given, None)[2]

    def answered(self, world: World, inputs: I, on: date) -> A:
        """The answer to inputs that have been read. Raises QuestionError.

        It is raised for whatever refuses in the course of it, and for a library that is not there.
        """
        if not known_day(on):
            told = f"{self.name}: the day asked about, {on}, {OUTSIDE}"
            raise QuestionError(told, at=("on",))
        try:
            answer: A = self.function(self.seen(world), inputs, on)
        except QuestionError:
            raise
        except FoedusError as error:
            raise QuestionError(str(error), error.at) from None
        except ModuleNotFoundError as error:
            missing = advice(error)
            if missing is None:
                raise
            raise QuestionError(f"{self.name}: {missing}") from None
        notes = (*world.catalogue.lists.beyond(on), *world.notes)
        if world.supposed:
            notes = (*notes, f"This is a what-if. It supposes that {'; '.join(world.supposed)}.")
            answer = msgspec.structs.replace(answer, title=f"What if: {answer.title}")
        return answer.noted(notes) if notes else answer

    def seen(self, world: World) -> World:
        """What an answer can have been read from: without the datasets, if they are not read."""
        return world if self.reads_data else replace(world, store=None)


def question(
    name: str,
    *,
    inputs: type[I],
    answer: type[A],
    title: str = "",
    timed: Timed = "one day",
    example: Mapping[str, Any] | None = None,
    heavy: bool = False,
    reads_data: bool = False,
    recorded: FromRecord | None = None,
) -> Callable[[Callable[[World, I, date], A]], Question[I, A]]:
    """Declare a question; its summary is the first line of the function's docstring.

    `example` is a real case that doors show and that works: its inputs, and the day `on`. A folder
    may have it as `example.yaml` instead. A `heavy` question may take seconds whatever its inputs:
    a server lets no other wait behind it. One that `reads_data` is given the datasets of the world;
    its answers hold only while those do. One that can be asked of an entry on record says how.
    `title` is what people call it, where its name is for commands, and `timed` whether its answer
    moves with the day.
    """

    def declare(function: Callable[[World, I, date], A]) -> Question[I, A]:
        summary = (function.__doc__ or "").strip().splitlines()[0]
        return Question(
            name,
            summary,
            inputs,
            function,
            example,
            answer,
            title or name,
            timed,
            heavy,
            reads_data,
            recorded,
        )

    return declare


@functools.cache
def every() -> Mapping[str, Question[Any, Any]]:
    """Every question by name: one per module that declares one, and those of other packages.

    None of another package stands in for one of foedus's own.
    """
    others = {found.name: found for found in extensions(GROUP, Question)}
    return others | {found.name: found for found in _declared()}


@functools.cache
def find(name: str) -> Question[Any, Any]:
    """A question by name, found in the module of that name; no other is loaded.

    Raises QuestionError, naming those there are.
    """
    module = homes_in(GROUP).get(name.replace("-", "_"))
    if module is not None:
        for found in _declared_in(module):
            if found.name == name:
                return found
    others: Iterator[Question[Any, Any]] = extensions(GROUP, Question)
    for found in others:
        if found.name == name:
            return found
    raise QuestionError(f"no question is called {quoted(name)}; there are {', '.join(every())}")


def _declared() -> Iterator[Question[Any, Any]]:
    for module in homes_in(GROUP).values():
        yield from _declared_in(module)


def forget() -> None:
    """Look for the questions anew, where one came or went since the start."""
    homes_in.cache_clear()
    find.cache_clear()
    every.cache_clear()


def homes() -> tuple[str, ...]:
    """The modules that declare questions."""
    return tuple(homes_in(GROUP).values())


def _declared_in(module: str) -> Iterator[Question[Any, Any]]:
    loaded = importlib.import_module(module)
    for value in vars(loaded).values():
        if isinstance(value, Question) and value.function.__module__ == loaded.__name__:
            yield value
