"""Who belongs to a framework on a day, and how: contested, suspended, or not known at all."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import msgspec

from foedus.catalogue.catalogue import MEMBER, Catalogue
from foedus.catalogue.standing import SUSPENDED
from foedus.model.citations import Citation
from foedus.model.frameworks import Framework
from foedus.model.lists import MEMBERS, Listed
from foedus.model.maps import Light, Map
from foedus.model.wording import some

CONTESTED = "contested"


class Suspended(msgspec.Struct, frozen=True):
    """That a member's part in a framework is suspended: since when, and by which source.

    `contested` says why it is disputed, or not known, that it is.
    """

    matched_by = ("state",)
    state: str
    since: date
    says: str
    contested: str
    cite: Citation | None


class Membership(msgspec.Struct, frozen=True):
    """The members of a framework on a day, and those of them that are contested or suspended.

    Of those in `perhaps_suspended` it is contested whether their part is suspended.
    """

    members: tuple[str, ...]
    contested: tuple[str, ...] = ()
    suspended: tuple[str, ...] = ()
    perhaps_suspended: tuple[str, ...] = ()

    def _apart(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Those that are counted apart, by what is said of them."""
        yield CONTESTED, self.contested
        yield SUSPENDED, self.suspended
        yield f"perhaps {SUSPENDED}", self.perhaps_suspended

    def told(self) -> str:
        """How many there are of each, apart: `5, 2 contested, 23 suspended`."""
        left, parts = set(self.members), list[str]()
        for word, states in self._apart():
            number = len(left.intersection(states))
            left -= set(states)
            parts += [f"{number} {word}"] if number else []
        return ", ".join((str(len(left)), *parts))

    def named(self) -> tuple[str, ...]:
        """The members, each contested or suspended one marked: `RUS (suspended)`."""
        return tuple(f"{state}{self.mark(state)}" for state in self.members)

    def mark(self, state: str) -> str:
        """What is said of a member after its name, if anything is."""
        words = [word for word, states in self._apart() if state in states]
        return f" ({', '.join(words)})" if words else ""


def membership(catalogue: Catalogue, framework: Framework, on: date) -> Membership:
    """The members of a framework on a day."""
    members = catalogue.members_on(framework, on)
    found = {s.state: s for s in suspensions(catalogue, framework, on, members)}
    return Membership(
        tuple(members),
        tuple(state for state, verdict in members.items() if verdict is None),
        tuple(sorted(state for state, s in found.items() if not s.contested)),
        tuple(sorted(state for state, s in found.items() if s.contested)),
    )


def suspensions(
    catalogue: Catalogue, framework: Framework, on: date, members: Iterable[str]
) -> Iterator[Suspended]:
    """The members whose whole part is suspended: by their own act, or from the framework.

    One beyond dispute comes after one that is contested.
    """
    among = set(members)
    held = (s for s in catalogue.spells(framework, SUSPENDED) if on in s.during)
    for role in sorted(held, key=lambda s: not s.contested):
        if role.state in among:
            yield Suspended(role.state, role.during.start, role.note, role.contested, role.cite)


def map_of(
    whole: Membership,
    roles: Mapping[str, tuple[str, ...]],
    contested: Mapping[str, tuple[str, ...]],
    listing: Listed,
) -> Map:
    """The members, and those that are none and hold another role, `contested` ones apart."""
    among = set(whole.members)
    others = {name: states for name, states in roles.items() if not set(states) <= among}
    doubtful = {s for name in others for s in contested.get(name, ())}
    holders = {s for states in others.values() for s in states}
    settled = among.difference(whole.contested, whole.suspended, whole.perhaps_suspended)
    named = ", ".join(name.replace("-", " ") for name in others)
    lights = (
        Light("member", "member", tuple(sorted(settled))),
        Light("member, contested", "member", whole.contested, perhaps=True),
        Light("member whose part is suspended", "suspended", whole.suspended),
        Light("perhaps suspended", "suspended", whole.perhaps_suspended, perhaps=True),
        Light(f"not a member, but {named}", "role", tuple(sorted(holders - doubtful - among))),
        Light(f"{named}, contested", "role", tuple(sorted(doubtful - among)), perhaps=True),
    )
    cites = (listing.cite,) if listing.cite else ()
    shows = "The members, and who holds another role"
    return Map(shows, lights, "not a member", listing.complete, cites=cites)


def not_known(catalogue: Catalogue, state: str, on: date) -> Iterator[tuple[Framework, Listed]]:
    """The frameworks of which it is not known whether a state is a member, and why."""
    for framework in catalogue.frameworks.values():
        if state in catalogue.members_on(framework, on):
            continue
        if catalogue.unlisted(framework, state, on, MEMBER):
            yield framework, catalogue.lists.listed(framework, MEMBERS, on)


def open_notes(
    catalogue: Catalogue, states: Iterable[str], on: date, *, triggered: bool
) -> Iterator[str]:
    """A note for each state that does not stand in lists of parties that are not complete.

    What such an instrument binds it to is missing from an answer.
    """
    lists = catalogue.not_complete(on, triggered=triggered)
    for state in states if lists else ():
        where = [_name(found.listed) for found in lists if state not in found.known]
        if where and state in catalogue.states:
            yield (
                f"whether {catalogue.inline(state)} is a party is not known where the list of "
                f"parties is not complete: {some(tuple(dict.fromkeys(where)))}"
            )


def _name(listed: Listed) -> str:
    """The instrument whose parties are listed, and how many of them are."""
    held = f" ({listed.holds} of {listed.total} parties)" if listed.total else ""
    return f"{listed.framework}/{listed.of.partition('/')[2]}{held}"
