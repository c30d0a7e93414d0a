"""The people of one's party, for its administrator: listed, given posts, let begin anew, let go."""

from datetime import date

import msgspec
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from foedus.doors.rest.node.bodies import answered, shaped
from foedus.doors.rest.node.gate import Gate
from foedus.doors.rest.node.routes import add
from foedus.model.people import Appointment, Post
from foedus.model.time import Interval
from foedus.nodes.people.party import members
from foedus.nodes.people.people import People


class Appoint(msgspec.Struct, forbid_unknown_fields=True):
    """A post, of what, and for how long: from its first day up to the first without it."""

    post: Post
    of: str = ""
    start: date = date.min
    until: date = date.max


class Relieve(msgspec.Struct, forbid_unknown_fields=True):
    """Which post ends, and the first day without it."""

    post: Post
    start: date
    of: str = ""


class Nothing(msgspec.Struct, forbid_unknown_fields=True):
    """What needs no more said."""


def add_routes(app: FastAPI, api: str, gate: Gate) -> None:
    """Add what an administrator needs to see to people; each is decided by the authority."""
    people = People(gate.node)

    async def listed(request: Request) -> Response:
        who = await gate.whole(request)
        return answered(await gate.work(members, gate.node, who.person))

    async def recover(request: Request) -> Response:
        who, whom = await gate.whole(request), request.path_params["person"]
        await shaped(request, Nothing)
        return answered({"invitation": await gate.work(people.recovery, who.person, whom)}, 201)

    async def appoint(request: Request) -> Response:
        who, whom = await gate.whole(request), request.path_params["person"]
        given = await shaped(request, Appoint)
        held = Appointment(given.post, Interval(given.start, given.until), given.of)
        await gate.work(people.appoint, who.person, whom, held)
        return answered({"appointed": whom}, 201)

    async def relieve(request: Request) -> Response:
        who, whom = await gate.whole(request), request.path_params["person"]
        given = await shaped(request, Relieve)
        await gate.work(people.relieve, who.person, whom, given.post, given.of, given.start)
        return answered({"relieved": whom})

    async def dismiss(request: Request) -> Response:
        who, whom = await gate.whole(request), request.path_params["person"]
        await shaped(request, Nothing)
        await gate.work(people.dismiss, who.person, whom)
        return answered({"dismissed": whom})

    routes = (
        ("GET", "people", listed, "The people of one's party, for its administrator"),
        ("POST", "people/{person}/recover", recover, "Let somebody begin anew, by an invitation"),
        ("POST", "people/{person}/appoint", appoint, "Give somebody a post, for a time"),
        ("POST", "people/{person}/relieve", relieve, "End a post of somebody"),
        ("POST", "people/{person}/dismiss", dismiss, "End somebody's part in the node"),
    )
    add(app, api, "people", routes)
