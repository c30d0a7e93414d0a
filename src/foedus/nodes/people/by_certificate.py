"""Signing in by a client certificate of which the proxy before the server tells."""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from foedus.identity.certificates import CertificateError, fingerprint_of
from foedus.nodes.configured import HEADER, PROXIES, USUAL_HEADER
from foedus.nodes.node import Node
from foedus.nodes.people.identities import Identities
from foedus.nodes.people.known import known_by
from foedus.nodes.people.signing_in import SignInError, SigningIn

NOT_SO = "no certificate that is known here came with this"
"""Whatever was wrong of it: nobody learns whose certificates are known."""


@dataclass(frozen=True)
class ByCertificate:
    """Sign-in by certificate at a node."""

    node: Node

    @property
    def header(self) -> str:
        """The header in which a proxy tells of a certificate."""
        return self.node.settings.get(HEADER, USUAL_HEADER)

    def believes(self, peer: str) -> bool:
        """Whether whoever is at an address is a proxy that is believed."""
        try:
            address = ip_address(peer)
        except ValueError:
            return False
        proxies = self.node.settings.get(PROXIES, "").split()
        return any(address in ip_network(proxy) for proxy in proxies)

    def session(self, party: str, headers: Sequence[str]) -> str:
        """A new session of somebody of a party; `headers` are what a proxy that is believed told.

        Raises SignInError.
        """
        try:
            if len(headers) != 1:
                raise CertificateError("the header came more than once, or not at all")
            fingerprint = fingerprint_of(headers[0], self.node.clock())
        except CertificateError:
            raise SignInError(NOT_SO) from None
        known = Identities(self.node).with_certificate(fingerprint, party)
        with self.node.database.reading() as connection:
            found = known_by(connection, known.tag)
        if found is None:
            raise SignInError(NOT_SO)
        return SigningIn(self.node).begun(found.id)
