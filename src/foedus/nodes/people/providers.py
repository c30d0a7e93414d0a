"""The providers of a node at which people sign in: for all parties, or one party's own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from sqlalchemy import delete, insert, select

from foedus.acting.names import party_named
from foedus.errors import UnknownNameError
from foedus.identity.openid import OpenIdError, Provider, check_issuer
from foedus.nodes.errors import NodeError, told
from foedus.nodes.node import Node
from foedus.nodes.people import beyond

NAME: Final = r"[a-z][a-z0-9-]{0,39}"
LONGEST: Final = 500
"""Characters of what names this node at a provider, and of the secret."""


@dataclass(frozen=True)
class Providers:
    """The providers of a node. Those who run it enter them, on its machine."""

    node: Node

    def every(self) -> Sequence[Provider]:
        """All of them, by name."""
        query = select(beyond.providers).order_by(beyond.providers.c.name)
        with self.node.database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(map(self._read, rows))

    def find(self, name: str) -> Provider | None:
        """One by its name."""
        query = select(beyond.providers).where(beyond.providers.c.name == name)
        with self.node.database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else self._read(row)

    def put(self, provider: Provider) -> None:
        """Enter a provider, in place of one of its name. Raises NodeError."""
        if not re.fullmatch(NAME, provider.name):
            raise NodeError("a provider is named in small letters, digits and dashes, as in est-id")
        if not 0 < len(provider.client) <= LONGEST or len(provider.secret) > LONGEST:
            raise NodeError(f"the client has a name of 1 to {LONGEST} characters at its provider")
        try:
            check_issuer(provider.issuer)
            party = party_named(self.node.catalogue, provider.party) if provider.party else ""
        except (OpenIdError, UnknownNameError) as error:
            raise NodeError(str(error)) from None
        kept = msgspec.structs.replace(provider, party=party)
        sealed = self.node.sealer.wrap(_about(provider.name), msgspec.json.encode(kept))
        with told(self.node.database.told), self.node.database.writing() as connection:
            self._gone(connection, provider.name)
            line = {"name": provider.name, "party": party, "sealed": sealed}
            connection.execute(insert(beyond.providers), line)

    def drop(self, name: str) -> None:
        """Let a provider go; nobody signs in there any more. Raises NodeError."""
        with told(self.node.database.told), self.node.database.writing() as connection:
            if not self._gone(connection, name):
                raise NodeError(f"the node has no provider called {name!r}")

    def _gone(self, connection: Any, name: str) -> int:
        its = beyond.providers.c.name == name
        return int(connection.execute(delete(beyond.providers).where(its)).rowcount)

    def _read(self, row: Any) -> Provider:
        content = self.node.sealer.unwrap(_about(row.name), row.sealed)
        return msgspec.json.decode(content, type=Provider)


def _about(name: str) -> str:
    return f"{name}/provider"
