"""One-time codes of a person: offered, and asked for once the first was right.

What is offered stands in no table: it is sealed, for that person and for a while, and comes back
with the first code. So nobody is locked out by an application that did not read it.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import msgspec
from sqlalchemy import select

from foedus.identity import codes
from foedus.model.people import Person
from foedus.nodes.node import Node
from foedus.nodes.offers import Offers
from foedus.nodes.people import tables
from foedus.nodes.people.people import PersonError
from foedus.nodes.people.signing_in import SigningIn

LASTS: Final = timedelta(minutes=15)
"""How long there is to read an offer with an application."""


class Offered(msgspec.Struct, frozen=True):
    """What an application reads, as an address and as a text to type; `offer` comes back."""

    address: str
    secret: str
    offer: str


@dataclass(frozen=True)
class Codes:
    """The one-time codes of people of a node."""

    node: Node

    def asked(self, person: Person) -> bool:
        """Whether a code is asked for when they sign in."""
        query = select(tables.people.c.code).where(tables.people.c.person == person.id)
        with self.node.database.reading() as connection:
            return connection.execute(query).scalar() is not None

    def offered(self, person: Person) -> Offered:
        """A secret for an application to read; nothing is asked for yet."""
        secret = codes.fresh()
        offer = Offers(self.node).made(_about(person), secret.encode(), LASTS)
        return Offered(SigningIn(self.node).address_of(person, secret), secret, offer)

    def taken(self, person: Person, offer: str, code: str) -> None:
        """Ask for codes from now on, if this is one of what was offered. Raises PersonError."""
        secret = Offers(self.node).opened(_about(person), offer).decode()
        step = codes.step_of(secret, code, self.node.clock())
        if step is None:
            raise PersonError("that is not the code that the application shows now")
        SigningIn(self.node).keep_codes(person, secret, used=step)


def _about(person: Person) -> str:
    return f"{person.id}/code-offer"
