"""Whether a state is one to which a way is open, as far as that turns on where it lies."""

from collections.abc import Sequence

from foedus.catalogue.catalogue import Catalogue
from foedus.model.verdicts import Verdict
from foedus.model.ways import Way


def eligible(catalogue: Catalogue, way: Way, state: str) -> Verdict:
    """Whether a state's home lies where a way is open to; None where that is not settled."""
    if not way.within or state not in catalogue.definitions.territories:
        return None
    if _lies(catalogue, state, way.within):
        return True
    return None if _lies(catalogue, state, way.perhaps) else False


def _lies(catalogue: Catalogue, state: str, places: Sequence[str]) -> bool:
    """Whether the home territory of a state, which has its id, is one of places or in one."""
    areas = catalogue.definitions.areas
    return any(
        place == state or (place in areas and state in areas[place].territories) for place in places
    )
