"""Running the server until it is told to stop; requests under way are then finished."""

import logging
import socket
import sys

import uvicorn

from foedus.asking.world import World
from foedus.doors.rest import connections
from foedus.doors.rest.app import create_app
from foedus.doors.rest.asking import workers_for
from foedus.doors.rest.settings import Settings

GRACE = 10
"""Seconds that requests under way have to finish when the server is told to stop."""


def serve(world: World, listening: socket.socket, settings: Settings, *, log: bool) -> None:
    """Serve on a bound socket until a signal, and close it."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("foedus.doors.rest")
    logger.handlers, logger.propagate = [handler], False
    logger.setLevel(logging.INFO if log else logging.ERROR)
    with listening, workers_for(world, settings) as workers:
        workers.make_ready()
        app = create_app(world, settings, workers)
        config = connections.config(app, settings, grace=GRACE)
        uvicorn.Server(config).run(sockets=[listening])
