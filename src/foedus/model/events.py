"""Events that may be a casus foederis."""

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal, TypeAlias, get_args

import msgspec

from foedus.model.citations import Citation

Kind: TypeAlias = Literal[
    "armed-attack",
    "threat",
    "cyber-attack",
    "terrorist-attack",
    "sabotage",
    "incursion",
    "steered-migration",
    "coup",
    "internal-conflict",
    "disaster",
    "nuclear-accident",
]
Object: TypeAlias = Literal[
    "territory", "forces", "vessel", "aircraft", "cable", "pipeline", "satellite", "embassy"
]
Domain: TypeAlias = Literal["land", "sea", "air", "space", "cyber"]
Fact: TypeAlias = bool | int | date | str | tuple[str, ...]

KINDS: tuple[Kind, ...] = get_args(Kind)
OBJECTS: tuple[Object, ...] = get_args(Object)
DOMAINS: tuple[Domain, ...] = get_args(Domain)
USUAL_DOMAIN: Mapping[Object, Domain] = {
    "territory": "land",
    "forces": "land",
    "vessel": "sea",
    "aircraft": "air",
    "cable": "sea",
    "pipeline": "sea",
    "satellite": "space",
    "embassy": "land",
}
MAY_BE_ATTACKS: Final[tuple[Kind, ...]] = ("sabotage", "incursion")
"""Kinds that are an armed attack where their scale and effects are those of one."""
EFFECTS: Final = "effects-of-armed-attack"
"""The fact that tells so."""
FLAG: Final = "flag"
ALSO: Final = "also-attacked-by"
"""The fact that names who else attacks: of an event with several attackers, the others."""
"""The fact that names the state whose flag a ship flies, or in which an aircraft is registered."""


class Point(msgspec.Struct, frozen=True):
    """Degrees north and east (WGS 84)."""

    lat: float
    lon: float


class Event(msgspec.Struct, frozen=True):
    """What happened to whom, by whom and where; absent means not known.

    Several states attacked, or several attackers, are judged pair by pair: a provision is
    triggered when it is for any pair.
    """

    kind: Kind
    attacked: tuple[str, ...]
    attacker: tuple[str, ...] = ()
    at: str | Point | None = None
    object: Object = "territory"
    domain: Domain | None = None
    facts: Mapping[str, Fact] = {}

    @property
    def where_fought(self) -> Domain:
        """The domain: as given, else what the kind and the object imply."""
        if self.domain:
            return self.domain
        return "cyber" if self.kind == "cyber-attack" else USUAL_DOMAIN[self.object]


class Precedent(msgspec.Struct, frozen=True):
    """An event of the past, as its source tells it, that others are set beside."""

    matched_by = ("id",)
    id: str
    title: str
    on: date
    kind: Kind
    attacked: tuple[str, ...]
    cite: Citation
    attacker: tuple[str, ...] = ()
    at: str = ""
    object: Object = "territory"
    facts: Mapping[str, bool] = {}
    note: str = ""

    @property
    def event(self) -> Event:
        """The event, to be judged as any other."""
        at = self.at or None
        return Event(self.kind, self.attacked, self.attacker, at, self.object, facts=self.facts)
