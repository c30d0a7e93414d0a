"""The types of unit that a force is made of, as a published taxonomy names them."""

import msgspec

from foedus.model.citations import Citation


class UnitType(msgspec.Struct, frozen=True):
    """A type of unit; `stands_in_for` are the types whose work it can also do."""

    id: str
    name: str
    says: str
    cite: Citation
    stands_in_for: tuple[str, ...] = ()
