"""A node: a record with its settings and keys, to be read, asked and written to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from foedus.acting.declare import Act, ActError, find
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.model.entries import LEVELS, Draft, Entry, Level, Signature
from foedus.model.people import Person
from foedus.nodes.catalogues import Catalogues
from foedus.nodes.database import Database
from foedus.nodes.errors import NodeError
from foedus.nodes.kept import Clock, Kept, now
from foedus.nodes.keys import Keys
from foedus.nodes.many import Many
from foedus.nodes.orders import Done, Order, Permit, Recorded
from foedus.nodes.places import Place
from foedus.nodes.scribe import Scribe
from foedus.nodes.stored import Stored
from foedus.record.ahead import Ahead

MaySee = Callable[[Entry], bool]


def shipped() -> World:
    """The world of foedus's own definitions."""
    import foedus

    return foedus.load()


@dataclass(frozen=True)
class Node(Kept):
    """An open node. `base` gives the world of its catalogue when it is first asked for.

    The record it gives stands at a position; `world` puts it into the world for a reader. Who may
    see or do what is for the caller to say: `may_see` and `permit`. `reader` names, in the key of
    what is read, whatever `may_see` depends on.
    """

    base: Callable[[], World] = shipped

    @classmethod
    def create(
        cls,
        place: str | Path,
        framework: str,
        *,
        origin: str = "",
        ceiling: Level = "unclassified",
        clock: Clock = now,
        base: Callable[[], World] = shipped,
    ) -> Self:
        """A new node for a framework, in a new folder or in a database at an address.

        `origin` names its log for ever, as in `baltic.example/record`. Raises NodeError.
        """
        base_world = base()
        framework = base_world.catalogue.framework(framework).id
        if ceiling not in LEVELS:
            raise NodeError(f"a ceiling is one of {', '.join(LEVELS)}, not {ceiling!r}")
        where = Place(place)
        database = where.prepare()
        try:
            keys = where.new_keys(origin or f"foedus/{framework}", named=bool(origin))
            database.prepare()
            node = cls(database, keys, clock, lambda: base_world)
            named = {"framework": framework, "origin": keys.signer.name, "ceiling": ceiling}
            node.begin(named)
            node.checkpoint()  # of nothing, so that there always is one
        except BaseException:
            database.close()
            raise
        return node

    @classmethod
    def open(
        cls,
        place: str | Path,
        *,
        keys: Keys | None = None,
        clock: Clock = now,
        base: Callable[[], World] = shipped,
    ) -> Self:
        """The node at a place. Raises NodeError."""
        where = Place(place)
        database = where.database()
        try:
            database.check_newest()
            return cls.within(database, keys or where.keys(), clock, base)
        except BaseException:
            database.close()
            raise

    @classmethod
    def within(
        cls,
        database: Database,
        keys: Keys,
        clock: Clock = now,
        base: Callable[[], World] = shipped,
    ) -> Self:
        """The node in a database. Raises NodeError where the keys are not its own."""
        node = cls(database, keys, clock, base)
        node.check_keys()
        return node

    @cached_property
    def _scribe(self) -> Scribe:
        return Scribe(self.database, self.source, self.time, self._catalogues.forget)

    @cached_property
    def _world(self) -> World:
        return self.base()

    @cached_property
    def _catalogues(self) -> Catalogues:
        return Catalogues(self._world.catalogue)

    def world(
        self,
        reader: str = "",
        may_see: MaySee | None = None,
        as_known_at: datetime | None = None,
    ) -> World:
        """The world with the record as a reader may see it, or as it was known at a moment."""
        record = self.record()
        if may_see is not None:
            record = record.only(reader, may_see)
        if as_known_at is not None:
            record = record.as_known_at(as_known_at)
        return self._with(record, as_known_at or self.time())

    def _with(self, record: Stored | Ahead, known_at: datetime) -> World:
        catalogue = self._catalogues.of(record)
        return replace(
            self._world,
            catalogue=catalogue,
            record=record,
            known_at=known_at,
            defined=self._world.catalogue,
        )

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue with all that the record adds, whoever may see it."""
        return self._catalogues.of(self.record())

    def drafts(
        self,
        act: str | Act[Any],
        given: Any,
        person: Person,
        *,
        reader: str = "",
        may_see: MaySee | None = None,
        permit: Permit | None = None,
        shown: str = "",
        signature: Signature | None = None,
    ) -> tuple[Draft, ...]:
        """What an act would record now; nothing is written. Raises QuestionError."""
        order = self._order(
            act,
            given,
            person,
            reader=reader,
            may_see=may_see,
            permit=permit,
            shown=shown,
            signature=signature,
        )
        return order.done(self.record(), self.time()).drafts

    def act(
        self,
        act: str | Act[Any],
        given: Any,
        person: Person,
        *,
        request: str = "",
        reader: str = "",
        may_see: MaySee | None = None,
        permit: Permit | None = None,
        shown: str = "",
        signature: Signature | None = None,
    ) -> tuple[Entry, ...]:
        """Record an act: the entries are on the disk when this returns.

        See `Order` for what goes with it. Raises QuestionError where the act is refused, and
        AwayError where the database cannot take it.
        """
        order = self._order(
            act,
            given,
            person,
            request=request,
            reader=reader,
            may_see=may_see,
            permit=permit,
            shown=shown,
            signature=signature,
        )
        return self._recorded(order).entries

    def many(self, act: str | Act[Any], lines: Sequence[Any], person: Person, **more: Any) -> Many:
        """The order to do an act for each of several lines; see `Many`."""
        return Many(**self._ordered(act, lines, person), **more)

    def drafts_of(self, order: Many) -> Done:
        """What an order would have recorded now; nothing is written. Raises QuestionError."""
        return order.done(self.record(), self.time())

    def act_all(self, order: Many) -> Recorded:
        """Record an order whole; see `act`. Raises QuestionError."""
        return self._recorded(order)

    def _order(self, act: str | Act[Any], given: Any, person: Person, **more: Any) -> Order:
        return Order(**self._ordered(act, given, person), **more)

    def _recorded(self, order: Order) -> Recorded:
        if self.is_mirror:
            raise ActError(f"this is a mirror of {self.origin}; acts are recorded there")
        return self._scribe.record(order)

    def _ordered(self, act: str | Act[Any], given: Any, person: Person) -> dict[str, Any]:
        return {
            "act": find(act) if isinstance(act, str) else act,
            "given": given,
            "person": person,
            "world": self._with,
            "ceiling": self.ceiling,
        }

    def beat(self) -> tuple[Entry, ...]:
        """Do what is due by the clock: record where silence ended, and sign a checkpoint.

        Gives what was recorded. It may be called at any time, and by several processes.
        """
        if self.is_mirror:
            return ()
        made = self._scribe.record(None)
        self.checkpoint()
        return made.entries

    @property
    def waiting(self) -> int:
        """How many acts wait to be recorded by this process."""
        return self._scribe.waiting if "_scribe" in self.__dict__ else 0

    def close(self) -> None:
        """Write what waits, and let go of the database."""
        if "_scribe" in self.__dict__:
            self._scribe.close()
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
