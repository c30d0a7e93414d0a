"""Who may see an entry: the one rule for content, at whatever door it leaves.

An entry is for its originator and for those that it names: states, the secretariat, bodies for
those that sit in them, frameworks for their members. Whoever sits or belongs only if a dispute is
settled their way does not see it. Whoever may not see it is not told that it exists.
"""

import functools
from collections.abc import Callable
from datetime import date

from foedus.catalogue.catalogue import Catalogue
from foedus.errors import UnknownNameError
from foedus.model.entries import Audience, Entry
from foedus.model.frameworks import Body
from foedus.model.people import Person, Post

READERS: frozenset[Post] = frozenset(
    ("head-of-delegation", "desk-officer", "release-officer", "observer", "secretariat", "chair")
)
"""The posts whose holders read content. Who runs a node, or audits it, reads none."""


def readings(person: Person, on: date) -> frozenset[Post]:
    """The posts as which a person reads content on a day.

    An administrator has none, whatever else they hold: who gives posts does not read by one.
    """
    posts = person.posts(on)
    return frozenset() if "administrator" in posts else posts & READERS


def may_see(catalogue: Catalogue, person: Person, entry: Entry, on: date) -> bool:
    """Whether a person may see an entry on a day."""
    return sight(catalogue, person, on)(entry)


def sight(catalogue: Catalogue, person: Person, on: date) -> Callable[[Entry], bool]:
    """What tells of each of many entries whether a person may see it on a day.

    Whether a name takes in their party is looked up once.
    """
    reads, party = bool(readings(person, on)), person.party

    @functools.cache
    def named(name: str) -> bool:
        return _named(catalogue, name, party, on)

    def sees(entry: Entry) -> bool:
        audience = entry.draft.audience
        return reads and (party == audience.originator or any(map(named, audience.to)))

    return sees


def takes_in(catalogue: Catalogue, audience: Audience, party: str, on: date) -> bool:
    """Whether an audience takes in a party on a day, whatever posts its people hold."""
    return party == audience.originator or any(
        _named(catalogue, name, party, on) for name in audience.to
    )


def _sits(catalogue: Catalogue, body: Body, party: str, on: date) -> bool:
    """Whether a state sits in a body on a day, and nobody contests it."""
    if on not in body.during or party not in catalogue.seated_in(body, on):
        return False
    seats = (s for s in catalogue.sitting(body) if s.state == party and on in s.during)
    return any(not seat.contested for seat in seats)


def _named(catalogue: Catalogue, name: str, party: str, on: date) -> bool:
    """Whether a name of an audience takes in a party on a day."""
    if name == party:
        return True
    if party not in catalogue.states:
        return False
    try:
        if "/" in name:
            return _sits(catalogue, catalogue.body(name), party, on)
        if name in catalogue.frameworks:
            return catalogue.members_on(catalogue.framework(name), on).get(party) is True
    except UnknownNameError:
        return False
    return False
