"""Running the assistants' door: over standard input and output, or over HTTP."""

import anyio
import uvicorn
from mcp.server.stdio import stdio_server

from foedus.asking.world import World
from foedus.doors.mcp.server import create_server


def over_stdio(world: World) -> None:
    """Serve the one assistant that started this process."""

    async def run() -> None:
        server = create_server(world)
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())

    anyio.run(run)


def over_http(world: World, host: str, port: int) -> None:
    """Serve assistants at /mcp; every request stands alone, as every question does."""
    app = create_server(world).streamable_http_app(
        host=host, stateless_http=True, json_response=True
    )
    uvicorn.run(app, host=host, port=port, log_level="error", server_header=False)
