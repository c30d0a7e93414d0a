"""Signing in at a provider: begun by a browser, which comes back from there, once.

What is under way the browser keeps itself, sealed, so that nobody fills the database by beginning.
What goes wrong is told to those who run the node; whoever signs in hears one sentence.
"""

import logging
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Protocol

import msgspec
from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from foedus.errors import FoedusError
from foedus.identity import openid
from foedus.identity.openid import Begun, Endpoints, OpenIdError, Provider
from foedus.nodes.configured import site_of
from foedus.nodes.errors import AwayError, NodeError, told
from foedus.nodes.node import Node
from foedus.nodes.people import beyond
from foedus.nodes.people.identities import Identities
from foedus.nodes.people.known import known_by
from foedus.nodes.people.people import Named, People, PersonError, check_handle
from foedus.nodes.people.providers import Providers
from foedus.nodes.people.signing_in import SignInError, SigningIn
from foedus.nodes.rows import ticks

LOG = logging.getLogger("foedus.nodes")
ABOUT: Final = "sign-in/provider"
KEPT: Final = timedelta(minutes=10)
"""How long the description of a provider is taken as it was."""
PAUSE: Final = timedelta(seconds=5)
"""How long a provider that failed to describe itself is not asked again."""
NOT_SO: Final = "that sign-in did not succeed; begin it again"
"""Whatever was wrong of it: nobody learns who is known here."""
AWAY: Final = "that provider cannot be reached or used just now; try again later"
MOST: Final = 100
"""Providers whose descriptions are kept."""
LONGEST: Final = 200
"""Characters of what somebody who comes is called, and of their address."""


class Fetch(Protocol):
    """What fetches from an origin; see `foedus.doors.fetching`. Raises FoedusError."""

    def __call__(
        self, address: str, origin: str, headers: Mapping[str, str] = ..., body: bytes | None = ...
    ) -> bytes: ...


class ProviderAwayError(AwayError):
    """A provider that cannot be reached, or is not as it must be."""


