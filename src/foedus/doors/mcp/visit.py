"""Whom an assistant serves at a node: the person of the token that it was started with."""

from dataclasses import dataclass, field

from foedus.doors.visiting import Visitor
from foedus.errors import QuestionError
from foedus.nodes.access import Access
from foedus.nodes.node import Node
from foedus.nodes.people.signing_in import SigningIn


@dataclass(frozen=True)
class Visit:
    """A node at a place, and a token, which is looked at anew with each call."""

    node: Node
    place: str
    token: str = field(repr=False)

    def access(self) -> Access:
        """What the token stands for just now. Raises QuestionError where it is over."""
        found = SigningIn(self.node).who(self.token, "token")
        if found is None:
            raise QuestionError("the token of this server is not one of the node, or it is over")
        return Access(self.node, *found)

    def visitor(self) -> Visitor:
        """Who asks, at this moment. Raises QuestionError."""
        who = self.access()
        return Visitor(self.place, who.person, who.by, self.node.clock())
