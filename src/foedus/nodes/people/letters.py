"""Notices to people: found by looking, kept in a bounded queue, and let go once they are sent.

They say what waits, by when, and where to look; never what it is about. Where they go stands
outside the record, sealed, and can be erased. Sending is for a door.
"""

import re
import secrets as random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from foedus.model.people import Person
from foedus.model.wording import counted
from foedus.nodes.access import Access
from foedus.nodes.configured import site_of
from foedus.nodes.errors import told
from foedus.nodes.node import Node
from foedus.nodes.people.beyond import letters, mailboxes, noticed
from foedus.nodes.people.known import erase_notices
from foedus.nodes.people.people import PersonError
from foedus.nodes.people.rows import person_of
from foedus.nodes.people.waiting import Waiting, waiting_for
from foedus.nodes.rows import instant, ticks

EVERY: Final = timedelta(minutes=15)
"""How often it is looked what waits for somebody."""
AT_ONCE: Final = 20
"""So many people are looked at, and so many letters sent, at a time."""
MOST: Final = 1_000
"""Letters that wait to be sent, of all."""
EACH: Final = 3
"""Of one person: whoever's letters do not arrive is written no more of them."""
LINES: Final = 20
"""Things in one letter; there are more only as a number."""
SOON: Final = timedelta(days=1)
"""How long before its time something is told of again."""
REMEMBERED: Final = timedelta(days=90)
"""How long it is known that somebody was told of what has no time."""
CLAIMED: Final = timedelta(minutes=10)
"""How long a letter is left to the process that began to send it."""
FIRST_PAUSE: Final = timedelta(minutes=1)
LONGEST_PAUSE: Final = timedelta(hours=6)
GIVEN_UP: Final = timedelta(days=3)
_ADDRESS: Final = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)


class Letter(msgspec.Struct, frozen=True):
    """A notice: to which address, with what text, and how often it was tried."""

    name: str
    to: str
    subject: str
    text: str
    made: datetime
    tries: int = 0


