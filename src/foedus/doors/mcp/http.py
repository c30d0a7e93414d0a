"""The assistants' door over HTTP."""

from dataclasses import replace
from typing import Final

from mcp.server.transport_security import TransportSecuritySettings
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foedus.asking.world import World
from foedus.doors.mcp.server import create_server
from foedus.doors.rest.faults import RefusalError
from foedus.doors.rest.guard import Guard, Sharing, guarded
from foedus.doors.rest.settings import Settings
from foedus.doors.worker import Workers

PATH: Final = "/mcp"
BODY: Final = 2_000_000
"""Bytes of a request: an assistant writes far less, and the server itself must read them."""


def create_app(world: World, workers: Workers, settings: Settings) -> Guard:
    """The application that answers assistants at /mcp, behind the guard of the other doors.

    The SDK's own guard knows no address but those of this machine.
    """
    settings = replace(settings, body=min(settings.body, BODY))
    app = create_server(world, workers).streamable_http_app(
        streamable_http_path=PATH,
        stateless_http=True,
        json_response=True,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
        max_request_body_size=settings.body,
    )
    return guarded(_Posted(app), settings, Sharing(("POST",), ("Mcp-Protocol-Version",)))


class _Posted:
    """Every request stands alone, as every question does: there is no stream to listen to."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] != PATH:
            raise RefusalError(404, f"there is nothing at {scope['path']}; ask at {PATH}")
        if scope["type"] == "http" and scope["method"] != "POST":
            told = f"{scope['method'][:20]} is not possible here: an assistant asks by POST"
            raise RefusalError(405, told, headers={"allow": "POST"})
        await self.app(scope, await _whole(scope, receive), send)


async def _whole(scope: Scope, receive: Receive) -> Receive:
    """What is received, with the body in one piece.

    The SDK would write a traceback for a client that leaves before its request is whole; here it
    is ClientDisconnect, which the guard knows.
    """
    if scope["type"] != "http":
        return receive
    body: bytes | None = await Request(scope, receive).body()

    async def received() -> Message:
        nonlocal body
        if body is None:
            return await receive()
        content, body = body, None
        return {"type": "http.request", "body": content, "more_body": False}

    return received
