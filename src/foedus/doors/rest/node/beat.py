"""What a node does by the clock while a server runs: silence ends, and checkpoints are signed."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from foedus.doors.rest import log
from foedus.nodes.errors import AwayError
from foedus.nodes.health import Pulse
from foedus.nodes.node import Node

EVERY: Final = 10.0
"""Seconds between two beats."""


@contextmanager
def beating(node: Node, every: float = EVERY) -> Iterator[Pulse]:
    """Let a node do what is due, every so many seconds, until this is left; gives its pulse."""
    over, pulse = threading.Event(), Pulse()

    def beat() -> None:
        while not over.wait(every):
            try:
                node.beat()
                pulse.beat()
            except AwayError as error:  # the next beat does what this one could not
                log.fault(error, "beat")

    thread = threading.Thread(target=beat, daemon=True, name="beat")
    thread.start()
    try:
        yield pulse
    finally:
        over.set()
        thread.join()
