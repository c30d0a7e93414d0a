"""Who belongs to a framework on a day, and how: contested, suspended, or not known at all."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from foedus.catalogue.catalogue import MEMBER, Catalogue
from foedus.catalogue.standing import SUSPENDED
from foedus.model.citations import Citation
from foedus.model.frameworks import Framework, Role
from foedus.model.lists import MEMBERS, Listed
from foedus.model.wording import some

CONTESTED = "contested"


class Suspended(msgspec.Struct, frozen=True):
    """That a member's part in a framework is suspended: since when, and by which source."""

    state: str
    since: date
    says: str
    cite: Citation | None


class Membership(msgspec.Struct, frozen=True):
    """The members of a framework on a day, and those of them that are contested or suspended."""

    members: tuple[str, ...]
    contested: tuple[str, ...]
    suspended: tuple[str, ...]

    def told(self) -> str:
        """How many there are of each, apart: `5, 2 contested, 23 suspended`."""
        apart = {*self.contested, *self.suspended}
        parts = [str(len(self.members) - len(apart))]
        if self.contested:
            parts.append(f"{len(self.contested)} contested")
        only = [s for s in self.suspended if s not in self.contested]
        if only:
            parts.append(f"{len(only)} suspended")
        return ", ".join(parts)

    def named(self) -> tuple[str, ...]:
        """The members, each contested or suspended one marked."""
        return marked(self.members, self.contested, self.suspended)


def marked(
    states: Iterable[str], contested: Sequence[str], suspended: Sequence[str] = ()
) -> tuple[str, ...]:
    """The states, each contested or suspended one marked: `RUS (suspended)`."""

    def mark(state: str) -> str:
        marks = [
            word
            for word, which in ((CONTESTED, contested), (SUSPENDED, suspended))
            if state in which
        ]
        return f"{state} ({', '.join(marks)})" if marks else state

    return tuple(map(mark, states))


def membership(catalogue: Catalogue, framework: Framework, on: date) -> Membership:
    """The members of a framework on a day."""
    members = catalogue.members_on(framework, on)
    return Membership(
        tuple(members),
        tuple(state for state, verdict in members.items() if verdict is None),
        tuple(dict.fromkeys(s.state for s in suspensions(catalogue, framework, on, members))),
    )


def suspensions(
    catalogue: Catalogue, framework: Framework, on: date, members: Iterable[str]
) -> Iterator[Suspended]:
    """The members whose whole part is suspended: by their own act, or from the framework."""
    among = set(members)
    for role in catalogue.spells(framework, SUSPENDED):
        if on in role.during and role.state in among:
            note = role.note if isinstance(role, Role) else ""
            yield Suspended(role.state, role.during.start, note, role.cite)


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
                f"whether {catalogue.name_of(state)} is a party is not known where the list of "
                f"parties is not complete: {some(tuple(dict.fromkeys(where)))}"
            )


def _name(listed: Listed) -> str:
    """The instrument whose parties are listed, and how many of them are."""
    held = f" ({listed.holds} of {listed.total} parties)" if listed.total else ""
    return f"{listed.framework}/{listed.of.partition('/')[2]}{held}"
