"""What waits for a second person of a nation, and of which acts a nation wants that."""

from collections.abc import Callable
from typing import Any

import msgspec
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from foedus.doors.rest.node.bodies import answered, shaped
from foedus.doors.rest.node.gate import Gate
from foedus.doors.rest.node.routes import add
from foedus.model.entries import Entry
from foedus.nodes.people.confirming import Confirming
from foedus.nodes.people.seconds import Waits, WaitsError, wanted
from foedus.record.plain import to_plain


class Wanted(msgspec.Struct, forbid_unknown_fields=True):
    """The acts for which a nation wants two, and no others."""

    acts: tuple[str, ...]


def add_routes(app: FastAPI, api: str, gate: Gate) -> None:
    """Add what second people need."""

    async def waiting(request: Request) -> Response:
        who = await gate.whole(request)
        found = await gate.work(Confirming(who).waiting)
        return answered([shown(waits) for waits in found])

    async def confirm(request: Request) -> Response:
        who, number = await gate.whole(request), request.path_params["number"]
        return made(await gate.work(Confirming(who).confirm, number))

    async def drop(request: Request) -> Response:
        who, number = await gate.whole(request), request.path_params["number"]
        await gate.work(Confirming(who).drop, number)
        return answered({"dropped": number})

    async def ask(request: Request) -> Response:
        who = await gate.whole(request)
        body = await shaped(request, Wanted)
        return made(await gate.work(Confirming(who).ask, body.acts))

    async def asked(request: Request) -> Response:
        who = await gate.whole(request)
        return answered({"acts": await gate.work(wanted, gate.node, who.person.party)})

    routes = (
        ("GET", "seconds", waiting, "What waits in one's nation for a second person"),
        ("POST", "seconds/{number:int}/confirm", confirm, "Confirm it, so that it is recorded"),
        ("POST", "seconds/{number:int}/drop", drop, "Drop it"),
        ("GET", "four-eyes", asked, "The acts for which one's nation wants two"),
        ("POST", "four-eyes", ask, "Ask for which acts it wants two; another confirms it"),
    )
    add(app, api, "people", routes)


def done(
    act: Callable[[], tuple[Entry, ...]], became: Callable[[str], None] = lambda _: None
) -> tuple[Entry, ...] | Waits:
    """What an act recorded, or what waits for a second person in its place, which is said."""
    try:
        return act()
    except WaitsError as error:
        became("waits")
        return error.waits


def made(found: tuple[Entry, ...] | Waits) -> Response:
    """The answer to an act: 201 where it was recorded, 202 where it waits."""
    if isinstance(found, Waits):
        return answered({"waits": shown(found), "detail": f"Not yet: {found}."}, 202)
    return answered({"entries": [to_plain(entry) for entry in found]}, 201)


def shown(waits: Waits) -> dict[str, Any]:
    """What is told of something that waits; not what was given with it, which its words say."""
    return {
        "number": waits.number,
        "act": waits.act,
        "person": waits.person,
        "told": waits.told,
        "until": waits.until,
        "signed": waits.signature is not None,
    }
