"""What people prove themselves by beyond a passphrase, as rows."""

from typing import Literal, TypeAlias

import msgspec
from sqlalchemy import Connection, delete, insert, select

from foedus.errors import FoedusError
from foedus.model.people import Person
from foedus.nodes.people import beyond, tables
from foedus.nodes.people.rows import person_of

Kind: TypeAlias = Literal["provider", "certificate"]
MOST = 20
"""So many one person may have."""


class Known(msgspec.Struct, frozen=True):
    """What stands for a person: the tag of a user at a provider, or of a certificate."""

    tag: str
    kind: Kind


class TakenError(FoedusError):
    """What somebody cannot be known by, since another of the same party is, or by any more."""


def put(connection: Connection, person: str, known: Known, by: str, made: int) -> None:
    """Keep that a person is known by something. Raises TakenError."""
    kept = beyond.identities
    found = connection.execute(select(kept.c.person).where(kept.c.tag == known.tag)).scalar()
    if found == person:
        return
    if found is not None:
        raise TakenError("somebody else of your party proves who they are by that")
    if len(connection.execute(select(kept.c.tag).where(kept.c.person == person)).all()) >= MOST:
        raise TakenError(f"a person has at most {MOST} of these; end the others first")
    line = {"tag": known.tag, "person": person, "kind": known.kind, "made": made, "by": by}
    connection.execute(insert(kept), line)


def forget(connection: Connection, person: str) -> None:
    """None of these stands for a person any more."""
    connection.execute(delete(beyond.identities).where(beyond.identities.c.person == person))


def erase(connection: Connection, person: str) -> None:
    """Nothing of these is left, and nothing of where the person wants notices."""
    forget(connection, person)
    erase_notices(connection, person)


def erase_notices(connection: Connection, person: str) -> None:
    """Nothing is known any more of where a person wants notices, and of which."""
    for table in (beyond.mailboxes, beyond.letters, beyond.noticed):
        connection.execute(delete(table).where(table.c.person == person))


def known_by(connection: Connection, tag: str) -> Person | None:
    """Whom a tag stands for; None for nobody, as for somebody who was dismissed.

    Nobody is found by the same one statement, whether there is such a tag or its person is gone.
    """
    query = (
        select(beyond.identities.c.person)
        .join(tables.people, tables.people.c.person == beyond.identities.c.person)
        .where(beyond.identities.c.tag == tag, tables.people.c.ended.is_(None))
    )
    found = connection.execute(query).scalar()
    return None if found is None else person_of(connection, found)
