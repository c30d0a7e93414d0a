"""Running the server until it is told to stop; requests under way are then finished."""

import logging
import socket
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

import uvicorn

from foedus.asking.world import World
from foedus.doors.rest import connections
from foedus.doors.rest.app import create_app
from foedus.doors.rest.asking import workers_for
from foedus.doors.rest.log import LOGGER
from foedus.doors.rest.settings import Settings

if TYPE_CHECKING:
    from foedus.nodes.node import Node

GRACE = 10
"""Seconds that requests under way have to finish when the server is told to stop."""


def serve(
    world: World,
    listening: socket.socket,
    settings: Settings,
    *,
    log: bool,
    node: "tuple[Node, str] | None" = None,
) -> None:
    """Serve on a bound socket until a signal, and close it; with the doors of a node, if any."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = LOGGER
    logger.handlers, logger.propagate = [handler], False
    logger.setLevel(logging.INFO if log else logging.ERROR)
    with ExitStack() as held:
        held.enter_context(listening)
        workers = held.enter_context(workers_for(world, settings))
        workers.make_ready()
        gate = None
        if node is not None:
            from foedus.doors.mailing import mailing
            from foedus.doors.rest.node.beat import beating
            from foedus.doors.rest.node.gate import Gate

            pulse = held.enter_context(beating(node[0]))
            held.enter_context(mailing(node[0]))
            gate = Gate(*node, pulse, behind_tls=settings.behind_tls)
        app = create_app(world, settings, workers, gate)
        config = connections.config(app, settings, grace=GRACE, lifespan=True)
        uvicorn.Server(config).run(sockets=[listening])
