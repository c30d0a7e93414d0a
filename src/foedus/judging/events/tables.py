"""The catalogue as arrays, for judging millions of events at once.

Every fact of a catalogue that depends on the day changes on finitely many days. Between two of
them lies an epoch; within an epoch nothing changes, so a fact is a table over epochs.
"""

import copy
import functools
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray

from foedus.catalogue.catalogue import MEMBER, Catalogue
from foedus.catalogue.clause import Clause
from foedus.catalogue.listed import days_settled
from foedus.catalogue.sites import OWN
from foedus.catalogue.standing import Spell
from foedus.judging.events.layers import NOBODY, layered
from foedus.model.frameworks import Framework
from foedus.model.lists import ROLE
from foedus.model.provisions import PARTIES, Circle, Kin
from foedus.model.time import ALWAYS, Interval

if TYPE_CHECKING:
    import polars as pl

P = ParamSpec("P")
T = TypeVar("T")
Flags = NDArray[np.int8]
NO, YES, UNKNOWN = 0, 1, -1
EPOCH: Final = date(1970, 1, 1)


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - EPOCH).days


def _around(boundaries: NDArray[np.int64], days: NDArray[np.int64]) -> NDArray[np.int64]:
    """The boundaries at which an epoch begins or ends that one of the days lies in."""
    epochs = np.unique(np.searchsorted(boundaries, days, side="right"))
    ends = np.union1d(epochs - 1, epochs)
    return boundaries[ends[(ends >= 0) & (ends < len(boundaries))]]


def nullable(flags: Flags) -> "pl.Series":
    """A boolean series, null where the flag is unknown."""
    import polars as pl

    flat = flags.ravel()
    unknown = np.flatnonzero(flat == UNKNOWN)
    found = pl.Series(flat == YES, dtype=pl.Boolean)
    return found.scatter(unknown, None) if len(unknown) else found


def _kept(
    method: Callable[Concatenate["Tables", P], T],
) -> Callable[Concatenate["Tables", P], T]:
    """What a method gives is kept with the tables, and goes with them: it may take megabytes."""

    def kept(tables: "Tables", /, *args: P.args, **named: P.kwargs) -> T:
        key = (method.__name__, args, tuple(named.items()))
        return tables._once(key, lambda: method(tables, *args, **named))

    return functools.update_wrapper(kept, method)


def _of_frameworks(key: Any) -> bool:
    """Whether what is kept under a key says who is in which framework, and not whose land is."""
    about = key[1] if key[0] == "column" else key
    return about[0] in ("parties", "role", "circle")


