"""What this server serves beside the atlas: a node or none, and who is signed in there.

The page asks it first. Without a node it then shows nothing of signing in.
"""

from typing import TYPE_CHECKING, Any, Final

import msgspec
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from foedus.doors.rest.forms import JSON
from foedus.doors.rest.kept import PRIVATE

if TYPE_CHECKING:
    from foedus.doors.rest.node.gate import Gate
    from foedus.nodes.access import Access

ALONE: Final = {"served": False}


def add_route(app: FastAPI, api: str, gate: "Gate | None") -> None:
    """Add it; it is there with a node and without."""

    async def node(request: Request) -> Response:
        told: dict[str, Any] = ALONE
        if gate is not None:
            who = await gate.seen(request)
            person = await gate.work(_known, who) if who is not None else None
            kept = gate.node
            told = {"served": True, "framework": kept.framework, "log": kept.origin}
            told["person"] = person
        return Response(msgspec.json.encode(told), headers=PRIVATE, media_type=JSON)

    app.add_api_route(
        f"{api}/node",
        node,
        methods=["GET"],
        response_class=Response,
        summary="Whether this server serves a node, and who is signed in",
        tags=["people"],
        operation_id="node",
    )


def _known(who: "Access") -> dict[str, Any]:
    from foedus.nodes.people.codes import Codes
    from foedus.nodes.people.people import People

    named, today = People(who.node).named(who.person.id), who.node.clock().date()
    return {
        "person": who.person.id,
        "party": who.person.party,
        "name": named.handle if named else "",
        "called": named.name if named else "",
        "posts": [" of ".join(filter(None, h)) for h in sorted(who.person.effective(today))],
        "codes": Codes(who.node).asked(who.person),
        "reads": who.reads,
    }
