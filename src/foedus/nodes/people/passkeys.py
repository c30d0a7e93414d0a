"""The passkeys of a node's people: to sign in with, and to sign what a nation does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from foedus.identity import passkeys
from foedus.identity.passkeys import PasskeyError
from foedus.model.entries import Signature
from foedus.model.people import Person
from foedus.nodes.append import Head
from foedus.nodes.errors import told
from foedus.nodes.node import Node
from foedus.nodes.offers import OfferError, Offers
from foedus.nodes.people import tables
from foedus.nodes.people.people import People, PersonError
from foedus.nodes.people.rows import person_of
from foedus.nodes.people.signing_in import SignInError
from foedus.nodes.rows import instant, ticks
from foedus.record.ledger.errors import LedgerError
from foedus.record.passkeys import Passkey, use

LASTS: Final = timedelta(minutes=5)
"""How long a challenge holds."""
MOST: Final = 10
"""So many passkeys may one person have."""
CALLED: Final = 60
"""Characters of what one calls a passkey."""
ENTERING: Final = "passkey/enter"
UNKNOWN: Final = "that passkey lets nobody in here"
"""Whatever was wrong: nobody learns which passkeys there are."""


class Mine(msgspec.Struct, frozen=True):
    """A passkey as its person sees it; `key` is what `register-key` puts on record."""

    id: str
    named: str
    origin: str
    made: datetime
    key: str


@dataclass(frozen=True)
class Passkeys:
    """The passkeys of people of a node."""

    node: Node

    def offered(self, person: Person, origin: str) -> dict[str, Any]:
        """What a browser makes a passkey by. Raises PersonError."""
        there = [one.id for one in self.of(person)]
        if len(there) >= MOST:
            raise PersonError(f"you have {MOST} passkeys; remove one that you no longer use")
        named = People(self.node).named(person.id)
        challenge = Offers(self.node).made(_enrolling(person), b"", LASTS)
        handle = named.handle if named else person.id
        node = self.node.origin
        return passkeys.creation(origin, node, person.id, handle, challenge, there)

    def keep(self, person: Person, origin: str, credential: Mapping[str, Any], named: str) -> Mine:
        """Keep a passkey that a browser made, once. Raises PasskeyError."""
        challenge = passkeys.challenge_in(credential)
        Offers(self.node).opened(_enrolling(person), challenge)
        found = passkeys.enrolled(credential, challenge, origin)
        _key(person, origin, found.public)  # of one that could not be shown nothing is kept
        now, label = ticks(self.node.clock()), named[:CALLED].strip() or "passkey"
        row = {
            "id": found.id,
            "person": person.id,
            "made": now,
            "named": self.node.sealer.wrap(_label(person.id), label.encode()),
            "origin": origin,
            "public": found.public,
            "counter": found.counter,
        }
        with told(self.node.database.told), self.node.database.writing() as connection:
            Head.read(connection, lock=True)  # one comes after the other, in any process
            there = select(tables.passkeys.c.id).where(tables.passkeys.c.id == found.id)
            if connection.execute(there).first():
                raise PasskeyError("that passkey is known here already")
            connection.execute(insert(tables.passkeys), row)
        return next(one for one in self.of(person) if one.id == found.id)

    def of(self, person: Person) -> Sequence[Mine]:
        """The passkeys of a person, the oldest first."""
        query = select(tables.passkeys).where(tables.passkeys.c.person == person.id)
        with self.node.database.reading() as connection:
            rows = connection.execute(query.order_by(tables.passkeys.c.made)).all()
        return tuple(self._mine(person, row) for row in rows)

    def drop(self, person: Person, credential: str) -> None:
        """Remove a passkey of a person. Raises PersonError."""
        mine = (tables.passkeys.c.id == credential) & (tables.passkeys.c.person == person.id)
        with told(self.node.database.told), self.node.database.writing() as connection:
            gone = connection.execute(delete(tables.passkeys).where(mine))
        if gone.rowcount == 0:
            raise PersonError("you have no such passkey")

    def requested(self, origin: str) -> dict[str, Any]:
        """What a browser signs in by; nothing is written for whoever asks."""
        return passkeys.request(origin, Offers(self.node).made(ENTERING, b"", LASTS))

    def proved(self, origin: str, credential: Mapping[str, Any]) -> str:
        """The pseudonym of whoever proves who they are by a passkey, once. Raises SignInError."""
        try:
            challenge = passkeys.challenge_in(credential)
            Offers(self.node).opened(ENTERING, challenge)
            with self.node.database.reading() as connection:
                _asserted(connection, origin, credential, challenge)  # no stranger locks anybody
            with told(self.node.database.told), self.node.database.writing() as connection:
                Head.read(connection, lock=True)  # so that no two see the same counter
                row, counter = _asserted(connection, origin, credential, challenge)
                self._once(connection, challenge, row.person, "")
                used = update(tables.passkeys).where(tables.passkeys.c.id == row.id)
                connection.execute(used.values(counter=counter))
        except (PasskeyError, LedgerError, OfferError) as error:
            raise SignInError(UNKNOWN) from error
        return str(row.person)

    def once(self, person: Person, signature: Signature, request: str) -> None:
        """See that this person's own passkey signed an act, and that for one request alone.

        Raises PasskeyError.
        """
        if signature.key not in {one.key for one in self.of(person)}:
            raise PasskeyError("that passkey is not one of yours here")
        if not request:
            raise PasskeyError("name the request that a passkey signs, as `Idempotency-Key`")
        try:
            used = use(signature.made)
        except ValueError:
            raise PasskeyError("that is not what a passkey signed") from None
        with told(self.node.database.told), self.node.database.writing() as connection:
            Head.read(connection, lock=True)
            self._once(connection, used, person.id, request)

    def _once(self, connection: Connection, what: str, person: str, request: str) -> None:
        """Note what a passkey signed; it is good for one request. Raises PasskeyError."""
        now = self.node.clock()
        over = (tables.uses.c.request == "") & (tables.uses.c.made < ticks(now - LASTS))
        connection.execute(delete(tables.uses).where(over))  # their challenges are over too
        row = connection.execute(select(tables.uses).where(tables.uses.c.use == what)).one_or_none()
        if row is None:
            line = {"use": what, "person": person, "request": request, "made": ticks(now)}
            connection.execute(insert(tables.uses), line)
        elif not request or (row.person, row.request) != (person, request):
            raise PasskeyError("what that passkey signed was used before; sign anew")

    def _mine(self, person: Person, row: Any) -> Mine:
        key = _key(person, row.origin, row.public)
        named = self.node.sealer.unwrap(_label(person.id), row.named).decode()
        return Mine(row.id, named, row.origin, instant(row.made), str(key))


def _key(person: Person, origin: str, public: bytes) -> Passkey:
    """The key of a passkey as it goes on record. Raises PasskeyError and LedgerError."""
    return Passkey(person.party, origin, passkeys.der_of(public))


def _asserted(
    connection: Connection, origin: str, credential: Mapping[str, Any], challenge: str
) -> tuple[Any, int]:
    """The row of a passkey that proved itself, and its new counter. Raises PasskeyError."""
    query = select(tables.passkeys).where(
        tables.passkeys.c.id == str(credential.get("id")), tables.passkeys.c.origin == origin
    )
    row = connection.execute(query).one_or_none()
    if row is None or person_of(connection, row.person) is None:
        raise PasskeyError(UNKNOWN)
    return row, passkeys.asserted(credential, challenge, origin, row.public, row.counter)


def _enrolling(person: Person) -> str:
    return f"passkey/enrol/{person.id}"


def _label(person: str) -> str:
    return f"{person}/passkey"
