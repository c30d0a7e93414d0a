"""Judging millions of events at once: a table of events against every provision."""

import functools
from collections.abc import Callable, Iterable, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.clause import Clause
from foedus.judging.events.places import WATERS, Spots
from foedus.judging.events.table import FACT, check_places, days_of, prepared, with_facts
from foedus.judging.events.tables import Tables, nullable
from foedus.judging.events.wherever import settle
from foedus.language.batch import compile_batch
from foedus.model.events import DOMAINS
from foedus.model.places import Ring
from foedus.model.provisions import PARTIES, Circle


def judge_batch(catalogue: Catalogue, events: pl.DataFrame) -> pl.DataFrame:
    """For each event (row) and each provision with a trigger (column), whether it is triggered.

    Columns of `events`: `on` (date), `kind`, `attacked` (a state id); where known `attacker` (a
    state or actor id), `place` (a name of the gazetteer) or `lat` and `lon`, `object`, `domain`;
    and facts as `fact.<name>` (boolean, date, or list of ids). Null is unknown, and so are the
    nulls in the answer; but an attack on a state's territory at no known place is judged at each of
    its territories, as `Judge` does, and one at a point near a line on both its
    sides. Where a provision has several versions, they share one column.
    Raises EventTableError.
    """
    tables = Tables(catalogue, days_of(events))
    check_places(events)
    return settle(events, tables, functools.partial(_judge_rows, tables))


def _judge_rows(tables: Tables, events: pl.DataFrame, spots: Spots) -> pl.DataFrame:
    catalogue = tables.catalogue
    batch = _Batch(tables, with_facts(events, catalogue.settled), spots)
    by_id: dict[str, list[Clause]] = {}
    for clause in catalogue.clauses():
        if clause.provision.trigger is not None:
            by_id.setdefault(clause.provision.id, []).append(clause)
    columns = [batch.first_in_force(versions).alias(i) for i, versions in by_id.items()]
    return batch.frame.select(columns)


class _Batch:
    """A table of events, prepared; for each clause read, it is what the rules see as columns."""

    def __init__(self, tables: Tables, events: pl.DataFrame, spots: Spots) -> None:
        self.catalogue = tables.catalogue
        self.tables = tables
        self.frame = prepared(events, spots, self.tables)
        self.fact_columns = {
            name.removeprefix(FACT): events.schema[name]
            for name in events.columns
            if name.startswith(FACT)
        }
        self._literals: dict[object, pl.Expr] = {}
        self._longest = {
            name: int(self.frame[FACT + name].list.len().max() or 0)  # type: ignore[arg-type]
            for name, kind in self.fact_columns.items()
            if isinstance(kind, pl.List)
        }

    def first_in_force(self, versions: Sequence[Clause]) -> pl.Expr:
        """The verdict of the version in force, false where none is."""
        verdict: pl.Expr = pl.lit(value=False)
        for clause in reversed(versions):
            verdict = pl.when(self._in_force(clause)).then(self._judge(clause)).otherwise(verdict)
        return verdict

    def literal(self, key: object, make: Callable[[], pl.Series]) -> pl.Expr:
        """A table as a literal, made once."""
        if key not in self._literals:
            self._literals[key] = pl.lit(make())
        return self._literals[key]

    def once(self, key: object, make: Callable[[], pl.Expr]) -> pl.Expr:
        """What several rules ask of the events, worked out once."""
        return self.literal(("once", key), lambda: self.frame.select(make()).to_series())

    def _in_force(self, clause: Clause) -> pl.Expr:
        on = pl.col("on")
        return (on >= clause.life.start) & (on < clause.life.end)

    def _judge(self, clause: Clause) -> pl.Expr:
        columns = _ClauseColumns(self, clause)
        parts = [columns.between()]
        if clause.provision.trigger is not None:
            parts.append(compile_batch(clause.provision.trigger, columns))
            if clause.silent_on_space:
                parts.append(pl.when(pl.col("domain") != DOMAINS.index("space")).then(True))
        return pl.all_horizontal(parts)


