"""Orders: an act that a person asks a node to record."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeAlias

import msgspec
from pydantic import BaseModel
from sqlalchemy import Connection, bindparam, select

from foedus.acting.declare import Act, ActError
from foedus.asking.world import World
from foedus.errors import QuestionError, quoted
from foedus.model.entries import LEVELS, Draft, Entry, Level, Signature
from foedus.model.people import Person
from foedus.nodes.stored import Source, Stored
from foedus.nodes.tables import entries
from foedus.record.ahead import Ahead
from foedus.record.ledger.canonical import canonical
from foedus.record.plain import draft_to_plain
from foedus.record.signed import good

LONGEST: Final = 200
"""Characters in the name of a request."""


_SENT: Final = select(entries.c.recorded, entries.c.asked, entries.c.act).where(
    entries.c.request == bindparam("request"), entries.c.person == bindparam("person")
)


Permit: TypeAlias = Callable[[World, datetime], None]
"""Raises QuestionError for what somebody may not do in a world, at a moment."""


@dataclass(frozen=True)
class Done:
    """What is to be recorded of an order, with the signatures of drafts by their places.

    Of an order with lines, `refused` are those that are left out, and why, and `lines` says for
    each draft which line it is of.
    """

    drafts: tuple[Draft, ...]
    signatures: Mapping[int, Signature] = field(default_factory=dict)
    refused: Mapping[int, QuestionError] = field(default_factory=dict)
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class Recorded:
    """What was recorded of an order, all at one moment; see `Done`."""

    entries: tuple[Entry, ...]
    refused: Mapping[int, QuestionError] = field(default_factory=dict)
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Order:
    """An act, its inputs and who does it, on a world that is made of the record as it stands.

    `request` names it, so that the same sent twice is recorded once. `may_see` is what this person
    may see of the record, and `reader` names that. `permit` refuses what they may not do. `shown`
    is the digest of the drafts that they saw and agreed to, and `signature` their nation's, of the
    first of those.
    """

    act: Act[Any]
    given: Any
    person: Person
    world: Callable[[Stored | Ahead, datetime], World]
    ceiling: Level
    request: str = ""
    reader: str = ""
    may_see: Callable[[Entry], bool] | None = None
    permit: Permit | None = None
    shown: str = ""
    signature: Signature | None = None

    def done(self, record: Stored | Ahead, moment: datetime) -> Done:
        """What is to be recorded. Raises QuestionError."""
        if self.may_see is not None:
            record = record.only(self.reader or self.person.id, self.may_see)
        world = self.world(record, moment)
        if self.permit is not None:
            self.permit(world, moment)
        found = self.act.drafts(world, self.given, self.person, moment)
        for draft in found:
            if LEVELS.index(draft.audience.level) > LEVELS.index(self.ceiling):
                told = f"this node holds nothing above {self.ceiling}"
                raise ActError(f"{told}; record {draft.audience.level} elsewhere", ("level",))
        if self.shown and self.shown != digest(found):
            raise ActError(
                f"{self.act.name}: the record went on, and what would be recorded is no longer "
                "what you were shown; look at it again"
            )
        if self.signature is not None and not good(found[0], self.signature):
            told = "the signature is not one of what would be recorded; look at it again"
            raise ActError(f"{self.act.name}: {told}")
        return Done(found, {} if self.signature is None else {0: self.signature})

    @property
    def asked(self) -> bytes:
        """What is asked for, as bytes that are the same where it is the same."""
        return asked_for(self.act, self.given)

    def recorded_before(
        self, connection: Connection, source: Source, record: Stored, asked: bytes | None
    ) -> Recorded | None:
        """What the same request was recorded as; None where it is new. Raises ActError."""
        if not self.request:
            return None
        if len(self.request) > LONGEST or not self.request.isprintable():
            told = f"a request is named in up to {LONGEST} printable characters"
            raise ActError(f"{told}, not {quoted(self.request)}")
        sent = {"request": self.request, "person": self.person.id}
        row = connection.execute(_SENT, sent).one_or_none()
        if row is None:
            row = self._submitted(connection, record)
        if row is None:
            return None
        if row.act != self.act.name or (row.asked is not None and bytes(row.asked) != asked):
            told = f"you sent {quoted(self.request)} before, and asked for something else"
            raise ActError(f"{self.act.name}: {told}; name this request otherwise")
        return self._whole(connection, source, row.recorded)

    def _submitted(self, connection: Connection, record: Stored) -> Any:
        """What another of the same party submitted under this name, with this very signature."""
        found = record.sent(self.request)
        if found is None or self.signature is None:
            return None
        if (found.by, found.signature) != (self.person.party, self.signature):
            return None
        sent = {"request": self.request, "person": found.person}
        return connection.execute(_SENT, sent).one_or_none()

    def _whole(self, connection: Connection, source: Source, recorded: int) -> Recorded:
        rows = connection.execute(
            select(entries.c.number, entries.c.sealed)
            .where(entries.c.recorded == recorded)
            .order_by(entries.c.number)
        ).all()
        return Recorded(tuple(source.sealer.entry(number, sealed) for number, sealed in rows))


def asked_for(act: Act[Any], given: Any) -> bytes:
    """An act and what is given, as bytes that are the same where it is the same."""
    return json.dumps([act.name, plain(given)], sort_keys=True).encode()


def digest(drafts: tuple[Draft, ...]) -> str:
    """What names drafts as they were shown: SHA-256 of their canonical form."""
    from hashlib import sha256

    return sha256(canonical([draft_to_plain(draft) for draft in drafts])).hexdigest()


def plain(given: Any) -> Any:
    """What is given for an act, as JSON can say it."""
    if isinstance(given, BaseModel):
        return given.model_dump(mode="json", exclude_unset=True)
    if isinstance(given, msgspec.Struct):
        given = msgspec.structs.asdict(given)
    if isinstance(given, Mapping):
        return {str(name): plain(value) for name, value in given.items() if value is not None}
    if isinstance(given, list | tuple):
        return [plain(value) for value in given]
    return given if isinstance(given, str | int | float | bool | None) else str(given)
