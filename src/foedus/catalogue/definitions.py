"""All definitions together, as they are shipped."""

import unicodedata

import msgspec

from foedus.model.actors import Actor, State
from foedus.model.forces import UnitType
from foedus.model.frameworks import Framework
from foedus.model.places import Area, Place, Territory
from foedus.model.voting import VotingRule


class Definitions(msgspec.Struct, frozen=True):
    """What files define, by id; places by folded name."""

    states: dict[str, State]
    actors: dict[str, Actor]
    territories: dict[str, Territory]
    areas: dict[str, Area]
    places: dict[str, Place]
    facts: dict[str, str]
    frameworks: dict[str, Framework]
    unit_types: dict[str, UnitType] = {}
    voting_rules: dict[str, VotingRule] = {}


def fold(name: str) -> str:
    """A name as it is looked up: without case, accents, punctuation or double spaces."""
    plain = unicodedata.normalize("NFKD", name)
    kept = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).casefold().split())
