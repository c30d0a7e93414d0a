"""People, their posts and their secrets as rows."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from foedus.identity import secrets
from foedus.model.people import Appointment, Person
from foedus.model.time import Interval
from foedus.nodes.people import tables
from foedus.nodes.rows import instant, ticks


def secret_row(held: secrets.Held) -> dict[str, Any]:
    """A secret as a row."""
    return {
        "hash": held.hash,
        "person": held.person,
        "purpose": held.purpose,
        "made": ticks(held.made),
        "expires": ticks(held.expires),
        "scopes": " ".join(held.scopes),
        "bound": held.bound,
        "named": held.named,
    }


def secret_of(row: Any) -> secrets.Held:
    """What is kept of a secret, of its row."""
    return secrets.Held(
        row.hash,
        row.person,
        row.purpose,
        instant(row.made),
        instant(row.expires),
        tuple(row.scopes.split()),
        row.bound,
        row.named,
    )


def people_of(connection: Connection, party: str) -> tuple[Person, ...]:
    """The people of a party that were not dismissed."""
    query = select(tables.people.c.person).where(
        tables.people.c.party == party, tables.people.c.ended.is_(None)
    )
    found = [person_of(connection, row.person) for row in connection.execute(query).all()]
    return tuple(person for person in found if person is not None)


def person_of(connection: Connection, pseudonym: str, *, dismissed: bool = False) -> Person | None:
    """A person with their posts; None for one that is not known, or was dismissed."""
    query = select(tables.people.c.party, tables.people.c.ended).where(
        tables.people.c.person == pseudonym
    )
    row = connection.execute(query).one_or_none()
    if row is None or (row.ended is not None and not dismissed):
        return None
    held = select(tables.posts).where(tables.posts.c.person == pseudonym)
    found = tuple(
        Appointment(
            line.post,
            Interval(date.fromisoformat(line.start), date.fromisoformat(line.end)),
            line.of,
        )
        for line in connection.execute(held.order_by(tables.posts.c.number)).all()
    )
    return Person(pseudonym, row.party, found)


def post_row(pseudonym: str, held: Appointment, by: str) -> dict[str, Any]:
    """A post of a person as a row."""
    return {
        "person": pseudonym,
        "post": held.post,
        "of": held.of,
        "start": held.during.start.isoformat(),
        "end": held.during.end.isoformat(),
        "by": by,
    }
