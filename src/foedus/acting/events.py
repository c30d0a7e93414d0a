"""An event that acts speak of."""

from foedus.acting.corrected import check_first
from foedus.acting.declare import ActError
from foedus.asking.world import World
from foedus.errors import located
from foedus.record.crises import Crisis, crisis


def event_on_record(world: World, event: str) -> Crisis:
    """How a crisis stands. Raises ActError where the id is not one of a report that stands."""
    with located("event"):
        check_first(world.record, event)
        found = crisis(world.record, event)
    if found is None:
        raise ActError(f"{event} is not a report of an event, or it was withdrawn", ("event",))
    return found
