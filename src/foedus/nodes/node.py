"""A node: a record with its settings and keys, to be read, asked and written to."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from sqlalchemy import insert

from foedus.acting.declare import Act, ActError, find
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.model.entries import LEVELS, NODE, Draft, Entry, Level, Signature
from foedus.model.people import Person
from foedus.nodes import checkpoints
from foedus.nodes.append import Head
from foedus.nodes.catalogues import Catalogues
from foedus.nodes.database import Database
from foedus.nodes.errors import NodeError, told
from foedus.nodes.keys import Keys
from foedus.nodes.orders import Order
from foedus.nodes.places import Place
from foedus.nodes.rows import ticks
from foedus.nodes.scribe import Scribe
from foedus.nodes.sealing import Sealer
from foedus.nodes.stored import Source, Stored
from foedus.nodes.tables import audit, head, settings
from foedus.record.ledger.checkpoint import Checkpoint
from foedus.record.ledger.tree import Frontier
from foedus.record.record import LONG_AGO

Clock = Callable[[], datetime]
MaySee = Callable[[Entry], bool]
Permit = Callable[[World, datetime], None]


def now() -> datetime:
    """The clock of this machine."""
    return datetime.now(UTC)


def shipped() -> World:
    """The world of foedus's own definitions."""
    import foedus

    return foedus.load()


@dataclass(frozen=True)
class Node:
    """An open node. `base` gives the world of its catalogue when it is first asked for.

    The record it gives stands at a position; `world` puts it into the world for a reader. Who may
    see or do what is for the caller to say: `may_see` and `permit`. `reader` names, in the key of
    what is read, whatever `may_see` depends on.
    """

    database: Database
    keys: Keys
    clock: Clock = now
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
            origin = origin or f"foedus/{framework}"
            keys = Keys.fresh(origin) if where.folder else where.keys()
            if keys.signer.name != origin and not where.folder:
                origin = keys.signer.name
            database.prepare()
            node = cls(database, keys, clock, lambda: base_world)
            node.begin({"framework": framework, "origin": origin, "ceiling": ceiling})
            node.checkpoint()  # of nothing, so that there always is one
            if where.folder:
                keys.write(where.folder)
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
            database.check()
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
        if node.settings.get("keys") != node._keyed():
            raise NodeError(f"the keys are not those of the node at {database.told}")
        return node

    def begin(self, named: dict[str, str]) -> None:
        """Put settings and an empty record into a new database. Raises AwayError."""
        begun = Head(0, LONG_AGO, 0, Frontier())
        verifier = str(self.keys.signer.verifier)
        made = {"verifier": verifier, **named, "keys": self._keyed()}
        rows = [{"name": name, "value": value} for name, value in made.items()]
        with told(self.database.told), self.database.writing() as connection:
            connection.execute(insert(settings), rows)
            connection.execute(insert(head), {"only": 1, **begun.values()})

    def _keyed(self) -> str:
        """What tells whether keys are those of this node, and nothing else of them."""
        return self.sealer.tag(self.keys.signer.secret.encode()).hex()

    @cached_property
    def settings(self) -> dict[str, str]:
        """What was set for it, by name."""
        return self.database.settings()

    @property
    def framework(self) -> str:
        """The framework whose record it keeps."""
        return self.settings["framework"]

    @property
    def origin(self) -> str:
        """The name of its log."""
        return self.settings["origin"]

    @property
    def is_mirror(self) -> bool:
        """Whether it is made of exports of another node, and takes no acts."""
        return "mirror" in self.settings

    @property
    def ceiling(self) -> Level:
        """The highest level that it holds."""
        return next(level for level in LEVELS if level == self.settings["ceiling"])

    @cached_property
    def sealer(self) -> Sealer:
        """What seals and opens its entries."""
        return Sealer(self.keys.seal)

    @cached_property
    def source(self) -> Source:
        """Where its record is read from."""
        return Source(self.origin, self.database.reading, self.sealer)

    @cached_property
    def _scribe(self) -> Scribe:
        return Scribe(self.database, self.source, self.time)

    @cached_property
    def _world(self) -> World:
        return self.base()

    @cached_property
    def _catalogues(self) -> Catalogues:
        return Catalogues(self._world.catalogue)

    def time(self) -> datetime:
        """What its clock shows."""
        return self.clock().astimezone(UTC)

    def record(self) -> Stored:
        """The whole record as it is now, whoever may see it."""
        with self.database.reading() as connection:
            found = Head.read(connection)
        return Stored(self.source, found.size, found.destroyed)

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

    def _with(self, record: Stored, known_at: datetime) -> World:
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
    ) -> tuple[Draft, ...]:
        """What an act would record now; nothing is written. Raises QuestionError."""
        order = self._order(act, given, person, reader=reader, may_see=may_see, permit=permit)
        return order.drafts(self.record(), self.time())

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
        return self._scribe.record(order)

    def _order(self, act: str | Act[Any], given: Any, person: Person, **more: Any) -> Order:
        if self.is_mirror:
            raise ActError(f"this is a mirror of {self.origin}; acts are recorded there")
        found = find(act) if isinstance(act, str) else act
        return Order(
            act=found, given=given, person=person, world=self._with, ceiling=self.ceiling, **more
        )

    def beat(self) -> tuple[Entry, ...]:
        """Do what is due by the clock: record where silence ended, and sign a checkpoint.

        Gives what was recorded. It may be called at any time, and by several processes.
        """
        if self.is_mirror:
            return ()
        made = self._scribe.record(None)
        self.checkpoint()
        return made

    def checkpoint(self) -> Checkpoint:
        """The checkpoint of the record as it is now; signed and kept where it is new."""
        if self.is_mirror:
            raise NodeError(f"this is a mirror of {self.origin}, which signs its checkpoints")
        return checkpoints.made(self.database, self.keys.signer, self.time())

    def note(self, person: Person, what: str, about: str, *, allowed: bool, why: str = "") -> None:
        """Put into the audit log what somebody was allowed or refused. Raises AwayError."""
        line = {
            "at": ticks(self.time()),
            "party": person.party,
            "person": person.id or NODE,
            "what": what,
            "about": about,
            "allowed": allowed,
            "why": why,
        }
        with told(self.database.told), self.database.writing() as connection:
            connection.execute(insert(audit), line)

    def close(self) -> None:
        """Write what waits, and let go of the database."""
        if "_scribe" in self.__dict__:
            self._scribe.close()
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
