"""People, their posts and their secrets as rows."""

from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, select

from foedus.identity import secrets
from foedus.model.people import Appointment, Person
from foedus.model.time import Interval
from foedus.nodes.people import beyond, tables
from foedus.nodes.rows import instant, ticks
from foedus.nodes.statements import Statement

_PERSON: Final = Statement(
    select(
        tables.people.c.party,
        tables.people.c.ended,
        tables.posts.c.post,
        tables.posts.c.start,
        tables.posts.c.end,
        tables.posts.c.of,
    )
    .outerjoin(tables.posts, tables.posts.c.person == tables.people.c.person)
    .where(tables.people.c.person == bindparam("person"))
    .order_by(tables.posts.c.number)
)
"""A person with each post; one row without a post where there is none."""


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
    rows = _PERSON.rows(connection, person=pseudonym)
    if not rows or (rows[0][1] is not None and not dismissed):
        return None
    found = tuple(
        Appointment(post, Interval(date.fromisoformat(start), date.fromisoformat(end)), of)
        for _, _, post, start, end, of in rows
        if post is not None
    )
    return Person(pseudonym, rows[0][0], found)


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


def prove_no_more(connection: Connection, person: str) -> None:
    """Let nothing that a person held prove who they are: they begin anew, or go."""
    for table in (tables.secrets, tables.passkeys, beyond.identities):
        connection.execute(delete(table).where(table.c.person == person))
