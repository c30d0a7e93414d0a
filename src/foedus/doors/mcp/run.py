"""Running the assistants' door: over standard input and output, or over HTTP."""

import socket
from typing import TYPE_CHECKING, Final

import anyio
import uvicorn
from mcp.server.stdio import stdio_server

from foedus.asking.world import World
from foedus.doors.mcp.http import create_app
from foedus.doors.mcp.server import create_server
from foedus.doors.rest import connections
from foedus.doors.rest.settings import Settings
from foedus.doors.worker import Workers

if TYPE_CHECKING:
    from foedus.doors.mcp.visit import Visit

GRACE: Final = 10
"""Seconds that requests under way have to finish when the server is told to stop."""


def over_stdio(world: World, visit: "Visit | None" = None) -> None:
    """Serve the one assistant that started this process; for a person at a node, if any."""

    async def run() -> None:
        with Workers(world) as workers:
            workers.make_ready()
            server = create_server(world, workers, visit)
            async with stdio_server() as (incoming, outgoing):
                await server.run(incoming, outgoing, server.create_initialization_options())

    anyio.run(run)


def over_http(world: World, listening: socket.socket, settings: Settings) -> None:
    """Serve assistants at /mcp, on a bound socket; every request stands alone."""
    with listening, Workers(world) as workers:
        workers.make_ready()
        app = create_app(world, workers, settings)
        config = connections.config(app, settings, grace=GRACE, lifespan=True)
        uvicorn.Server(config).run(sockets=[listening])