@dataclass(frozen=True)
class AtProvider:
    """Sign-in at the providers of a node."""

    node: Node
    fetch: Fetch
    back: Callable[[str], str]
    """The path at which a browser comes back from the provider of a name."""
    seen: dict[Provider, tuple[datetime, Endpoints | None]] = field(default_factory=dict)
    """What each provider said of itself, and until when that is taken."""

    def begin(
        self,
        name: str,
        *,
        party: str = "",
        invitation: str = "",
        named: Named | None = None,
        to: str = "/",
    ) -> tuple[str, str]:
        """Where a browser is sent, and what it keeps. Raises PersonError, and ProviderAwayError.

        It signs in somebody of a party, or brings somebody by an invitation under a name; `to` is
        the page of this site to which the browser goes in the end.
        """
        try:
            openid.check_page(to)
        except OpenIdError as error:
            raise PersonError(str(error)) from None
        provider = Providers(self.node).find(name)
        if provider is None:
            raise PersonError("people sign in at no provider of that name here")
        coming = dict[str, str]()
        if invitation:
            coming = self._coming(invitation, named or Named(""))
            party = People(self.node).party_of(invitation)
        party = party or provider.party
        if not party or provider.party not in ("", party):
            raise PersonError("say of which party you sign in; this provider may not be for it")
        try:
            endpoints = self._endpoints(provider)
            begun = openid.begin(provider, party, self.node.clock(), to=to, **coming)
            address = openid.address_for(provider, endpoints, begun, self._back(name))
        except AwayError:
            raise
        except FoedusError as error:
            LOG.warning("the provider %s cannot be used: %s", name, error)
            raise ProviderAwayError(AWAY) from None
        sealed = self.node.sealer.wrap(ABOUT, msgspec.json.encode(begun))
        return address, urlsafe_b64encode(sealed).decode()

    def _coming(self, invitation: str, named: Named) -> dict[str, str]:
        check_handle(named.handle)
        if max(len(named.name), len(named.address)) > LONGEST:
            raise PersonError(f"a name and an address have at most {LONGEST} characters")
        who = {"handle": named.handle, "called": named.name, "address": named.address}
        return {"invitation": invitation, **who}

    def finish(self, name: str, answer: Sequence[tuple[str, str]], kept: str) -> tuple[str, str]:
        """A new session, and the page to go to, of what a browser brings back and what it kept.

        Raises SignInError.
        """
        provider = Providers(self.node).find(name)
        begun = self._begun(kept)
        try:
            if provider is None or begun is None or begun.provider != name:
                raise OpenIdError("this browser began no sign-in there")
            subject = self._subject(provider, begun, answer)
        except FoedusError as error:
            if isinstance(error, AwayError):
                raise
            LOG.warning("a sign-in at a provider did not succeed: %s", error)
            raise SignInError(NOT_SO) from None
        return self._session(provider, begun, subject), begun.to

    def _begun(self, kept: str) -> Begun | None:
        try:
            sealed = urlsafe_b64decode(kept.encode())
            return msgspec.json.decode(self.node.sealer.unwrap(ABOUT, sealed), type=Begun)
        except (NodeError, ValueError, msgspec.MsgspecError):
            return None

    def _subject(self, provider: Provider, begun: Begun, answer: Sequence[tuple[str, str]]) -> str:
        moment, back = self.node.clock(), self._back(provider.name)
        endpoints = self._endpoints(provider)
        code = openid.code_of(begun, endpoints, answer, moment)
        self._spend(begun, moment)
        headers, form = openid.token_request(provider, endpoints, begun, code, back)
        answered = self.fetch(endpoints.token, provider.issuer, headers, form)
        keys = self.fetch(endpoints.keys, provider.issuer)
        return openid.subject_of(provider, begun, answered, keys, self.node.clock())

    def _spend(self, begun: Begun, moment: datetime) -> None:
        """See that nobody comes back twice from the same, before anything is asked outside."""
        tag = self.node.sealer.tag(f"{ABOUT}/{begun.state}".encode()).hex()
        with told(self.node.database.told), self.node.database.writing() as connection:
            over = beyond.spent.c.until <= ticks(moment)
            connection.execute(delete(beyond.spent).where(over))
            for_this = postgresql if connection.dialect.name == "postgresql" else sqlite
            put = for_this.insert(beyond.spent).values(tag=tag, until=ticks(begun.until))
            if not connection.execute(put.on_conflict_do_nothing()).rowcount:
                raise OpenIdError("the answer was used before")

    def _session(self, provider: Provider, begun: Begun, subject: str) -> str:
        known = Identities(self.node).at(provider, begun.party, subject)
        if begun.invitation:
            named = Named(begun.handle, begun.called, begun.address)
            person = People(self.node).come(begun.invitation, named, "", known)
            return SigningIn(self.node).begun(person.id)
        with self.node.database.reading() as connection:
            found = known_by(connection, known.tag)
        if found is None or provider.party not in ("", found.party):
            raise SignInError(NOT_SO)
        return SigningIn(self.node).begun(found.id)

    def _endpoints(self, provider: Provider) -> Endpoints:
        """Where a provider is asked, as it said some minutes ago or says now."""
        now = self.node.clock()
        until, found = self.seen.get(provider, (now, None))
        if now >= until:
            try:
                described = self.fetch(provider.described_at, provider.issuer)
                found = openid.discovered(provider, described)
            except FoedusError as error:
                found = None
                LOG.warning("the provider %s cannot be used: %s", provider.name, error)
            if len(self.seen) > MOST:
                self.seen.clear()
            self.seen[provider] = now + (KEPT if found else PAUSE), found
        if found is None:
            raise ProviderAwayError(AWAY)
        return found

    def _back(self, name: str) -> str:
        return f"{site_of(self.node)}{self.back(name)}"
