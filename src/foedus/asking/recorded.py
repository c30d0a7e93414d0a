"""Questions asked of an entry on record, as `decide record:M-7`."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from foedus.errors import FoedusError, QuestionError

if TYPE_CHECKING:
    from foedus.asking.world import World

MARK: Final = "record:"


class Recorded(NamedTuple):
    """What an entry says as inputs of a question: the inputs, its day, and what was read."""

    inputs: Mapping[str, Any]
    on: date
    read: tuple[str, ...]


Read: TypeAlias = Callable[["World", str, date | None], Recorded]
"""Reads the entry of an id, as it stands on a day, or on its own where none is given."""


class FromRecord(NamedTuple):
    """How a question is asked of an entry: the name under which the entry is given, and its reader.

    The name is that of an input, or one of its own.
    """

    name: str
    read: Read


def named(given: Mapping[str, Any]) -> tuple[str, str] | None:
    """The first input that names an entry, and its id; None where none does."""
    for name, value in given.items():
        alone = value[0] if isinstance(value, list | tuple) and len(value) == 1 else value
        if isinstance(alone, str) and alone.startswith(MARK):
            return name, alone.removeprefix(MARK).strip()
    return None


def expanded(
    world: "World",
    source: FromRecord | None,
    question: str,
    given: Mapping[str, Any],
    on: date | None,
) -> tuple["World", dict[str, Any], date | None]:
    """The inputs with what an entry says in place of its name; those given beside it win.

    The world then says what was read. Raises QuestionError, at the input that names the entry.
    """
    found = named(given)
    if found is None:
        return world, dict(given), on
    name, entry = found
    if source is None:
        told = f"{question} reads nothing from the record; give its inputs themselves"
        raise QuestionError(told, (name,))
    if world.known_at is None:
        told = f"{name}: there is no record here; {MARK}{entry} is on a node, named by --node"
        raise QuestionError(told, (name,))
    try:
        said = source.read(world, entry, on)
    except FoedusError as error:
        raise QuestionError(f"{name}: {error}", (name,)) from None
    others = {other: value for other, value in given.items() if other != name}
    known = f"{world.known_at:%Y-%m-%d %H:%M:%S}Z"
    note = f"Read from the record as known at {known}: {', '.join(said.read)}."
    return replace(world, notes=(*world.notes, note)), {**said.inputs, **others}, on or said.on
