"""Who is who: people as users at a provider, and by their certificates.

An administrator of the person's own party says so, or the person shows it, coming by an invitation;
a name or an address that a provider tells counts for nothing. Each is of one party: what another
party says of the same user or certificate neither touches it nor learns of it.
"""

from dataclasses import dataclass

from sqlalchemy import delete

from foedus.identity.certificates import CertificateError, check_fingerprint
from foedus.identity.openid import OpenIdError, Provider, check_subject
from foedus.model.people import Person
from foedus.nodes.errors import told
from foedus.nodes.node import Node
from foedus.nodes.people import tables
from foedus.nodes.people.known import Known, TakenError, forget, put
from foedus.nodes.people.people import People, PersonError
from foedus.nodes.people.providers import Providers
from foedus.nodes.rows import ticks


@dataclass(frozen=True)
class Identities:
    """Who is who at a node."""

    node: Node

    def link(self, by: Person, whom: str, provider: str, subject: str) -> None:
        """Say that a person is a user at a provider. Raises PersonError."""
        person = People(self.node).to_link(by, whom)
        found = Providers(self.node).find(provider)
        if found is None or found.party not in ("", person.party):
            raise PersonError("your party signs in at no provider of that name")
        try:
            known = self.at(found, person.party, check_subject(subject))
        except OpenIdError as error:
            raise PersonError(str(error)) from None
        self._put(by, person, known)

    def bind(self, by: Person, whom: str, fingerprint: str) -> None:
        """Say that a certificate is a person's, by its SHA-256 fingerprint. Raises PersonError."""
        person = People(self.node).to_link(by, whom)
        try:
            known = self.with_certificate(check_fingerprint(fingerprint), person.party)
        except CertificateError as error:
            raise PersonError(str(error)) from None
        self._put(by, person, known)

    def loosen(self, by: Person, whom: str) -> None:
        """A person is no user at a provider any more, and has no certificate. Raises PersonError.

        Their sessions end, which may have begun by these.
        """
        person = People(self.node).to_link(by, whom)
        with told(self.node.database.told), self.node.database.writing() as connection:
            forget(connection, person.id)
            mine = tables.secrets.c.person == person.id
            connection.execute(delete(tables.secrets).where(mine))

    def at(self, provider: Provider, party: str, subject: str) -> Known:
        """What stands for a user at a provider as somebody of a party; none reads who that is."""
        return self._known("provider", party, f"{provider.issuer}\0{subject}")

    def with_certificate(self, fingerprint: str, party: str) -> Known:
        """What stands for a certificate as somebody's of a party."""
        return self._known("certificate", party, fingerprint)

    def _known(self, kind: str, party: str, what: str) -> Known:
        tag = self.node.sealer.tag(f"{kind}\0{party}\0{what}".encode()).hex()
        return Known(tag, "certificate" if kind == "certificate" else "provider")

    def _put(self, by: Person, person: Person, known: Known) -> None:
        with told(self.node.database.told), self.node.database.writing() as connection:
            try:
                put(connection, person.id, known, by.id, ticks(self.node.clock()))
            except TakenError as error:
                raise PersonError(str(error)) from None
