"""Whom a door serves at a node, as it tells a process that works for it: that opens it to read."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

import msgspec

from foedus.asking.world import World
from foedus.identity.secrets import Held
from foedus.model.people import Person

if TYPE_CHECKING:
    from foedus.nodes.node import Node


class Visitor(msgspec.Struct, frozen=True):
    """Who asks, at which node, and at which moment they were let in."""

    place: str
    person: Person
    held: Held | None
    moment: datetime


def world_for(world: World, visitor: Visitor) -> World:
    """The world as a visitor may see it: without a record for one who reads no content.

    Such as an administrator, who asks of the definitions as anybody may. Raises QuestionError.
    """
    from foedus.nodes.access import Access

    if visitor.place not in _OPEN:
        from foedus.nodes.node import Node

        _OPEN[visitor.place] = Node.open(visitor.place, base=lambda: world)
    node = _OPEN[visitor.place]
    who = Access(node, visitor.person, visitor.held, visitor.moment)
    return who.world() if who.reads else world


_OPEN: "Final[dict[str, Node]]" = {}
"""The node that this process opened; it stays open until the process ends."""
