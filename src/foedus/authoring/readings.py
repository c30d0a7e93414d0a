"""Shared readings as an author writes them, and as built."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import Field

from foedus.catalogue.definitions import Definitions
from foedus.documents.entry import Entry, Slug, Words
from foedus.documents.source import Location
from foedus.language.tree import ConditionError, parse, references
from foedus.model.conditions import Named
from foedus.model.events import Kind, Object
from foedus.model.readings import Of, Shared

Report = Callable[[Location, str], None]


class ReadingEntry(Entry):
    """What is read into every clause of some sort. The sources stand in its `contested`."""

    id: Slug
    title: Words
    of: Of
    condition: dict[str, Any]
    kinds: Annotated[list[Kind], Field(max_length=100)] = []
    objects: Annotated[list[Object], Field(max_length=100)] = []
    states: Slug | Literal[""] = ""
    denies: Slug | Literal[""] = ""
    names: Slug | Literal[""] = ""
    fails: str = ""
    unless: list[Slug] = []


def shared(entry: ReadingEntry, known: Definitions, report: Report) -> Shared | None:
    """The reading; None where its condition cannot be read. It may name facts and no framework."""
    told = {name: getattr(entry, name) for name in ("states", "denies", "names")}
    if not (entry.kinds or entry.objects or any(told.values())):
        report((), "a reading needs a key from `kinds` to `names`: which events it is about")
        return None
    try:
        condition = parse(entry.condition, {}, ("condition",))
    except ConditionError as error:
        report(error.path, str(error))
        return None
    asked = [("condition", r.id) for r in references(condition) if r.to == "fact"]
    for where, fact in (*told.items(), *asked):
        if fact and fact not in known.facts:
            report((where,), f"unknown fact {fact!r}")
    return Shared(
        entry.id,
        entry.of,
        Named(entry.title, condition),
        tuple(entry.kinds),
        tuple(entry.objects),
        entry.states,
        entry.denies,
        entry.names,
        entry.fails,
        tuple(entry.unless),
    )
