"""The people of a party, as the administrator sees them who sees to them."""

from collections.abc import Sequence

import msgspec

from foedus.identity import authority
from foedus.identity.authority import Wish
from foedus.model.people import Appointment, Person
from foedus.nodes.node import Node
from foedus.nodes.people.people import NotAllowedError, People


class Member(msgspec.Struct, frozen=True):
    """A person of the party; `name` is empty where it was erased."""

    person: str
    name: str
    called: str
    posts: tuple[Appointment, ...]


def members(node: Node, by: Person) -> Sequence[Member]:
    """Who belongs to the party of an administrator. Raises NotAllowedError for anybody else.

    Whoever may let them begin anew must know who they are; nobody else need.
    """
    ruling = authority.rule(Wish(by, "recover", node.clock().date(), party=by.party))
    if not ruling.allowed:
        raise NotAllowedError(f"you may not do that: {ruling.because}")
    people, found = People(node), list[Member]()
    for person in people.of(by.party):
        named = people.named(person.id)
        name, called = (named.handle, named.name) if named else ("", "")
        found.append(Member(person.id, name, called, person.appointments))
    return sorted(found, key=lambda one: (one.name, one.person))
