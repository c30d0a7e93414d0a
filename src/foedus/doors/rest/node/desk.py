"""A person's desk: what they may do, what waits for their word, and their one-time codes."""

import msgspec
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from foedus.doors.rest.node.bodies import answered, client_of, shaped
from foedus.doors.rest.node.gate import Gate
from foedus.doors.rest.node.routes import add
from foedus.doors.rest.node.seconds import done, made
from foedus.model.entries import Signature
from foedus.nodes.desk import desk
from foedus.nodes.people.codes import Codes
from foedus.nodes.people.proposals import Proposals
from foedus.nodes.people.signing_in import SigningIn


class Confirm(msgspec.Struct, forbid_unknown_fields=True):
    """That a proposal is to be recorded, with the signature of the nation, if it signs."""

    signature: Signature | None = None


class Prove(msgspec.Struct, forbid_unknown_fields=True):
    """Who one is, proven again; `code` where one is asked for at sign-in."""

    passphrase: str
    code: str = ""


class FirstCode(msgspec.Struct, forbid_unknown_fields=True):
    """What was offered, the first code of it, and the proof of who takes it."""

    offer: str
    first: str
    passphrase: str
    code: str = ""


def add_routes(app: FastAPI, api: str, gate: Gate) -> None:
    """Add the desk, proposals and codes."""
    codes, signing = Codes(gate.node), SigningIn(gate.node)

    async def lying(request: Request) -> Response:
        who = await gate.access(request)
        return answered(await gate.work(lambda: desk(who)))

    async def waiting(request: Request) -> Response:
        who = await gate.whole(request)
        return answered(await gate.work(lambda: Proposals(who).waiting()))

    async def record(request: Request) -> Response:
        who, number = await gate.whole(request), request.path_params["number"]
        signed = await shaped(request, Confirm)
        found = await gate.work(done, lambda: Proposals(who).record(number, signed.signature))
        return made(found)

    async def drop(request: Request) -> Response:
        who, number = await gate.whole(request), request.path_params["number"]
        await gate.work(lambda: Proposals(who).drop(number))
        return answered({"dropped": number})

    async def offer(request: Request) -> Response:
        who = await gate.present(request)
        return answered(await gate.work(lambda: codes.offered(who.person)))

    async def take(request: Request) -> Response:
        who, client = await gate.present(request), client_of(request)
        taken = await shaped(request, FirstCode)

        def take_it() -> None:
            signing.again(who.person, taken.passphrase, taken.code, client=client)
            codes.taken(who.person, taken.offer, taken.first)

        await gate.work(take_it, hashes=True)
        return answered({"codes": True}, 201)

    routes = (
        ("GET", "desk", lying, "What one may do now, and the motions and events one may see"),
        ("GET", "proposals", waiting, "What an assistant proposed, and waits for one's word"),
        ("POST", "proposals/{number:int}/record", record, "Record what was proposed"),
        ("POST", "proposals/{number:int}/drop", drop, "Drop what was proposed"),
        ("POST", "codes/offer", offer, "A secret for an authenticator application to read"),
        ("POST", "codes", take, "From now on, ask for a one-time code too"),
    )
    add(app, api, "desk", routes)
