"""What the questions of the diary share: the record that they are asked of, and its moment."""

from datetime import date, datetime
from typing import Final

from foedus.asking.world import World
from foedus.record.record import Record, by_the_end_of

NO_NODE: Final = "This world has no node, so nothing is on record here; name one with --node."


def record_on(world: World, on: date) -> tuple[Record, datetime]:
    """What counts by a day, and the moment that is asked about: its end, or now if that is before.

    A world without a node has an empty record.
    """
    return by_the_end_of(world.record, on, world.known_at)


def notes_on(world: World) -> tuple[str, ...]:
    """What must be said of where the answer was read."""
    return () if world.known_at else (NO_NODE,)
