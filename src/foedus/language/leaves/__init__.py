"""The registry of leaf tests, by the name that definitions use."""

import functools
from collections.abc import Mapping
from typing import Any, Final

from foedus.extensions import extensions
from foedus.language.leaf import Leaf
from foedus.language.leaves.acts import (
    Authorised,
    ConsentOf,
    DeterminedBy,
    FactHolds,
    FactStated,
    RequestOf,
)
from foedus.language.leaves.event import AttackerIs, DomainIs, KindIs, ObjectIs, VictimIs
from foedus.language.leaves.place import (
    EastOf,
    IsIsland,
    NorthOf,
    SouthOf,
    TerritoryOf,
    TerritoryStatus,
    WestOf,
    Within,
)
from foedus.language.leaves.time import During, Elapsed, HasRole, Triggered

LEAVES: Final[dict[str, type[Leaf]]] = {
    leaf.name: leaf
    for leaf in (
        KindIs,
        DomainIs,
        ObjectIs,
        VictimIs,
        AttackerIs,
        TerritoryOf,
        TerritoryStatus,
        Within,
        NorthOf,
        SouthOf,
        EastOf,
        WestOf,
        IsIsland,
        FactHolds,
        FactStated,
        ConsentOf,
        RequestOf,
        DeterminedBy,
        Authorised,
        During,
        Elapsed,
        HasRole,
        Triggered,
    )
}


@functools.cache
def others() -> Mapping[str, type[Leaf]]:
    """The leaves of other packages: entry points of the group `foedus.leaves`."""
    return {leaf.name: leaf for leaf in extensions("foedus.leaves", Leaf)}


def parse_leaf(name: str, argument: Any) -> Leaf:
    """Read a leaf. Raises ValueError with one sentence for an unknown name or a bad argument."""
    leaf = LEAVES.get(name) or others().get(name)
    if leaf is None:
        raise ValueError(f"unknown test {name!r}; the tests are {', '.join(sorted(LEAVES))}")
    try:
        return leaf.parse(argument)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None
