"""Judging millions of events at once: a table of events against every provision.

A provision is asked of the events alone that it can be about; and where an event took place only
of those on which the verdict hangs on that.
"""

from collections.abc import Sequence

import numpy as np
import polars as pl

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.clause import Clause
from foedus.judging.events.between import SURELY, Sides, between
from foedus.judging.events.columns import ClauseColumns
from foedus.judging.events.concerned import Concerned
from foedus.judging.events.obligors import suspensions
from foedus.judging.events.places import named, places_of
from foedus.judging.events.shared import about_column
from foedus.judging.events.table import FACT, check_places, coded, days_of, placed, with_facts
from foedus.judging.events.tables import UNKNOWN, YES, Tables, day_number, nullable
from foedus.judging.events.verdicts import NOTHING, Rows, Verdicts, joined
from foedus.language.batch import compile_batch
from foedus.model.events import DOMAINS


def judge_batch(catalogue: Catalogue, events: pl.DataFrame) -> pl.DataFrame:
    """For each event (row) and each provision with a trigger (column), whether it is triggered.

    Columns of `events`: `on` (date), `kind`, `attacked` (a state id); where known `attacker` (a
    state or actor id), `place` (a name of the gazetteer) or `lat` and `lon`, `object`, `domain`;
    and facts as `fact.<name>` (boolean, date or list of ids; `fact.flag` may be one id).
    Null is unknown, and so are the nulls in the answer; but an attack on a state's territory at no
    known place is judged at each of its territories, as `Judge` does, and one at a point near a
    line on both its sides. Where a provision has several versions, they share one column.
    Raises EventTableError.
    """
    return judge_table(Tables(catalogue, days_of(events)), events)


def judge_table(tables: Tables, events: pl.DataFrame) -> pl.DataFrame:
    """As `judge_batch`, with tables made before for all days that the events lie on."""
    check_places(events)
    sites = named(events, tables)
    told = with_facts(events, tables.catalogue.settled)
    batch = Batch(tables, coded(told, tables))
    found = {i: batch.verdicts(versions) for i, versions in tables.triggered.items()}
    placeable = [i for i, versions in tables.triggered.items() if batch.asks_place(versions)]
    unsure = np.zeros(len(events), dtype=bool)
    for provision in placeable:
        unsure[found[provision].open()] = True
    spots = places_of(events, np.flatnonzero(unsure), sites, tables)
    if len(spots.row):
        again = np.zeros(len(events), dtype=bool)
        again[spots.row] = True
        there = Batch(tables, placed(batch.frame, spots))
        for provision in placeable:
            agreed = there.verdicts(tables.triggered[provision]).agreed(spots.row)
            found[provision] = found[provision].settled(agreed, again)
    return pl.DataFrame([v.column(len(events)).alias(i) for i, v in found.items()])


class Batch:
    """A table of events, coded, with places or without; and the verdicts on it, each found once."""

    def __init__(self, tables: Tables, frame: pl.DataFrame) -> None:
        self.tables, self.frame = tables, frame
        self.catalogue = tables.catalogue
        self.has_places = "territory" in frame.columns
        self.fact_columns = {
            name.removeprefix(FACT): kind
            for name, kind in frame.schema.items()
            if name.startswith(FACT)
        }
        self.longest = {
            name: int(frame[FACT + name].list.len().max() or 0)  # type: ignore[arg-type]
            for name, kind in self.fact_columns.items()
            if isinstance(kind, pl.List)
        }
        self._readings = [
            (reading, about)
            for reading in self.catalogue.definitions.readings.values()
            if (about := about_column(reading, frame, self.fact_columns, FACT)) is not None
        ]
        self._sides = Sides.of(frame)
        self._concerned = Concerned(self._sides, tables)
        self._found: dict[tuple[int, ...], tuple[Verdicts, bool]] = {}
        self._bonds: tuple[object, tuple[Rows, pl.DataFrame, pl.Expr]] | None = None

    def verdicts(self, versions: Sequence[Clause]) -> Verdicts:
        """The verdict of the version in force, no where none is."""
        return self._judged(versions)[0]

    def asks_place(self, versions: Sequence[Clause]) -> bool:
        """Whether a rule asked for a place that the table does not have."""
        return self._judged(versions)[1]

    def _judged(self, versions: Sequence[Clause]) -> tuple[Verdicts, bool]:
        key = tuple(map(id, versions))
        if key not in self._found:
            parts, asks_place = [], False
            for number, clause in enumerate(versions):
                verdicts, asks = self._judge(clause)
                for earlier in versions[:number]:
                    verdicts = self._outside(earlier, verdicts)
                parts.append(verdicts)
                asks_place |= asks
            self._found[key] = joined(parts), asks_place
        return self._found[key]

    def _outside(self, clause: Clause, verdicts: Verdicts) -> Verdicts:
        """The verdicts on the days on which a clause is not in force."""
        day = self._sides.day[verdicts.row]
        start, end = day_number(clause.life.start), day_number(clause.life.end)
        outside = (day < start) | (day >= end)
        return Verdicts(verdicts.row[outside], verdicts.flag[outside])

    def _judge(self, clause: Clause) -> tuple[Verdicts, bool]:
        rows, frame, bonds = self._bound(clause)
        if not len(rows):
            return NOTHING, False
        columns = ClauseColumns(self, clause, rows)
        parts = [bonds]
        if clause.provision.trigger is not None:
            parts.append(compile_batch(clause.provision.trigger, columns))
            if clause.silent_on_space:
                parts.append(pl.when(pl.col("domain") != DOMAINS.index("space")).then(True))
            for reading, about in self._readings:
                if clause.takes_in(reading):
                    held = compile_batch(reading.condition, columns)
                    parts.append(pl.when(about).then(held).otherwise(pl.lit(value=True)))
        verdict = pl.all_horizontal(parts).cast(pl.Int8).fill_null(UNKNOWN)
        flag = frame.select(verdict).to_series().to_numpy()
        some = np.flatnonzero(flag)
        return Verdicts(rows[some], flag[some]), columns.asks_place

    def _bound(self, clause: Clause) -> tuple[Rows, pl.DataFrame, pl.Expr]:
        """The events between whose states a clause may run, and whether it does."""
        suspended = clause.provision.id if suspensions(clause) else ""
        key = clause.provision.instrument, clause.relation, clause.life, suspended
        if self._bonds is None or self._bonds[0] != key:
            rows = self._concerned.rows(clause)
            bonds = between(self.tables, clause, self._sides.take(rows))
            some = np.flatnonzero(bonds)
            rows = rows[some]
            flags = np.where(bonds[some] == SURELY, np.int8(YES), np.int8(UNKNOWN))
            self._bonds = key, (rows, self.frame[rows], pl.lit(nullable(flags)))
        return self._bonds[1]
