"""Methods of HTTP: HEAD wherever there is GET, and what is possible where something is not."""

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foedus.doors.rest.faults import RefusalError


class Heads:
    """Answers HEAD as GET is answered, without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def bare(message: Message) -> None:
            await send({**message, "body": b""} if "body" in message else message)

        asked = {**scope, "method": "GET"}
        await self.app(asked, receive, bare)
        scope["route"] = asked.get("route")


def not_possible(app: FastAPI, request: Request, error: HTTPException) -> Response:
    """What is possible at a path, to a client that asks for it or for something else."""
    found = {part.strip() for part in (error.headers or {}).get("allow", "").split(",")} - {""}
    for route in app.routes:
        if route.matches(request.scope)[0] is not Match.NONE:
            found |= getattr(route, "methods", None) or set()
    heads = {"HEAD"} if "GET" in found else set()
    allow = ", ".join(sorted(found | heads | {"OPTIONS"}))
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"allow": allow})
    told = f"{request.method[:20]} is not possible here, but {allow}"
    return RefusalError(405, told, headers={"allow": allow}).response()
