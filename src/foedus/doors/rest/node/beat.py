"""What a node does by the clock while a server runs: silence ends, and checkpoints are signed."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from foedus.nodes.errors import AwayError
from foedus.nodes.node import Node

EVERY: Final = 10.0
"""Seconds between two beats."""
LOG = logging.getLogger("foedus.doors.rest")


@contextmanager
def beating(node: Node, every: float = EVERY) -> Iterator[None]:
    """Let a node do what is due, every so many seconds, until this is left."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(every):
            try:
                node.beat()
            except AwayError as error:  # the next beat does what this one could not
                LOG.error("the node did not beat: %s", error)

    thread = threading.Thread(target=beat, daemon=True, name="beat")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
