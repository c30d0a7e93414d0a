"""Signing in and out, invitations, tokens, and who one is."""

from datetime import timedelta
from typing import Any

import msgspec
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from foedus.doors.rest.faults import RefusalError
from foedus.doors.rest.node.bodies import answered, client_of, shaped
from foedus.doors.rest.node.gate import COOKIE, Gate
from foedus.doors.rest.node.routes import add
from foedus.identity.secrets import LASTS
from foedus.model.people import Appointment, Person
from foedus.nodes.people.people import Named, People
from foedus.nodes.people.signing_in import SigningIn


class SignIn(msgspec.Struct, forbid_unknown_fields=True):
    """Who one says one is."""

    name: str
    passphrase: str
    code: str = ""


class Enrol(msgspec.Struct, forbid_unknown_fields=True):
    """An invitation, and under which name one comes by it."""

    invitation: str
    name: str
    passphrase: str
    called: str = ""
    address: str = ""


class Invite(msgspec.Struct, forbid_unknown_fields=True):
    """Whom to invite: of which party, with which posts."""

    party: str
    posts: tuple[Appointment, ...]


class Token(msgspec.Struct, forbid_unknown_fields=True):
    """A token: what for, for how long, and what it is called."""

    scopes: tuple[str, ...] = ()
    days: int = 30
    named: str = ""


def add_routes(app: FastAPI, api: str, gate: Gate) -> None:
    """Add what people need to come, to go, and to be known."""
    people, signing = People(gate.node), SigningIn(gate.node)

    async def sign_in(request: Request) -> Response:
        given = await shaped(request, SignIn)
        client = client_of(request)
        session = await gate.work(
            lambda: signing.session(given.name, given.passphrase, given.code, client=client),
            hashes=True,
        )
        return await gate.let_in(request, session)

    async def sign_out(request: Request) -> Response:
        session = request.cookies.get(COOKIE, "")
        await gate.work(signing.end, session)
        answer = answered({"signed_in": False})
        answer.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="strict")
        return answer

    async def sign_out_everywhere(request: Request) -> Response:
        who = await gate.whole(request)
        await gate.work(signing.end_all, who.person)
        return answered({"signed_in": False})

    async def enrol(request: Request) -> Response:
        given = await shaped(request, Enrol)
        named = Named(given.name, given.called, given.address)
        person = await gate.work(
            lambda: people.enrol(given.invitation, named, given.passphrase), hashes=True
        )
        return answered(_known(person), 201)

    async def invite(request: Request) -> Response:
        who = await gate.whole(request)
        given = await shaped(request, Invite)
        invitation = await gate.work(lambda: people.invite(who.person, given.party, given.posts))
        return answered({"invitation": invitation}, 201)

    async def token(request: Request) -> Response:
        who = await gate.present(request)
        given = await shaped(request, Token)
        if not 1 <= given.days <= LASTS["token"].days:
            raise RefusalError(422, f"days lies between 1 and {LASTS['token'].days}")
        made = await gate.work(
            lambda: signing.token(
                who.person,
                scopes=given.scopes,
                lasts=timedelta(days=given.days),
                named=given.named[:80],
            )
        )
        return answered({"token": made}, 201)

    async def me(request: Request) -> Response:
        who = await gate.access(request)
        return answered(_known(who.person))

    routes = (
        ("POST", "sign-in", sign_in, "Sign in by name and passphrase"),
        ("POST", "sign-out", sign_out, "End this session"),
        ("POST", "sign-out-everywhere", sign_out_everywhere, "End every session and token"),
        ("POST", "enrol", enrol, "Come to the node by an invitation"),
        ("POST", "invitations", invite, "Invite somebody of one's own party"),
        ("POST", "tokens", token, "Make a token of one's own"),
        ("GET", "me", me, "Who one is here"),
    )
    add(app, api, "people", routes)


def _known(person: Person) -> dict[str, Any]:
    return {
        "person": person.id,
        "party": person.party,
        "posts": [msgspec.to_builtins(held) for held in person.appointments],
    }
