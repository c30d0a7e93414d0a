"""The assistants' door over HTTP."""

from typing import Final

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from foedus.asking.world import World
from foedus.doors.mcp.server import create_server
from foedus.doors.worker import Workers

PATH: Final = "/mcp"
BODY: Final = 1_000_000
"""Bytes of a request: an assistant writes far less, and the server itself must read them."""


def create_app(world: World, workers: Workers, host: str) -> ASGIApp:
    """The application that answers assistants at /mcp."""
    return _Posted(
        create_server(world, workers).streamable_http_app(
            streamable_http_path=PATH,
            host=host,
            stateless_http=True,
            json_response=True,
            max_request_body_size=BODY,
        )
    )


class _Posted:
    """Every request to it stands alone, as every question does: there is no stream to listen to."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == PATH and scope["method"] != "POST":
            told = f"{scope['method']} is not possible here: an assistant asks by POST"
            response = PlainTextResponse(told, 405, {"allow": "POST"})
            await response(scope, receive, send)
        else:
            await self.app(scope, receive, send)
