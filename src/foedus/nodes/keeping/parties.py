"""For whom an export is made, and what they may see."""

from foedus.acting.names import reader_named
from foedus.judging.release import may_see
from foedus.model.people import SECRETARIAT, Appointment, Person, Post, is_nation
from foedus.nodes.node import MaySee, Node


def readable_by(node: Node, party: str) -> tuple[str, MaySee]:
    """The id of a party, and what it may see today. Raises UnknownNameError."""
    catalogue, today = node.catalogue, node.time().date()
    name = reader_named(catalogue, party)
    post: Post = "observer"
    if name == SECRETARIAT:
        post = "secretariat"
    elif is_nation(name):
        post = "head-of-delegation"
    person = Person("export", name, (Appointment(post),))
    return name, lambda entry: may_see(catalogue, person, entry, today)
