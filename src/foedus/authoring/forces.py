"""The taxonomy of units."""

from foedus.authoring.making import Making
from foedus.documents.entry import Cited, Slug, Words
from foedus.model.forces import UnitType


class UnitTypeEntry(Cited):
    """A type of unit, and the types named before it in the file that it can stand in for."""

    id: Slug
    name: Words
    says: Words
    cite: Words
    stands_in_for: list[Slug] = []


unit_type = Making(UnitType, UnitTypeEntry)
