"""Questions for somebody who signed in, answered in a process apart: it opens the node to read."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

import msgspec

from foedus.asking.world import World
from foedus.doors.rest.answers import AnswerFile, Given, filed, replied
from foedus.doors.rest.forms import Form
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


def replied_to(world: World, visitor: Visitor, name: str, given: Given) -> bytes:
    """The reply to a question, of the record as the visitor may see it. Raises QuestionError."""
    return replied(_world(world, visitor), name, given)


def filed_to(world: World, visitor: Visitor, name: str, given: Given, form: Form) -> AnswerFile:
    """The answer to a question as a file, as the visitor may see it. Raises QuestionError."""
    return filed(_world(world, visitor), name, given, form)


def _world(world: World, visitor: Visitor) -> World:
    from foedus.nodes.access import Access

    if visitor.place not in _OPEN:
        from foedus.nodes.node import Node

        _OPEN[visitor.place] = Node.open(visitor.place, base=lambda: world)
    node = _OPEN[visitor.place]
    return Access(node, visitor.person, visitor.held, visitor.moment).world()


_OPEN: "Final[dict[str, Node]]" = {}
"""The node that this process opened; it stays open until the process ends."""
