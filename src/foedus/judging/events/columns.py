"""A table of events as the rules of one clause see it: what they ask, as expressions."""

import functools
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from foedus.catalogue.clause import Clause
from foedus.judging.events.places import WATERS
from foedus.judging.events.table import FACT
from foedus.judging.events.tables import nullable
from foedus.judging.events.verdicts import Rows
from foedus.model.places import Ring
from foedus.model.provisions import PARTIES

if TYPE_CHECKING:
    from foedus.judging.events.batch import Batch


class ClauseColumns:
    """Some rows of a batch as the rules of one clause see them.

    Where the batch has no places, each is unknown; `asks_place` tells whether a rule minded.
    """

    def __init__(self, batch: "Batch", clause: Clause, rows: Rows) -> None:
        self.batch, self.clause, self.tables = batch, clause, batch.tables
        self.rows = rows
        self.asks_place = False
        self.silent_on_cyber = clause.silent_on_cyber
        self.on = pl.col("on")
        self.victim = pl.col("victim")
        self.attacker = pl.col("attacker")
        self.states = len(self.tables.state_ids)

    def codes(self, ids: Iterable[str]) -> list[int]:
        return [self.tables.code[i] for i in ids]

    def constant(self, identifier: str) -> pl.Expr:
        return pl.lit(self.tables.code[identifier], dtype=pl.Int32)

    def enumerated(self, attribute: str) -> pl.Expr:
        return pl.col(attribute)

    def party(self, subject: pl.Expr) -> pl.Expr:
        return self.tables.circle_column(self.clause, PARTIES).gather(self.tables.cell(subject))

    def role(self, framework: str, role: str, subject: pl.Expr) -> pl.Expr:
        table = self.tables.column(
            ("role", framework, role), lambda: nullable(self.tables.role(framework, role))
        )
        return table.gather(self.tables.cell(subject))

    def external(self, subject: pl.Expr) -> pl.Expr:
        table = self.tables.column("externals", lambda: nullable(self.tables.externals))
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

    # -- of the place ------------------------------------------------------------------------------

    def within(self, areas: Iterable[str]) -> pl.Expr:
        wanted = tuple(sorted(areas))
        return self._at_known(lambda: self._within(wanted))

    def _within(self, wanted: Sequence[str]) -> pl.Expr:
        sites, territories = self.batch.catalogue.sites, self.tables.territory_ids

        def inside() -> pl.Series:
            return pl.Series(
                [not sites.areas_of_territory(t).isdisjoint(wanted) for t in territories]
            )

        on_land = self.tables.column(("within", wanted), inside).gather(_land())
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
        return pl.any_horizontal(found)

    def _at_known(self, verdict: Callable[[], pl.Expr]) -> pl.Expr:
        """What is asked of the places, unknown where there is none."""
        if not self.batch.has_places:
            self.asks_place = True
            return pl.lit(None, dtype=pl.Boolean)
        return pl.when(pl.col("territory").is_not_null()).then(verdict())

    def coordinate(self, axis: str) -> pl.Expr:
        return self._at_known(lambda: pl.col(axis)).cast(pl.Float64)

    def island(self) -> pl.Expr:
        territories = self.batch.catalogue.definitions.territories

        def islands() -> pl.Series:
            return pl.Series([territories[t].island for t in self.tables.territory_ids])

        on_land = self.tables.column("islands", islands).gather(_land())
        return self._at_known(lambda: on_land.fill_null(value=False))

    def any_holder(self, test: Callable[[pl.Expr], pl.Expr]) -> pl.Expr:
        return self._at_known(lambda: self._any_layer("holders", self.tables.holders, test))

    def any_administrator(self, test: Callable[[pl.Expr], pl.Expr]) -> pl.Expr:
        return self._at_known(
            lambda: self._any_layer("administrators", self.tables.administrators, test)
        )

    def any_status(self, statuses: Iterable[str]) -> pl.Expr:
        wanted = tuple(statuses)
        return self._at_known(
            lambda: self._any_layer(
                ("statuses", wanted), self.tables.statuses(wanted), lambda layer: layer == 1
            )
        )

    def _any_layer(
        self,
        key: object,
        layers: Sequence[NDArray[np.int32]],
        test: Callable[[pl.Expr], pl.Expr],
    ) -> pl.Expr:
        """Whether the test holds for any layer; unknown where the land has no holder on record."""
        index = self.tables.cell(_land())
        tests, some = [], []
        for depth, layer in enumerate(layers):
            value = self.tables.column((key, depth), lambda kept=layer: pl.Series(kept.ravel()))  # type: ignore[misc]
            found = value.gather(index)
            present = (found >= 0).fill_null(value=False)
            tests.append(pl.when(present).then(test(found)).otherwise(pl.lit(value=False)))
            some.append(present)
        return (
            pl.when(pl.col("territory") == WATERS)
            .then(False)
            .when(pl.any_horizontal(some))
            .then(pl.any_horizontal(tests))
        )

    # -- of facts, and of other provisions ---------------------------------------------------------

    def fact(self, name: str) -> pl.Expr:
        if self.batch.fact_columns.get(name) == pl.Boolean:
            return pl.col(FACT + name)
        return pl.lit(None, dtype=pl.Boolean)

    def fact_date(self, name: str) -> pl.Expr:
        if self.batch.fact_columns.get(name) == pl.Date:
            return pl.col(FACT + name)
        return pl.lit(None, dtype=pl.Date)

    def any_listed(self, fact: str, test: Callable[[pl.Expr], pl.Expr]) -> pl.Expr:
        if fact not in self.batch.longest:
            return self._nobody_listed(fact)
        listed = pl.col(FACT + fact)
        tests = [pl.lit(value=False)]
        for position in range(self.batch.longest[fact]):
            name = listed.list.get(position, null_on_oob=True)
            code = name.replace_strict(self.tables.code, return_dtype=pl.Int32)
            tests.append(
                pl.when(name.is_not_null()).then(test(code)).otherwise(pl.lit(value=False))
            )
        return pl.when(listed.is_not_null()).then(pl.any_horizontal(tests))

    def any_listed_text(self, fact: str, values: Iterable[str]) -> pl.Expr:
        if fact not in self.batch.longest:
            return self._nobody_listed(fact)
        listed = pl.col(FACT + fact)
        return pl.any_horizontal([listed.list.contains(value) for value in values])

    def _nobody_listed(self, fact: str) -> pl.Expr:
        """A list told as true or false: false lists nobody, and true does not say whom."""
        return pl.when(~self.fact(fact)).then(pl.lit(value=False))

    def trigger_of(self, provision: str) -> pl.Expr:
        versions = self.batch.catalogue.matching(provision)
        self.asks_place |= self.batch.asks_place(versions)
        return pl.lit(nullable(self.batch.verdicts(versions).at(self.rows)))


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
