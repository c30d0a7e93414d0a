"""What is declared once so that every door can open on it: a question, or an act.

It is one module, or one folder, of a group: typed inputs, and a pure function. Doors find it there.
"""

import functools
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec
from pydantic import BaseModel, ConfigDict, ValidationError

from foedus.asking.inputs import Input, inputs_of
from foedus.catalogue.catalogue import Catalogue
from foedus.documents.faults import first_of, place, short
from foedus.documents.faults import words as in_words
from foedus.errors import LONGEST, FaultyInputsError, QuestionError, quoted

if TYPE_CHECKING:
    from foedus.documents.source import Location

I = TypeVar("I", bound="Inputs")  # noqa: E741


class UnknownInputError(FaultyInputsError):
    """Inputs among which one, at `at`, is none of the question's."""


class Inputs(BaseModel):
    """The typed inputs of a question or an act; unknown ones are errors.

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
class Declared(Generic[I]):
    """A question or an act: its name, and what it takes."""

    name: str
    summary: str
    inputs: type[I]
    function: Callable[..., Any]
    shown: Mapping[str, Any] | None

    @property
    def described(self) -> str:
        """What it answers or does, in full: the docstring of its function."""
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


@functools.cache
def homes_in(package: str) -> Mapping[str, str]:
    """The module that declares each question or act, by the name of its module or folder.

    A group is a folder of the package; what is declared is a module of a group, or a folder of it
    with a module `question`. Nothing but the groups is imported.
    """
    found: dict[str, str] = {}
    root = importlib.import_module(package)
    for group in pkgutil.iter_modules(root.__path__, f"{root.__name__}."):
        inside = importlib.import_module(group.name).__path__
        for module in pkgutil.iter_modules(inside):
            home = f"{group.name}.{module.name}"
            found[module.name] = f"{home}.question" if module.ispkg else home
    return dict(sorted(found.items()))
