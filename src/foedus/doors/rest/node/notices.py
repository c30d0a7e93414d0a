"""Where a person wants notices of what waits for them."""

import msgspec
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from foedus.doors.rest.node.bodies import answered, shaped
from foedus.doors.rest.node.gate import Gate
from foedus.doors.rest.node.routes import add
from foedus.nodes.people.letters import Letters


class Address(msgspec.Struct, forbid_unknown_fields=True):
    """Where notices go; nowhere where it is empty, and it is then erased."""

    address: str


def add_routes(app: FastAPI, api: str, gate: Gate) -> None:
    """Add the address of a person's own notices."""
    letters = Letters(gate.node)

    async def known(request: Request) -> Response:
        who = await gate.present(request)
        return answered({"address": await gate.work(letters.address, who.person.id)})

    async def keep(request: Request) -> Response:
        who = await gate.present(request)
        body = await shaped(request, Address)
        if body.address:
            await gate.work(letters.keep, who.person, body.address)
        else:
            await gate.work(letters.stop, who.person)
        return answered({"address": body.address})

    routes = (
        ("GET", "me/mail", known, "Where one's notices go"),
        ("POST", "me/mail", keep, "Have notices sent to an address, or none"),
    )
    add(app, api, "people", routes)
