"""From what an author wrote about units to the frozen values of the model."""

from foedus.authoring.forces import shape as a
from foedus.model.citations import Citation
from foedus.model.forces import UnitType


def unit_type(entry: a.UnitTypeEntry) -> UnitType:
    """A type of unit."""
    return UnitType(
        id=entry.id,
        name=entry.name,
        says=entry.says,
        cite=Citation(entry.cite, confidence=entry.confidence),
        stands_in_for=tuple(entry.stands_in_for),
    )