class Tables:
    """Codes for states, actors and territories, and tables of what holds in each epoch.

    Only the epochs that the given days lie in are told apart; of the others nothing is right.
    """

    def __init__(
        self, catalogue: Catalogue, days: NDArray[np.int64], turns: Iterable[date] = ()
    ) -> None:
        """`turns` are more days between which epochs are to be told apart."""
        self.catalogue, self.days = catalogue, days
        self.kept: dict[object, Any] = {}
        self.ground: dict[object, Any] = {}
        d = catalogue.definitions
        self.state_ids = sorted(d.states)
        self.ids = [*self.state_ids, *sorted(d.actors)]
        self.code = {identifier: index for index, identifier in enumerate(self.ids)}
        self.territory_ids = sorted(d.territories)
        self.territory_code = {t: index for index, t in enumerate(self.territory_ids)}
        self.turns = {day_number(day) for span in self._spans() for day in (span.start, span.end)}
        self.turns.update(map(day_number, turns))
        self._tell_apart()

    def _tell_apart(self) -> None:
        self.boundaries = _around(np.array(sorted(self.turns), dtype=np.int64), self.days)
        self.epochs = len(self.boundaries) + 1

    def after(self, changed: Catalogue, touched: Iterable[str]) -> "Tables":
        """The tables of this catalogue after changes, which touched some frameworks.

        What is not of frameworks is shared, where the days lie in the same epochs.
        """
        made = copy.copy(self)
        made.catalogue, made.kept = changed, {}
        made.__dict__.pop("triggered", None)
        frameworks = (changed.frameworks[i] for i in touched if i in changed.frameworks)
        spans = (span for framework in frameworks for span in made._spans_of(framework))
        ends = (day for span in spans for day in (span.start, span.end))
        made.turns = self.turns.union(map(day_number, ends))
        made._tell_apart()
        same = np.array_equal(made.epoch_of(made.days), self.epoch_of(self.days))
        if made.epochs != self.epochs or not same:
            made.ground = {}
        return made

    def _spans(self) -> Iterable[Interval]:
        for framework in self.catalogue.frameworks.values():
            yield from self._spans_of(framework)
        yield from (life for state in self.catalogue.states.values() for life in state.lives)
        for territory in self.catalogue.definitions.territories.values():
            yield from (tenure.during for tenure in territory.under)
            yield from (control.settled for control in territory.control)

    def _spans_of(self, framework: Framework) -> Iterable[Interval]:
        yield framework.during
        yield from (role.during for role in framework.roles)
        yield from (listing.during for listing in framework.lists)
        for instrument in framework.instruments:
            yield instrument.during
            yield from (s.during for s in instrument.suspensions)
            for party in self.catalogue.parties(framework, instrument):
                yield party.during
        for clause in self.catalogue.clauses_of(framework):
            for circle in (clause.relation.by, clause.relation.to):
                if isinstance(circle, Kin) and circle.disputed is not None:
                    yield circle.disputed  # when it is disputed whom the provision takes in

    def epoch_of(self, days: NDArray[np.int64]) -> NDArray[np.int64]:
        """The epoch that each day lies in."""
        return np.searchsorted(self.boundaries, days, side="right")

    def span(self, interval: Interval) -> slice:
        """The epochs of an interval; none that was asked for lies in it only in part."""
        ends = np.array([day_number(interval.start), day_number(interval.end)])
        start, end = self.epoch_of(ends)
        return slice(int(start), int(end))

    def _once(self, key: object, make: Callable[[], T]) -> T:
        kept = self.kept if _of_frameworks(key) else self.ground
        if key not in kept:
            kept[key] = make()
        found: T = kept[key]
        return found

    def column(self, key: object, make: "Callable[[], pl.Series]") -> "pl.Expr":
        """A table as a literal, made once."""
        import polars as pl

        return self._once(("column", key), lambda: pl.lit(make()))

    def cell(self, code: "pl.Expr") -> "pl.Expr":
        """Where in such a table a code and the epoch of its row are."""
        import polars as pl

        return code.cast(pl.UInt32, strict=False) * self.epochs + pl.col("epoch")

    @functools.cached_property
    def triggered(self) -> dict[str, list[Clause]]:
        """The provisions that an event may trigger, each with its versions."""
        found: dict[str, list[Clause]] = {}
        for clause in self.catalogue.clauses():
            if clause.provision.trigger is not None:
                found.setdefault(clause.provision.id, []).append(clause)
        return found

    def flags(self, rows: int) -> Flags:
        """A table of `rows` by epoch in which nothing holds."""
        return np.zeros((rows, self.epochs), dtype=np.int8)

    @_kept
    def parties(self, framework: str, instrument: str) -> Flags:
        """Who is a party of an instrument in each epoch, by code of state or actor."""
        found = self.catalogue.framework(framework)
        wanted = next(i for i in found.instruments if i.id == instrument)
        parties = self.catalogue.parties(found, wanted)
        return self._bound(((p, p.during) for p in parties), self.flags(len(self.ids)))

    @_kept
    def role(self, framework: str, role: str) -> Flags:
        """Who holds a role in a framework in each epoch."""
        found = self.catalogue.framework(framework)
        spells = self.catalogue.spells(found, role)
        table = self.flags(len(self.ids))
        self._unlisted(table, found, role, spells)
        life = found.during if role == MEMBER else ALWAYS
        within = ((spell, spell.during.clip(life)) for spell in spells)
        return self._bound(((s, span) for s, span in within if not span.empty), table)

    def _unlisted(
        self, table: Flags, framework: Framework, role: str, spells: Iterable[Spell]
    ) -> None:
        """Mark of whom it is not known whether they hold a role, for the list is not complete."""
        said = self.catalogue.lists.of(framework, f"{ROLE}{role}")
        life = self.span(framework.during if role == MEMBER else ALWAYS)
        of: dict[str, list[Spell]] = {}
        for spell in spells:
            of.setdefault(spell.state, []).append(spell)
        for state in self.state_ids:
            row = table[self.code[state]]
            row[life] = UNKNOWN
            for days in days_settled(said, of.get(state, ()), member=role == MEMBER):
                row[self.span(days)] = NO

    def _bound(self, spells: Iterable[tuple[Spell, Interval]], table: Flags) -> Flags:
        for spell, span in spells:
            table[self.code[spell.state], self.span(span)] = UNKNOWN if spell.contested else YES
        return table

    def circle(self, clause: Clause, circle: Circle) -> Flags:
        """Who belongs to a circle of the clause's instrument in each epoch."""
        key = "circle", clause.provision.instrument, circle
        return self._once(key, lambda: self._circle(clause, circle))

    def circle_column(self, clause: Clause, circle: Circle) -> "pl.Expr":
        """The same as a column, to be gathered from by `cell`."""
        key = "circle", clause.provision.instrument, circle
        return self.column(key, lambda: nullable(self.circle(clause, circle)))

    def _circle(self, clause: Clause, circle: Circle) -> Flags:
        table = self.parties(clause.framework.id, clause.instrument.id)
        if circle == PARTIES:
            return table
        if isinstance(circle, Kin):
            return self._of(circle, table)
        found = self.flags(len(self.ids))
        ever = {p.state for p in self.catalogue.parties(clause.framework, clause.instrument)}
        for state in circle:
            # a state that is named and never a party is protected, or bound, as a third state
            code = self.code[state]
            found[code] = table[code] if state in ever else YES
        return found

    def _of(self, kin: Kin, parties: Flags) -> Flags:
        """The parties, and the states of a kind while they exist."""
        others = self.flags(len(self.ids))
        if kin.members_of:
            found = self.catalogue.framework(kin.members_of)
            among = (p for p in self.catalogue.members(found) if p.state not in kin.but_for)
            within = ((party, party.during.clip(found.during)) for party in among)
            self._bound(((p, span) for p, span in within if not span.empty), others)
        else:
            for state in kin.states or self.state_ids:
                for life in self.catalogue.states[state].lives:
                    others[self.code[state], self.span(life)] = YES
        if kin.disputed is not None:
            disputed = others[:, self.span(kin.disputed)]
            disputed[disputed == YES] = UNKNOWN
        return np.where(parties == NO, others, parties)

    @property
    @_kept
    def holders(self) -> list[NDArray[np.int32]]:
        """Layers of codes of the states that held each territory in each epoch, -1 for none."""
        return self._tenures(lambda state, status: self.code[state])

    @property
    @_kept
    def administrators(self) -> list[NDArray[np.int32]]:
        """The same of those who administered it: in fact, where that was another."""
        territories = self.catalogue.definitions.territories
        others = self._layers(
            (index, control.settled, self.code[control.by])
            for index, identifier in enumerate(self.territory_ids)
            for control in territories[identifier].control
        )
        lost = np.any([layer != NOBODY for layer in others], axis=0)
        return [*others, *(np.where(lost, np.int32(NOBODY), held) for held in self.holders)]

    @_kept
    def homes(self, state: str, epoch: int) -> tuple[str, ...]:
        """The territories that a state held as its own in an epoch."""
        return tuple(
            self.territory_ids[index]
            for index in np.flatnonzero(self._own(self.code[state])[:, epoch])
        )

    @_kept
    def _own(self, state: int) -> NDArray[np.bool_]:
        """Whether the state held each territory in each epoch, by a title that makes it its own."""
        found = np.zeros((len(self.territory_ids), self.epochs), dtype=bool)
        for holders, own in zip(self.holders, self._own_titles, strict=True):
            found |= (holders == state) & (own == 1)
        return found

    @property
    @_kept
    def _own_titles(self) -> list[NDArray[np.int32]]:
        return self.statuses(OWN)

    @_kept
    def statuses(self, wanted: Iterable[str]) -> list[NDArray[np.int32]]:
        """1 where a territory was held under one of the titles, 0 where under another, -1 not."""
        titles = frozenset(wanted)
        return self._tenures(lambda state, status: int(status in titles))

    def _tenures(self, value: Callable[[str, str], int]) -> list[NDArray[np.int32]]:
        return self._layers(
            (index, tenure.during, value(tenure.state, tenure.status))
            for index, identifier in enumerate(self.territory_ids)
            for tenure in self.catalogue.definitions.territories[identifier].under
        )

    def _layers(self, spells: Iterable[tuple[int, Interval, int]]) -> list[NDArray[np.int32]]:
        shape = len(self.territory_ids), self.epochs
        return layered(
            ((index, self.span(during), value) for index, during, value in spells), shape
        )

    @property
    @_kept
    def externals(self) -> Flags:
        """Whether each actor that is no state acts from outside each state."""
        actors = self.ids[len(self.state_ids) :]
        table = np.zeros((len(actors), len(self.state_ids)), dtype=np.int8)
        for row, identifier in enumerate(actors):
            actor = self.catalogue.definitions.actors[identifier]
            if actor.internal:
                continue
            table[row] = YES if actor.bases else UNKNOWN
            for base in actor.bases:
                table[row, self.code[base]] = NO if actor.bases == (base,) else UNKNOWN
        return table