@dataclass(frozen=True)
class Letters:
    """The notices of a node."""

    node: Node

    def keep(self, person: Person, address: str) -> None:
        """Send notices to a person at an address from now on. Raises PersonError."""
        if len(address) > 254 or not _ADDRESS.fullmatch(address):
            raise PersonError("an address is one such as jaan@mfa.example")
        sealed = self.node.sealer.wrap(_about(person.id), address.encode())
        with told(self.node.database.told), self.node.database.writing() as connection:
            mine = mailboxes.c.person == person.id
            connection.execute(delete(mailboxes).where(mine))
            line = {"person": person.id, "sealed": sealed, "looked": 0}
            connection.execute(insert(mailboxes), line)

    def stop(self, person: Person) -> None:
        """Send a person no notices any more; their address is erased."""
        with told(self.node.database.told), self.node.database.writing() as connection:
            erase_notices(connection, person.id)

    def address(self, person: str) -> str:
        """Where a person wants notices; empty where they want none."""
        query = select(mailboxes.c.sealed).where(mailboxes.c.person == person)
        with self.node.database.reading() as connection:
            sealed = connection.execute(query).scalar()
        return "" if sealed is None else self.node.sealer.unwrap(_about(person), sealed).decode()

    def look(self) -> int:
        """See what waits for those at whom it was not looked for a while; how many letters."""
        moment = self.node.clock()
        long_ago = mailboxes.c.looked <= ticks(moment - EVERY)
        query = select(mailboxes.c.person).where(long_ago).order_by(mailboxes.c.looked)
        with self.node.database.reading() as connection:
            people = connection.execute(query.limit(AT_ONCE)).scalars().all()
            found = [(one, person_of(connection, one)) for one in people]
        made = 0
        for pseudonym, person in found:
            waiting = tuple(waiting_for(Access(self.node, person))) if person else ()
            made += self._written(pseudonym, waiting, moment)
        return made

    def _written(self, person: str, waiting: Sequence[Waiting], moment: datetime) -> bool:
        """Put a letter about what is new into the queue, where there is room; whether it was."""
        with told(self.node.database.told), self.node.database.writing() as connection:
            mine = mailboxes.c.person == person
            looked = update(mailboxes).where(mine, mailboxes.c.looked <= ticks(moment - EVERY))
            if not connection.execute(looked.values(looked=ticks(moment))).rowcount:
                return False  # another process looked meanwhile
            connection.execute(delete(noticed).where(noticed.c.until <= ticks(moment)))
            if not _room(connection, person):
                return False
            new = [one for one in waiting if self._is_new(connection, person, one, moment)]
            if not new:
                return False
            content = msgspec.json.encode([(one.what, one.due) for one in new])
            line = {
                "name": random.token_hex(16),
                "person": person,
                "sealed": self.node.sealer.wrap(_about(person), content),
                "made": ticks(moment),
                "next": ticks(moment),
                "tries": 0,
            }
            connection.execute(insert(letters), line)
        return True

    def _is_new(self, connection: Connection, person: str, one: Waiting, moment: datetime) -> bool:
        """Whether somebody is to be told of it, now that it is here, or now that it is soon due."""
        soon = one.due is not None and one.due - moment <= SOON
        tags = [self._tag(person, one.key, "soon")] if soon else []
        tags.append(self._tag(person, one.key, "first"))
        until = ticks((one.due or moment) + REMEMBERED)
        for_this = postgresql if connection.dialect.name == "postgresql" else sqlite
        lines = [{"tag": tag, "person": person, "until": until} for tag in tags]
        put = for_this.insert(noticed).on_conflict_do_nothing()
        return sum(connection.execute(put.values(line)).rowcount for line in lines) > 0

    def _tag(self, person: str, key: str, when: str) -> str:
        return self.node.sealer.tag(f"noticed/{person}/{when}/{key}".encode()).hex()

    def due(self) -> Letter | None:
        """The next letter to send, which no other process sends meanwhile; None for none."""
        moment = self.node.clock()
        query = select(letters).where(letters.c.next <= ticks(moment)).order_by(letters.c.next)
        with told(self.node.database.told), self.node.database.writing() as connection:
            row = connection.execute(query.limit(1)).one_or_none()
            if row is None:
                return None
            own = (letters.c.name == row.name) & (letters.c.next == row.next)
            claimed = update(letters).where(own).values(next=ticks(moment + CLAIMED))
            if not connection.execute(claimed).rowcount:
                return None
        to = self.address(row.person)
        if not to:
            self._gone(row.name)
            return None
        content = self.node.sealer.unwrap(_about(row.person), row.sealed)
        lines = msgspec.json.decode(content, type=list[tuple[str, datetime | None]])
        text = _text(lines, site_of(self.node))
        subject = f"{counted(len(lines), 'thing')} wait{'s' if len(lines) == 1 else ''} for you"
        return Letter(row.name, to, subject, text, instant(row.made), row.tries)

    def sent(self, letter: Letter) -> None:
        """It was taken by the mail server."""
        self._gone(letter.name)

    def failed(self, letter: Letter, *, for_good: bool = False) -> None:
        """It was not: it is tried again, after a pause that grows, or given up."""
        moment = self.node.clock()
        if for_good or moment - letter.made >= GIVEN_UP:
            self._gone(letter.name)
            return
        pause = min(FIRST_PAUSE * 2 ** min(letter.tries, 20), LONGEST_PAUSE)
        again = {"next": ticks(moment + pause), "tries": letter.tries + 1}
        with told(self.node.database.told), self.node.database.writing() as connection:
            its = letters.c.name == letter.name
            connection.execute(update(letters).where(its).values(again))

    def _gone(self, name: str) -> None:
        with told(self.node.database.told), self.node.database.writing() as connection:
            connection.execute(delete(letters).where(letters.c.name == name))


def _room(connection: Connection, person: str) -> bool:
    count = select(func.count()).select_from(letters)
    own = connection.execute(count.where(letters.c.person == person)).scalar_one()
    return own < EACH and connection.execute(count).scalar_one() < MOST


def _text(lines: Sequence[tuple[str, Any]], site: str) -> str:
    shown = [
        f"- {what}, {f'by {due:%Y-%m-%d %H:%M} UTC' if due else 'for which no time is set'}"
        for what, due in lines[:LINES]
    ]
    if len(lines) > LINES:
        shown.append(f"- and {len(lines) - LINES} more")
    listed = "\n".join(shown)
    return (
        f"This waits for you, or for your party:\n\n{listed}\n\n"
        f"What it is you see after you signed in: {site}/\n"
    )


def _about(person: str) -> str:
    return f"{person}/mail"