class _ClauseColumns:
    """The columns of a batch as the rules of one clause see them."""

    def __init__(self, batch: _Batch, clause: Clause) -> None:
        self.batch, self.clause, self.tables = batch, clause, batch.tables
        self.on = pl.col("on")
        self.victim = pl.col("victim")
        self.attacker = pl.col("attacker")
        self.states = len(self.tables.state_ids)

    def between(self) -> pl.Expr:
        """Whether the provision runs between the states of each event; see `Judge`."""
        key = "between", self.clause.provision.instrument, self.clause.relation, self._own
        return self.batch.once(key, self._between)

    @property
    def _own(self) -> str:
        """The provision, where other bonds of its instrument may be suspended than of others."""
        return self.clause.provision.id if self.tables.suspensions(self.clause) else ""

    def _between(self) -> pl.Expr:
        towards_victim = self._towards(self.victim, self.attacker)
        if not self.clause.relation.either:
            return towards_victim
        is_state = self.attacker < self.states
        attacker = pl.when(is_state).then(self.attacker)
        towards_attacker = self._towards(attacker, self.victim)
        return towards_victim | pl.when(is_state | is_state.is_null()).then(
            towards_attacker
        ).otherwise(pl.lit(value=False))

    def _towards(self, side: pl.Expr, other: pl.Expr) -> pl.Expr:
        """Whether the provision runs towards one side of each event, the other being `other`."""
        how = self.clause.relation
        protected = self._circle(how.to, side)
        other_in = self._circle(how.by, other)
        apart = other != side
        suspended = self._suspended()
        if how.mode == "restraint":
            # who attacked comes first: unknown, it leaves open what a suspension would settle
            owed = pl.when(other.is_not_null()).then(other_in & apart & ~suspended)
            return protected & owed
        sure, perhaps = self._counts(side)
        if how.mode == "help":
            counted = other.is_not_null() & apart.fill_null(value=False) & ~suspended
            counted = counted.fill_null(value=False)
            sure -= (counted & other_in.fill_null(value=False)).cast(pl.Int16)
            perhaps -= (counted & other_in.is_null()).cast(pl.Int16)
        return protected & pl.when(sure > 0).then(True).when(perhaps <= 0).then(False)

    def _circle(self, circle: Circle, subject: pl.Expr) -> pl.Expr:
        return self._lookup(
            ("circle", self.clause.provision.instrument, circle),
            lambda: self.tables.circle(self.clause, circle),
            subject,
        )

    def _counts(self, side: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
        """How many are surely, and how many perhaps, bound towards a side of each event."""
        how, clause = self.clause.relation, self.clause
        key = "obligors", clause.provision.instrument, how.by, how.mode, self._own
        counts = functools.cache(lambda: self.tables.obligors(clause, how))
        index = self._index(side)
        sure = self.batch.literal((*key, "sure"), lambda: pl.Series(counts()[0].ravel()))
        perhaps = self.batch.literal((*key, "perhaps"), lambda: pl.Series(counts()[1].ravel()))
        return sure.gather(index), perhaps.gather(index)

    def _suspended(self) -> pl.Expr:
        """Whether the bond between victim and attacker is suspended."""
        legs = [pl.lit(value=False)]
        for suspension in self.tables.suspensions(self.clause):
            during = (self.on >= suspension.during.start) & (self.on < suspension.during.end)
            codes = [self.tables.code[state] for state in suspension.states]
            if len(codes) == 2:
                legs.append(during & self.victim.is_in(codes) & self.attacker.is_in(codes))
            else:
                legs.append(during & ((self.victim == codes[0]) | (self.attacker == codes[0])))
        return pl.any_horizontal(legs)

    def _index(self, row: pl.Expr) -> pl.Expr:
        index = row.cast(pl.UInt32, strict=False) * self.tables.epochs + pl.col("epoch")
        if row.meta.is_column():
            return self.batch.once(("index", row.meta.output_name()), lambda: index)
        return index

    def _lookup(self, key: object, make: Callable[[], NDArray[np.int8]], row: pl.Expr) -> pl.Expr:
        return self.batch.literal(key, lambda: nullable(make())).gather(self._index(row))

    # -- what the rules ask ------------------------------------------------------------------------

    def codes(self, ids: Iterable[str]) -> list[int]:
        return [self.tables.code[i] for i in ids]

    def constant(self, identifier: str) -> pl.Expr:
        return pl.lit(self.tables.code[identifier], dtype=pl.Int32)

    def enumerated(self, attribute: str) -> pl.Expr:
        return pl.col(attribute)

    def party(self, subject: pl.Expr) -> pl.Expr:
        return self._circle(PARTIES, subject)

    def role(self, framework: str, role: str, subject: pl.Expr) -> pl.Expr:
        return self._lookup(
            ("role", framework, role), lambda: self.tables.role(framework, role), subject
        )

    def external(self, subject: pl.Expr) -> pl.Expr:
        table = self.batch.literal("externals", lambda: nullable(self.tables.externals))
        row = pl.when(subject >= self.states).then(subject - self.states)
        from_actor = table.gather(
            row.cast(pl.UInt32, strict=False) * self.states + self.victim.cast(pl.UInt32)
        )
        return (
            pl.when(subject < self.states)
            .then(subject != self.victim)
            .when(subject.is_not_null())
            .then(from_actor)
        )

    def within(self, areas: Iterable[str]) -> pl.Expr:
        wanted = tuple(sorted(areas))
        return self.batch.once(("within", wanted), lambda: self._within(wanted))

    def _within(self, wanted: Sequence[str]) -> pl.Expr:
        sites, territories = self.batch.catalogue.sites, self.tables.territory_ids

        def inside() -> pl.Series:
            return pl.Series(
                [not sites.areas_of_territory(t).isdisjoint(wanted) for t in territories]
            )

        on_land = self.batch.literal(("within", wanted), inside).gather(_land())
        found = [on_land.fill_null(value=False)]
        known = self.batch.catalogue.definitions.areas
        for covers_land in (False, True):
            areas_so = (
                known[a] for a in wanted if a in known and known[a].covers_land == covers_land
            )
            rings = tuple(ring for area in areas_so for ring in area.rings)
            if rings:
                asked = pl.struct("lat", "lon")
                in_ring = asked.map_batches(
                    functools.partial(_in_rings, rings), return_dtype=pl.Boolean
                )
                on_waters = (pl.col("territory") == WATERS) | pl.col("afloat")
                found.append(in_ring if covers_land else in_ring & on_waters)
        return self._at_known(pl.any_horizontal(found))

    def _at_known(self, verdict: pl.Expr) -> pl.Expr:
        return pl.when(pl.col("territory").is_not_null()).then(verdict)

    def coordinate(self, axis: str) -> pl.Expr:
        return self._at_known(pl.col(axis))

    def island(self) -> pl.Expr:
        territories = self.batch.catalogue.definitions.territories

        def islands() -> pl.Series:
            return pl.Series([territories[t].island for t in self.tables.territory_ids])

        on_land = self.batch.literal("islands", islands).gather(_land())
        return self._at_known(on_land.fill_null(value=False))

    def any_holder(self, test: Callable[[pl.Expr], pl.Expr]) -> pl.Expr:
        return self._any_layer("holders", lambda: self.tables.holders, test)

    def any_administrator(self, test: Callable[[pl.Expr], pl.Expr]) -> pl.Expr:
        return self._any_layer("administrators", lambda: self.tables.administrators, test)

    def any_status(self, statuses: Iterable[str]) -> pl.Expr:
        wanted = tuple(statuses)
        layers = lambda: self.tables.statuses(wanted)  # noqa: E731
        return self._any_layer(("statuses", wanted), layers, lambda layer: layer == 1)

    def _any_layer(
        self,
        key: object,
        layers: Callable[[], list[NDArray[np.int32]]],
        test: Callable[[pl.Expr], pl.Expr],
    ) -> pl.Expr:
        """Whether the test holds for any layer; unknown where the land has no holder on record."""
        index = self.batch.once("land", lambda: self._index(_land()))
        tests, some = [], []
        for depth in range(len(layers())):
            value = self.batch.once(
                (key, depth),
                lambda d=depth: pl.lit(pl.Series(layers()[d].ravel())).gather(index),  # type: ignore[misc]
            )
            present = (value >= 0).fill_null(value=False)
            tests.append(pl.when(present).then(test(value)).otherwise(pl.lit(value=False)))
            some.append(present)
        return (
            pl.when(pl.col("territory") == WATERS)
            .then(False)
            .when(pl.any_horizontal(some))
            .then(pl.any_horizontal(tests))
        )

    def fact(self, name: str) -> pl.Expr:
        if self.batch.fact_columns.get(name) == pl.Boolean:
            return pl.col(FACT + name)
        return pl.lit(None, dtype=pl.Boolean)

    def fact_date(self, name: str) -> pl.Expr:
        if self.batch.fact_columns.get(name) == pl.Date:
            return pl.col(FACT + name)
        return pl.lit(None, dtype=pl.Date)

    def any_listed(self, fact: str, test: Callable[[pl.Expr], pl.Expr]) -> pl.Expr:
        if fact not in self.batch._longest:
            return self._nobody_listed(fact)
        listed = pl.col(FACT + fact)
        tests = [pl.lit(value=False)]
        for position in range(self.batch._longest[fact]):
            name = listed.list.get(position, null_on_oob=True)
            code = name.replace_strict(self.tables.code, return_dtype=pl.Int32)
            tests.append(
                pl.when(name.is_not_null()).then(test(code)).otherwise(pl.lit(value=False))
            )
        return pl.when(listed.is_not_null()).then(pl.any_horizontal(tests))

    def any_listed_text(self, fact: str, values: Iterable[str]) -> pl.Expr:
        if fact not in self.batch._longest:
            return self._nobody_listed(fact)
        listed = pl.col(FACT + fact)
        return pl.any_horizontal([listed.list.contains(value) for value in values])

    def _nobody_listed(self, fact: str) -> pl.Expr:
        """A list told as true or false: false lists nobody, and true does not say whom."""
        return pl.when(~self.fact(fact)).then(pl.lit(value=False))

    def trigger_of(self, provision: str) -> pl.Expr:
        batch = self.batch
        versions = batch.catalogue.matching(provision)
        return batch.once(("trigger", provision), lambda: batch.first_in_force(versions))


def _land() -> pl.Expr:
    """The territory's code, null on waters and where the place is unknown."""
    return pl.when(pl.col("territory") >= 0).then(pl.col("territory"))


def _in_rings(rings: Sequence[Ring], points: pl.Series) -> pl.Series:
    """Whether any ring contains each point: the even-odd rule, as `rings.contains`."""
    lat = points.struct.field("lat").to_numpy()
    lon = points.struct.field("lon").to_numpy()
    found = np.zeros(len(lat), dtype=bool)
    with np.errstate(invalid="ignore"):
        for ring in rings:
            box = np.array(ring)
            low, high = box.min(axis=0), box.max(axis=0)
            near = np.flatnonzero(
                (lat >= low[0]) & (lat <= high[0]) & (lon >= low[1]) & (lon <= high[1]) & ~found
            )
            if len(near):
                found[near] = _in_ring(lat[near], lon[near], ring)
    return pl.Series(found)


def _in_ring(lat: NDArray[np.float64], lon: NDArray[np.float64], ring: Ring) -> NDArray[np.bool_]:
    inside = np.zeros(len(lat), dtype=bool)
    previous_lat, previous_lon = ring[-1]
    for next_lat, next_lon in ring:
        if next_lat != previous_lat:
            spans = (next_lat > lat) != (previous_lat > lat)
            crossing = (previous_lon - next_lon) * (lat - next_lat) / (previous_lat - next_lat)
            inside ^= spans & (lon < crossing + next_lon)
        previous_lat, previous_lon = next_lat, next_lon
    return inside
