"""Who may see an entry: the one rule for content, at whatever door it leaves.

An entry is for its originator and for those that it names: states, the secretariat, bodies for
those that sit in them, frameworks for their members. Whoever sits or belongs only if a dispute is
settled their way does not see it. Whoever may not see it is not told that it exists.
"""

from datetime import date

from foedus.catalogue.catalogue import Catalogue
from foedus.errors import UnknownNameError
from foedus.model.entries import Entry
from foedus.model.people import Person, Post

READERS: frozenset[Post] = frozenset(
    ("head-of-delegation", "desk-officer", "release-officer", "observer", "secretariat", "chair")
)
"""The posts whose holders read content. Who runs a node, or audits it, reads none."""


def may_see(catalogue: Catalogue, person: Person, entry: Entry, on: date) -> bool:
    """Whether a person may see an entry on a day."""
    if not person.posts(on) & READERS:
        return False
    audience, party = entry.draft.audience, person.party
    return party == audience.originator or any(
        _named(catalogue, name, party, on) for name in audience.to
    )


def _named(catalogue: Catalogue, name: str, party: str, on: date) -> bool:
    """Whether a name of an audience takes in a party on a day."""
    if name == party:
        return True
    if party not in catalogue.states:
        return False
    try:
        if "/" in name:
            body = catalogue.body(name)
            return on in body.during and party in catalogue.seated_in(body, on)
        if name in catalogue.frameworks:
            return catalogue.members_on(catalogue.framework(name), on).get(party) is True
    except UnknownNameError:
        return False
    return False
