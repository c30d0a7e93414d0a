"""Declaring a question once, so that every door can open on it.

A question is one module of this package: an input model, an answer, and a pure function of world,
inputs and day, declared with `@question`. Doors find it through `every` and `find`; none is told
of it.
"""

import functools
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

import msgspec
from pydantic import BaseModel, ConfigDict, ValidationError

import foedus.questions
from foedus.model.answers import Answer
from foedus.questions.world import World

I = TypeVar("I", bound="Inputs")  # noqa: E741
A = TypeVar("A", bound=Answer)


class QuestionError(ValueError):
    """A question that makes no sense, in one sentence."""


class Inputs(BaseModel):
    """The typed inputs of a question; unknown ones are errors.

    A field whose `json_schema_extra` has `positional` is an argument, not an option, on the
    command line.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)


class Document(BaseModel):
    """A structured input, or a line of one: on the command line it is the path of a file.

    Flat lists of flat lines, so that it can also be a workbook with a sheet for each list.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


@dataclass(frozen=True)
class Question(Generic[I, A]):
    """A declared question."""

    name: str
    summary: str
    inputs: type[I]
    answer: type[A]
    function: Callable[[World, I, date], A]
    example: Mapping[str, Any]

    @property
    def described(self) -> str:
        """What it answers, in full: the docstring of its function."""
        return inspect.cleandoc(self.function.__doc__ or "")

    def ask(self, world: World, given: Any, on: date, fields: Mapping[str, Any] | None = None) -> A:
        """Read the inputs and answer. Raises QuestionError."""
        return self.function(world, self.read(given, fields or {}), on)

    def read(self, given: Any, fields: Mapping[str, Any]) -> I:
        """The inputs, from a model, a struct or a mapping, and keywords. Raises QuestionError."""
        if isinstance(given, self.inputs) and not fields:
            return given
        if isinstance(given, BaseModel):
            given = given.model_dump(exclude_unset=True)
        elif isinstance(given, msgspec.Struct):
            given = msgspec.structs.asdict(given)
        try:
            return self.inputs.model_validate({**(given or {}), **fields})
        except ValidationError as error:
            faults = "; ".join(_fault(fault) for fault in error.errors(include_url=False))
            raise QuestionError(f"{self.name}: {faults}") from None


def _fault(fault: Any) -> str:
    where = ".".join(str(part) for part in fault["loc"])
    match fault["type"]:
        case "missing":
            return f"{where} is missing"
        case "extra_forbidden":
            return f"there is no input {where!r}"
        case "literal_error":
            return f"{where}: {fault['input']!r} is not one of {fault['ctx']['expected']}"
        case "too_long":
            most = fault["ctx"]["max_length"]
            return f"{where} takes at most {most}, got {fault['ctx']['actual_length']}"
        case "too_short":
            return f"{where} must not be empty"
        case "value_error":
            reason = str(fault["ctx"]["error"])
            return f"{where}: {reason}" if where else reason
        case _:
            return f"{where}: {fault['msg'][0].lower()}{fault['msg'][1:]}, got {fault['input']!r}"


def question(
    name: str, *, inputs: type[I], answer: type[A], example: Mapping[str, Any] | None = None
) -> Callable[[Callable[[World, I, date], A]], Question[I, A]]:
    """Declare a question; its summary is the first line of the function's docstring.

    `example` is a real case that doors show and that works: its inputs, and the day `on`.
    """

    def declare(function: Callable[[World, I, date], A]) -> Question[I, A]:
        summary = (function.__doc__ or "").strip().splitlines()[0]
        return Question(name, summary, inputs, answer, function, example or {})

    return declare


@functools.cache
def every() -> Mapping[str, Question[Any, Any]]:
    """Every question of the package by name: one per module that declares one."""
    return {found.name: found for found in _declared()}


def find(name: str) -> Question[Any, Any]:
    """A question by name. Raises QuestionError, naming those there are."""
    found = every().get(name)
    if found is None:
        raise QuestionError(f"no question is called {name!r}; there are {', '.join(every())}")
    return found


def _declared() -> Iterator[Question[Any, Any]]:
    for module in sorted(pkgutil.iter_modules(foedus.questions.__path__), key=lambda m: m.name):
        loaded = importlib.import_module(f"{foedus.questions.__name__}.{module.name}")
        for value in vars(loaded).values():
            if isinstance(value, Question) and value.function.__module__ == loaded.__name__:
                yield value
