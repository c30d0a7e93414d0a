"""Who the people of a node are: admitted, given posts, and dismissed."""

import json
import re
import secrets as random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from foedus.acting.names import party_named
from foedus.errors import FoedusError, UnknownNameError
from foedus.identity import authority, passphrases, secrets
from foedus.model.people import SECRETARIAT, Appointment, Person, Post
from foedus.nodes.append import Head
from foedus.nodes.errors import told
from foedus.nodes.node import Node
from foedus.nodes.people import tables
from foedus.nodes.people.known import Known, TakenError, erase, put
from foedus.nodes.people.rows import (
    people_of,
    person_of,
    post_row,
    prove_no_more,
    secret_of,
    secret_row,
)
from foedus.nodes.people.wishes import stands, wish_of
from foedus.nodes.rows import ticks

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


def check_handle(handle: str) -> None:
    """Raise PersonError for what can be no name to sign in with."""
    if not re.fullmatch(HANDLE, handle):
        told_ = "a name to sign in with is 2 to 40 small letters, digits, dots or dashes"
        raise PersonError(f"{told_}, and begins with a letter")


@dataclass(frozen=True)
class People:
    """The people of a node."""

    node: Node

    def person(self, pseudonym: str) -> Person | None:
        """A person with their posts; None for one that is not known, or was dismissed."""
        with self.node.database.reading() as connection:
            return person_of(connection, pseudonym)

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
        with self.node.database.reading() as connection:
            return people_of(connection, party)

    def first_invitation(self) -> str:
        """The invitation of the first administrator, on a node without people.

        Of the secretariat, or of the party whose mirror it is. Raises PersonError if it has some.
        """
        with self.node.database.reading() as connection:
            if connection.execute(select(tables.people.c.person).limit(1)).first():
                raise PersonError("this node has people; one of its administrators invites others")
        party = self.node.settings.get("mirror", SECRETARIAT)
        return self._invites(party, [Appointment("administrator")], "")

    def invite(self, by: Person, party: str, posts: Sequence[Appointment]) -> str:
        """An invitation for somebody to come, once, with these posts. Raises PersonError."""
        try:
            party = party_named(self.node.catalogue, party)
        except UnknownNameError as error:
            raise PersonError(str(error)) from None
        for held in posts:
            self._allowed(by, "appoint", party, held)
        if not posts:
            raise PersonError("say which posts the person is to hold")
        return self._invites(party, posts, by.id)

    def _invites(self, party: str, posts: Sequence[Appointment], by: str, **more: str) -> str:
        to = {"party": party, "posts": msgspec.to_builtins(posts), "by": by, **more}
        secret = secrets.fresh()
        held = secrets.held(secret, "", "invitation", self._now(), bound=json.dumps(to))
        with told(self.node.database.told), self.node.database.writing() as connection:
            connection.execute(insert(tables.secrets), secret_row(held))
        return secret

    def enrol(self, invitation: str, named: Named, passphrase: str) -> Person:
        """Come by an invitation, which is then spent. Raises PersonError or PassphraseError."""
        check_handle(named.handle)
        with self.node.database.reading() as connection:
            self._invited(connection, invitation)  # so that nobody else costs what comes next
        passphrases.check(passphrase, (named.handle, named.name, self.node.framework))
        return self.come(invitation, named, passphrases.kept(passphrase))

    def party_of(self, invitation: str) -> str:
        """The party that an invitation is of. Raises PersonError where it is none, or over."""
        with self.node.database.reading() as connection:
            _, bound = self._invited(connection, invitation)
            whom = person_of(connection, bound.get("recovers", ""))
        return whom.party if whom else str(bound["party"])

    def come(self, invitation: str, named: Named, kept: str, by: Known | None = None) -> Person:
        """Come by an invitation, with what is kept of a passphrase, if any, or known `by` a tag.

        Raises PersonError.
        """
        check_handle(named.handle)
        moment = self._now()
        with told(self.node.database.told), self.node.database.writing() as connection:
            Head.read(connection, lock=True)  # one comes after the other, in any process
            spent, bound = self._invited(connection, invitation)
            connection.execute(delete(tables.secrets).where(tables.secrets.c.hash == spent))
            if pseudonym := bound.get("recovers"):
                self._recovered(connection, pseudonym, kept)
            else:
                pseudonym = self._made(connection, bound, named, kept, moment)
            if by is not None:
                try:
                    put(connection, pseudonym, by, pseudonym, ticks(moment))
                except TakenError as error:
                    raise PersonError(str(error)) from None
            found = person_of(connection, pseudonym)
        assert found is not None
        return found

    def _made(
        self,
        connection: Connection,
        bound: dict[str, Any],
        named: Named,
        kept: str,
        moment: datetime,
    ) -> str:
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
            connection.execute(insert(tables.posts), post_row(pseudonym, held, bound["by"]))
        return pseudonym

    def _invited(self, connection: Connection, invitation: str) -> tuple[str, dict[str, Any]]:
        """What is kept of an invitation, and what it is for. Raises PersonError.

        It counts as long as whoever made it could make it: not when they were dismissed, nor when
        somebody else came as the first.
        """
        row = connection.execute(
            select(tables.secrets).where(
                tables.secrets.c.hash == secrets.hashed(invitation),
                tables.secrets.c.purpose == "invitation",
            )
        ).one_or_none()
        if row is not None and secret_of(row).good(self._now()):
            bound = json.loads(row.bound)
            if stands(connection, self._today(), bound):
                return row.hash, bound
        raise PersonError("that invitation is not one, was used, or is over")

    def _recovered(self, connection: Connection, pseudonym: str, kept: str) -> None:
        """A person who lost what they prove themselves by begins anew, and all that was ends."""
        anew = update(tables.people).where(tables.people.c.person == pseudonym)
        connection.execute(anew.values(kept=kept, code=None, code_used=0))
        prove_no_more(connection, pseudonym)

    def appoint(self, by: Person, whom: str, held: Appointment) -> None:
        """Give a person a post. Raises PersonError."""
        person = self._known(by, whom, "appoint", held)
        with told(self.node.database.told), self.node.database.writing() as connection:
            connection.execute(insert(tables.posts), post_row(person.id, held, by.id))

    def relieve(self, by: Person, whom: str, post: Post, of: str, from_: date) -> None:
        """End a post of a person from a day on. Raises PersonError."""
        person = self._known(by, whom, "dismiss", Appointment(post, of=of))
        mine = (
            (tables.posts.c.person == person.id)
            & (tables.posts.c.post == post)
            & (tables.posts.c.of == of)
            & (tables.posts.c.end > from_.isoformat())
        )
        ended = update(tables.posts).where(mine).values(end=from_.isoformat())
        with told(self.node.database.told), self.node.database.writing() as connection:
            done = connection.execute(ended)
        if done.rowcount == 0:
            raise PersonError(f"{person.id} does not hold that post on {from_} or later")

    def dismiss(self, by: Person, whom: str) -> None:
        """End a person's part in the node, with all that they prove themselves by."""
        person = self._known(by, whom, "dismiss")
        ended = update(tables.people).where(tables.people.c.person == person.id)
        with told(self.node.database.told), self.node.database.writing() as connection:
            connection.execute(ended.values(ended=ticks(self._now())))
            prove_no_more(connection, person.id)
            erase(connection, person.id)

    def recovery(self, by: Person, whom: str) -> str:
        """An invitation by which a person of the same party begins anew. Raises PersonError."""
        person = self._known(by, whom, "recover")
        return self._invites(person.party, (), by.id, recovers=person.id)

    def erase(self, by: Person, whom: str) -> None:
        """Erase what names a person, also one who was dismissed; the record keeps the pseudonym.

        Raises PersonError.
        """
        person = self._known(by, whom, "dismiss", dismissed=True)
        with told(self.node.database.told), self.node.database.writing() as connection:
            mine = tables.details.c.person == person.id
            connection.execute(delete(tables.details).where(mine))
            erase(connection, person.id)

    def to_link(self, by: Person, whom: str) -> Person:
        """A person of whom somebody may say by what they prove themselves. Raises PersonError."""
        return self._known(by, whom, "link")

    def _known(
        self,
        by: Person,
        whom: str,
        verb: authority.Verb,
        held: Appointment | None = None,
        *,
        dismissed: bool = False,
    ) -> Person:
        """A person that somebody may do this to; one of another party is as one that is none."""
        with self.node.database.reading() as connection:
            person = person_of(connection, whom, dismissed=dismissed)
        party = person.party if person is not None else ""
        try:
            self._allowed(by, verb, party, held, whom if person is not None else "")
        except NotAllowedError:
            if party == by.party:
                raise
            why = authority.elsewhere(by, self._today())
            raise NotAllowedError(f"you may not do that: {why}") from None
        if person is None:
            raise PersonError("there is no such person of your party")
        return person

    def _allowed(
        self,
        by: Person,
        verb: authority.Verb,
        party: str,
        held: Appointment | None = None,
        whom: str = "",
    ) -> None:
        with self.node.database.reading() as connection:
            wish = wish_of(connection, self._today(), by, verb, party, held, whom)
        ruling, what = authority.rule(wish), f"{verb} {held.post}" if held else verb
        self.node.note(by, what, party, allowed=ruling.allowed, why=ruling.because)
        if not ruling.allowed:
            raise NotAllowedError(f"you may not do that: {ruling.because}")

    def _today(self) -> date:
        return self._now().date()

    def _now(self) -> datetime:
        return self.node.clock()
