"""Who the people of a node are: admitted, given posts, and dismissed."""

import json
import secrets as random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from foedus.errors import FoedusError
from foedus.identity import authority, passphrases, secrets
from foedus.identity.authority import Wish
from foedus.model.people import SECRETARIAT, Appointment, Person, Post
from foedus.model.time import Interval
from foedus.nodes.errors import told
from foedus.nodes.node import Node
from foedus.nodes.people import tables
from foedus.nodes.rows import instant, ticks

HANDLE: Final = r"[a-z][a-z0-9._-]{1,39}"
"""A name to sign in with."""


class PersonError(FoedusError):
    """What cannot be done about a person, in one sentence that tells nothing of others."""


class NotAllowedError(PersonError):
    """What a person may not do; `because` is the reason, for the log of their party."""


class Named(msgspec.Struct, frozen=True):
    """What names a person: the name to sign in with, and what they are called."""

    handle: str
    name: str = ""
    address: str = ""


@dataclass(frozen=True)
class People:
    """The people of a node."""

    node: Node

    def person(self, pseudonym: str) -> Person | None:
        """A person with their posts; None for one that is not known, or was dismissed."""
        with self.node.database.reading() as connection:
            return _person(connection, pseudonym)

    def named(self, pseudonym: str) -> Named | None:
        """What names a person; None where it was erased."""
        query = select(tables.details).where(tables.details.c.person == pseudonym)
        with self.node.database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        return msgspec.json.decode(self.node.sealer.unwrap(pseudonym, row.sealed), type=Named)

    def of(self, party: str) -> Sequence[Person]:
        """The people of a party that were not dismissed."""
        query = select(tables.people.c.person).where(
            tables.people.c.party == party, tables.people.c.ended.is_(None)
        )
        with self.node.database.reading() as connection:
            found = [_person(connection, row.person) for row in connection.execute(query).all()]
        return tuple(person for person in found if person is not None)

    def first_invitation(self) -> str:
        """The invitation of the first administrator of the secretariat, on a node without people.

        Raises PersonError where there are some.
        """
        with self.node.database.reading() as connection:
            if connection.execute(select(tables.people.c.person).limit(1)).first():
                raise PersonError("this node has people; one of its administrators invites others")
        posts = (Appointment("administrator"),)
        return self._invitation(SECRETARIAT, posts)

    def invite(self, by: Person, party: str, posts: Sequence[Appointment]) -> str:
        """An invitation for somebody to come, once, with these posts. Raises PersonError."""
        for held in posts:
            self._allowed(by, "appoint", party, held)
        if not posts:
            raise PersonError("say which posts the person is to hold")
        return self._invitation(party, tuple(posts), by.id)

    def _invitation(self, party: str, posts: tuple[Appointment, ...], by: str = "") -> str:
        secret = secrets.fresh()
        bound = json.dumps({"party": party, "posts": msgspec.to_builtins(posts), "by": by})
        held = secrets.held(secret, "", "invitation", self._now(), bound=bound)
        with told(self.node.database.told), self.node.database.writing() as connection:
            connection.execute(insert(tables.secrets), secret_row(held))
        return secret

    def enrol(self, invitation: str, named: Named, passphrase: str) -> Person:
        """Come by an invitation, which is then spent. Raises PersonError or PassphraseError."""
        import re

        if not re.fullmatch(HANDLE, named.handle):
            told_ = "a name to sign in with is 2 to 40 small letters, digits, dots or dashes"
            raise PersonError(f"{told_}, and begins with a letter")
        passphrases.check(passphrase, (named.handle, named.name, self.node.framework))
        kept, moment = passphrases.kept(passphrase), self._now()
        with told(self.node.database.told), self.node.database.writing() as connection:
            row = connection.execute(
                select(tables.secrets).where(
                    tables.secrets.c.hash == secrets.hashed(invitation),
                    tables.secrets.c.purpose == "invitation",
                )
            ).one_or_none()
            if row is None or not secret_of(row).good(moment):
                raise PersonError("that invitation is not one, was used, or is over")
            connection.execute(delete(tables.secrets).where(tables.secrets.c.hash == row.hash))
            bound = json.loads(row.bound)
            if pseudonym := bound.get("recovers"):
                return self._recovered(connection, pseudonym, kept)
            taken = select(tables.details.c.person).where(tables.details.c.handle == named.handle)
            if connection.execute(taken).first():
                raise PersonError("that name to sign in with is taken; choose another")
            pseudonym = f"p-{random.token_hex(8)}"
            made = {
                "person": pseudonym,
                "party": bound["party"],
                "made": ticks(moment),
                "kept": kept,
                "code_used": 0,
            }
            connection.execute(insert(tables.people), made)
            sealed = self.node.sealer.wrap(pseudonym, msgspec.json.encode(named))
            line = {"person": pseudonym, "handle": named.handle, "sealed": sealed}
            connection.execute(insert(tables.details), line)
            for held in msgspec.convert(bound["posts"], list[Appointment]):
                connection.execute(insert(tables.posts), _post_row(pseudonym, held, bound["by"]))
            found = _person(connection, pseudonym)
        assert found is not None
        return found

    def _recovered(self, connection: Connection, pseudonym: str, kept: str) -> Person:
        """A person who lost what they prove themselves by begins anew, and old secrets end."""
        changed = {"kept": kept, "code": None, "code_used": 0}
        mine = tables.people.c.person == pseudonym
        connection.execute(update(tables.people).where(mine).values(changed))
        connection.execute(delete(tables.secrets).where(tables.secrets.c.person == pseudonym))
        found = _person(connection, pseudonym)
        if found is None:
            raise PersonError("that invitation is not one, was used, or is over")
        return found

    def appoint(self, by: Person, whom: str, held: Appointment) -> None:
        """Give a person a post. Raises PersonError."""
        person = self._known(by, whom, "appoint", held)
        with told(self.node.database.told), self.node.database.writing() as connection:
            connection.execute(insert(tables.posts), _post_row(person.id, held, by.id))

    def relieve(self, by: Person, whom: str, post: Post, of: str, from_: date) -> None:
        """End a post of a person from a day on. Raises PersonError."""
        person = self._known(by, whom, "dismiss", Appointment(post, of=of))
        mine = (
            (tables.posts.c.person == person.id)
            & (tables.posts.c.post == post)
            & (tables.posts.c.of == of)
            & (tables.posts.c.end > from_.isoformat())
        )
        with told(self.node.database.told), self.node.database.writing() as connection:
            done = connection.execute(
                update(tables.posts).where(mine).values(end=from_.isoformat())
            )
        if done.rowcount == 0:
            raise PersonError(f"{person.id} does not hold that post on {from_} or later")

    def dismiss(self, by: Person, whom: str) -> None:
        """End a person's part in the node, with all that they prove themselves by."""
        person = self._known(by, whom, "dismiss")
        ended = {"ended": ticks(self._now())}
        with told(self.node.database.told), self.node.database.writing() as connection:
            mine = tables.people.c.person == person.id
            connection.execute(update(tables.people).where(mine).values(ended))
            connection.execute(delete(tables.secrets).where(tables.secrets.c.person == person.id))

    def recovery(self, by: Person, whom: str) -> str:
        """An invitation by which a person of the same party begins anew. Raises PersonError."""
        person = self._known(by, whom, "recover")
        secret = secrets.fresh()
        bound = json.dumps({"recovers": person.id})
        held = secrets.held(secret, "", "invitation", self._now(), bound=bound)
        with told(self.node.database.told), self.node.database.writing() as connection:
            connection.execute(insert(tables.secrets), secret_row(held))
        return secret

    def erase(self, by: Person, whom: str) -> None:
        """Erase what names a person; the record keeps the pseudonym. Raises PersonError."""
        person = self._known(by, whom, "dismiss")
        with told(self.node.database.told), self.node.database.writing() as connection:
            mine = tables.details.c.person == person.id
            connection.execute(delete(tables.details).where(mine))

    def _known(
        self, by: Person, whom: str, verb: authority.Verb, held: Appointment | None = None
    ) -> Person:
        """A person that somebody may do this to; one of another party is as one that is none."""
        person = self.person(whom)
        party = person.party if person is not None else ""
        self._allowed(by, verb, party, held)
        if person is None:
            raise PersonError("there is no such person of your party")
        return person

    def _allowed(
        self, by: Person, verb: authority.Verb, party: str, held: Appointment | None = None
    ) -> None:
        first = ""
        if verb == "appoint" and party != by.party:
            others = self.of(party)
            today = self._now().date()
            first = "" if any("administrator" in p.posts(today) for p in others) else "first"
        wish = Wish(
            by,
            verb,
            self._now().date(),
            party=party,
            post=held.post if held else None,
            of=held.of if held else "",
            about=first,
        )
        ruling = authority.rule(wish)
        what = f"{verb} {held.post}" if held else verb
        self.node.note(by, what, party, allowed=ruling.allowed, why=ruling.because)
        if not ruling.allowed:
            raise NotAllowedError(f"you may not do that: {ruling.because}")

    def _now(self) -> datetime:
        return self.node.clock()


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


def _person(connection: Connection, pseudonym: str) -> Person | None:
    query = select(tables.people.c.party).where(
        tables.people.c.person == pseudonym, tables.people.c.ended.is_(None)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
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


def _post_row(pseudonym: str, held: Appointment, by: str) -> dict[str, Any]:
    return {
        "person": pseudonym,
        "post": held.post,
        "of": held.of,
        "start": held.during.start.isoformat(),
        "end": held.during.end.isoformat(),
        "by": by,
    }
