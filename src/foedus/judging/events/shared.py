"""Readings that many clauses share, in one situation and in a table of events."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from foedus.catalogue.clause import Clause
from foedus.language.explain import explain
from foedus.language.situation import PartyTest, Situation
from foedus.model.events import KINDS, OBJECTS
from foedus.model.readings import Shared
from foedus.model.verdicts import Because

if TYPE_CHECKING:
    import polars as pl


def read_into(
    clause: Clause, readings: Iterable[Shared], seen: Situation, party: PartyTest
) -> Iterator[Because]:
    """What the shared readings about such an event add to the trigger of a clause."""
    for reading in readings:
        if _about(reading, seen) and clause.takes_in(reading):
            found = explain(reading.condition, seen, party)
            failed = found.verdict is False and reading.fails
            yield Because(False, reading.fails) if failed else found


def _about(reading: Shared, seen: Situation) -> bool:
    """Whether a shared reading is about such an event."""
    return not (
        (reading.kinds and seen.kind not in reading.kinds)
        or (reading.objects and seen.object not in reading.objects)
        or (reading.states and seen.fact(reading.states) is not True)
        or (reading.denies and seen.fact(reading.denies) is not False)
        or (reading.names and seen.listed(reading.names) is None)
    )


def about_column(
    reading: Shared, frame: "pl.DataFrame", facts: "Mapping[str, pl.DataType]", prefix: str
) -> "pl.Expr | None":
    """Which events of a table a shared reading is about; None where there is no such event."""
    import polars as pl

    objects = [OBJECTS.index(thing) for thing in reading.objects or OBJECTS]
    kinds = [KINDS.index(kind) for kind in reading.kinds or KINDS]
    about = pl.col("object").is_in(objects) & pl.col("kind").is_in(kinds)
    for fact, wanted in ((reading.states, True), (reading.denies, False)):
        if fact and facts.get(fact) != pl.Boolean:
            return None
        if fact:
            about &= (pl.col(prefix + fact) == wanted).fill_null(value=False)
    if reading.names:
        kind, told = facts.get(reading.names), pl.col(prefix + reading.names)
        if kind == pl.Boolean:
            about &= (~told).fill_null(value=False)  # it names nobody
        elif kind == pl.List(pl.String):
            about &= told.is_not_null()
        else:
            return None
    return about if frame.select(about.any()).item() else None
