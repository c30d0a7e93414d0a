"""What waits for a person at a node, said without a word of what it is about."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

import msgspec

from foedus.judging.undertakings import Kind, undertakings
from foedus.nodes.access import Access
from foedus.nodes.people.confirming import Confirming
from foedus.nodes.people.proposals import Proposals
from foedus.nodes.people.seconds import SETTING
from foedus.record.record import by_the_end_of

KINDS: Final[dict[Kind, str]] = {
    "position": "a motion under silence",
    "closing": "a motion that is to be closed",
    "notice": "a notice that is to be given",
    "commitment": "something that was undertaken",
    "delivery": "a delivery",
}


class Waiting(msgspec.Struct, frozen=True):
    """Something that waits: what kind of thing, by when, and what tells it from others.

    `key` stays in the node; what goes out is `what` and `due`.
    """

    what: str
    due: datetime | None
    key: str


def waiting_for(who: Access) -> Iterator[Waiting]:
    """What waits for a person or their party; of what they do not read, nothing."""
    for proposed in Proposals(who).waiting():
        key = f"proposal/{proposed.number}/{proposed.until}"
        yield Waiting("an act that an assistant proposed", proposed.until, key)
    for waits in Confirming(who).waiting():
        if waits.person != who.person.id:
            what = "a setting" if waits.act == SETTING else "an act"
            key = f"second/{waits.number}/{waits.until}"
            yield Waiting(f"{what} that a second person confirms", waits.until, key)
    if not who.reads:
        return
    world = who.world()
    record, moment = by_the_end_of(world.record, who.node.clock().date(), world.known_at)
    for found in undertakings(world.catalogue, record, moment):
        if found.open and who.person.party in found.who:
            key = f"{found.kind}/{found.about}/{found.what}/{found.due}"
            yield Waiting(KINDS[found.kind], found.due, key)
