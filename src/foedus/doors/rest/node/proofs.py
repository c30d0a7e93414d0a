"""Signing in at a provider or by a certificate, and who is known by which."""

from typing import Final

import anyio
import anyio.to_thread
import msgspec
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from foedus.doors.fetching import Fetching
from foedus.doors.rest.connections import PEER
from foedus.doors.rest.faults import RefusalError
from foedus.doors.rest.kept import PRIVATE
from foedus.doors.rest.node.bodies import answered, shaped
from foedus.doors.rest.node.gate import Gate
from foedus.doors.rest.node.routes import add
from foedus.identity.openid import LASTS
from foedus.nodes.people.at_provider import AtProvider
from foedus.nodes.people.by_certificate import NOT_SO, ByCertificate
from foedus.nodes.people.identities import Identities
from foedus.nodes.people.people import Named
from foedus.nodes.people.providers import Providers

BEGUN: Final = "__Host-foedus-provider"
"""The cookie of a sign-in under way; a browser brings it back from the provider's site."""
ASKING: Final = 4
"""Sign-ins that wait for a provider at a time: one that hangs holds up no more than these."""


class Begin(msgspec.Struct, forbid_unknown_fields=True):
    """Of which party one signs in; or an invitation, and under which name one comes by it.

    `to` is the page of this site to which one goes in the end.
    """

    party: str = ""
    invitation: str = ""
    name: str = ""
    called: str = ""
    address: str = ""
    to: str = "/"


class Link(msgspec.Struct, forbid_unknown_fields=True):
    """Who a person is: a user at a provider, or the owner of a certificate."""

    person: str
    provider: str = ""
    subject: str = ""
    certificate: str = ""


class Whom(msgspec.Struct, forbid_unknown_fields=True):
    """A person."""

    person: str


class OfParty(msgspec.Struct, forbid_unknown_fields=True):
    """Of which party one signs in."""

    party: str


def add_routes(app: FastAPI, api: str, gate: Gate) -> None:
    """Add what people prove themselves by beyond a passphrase."""
    node = gate.node
    at_provider = AtProvider(node, Fetching(), lambda name: f"{api}/sign-in/from/{name}")
    by_certificate, identities = ByCertificate(node), Identities(node)
    asking = anyio.CapacityLimiter(ASKING)

    async def providers(_: Request) -> Response:
        found = await gate.work(Providers(node).every)
        return answered([{"name": one.name, "party": one.party} for one in found])

    async def begin(request: Request) -> Response:
        body, name = await shaped(request, Begin), request.path_params["provider"]
        async with asking:
            address, kept = await gate.work(
                lambda: at_provider.begin(
                    name,
                    party=body.party,
                    invitation=body.invitation,
                    named=Named(body.name, body.called, body.address),
                    to=body.to,
                )
            )
        answer = answered({"go": address})
        answer.set_cookie(
            BEGUN,
            kept,
            max_age=int(LASTS.total_seconds()),
            path="/",
            secure=True,
            httponly=True,
            samesite="lax",  # a browser that comes from another site brings no strict one
        )
        return answer

    async def back(request: Request) -> Response:
        answer, name = request.query_params.multi_items(), request.path_params["provider"]
        kept = request.cookies.get(BEGUN, "")
        async with asking:
            session, to = await gate.work(at_provider.finish, name, answer, kept)
        let_in = await gate.let_in(request, session)
        sent = RedirectResponse(to, 303, PRIVATE)
        sent.raw_headers += [line for line in let_in.raw_headers if line[0] == b"set-cookie"]
        sent.delete_cookie(BEGUN, path="/", secure=True, httponly=True, samesite="lax")
        return sent

    async def certificate(request: Request) -> Response:
        body = await shaped(request, OfParty)
        peer = str(request.scope.get("state", {}).get(PEER, ""))  # as no client can write it
        if not gate.behind_tls or not by_certificate.believes(peer):
            raise RefusalError(401, NOT_SO)
        headers = request.headers.getlist(by_certificate.header)
        session = await gate.work(by_certificate.session, body.party, headers)
        return await gate.let_in(request, session)

    async def link(request: Request) -> Response:
        who = await gate.present(request)
        body = await shaped(request, Link)
        if bool(body.certificate) == bool(body.provider or body.subject):
            raise RefusalError(422, "name a provider and the subject there, or a certificate")
        if body.certificate:
            await gate.work(identities.bind, who.person, body.person, body.certificate)
        else:
            await gate.work(identities.link, who.person, body.person, body.provider, body.subject)
        return answered({"linked": True}, 201)

    async def loosen(request: Request) -> Response:
        who = await gate.present(request)
        body = await shaped(request, Whom)
        await gate.work(identities.loosen, who.person, body.person)
        return answered({"linked": False})

    routes = (
        ("GET", "providers", providers, "The providers at which people sign in"),
        ("POST", "sign-in/with/{provider}", begin, "Begin to sign in at a provider"),
        ("GET", "sign-in/from/{provider}", back, "Come back from a provider, signed in"),
        ("POST", "sign-in/certificate", certificate, "Sign in by a client certificate"),
        ("POST", "links", link, "Say by what a person of one's own party proves who they are"),
        ("POST", "links/end", loosen, "End that, and the sessions of the person"),
    )
    add(app, api, "people", routes)
