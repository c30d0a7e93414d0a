"""Passkeys: made, listed, removed, and signed in with, always for the site that a page is of."""

from typing import Any

import msgspec
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from foedus.doors.rest import trust
from foedus.doors.rest.faults import RefusalError
from foedus.doors.rest.node.bodies import answered, client_of, shaped
from foedus.doors.rest.node.desk import Prove
from foedus.doors.rest.node.gate import Gate
from foedus.doors.rest.node.routes import add
from foedus.nodes.access import Access
from foedus.nodes.people.passkeys import Passkeys
from foedus.nodes.people.signing_in import SigningIn
from foedus.record.contents.keeping import NationKey
from foedus.record.ledger.errors import LedgerError
from foedus.record.passkeys import host_of
from foedus.record.standing import standing


class Made(msgspec.Struct, forbid_unknown_fields=True):
    """What a browser answers after it made a passkey, and what that is called."""

    credential: dict[str, Any]
    named: str = ""


class Entering(msgspec.Struct, forbid_unknown_fields=True):
    """What a browser answers after a passkey signed."""

    credential: dict[str, Any]


class Drop(Prove, forbid_unknown_fields=True, kw_only=True):
    """Which passkey is to go."""

    id: str


def add_routes(app: FastAPI, api: str, gate: Gate) -> None:
    """Add what passkeys need."""
    passkeys, signing = Passkeys(gate.node), SigningIn(gate.node)

    async def offer(request: Request) -> Response:
        who, origin, client = await gate.present(request), site(request), client_of(request)
        proof = await shaped(request, Prove)

        def offered() -> dict[str, Any]:
            signing.again(who.person, proof.passphrase, proof.code, client=client)
            return passkeys.offered(who.person, origin)

        return answered(await gate.work(offered, hashes=True))

    async def keep(request: Request) -> Response:
        who, origin = await gate.present(request), site(request)
        made = await shaped(request, Made)
        kept = await gate.work(
            lambda: passkeys.keep(who.person, origin, made.credential, made.named)
        )
        return answered(kept, 201)

    async def listed(request: Request) -> Response:
        who = await gate.present(request)
        return answered(await gate.work(lambda: _mine(passkeys, who)))

    async def drop(request: Request) -> Response:
        who, client = await gate.present(request), client_of(request)
        gone = await shaped(request, Drop)

        def dropped() -> None:
            signing.again(who.person, gone.passphrase, gone.code, client=client)
            passkeys.drop(who.person, gone.id)

        await gate.work(dropped, hashes=True)
        return answered({"dropped": gone.id})

    async def ask(request: Request) -> Response:
        return answered(passkeys.requested(site(request)))

    async def enter(request: Request) -> Response:
        origin = site(request)
        shown = await shaped(request, Entering)
        session = await gate.work(lambda: signing.begun(passkeys.proved(origin, shown.credential)))
        return await gate.let_in(request, session)

    routes = (
        ("POST", "passkeys/offer", offer, "What a browser makes a passkey by"),
        ("POST", "passkeys", keep, "Keep a passkey that a browser made"),
        ("GET", "passkeys", listed, "One's own passkeys"),
        ("POST", "passkeys/drop", drop, "Remove a passkey"),
        ("POST", "sign-in/passkey/offer", ask, "What a browser signs in by"),
        ("POST", "sign-in/passkey", enter, "Sign in by a passkey"),
    )
    add(app, api, "people", routes)


def site(request: Request) -> str:
    """The site of the page that asks, which is this server's own. Raises RefusalError."""
    origin = request.headers.get("origin", "").lower()
    if not origin or not trust.from_here(request.headers):
        raise RefusalError(403, "passkeys are for pages of this server, in a browser")
    try:
        host_of(origin)
    except LedgerError:
        told = "a passkey is for a name, as https://baltic.example or http://localhost:8123"
        raise RefusalError(422, f"{told}, not for {origin[:100]}") from None
    return origin


def _mine(passkeys: Passkeys, who: Access) -> list[dict[str, Any]]:
    """A person's passkeys, each with the entry that puts it on record as a key of the party."""
    on_record = dict[str, str]()
    if who.reads:
        for entry, key in standing(who.world().record, NationKey):
            if entry.by == who.person.party:
                on_record[key.verifier] = entry.id
    mine = passkeys.of(who.person)
    return [{**msgspec.to_builtins(one), "entry": on_record.get(one.key, "")} for one in mine]
