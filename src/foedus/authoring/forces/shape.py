"""The shape of a taxonomy of units, as an author writes it."""

from foedus.authoring.entry import Cited, Slug, Words


class UnitTypeEntry(Cited):
    """A type of unit, and the types named before it in the file that it can stand in for."""

    id: Slug
    name: Words
    says: Words
    cite: Words
    stands_in_for: list[Slug] = []
