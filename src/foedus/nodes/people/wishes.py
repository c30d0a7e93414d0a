"""What an administrator wants to do about people, as the authority is asked; and invitations."""

from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from foedus.identity import authority
from foedus.identity.authority import Wish
from foedus.model.people import Appointment, Person
from foedus.nodes.people import tables
from foedus.nodes.people.rows import people_of, person_of


def wish_of(
    connection: Connection,
    today: date,
    by: Person,
    verb: authority.Verb,
    party: str,
    held: Appointment | None = None,
    whom: str = "",
) -> Wish:
    """What somebody wants to do about a person of a party, or with a post of it."""
    about = whom
    if verb == "appoint" and not whom and party != by.party:
        others = people_of(connection, party)
        first = not any("administrator" in person.posts(today) for person in others)
        about = authority.FIRST if first else ""
    return Wish(
        by,
        verb,
        today,
        party=party,
        post=held.post if held else None,
        of=held.of if held else "",
        about=about,
    )


def stands(connection: Connection, today: date, bound: dict[str, Any]) -> bool:
    """Whether whoever made an invitation could make it today; `bound` is what it is for."""
    by, pseudonym = bound["by"], bound.get("recovers")
    if not by:
        return connection.execute(select(tables.people.c.person).limit(1)).first() is None
    inviter = person_of(connection, by)
    if inviter is None:
        return False
    if pseudonym:
        whom = person_of(connection, pseudonym)
        wish = Wish(inviter, "recover", today, party=whom.party if whom else "")
        return authority.rule(wish).allowed
    posts = msgspec.convert(bound["posts"], list[Appointment])
    wishes = (wish_of(connection, today, inviter, "appoint", bound["party"], p) for p in posts)
    return all(authority.rule(wish).allowed for wish in wishes)
