"""Declaring a question once, so that every door can open on it.

A question is one module of this package: an input model, an answer, and a pure function of world,
inputs and day, declared with `@question`. Doors find it through `every` and `find`; none is told
of it. Another package declares its questions by entry points of the group `foedus.questions`.
"""

import functools
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

import msgspec
from pydantic import BaseModel, ConfigDict, ValidationError

from foedus.asking.extras import advice
from foedus.asking.inputs import Input, inputs_of
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.documents.faults import first_of, place, short
from foedus.documents.faults import words as in_words
from foedus.documents.numbers import OUTSIDE, known_day
from foedus.errors import LONGEST, FaultyInputsError, FoedusError, QuestionError, quoted
from foedus.extensions import extensions
from foedus.model.answers import Answer

if TYPE_CHECKING:
    from foedus.documents.source import Location

GROUP: Final = "foedus.questions"
"""The entry points by which other packages declare questions."""

I = TypeVar("I", bound="Inputs")  # noqa: E741
A = TypeVar("A", bound=Answer)


class UnknownInputError(FaultyInputsError):
    """Inputs among which one, at `at`, is none of the question's."""


class Inputs(BaseModel):
    """The typed inputs of a question; unknown ones are errors.

    A field whose `json_schema_extra` has `positional` is an argument, not an option, on the
    command line.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, defer_build=True, revalidate_instances="always"
    )


class Document(BaseModel):
    """A structured input, or a line of one: on the command line it is the path of a file.

    Flat lists of flat lines, so that it can also be a workbook with a sheet for each list.
    """

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        populate_by_name=True,
        defer_build=True,
        revalidate_instances="always",
    )


@dataclass(frozen=True)
class Question(Generic[I, A]):
    """A declared question."""

    name: str
    summary: str
    inputs: type[I]
    answer: type[A]
    function: Callable[[World, I, date], A]
    shown: Mapping[str, Any] | None
    heavy: bool = False
    reads_data: bool = False

    @property
    def described(self) -> str:
        """What it answers, in full: the docstring of its function."""
        return inspect.cleandoc(self.function.__doc__ or "")

    @functools.cached_property
    def takes(self) -> Mapping[str, Input]:
        """Its inputs, by their names in Python."""
        return inputs_of(self.inputs)

    @functools.cached_property
    def documents(self) -> Mapping[str, Input]:
        """The inputs that are documents, by their names in Python."""
        return {name: given for name, given in self.takes.items() if given.kind == "document"}

    @functools.cached_property
    def example(self) -> dict[str, Any]:
        """A real case that doors show and that works: its inputs, and the day `on`.

        Where the declaration gives none, it is the file `example.yaml` of the question's folder.
        """
        if self.shown is not None:
            return dict(self.shown)
        folder = files(self.function.__module__.rpartition(".")[0])
        from foedus.documents.source import read_text  # YAML is not needed to ask

        source = read_text((folder / "example.yaml").read_text(encoding="utf-8"), "example.yaml")
        example: dict[str, Any] = _written(source.data)
        return example

    def ask(self, world: World, given: Any, on: date, fields: Mapping[str, Any] | None = None) -> A:
        """Read the inputs and answer. Raises QuestionError, at the place of what is refused."""
        return self.answered(world, self.read(given, fields or {}, world.catalogue), on)

    def answered(self, world: World, inputs: I, on: date) -> A:
        """The answer to inputs that have been read. Raises QuestionError.

        It is raised for whatever refuses in the course of it, and for a library that is not there.
        """
        if not known_day(on):
            told = f"{self.name}: the day asked about, {on}, {OUTSIDE}"
            raise QuestionError(told, at=("on",))
        try:
            answer = self.function(self.seen(world), inputs, on)
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

    def read(self, given: Any, fields: Mapping[str, Any], catalogue: Catalogue) -> I:
        """The inputs, from a model, a struct or a mapping, and keywords; names become ids.

        Raises FaultyInputsError with every fault.
        """
        whole = given
        if not isinstance(given, self.inputs) or fields:
            whole = {**self.by_name(given), **fields}
        try:
            return self.inputs.model_validate(whole, context=catalogue)
        except ValidationError as error:
            raise self._refusal(error, whole) from None

    def by_name(self, given: Any) -> dict[str, Any]:
        """Inputs by their names, from a model, a struct or a mapping. Raises QuestionError."""
        if isinstance(given, BaseModel):
            return {name: getattr(given, name) for name in given.model_fields_set}
        if isinstance(given, msgspec.Struct):
            return msgspec.structs.asdict(given)
        if given and not isinstance(given, Mapping):
            first = next(iter(self.takes.values()))
            alone = isinstance(given, str) and first.kind == "list"
            told = f"inputs are given by name, as {first.name}={[given] if alone else given!r}"
            raise QuestionError(f"{self.name}: {told[:LONGEST]}")
        return dict(given or {})

    def _refusal(self, error: ValidationError, given: Any) -> FaultyInputsError:
        """Every fault, by the name that doors give its place."""
        first, others = first_of(error)
        faults: list[QuestionError] = []
        told: list[tuple[str, str]] = []
        unknown: Location | None = None
        for fault in first:
            at = place(fault, given)
            if at and (field := self.inputs.model_fields.get(str(at[0]))):
                at = (field.alias or at[0], *at[1:])
            where = ".".join(map(short, at))
            match fault["type"]:
                case "extra_forbidden":
                    unknown = unknown or at
                    where, words = "", f"there is no input {quoted(where)}"
                case "missing":
                    words = "is missing"
                case _:
                    words = in_words(fault)
            faults.append(QuestionError(words, at))
            told.append((where, words))
        kind = FaultyInputsError if unknown is None else UnknownInputError
        sentence = f"{self.name}: {together(told, others)}"
        return kind(sentence, unknown or faults[0].at, faults, others)


def _written(value: Any) -> Any:
    """Days as a wire has them, where YAML has dates."""
    if isinstance(value, dict):
        return {name: _written(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_written(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def together(faults: Iterable[tuple[str, str]], others: int) -> str:
    """Faults, each with its place, as one sentence: those of one place together."""
    found: dict[str, list[str]] = {}
    for where, told in faults:
        found.setdefault(where, []).append(told)
    sentences = [after(where, " and ".join(told)) for where, told in found.items()]
    return "; ".join([*sentences, *([f"and {others:,} more"] if others else [])])


def after(where: str, told: str) -> str:
    """A fault after its place, as one sentence where it goes on from it."""
    goes_on = told.startswith(("is ", "must ", "takes "))
    return f"{where}{' ' if goes_on else ': '}{told}" if where else told


def question(
    name: str,
    *,
    inputs: type[I],
    answer: type[A],
    example: Mapping[str, Any] | None = None,
    heavy: bool = False,
    reads_data: bool = False,
) -> Callable[[Callable[[World, I, date], A]], Question[I, A]]:
    """Declare a question; its summary is the first line of the function's docstring.

    `example` is a real case that doors show and that works: its inputs, and the day `on`. A folder
    may have it as `example.yaml` instead. A `heavy` question may take seconds whatever its inputs:
    a server lets no other wait behind it. One that `reads_data` is given the datasets of the world;
    its answers hold only while those do.
    """

    def declare(function: Callable[[World, I, date], A]) -> Question[I, A]:
        summary = (function.__doc__ or "").strip().splitlines()[0]
        return Question(name, summary, inputs, answer, function, example, heavy, reads_data)

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
    module = _homes().get(name.replace("-", "_"))
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
    for module in _homes().values():
        yield from _declared_in(module)


@functools.cache
def _homes() -> Mapping[str, str]:
    """The module that declares each question, by the name of its module or folder.

    A group is a folder of `foedus.questions`; a question is a module of a group, or a folder of it
    with a module `question`. Nothing but the groups is imported.
    """
    found: dict[str, str] = {}
    questions = importlib.import_module("foedus.questions")
    for group in pkgutil.iter_modules(questions.__path__, f"{questions.__name__}."):
        inside = importlib.import_module(group.name).__path__
        for module in pkgutil.iter_modules(inside):
            home = f"{group.name}.{module.name}"
            found[module.name] = f"{home}.question" if module.ispkg else home
    return dict(sorted(found.items()))


def forget() -> None:
    """Look for the questions anew, where one came or went since the start."""
    _homes.cache_clear()
    find.cache_clear()
    every.cache_clear()


def homes() -> tuple[str, ...]:
    """The modules that declare questions."""
    return tuple(_homes().values())


def _declared_in(module: str) -> Iterator[Question[Any, Any]]:
    loaded = importlib.import_module(module)
    for value in vars(loaded).values():
        if isinstance(value, Question) and value.function.__module__ == loaded.__name__:
            yield value
