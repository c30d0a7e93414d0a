"""What the questions of the diary share: the record that they are asked of, and its moment."""

from datetime import UTC, date, datetime, time
from typing import Final

from foedus.asking.world import World
from foedus.record.record import Record, until

NO_NODE: Final = "This world has no node, so nothing is on record here; name one with --node."


def record_on(world: World, on: date) -> tuple[Record, datetime]:
    """What counts by a day, and the moment that is asked about: its end, or now if that is before.

    A world without a node has an empty record.
    """
    end = datetime.combine(on, time.max, UTC)
    return until(world.record, on), min(end, world.known_at or end)


def notes_on(world: World) -> tuple[str, ...]:
    """What must be said of where the answer was read."""
    return () if world.known_at else (NO_NODE,)
