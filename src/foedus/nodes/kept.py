"""What a node keeps: its record with the settings and the keys, whatever is asked of it or done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from sqlalchemy import insert

from foedus.model.entries import LEVELS, NODE, Level
from foedus.model.people import Person
from foedus.nodes import checkpoints
from foedus.nodes.append import Head
from foedus.nodes.database import Database
from foedus.nodes.errors import NodeError, told
from foedus.nodes.keys import Keys
from foedus.nodes.rows import ticks
from foedus.nodes.sealing import Sealer
from foedus.nodes.stored import Source, Stored
from foedus.nodes.tables import audit, head, settings
from foedus.record.ledger.checkpoint import Checkpoint
from foedus.record.ledger.tree import Frontier
from foedus.record.record import LONG_AGO

Clock = Callable[[], datetime]


def now() -> datetime:
    """The clock of this machine."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Kept:
    """A record in a database, with its keys."""

    database: Database
    keys: Keys
    clock: Clock = now

    def begin(self, named: dict[str, str]) -> None:
        """Put settings and an empty record into a new database. Raises AwayError."""
        begun = Head(0, LONG_AGO, 0, Frontier())
        verifier = str(self.keys.signer.verifier)
        made = {"verifier": verifier, **named, "keys": self._keyed()}
        rows = [{"name": name, "value": value} for name, value in made.items()]
        with told(self.database.told), self.database.writing() as connection:
            connection.execute(insert(settings), rows)
            connection.execute(insert(head), {"only": 1, **begun.values()})

    def check_keys(self) -> None:
        """See that the keys are those of this node. Raises NodeError."""
        if self.settings.get("keys") != self._keyed():
            raise NodeError(f"the keys are not those of the node at {self.database.told}")

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

    def time(self) -> datetime:
        """What its clock shows."""
        return self.clock().astimezone(UTC)

    def record(self) -> Stored:
        """The whole record as it is now, whoever may see it."""
        with self.database.reading() as connection:
            found = Head.read(connection)
        return Stored(self.source, found.size, found.destroyed)

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
