"""How a node is: whether its database answers, and whether what is due by the clock was done."""

import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import func, select

from foedus.nodes.append import Head
from foedus.nodes.errors import NodeError
from foedus.nodes.node import Node
from foedus.nodes.rows import instant
from foedus.nodes.tables import checkpoints

LATE: Final = 60.0
"""Seconds without a beat after which a node is not well."""


@dataclass
class Pulse:
    """When a node last did what is due by the clock, or began to."""

    last: float = field(default_factory=time.monotonic)

    def beat(self) -> None:
        """It did, just now."""
        self.last = time.monotonic()

    @property
    def lag(self) -> float:
        """Seconds since."""
        return time.monotonic() - self.last


@dataclass(frozen=True)
class Health:
    """What was seen of a node: `why` it is not well, or nothing; times in seconds."""

    up: bool
    entries: int = 0
    queue: int = 0
    beat_lag: float = 0.0
    checkpoint_age: float = 0.0
    why: str = ""


def health(node: Node, pulse: Pulse | None = None) -> Health:
    """Look at the database of a node, and at its pulse."""
    lag, queue = (pulse.lag if pulse else 0.0), node.waiting
    try:
        with node.database.reading() as connection:
            size = Head.read(connection).size
            made = connection.execute(select(func.max(checkpoints.c.made))).scalar()
    except NodeError as error:
        return Health(up=False, queue=queue, beat_lag=lag, why=str(error))
    age = 0.0 if made is None else _since(node.time(), instant(made))
    why = f"the node has not beaten for {lag:.0f} s" if lag > LATE else ""
    return Health(True, size, queue, lag, age, why)


def _since(now: datetime, then: datetime) -> float:
    return max((now - then).total_seconds(), 0.0)
