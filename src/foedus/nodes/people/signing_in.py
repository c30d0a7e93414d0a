"""Proving who one is: by a passphrase and a code, and then by a session or a token."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from foedus.acting.declare import every
from foedus.identity import codes, passphrases, secrets
from foedus.model.people import Person
from foedus.nodes.errors import told
from foedus.nodes.node import Node
from foedus.nodes.people import tables
from foedus.nodes.people.people import HANDLE, People, PersonError
from foedus.nodes.people.rows import person_of, secret_of, secret_row
from foedus.nodes.rows import instant, ticks

FREE: Final = 5
"""So many failures cost nothing but the time that each takes."""
LONGEST_WAIT: Final = timedelta(minutes=15)
FORGOTTEN: Final = timedelta(days=1)
"""After which failures are as if there had been none."""
WRONG: Final = "that name, passphrase or code is not right"
"""Whatever was wrong of them: nobody learns which names there are."""


_HELD: Final = select(tables.secrets).where(
    tables.secrets.c.hash == bindparam("hash"), tables.secrets.c.purpose == bindparam("purpose")
)


class SignInError(PersonError):
    """Who could not prove who they are; it never says what of it was wrong."""


class WaitError(SignInError):
    """One who failed too often from one place, and has to wait `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too many failures from here; try again in {seconds} seconds")
        self.seconds = seconds


@dataclass(frozen=True)
class SigningIn:
    """Who comes to a node, and what they hold to prove it."""

    node: Node

    def session(self, handle: str, passphrase: str, code: str = "", *, client: str = "") -> str:
        """A new session. Raises SignInError."""
        return self.begun(self.proved(handle, passphrase, code, client=client))

    def begun(self, person: str) -> str:
        """A new session of somebody who proved who they are."""
        secret = secrets.fresh()
        held = secrets.held(secret, person, "session", self.node.clock())
        with told(self.node.database.told), self.node.database.writing() as connection:
            connection.execute(insert(tables.secrets), secret_row(held))
        return secret

    def again(self, person: Person, passphrase: str, code: str = "", *, client: str = "") -> None:
        """Let a person prove anew who they are, before what they prove it by is changed.

        So a session that was stolen, or left open, makes no lasting way in. Raises SignInError.
        """
        named = People(self.node).named(person.id)
        self.proved(named.handle if named else "", passphrase, code, client=client)

    def proved(self, handle: str, passphrase: str, code: str = "", *, client: str = "") -> str:
        """The pseudonym of whoever proves who they are. Raises SignInError.

        Failures count by name and client together, so that nobody is locked out by another.
        """
        # what no name can be is nobody's, whatever it is made of
        handle = handle if re.fullmatch(HANDLE, handle) else ""
        moment, who = self.node.clock(), f"{handle}|{client[:80]}"
        database = self.node.database
        with database.reading() as connection:
            self._wait(connection, who, moment)
            row = connection.execute(
                select(tables.people)
                .join(tables.details, tables.details.c.person == tables.people.c.person)
                .where(tables.details.c.handle == handle, tables.people.c.ended.is_(None))
            ).one_or_none()
        right = passphrases.matches(passphrase, row.kept if row else "")
        step: int | None = 0
        if row is not None and row.code is not None:
            secret = self.node.sealer.unwrap(f"{row.person}/code", row.code).decode()
            step = codes.step_of(secret, code, moment)
            if step is not None and step <= row.code_used:
                step = None
        with told(database.told), database.writing() as connection:
            if row is None or not right or step is None or not _used(connection, row.person, step):
                self._failed(connection, who, moment)
                connection.commit()
                raise SignInError(WRONG)
            connection.execute(delete(tables.attempts).where(tables.attempts.c.who == who))
        return str(row.person)

    def _wait(self, connection: Connection, who: str, moment: datetime) -> None:
        row = connection.execute(
            select(tables.attempts).where(tables.attempts.c.who == who)
        ).one_or_none()
        if row is None or row.failed < FREE:
            return
        pause = min(timedelta(seconds=2 ** min(row.failed - FREE, 20)), LONGEST_WAIT)
        left = instant(row.last) + pause - moment
        if left > timedelta():
            raise WaitError(max(1, int(left.total_seconds())))

    def _failed(self, connection: Connection, who: str, moment: datetime) -> None:
        long_ago = tables.attempts.c.last < ticks(moment - FORGOTTEN)
        connection.execute(delete(tables.attempts).where(long_ago))
        for_this = postgresql if connection.dialect.name == "postgresql" else sqlite
        put = for_this.insert(tables.attempts).values(who=who, failed=1, last=ticks(moment))
        more = {"failed": tables.attempts.c.failed + 1, "last": ticks(moment)}
        connection.execute(put.on_conflict_do_update(index_elements=["who"], set_=more))

    def who(self, secret: str, purpose: secrets.Purpose) -> tuple[Person, secrets.Held] | None:
        """The person that a session or a token stands for; None where it stands for nobody."""
        hashed = secrets.hashed(secret)
        if not hashed:
            return None
        given = {"hash": hashed, "purpose": purpose}
        with self.node.database.reading() as connection:
            row = connection.execute(_HELD, given).one_or_none()
            if row is None or not (held := secret_of(row)).good(self.node.clock()):
                return None
            person = person_of(connection, held.person)
        return None if person is None else (person, held)

    def token(
        self,
        person: Person,
        *,
        scopes: tuple[str, ...] = (),
        lasts: timedelta | None = None,
        named: str = "",
    ) -> str:
        """A new token of a person, which is shown once. Raises PersonError."""
        for scope in scopes:  # of an empty one it would be forgotten that there was any
            if scope not in (secrets.READ, secrets.PROPOSE, *every()):
                raise PersonError("a scope is read, propose, or the name of an act")
        secret = secrets.fresh()
        held = secrets.held(
            secret, person.id, "token", self.node.clock(), lasts=lasts, scopes=scopes, named=named
        )
        with told(self.node.database.told), self.node.database.writing() as connection:
            connection.execute(insert(tables.secrets), secret_row(held))
        return secret

    def end(self, secret: str) -> None:
        """End a session or a token."""
        gone = tables.secrets.c.hash == secrets.hashed(secret)
        with told(self.node.database.told), self.node.database.writing() as connection:
            connection.execute(delete(tables.secrets).where(gone))

    def end_all(self, person: Person) -> None:
        """End every session and token of a person, everywhere at once."""
        mine = tables.secrets.c.person == person.id
        with told(self.node.database.told), self.node.database.writing() as connection:
            connection.execute(delete(tables.secrets).where(mine))

    def ask_for_codes(self, person: Person) -> str:
        """From now on a code is asked for too; gives what an authenticator application reads."""
        secret = codes.fresh()
        self.keep_codes(person, secret)
        return self.address_of(person, secret)

    def keep_codes(self, person: Person, secret: str, used: int = 0) -> None:
        """Ask for codes of this secret from now on, and for none up to the step `used`."""
        sealed = self.node.sealer.wrap(f"{person.id}/code", secret.encode())
        mine = tables.people.c.person == person.id
        changed = {"code": sealed, "code_used": used}
        with told(self.node.database.told), self.node.database.writing() as connection:
            connection.execute(update(tables.people).where(mine).values(changed))

    def address_of(self, person: Person, secret: str) -> str:
        """What an authenticator application reads of a secret."""
        named = People(self.node).named(person.id)
        return codes.address(secret, named.handle if named else person.id, self.node.origin)


def _used(connection: Connection, person: str, step: int) -> bool:
    """Whether a code is used for the first time, whoever else tries at once; 0 stands for none."""
    if not step:
        return True
    unused = (tables.people.c.person == person) & (tables.people.c.code_used < step)
    return (
        connection.execute(update(tables.people).where(unused).values(code_used=step)).rowcount == 1
    )
