"""Changes that make a scenario: another catalogue that shares all it does not change."""

import hashlib
from collections.abc import Callable
from datetime import date

import msgspec

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.standing import holds_role
from foedus.errors import FoedusError
from foedus.model.frameworks import Framework, Role
from foedus.model.instruments import Party
from foedus.model.lists import MEMBERS, PARTIES
from foedus.model.time import Interval


class ChangeError(FoedusError):
    """A change that makes no sense in the catalogue it is applied to."""


class Change(msgspec.Struct, frozen=True):
    """What makes another catalogue of a catalogue."""

    def apply(self, catalogue: Catalogue) -> Catalogue:
        """The changed catalogue; the given one stays as it is. Raises ChangeError."""
        raise NotImplementedError


class Join(Change, frozen=True):
    """A state becomes a member of a framework on a day."""

    framework: str
    state: str
    on: date

    def apply(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue with the new member. Raises ChangeError if it is one already."""
        framework, state = catalogue.framework(self.framework), catalogue.state(self.state).id
        if state in catalogue.members_on(framework, self.on):
            raise ChangeError(f"{state} already is a member of {framework.id} on {self.on}")
        later = [p.during.start for p in catalogue.members(framework) if p.state == state]
        end = min((start for start in later if start > self.on), default=framework.during.end)
        added = Party(state, Interval(self.on, end), basis="scenario")
        return _with_members(catalogue, framework, lambda parties: (*parties, added), str(self))


class Leave(Change, frozen=True):
    """A member ceases to be one from a day on."""

    framework: str
    state: str
    on: date

    def apply(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue without the member. Raises ChangeError if it is none that day."""
        framework, state = catalogue.framework(self.framework), catalogue.state(self.state).id
        if state not in catalogue.members_on(framework, self.on):
            if catalogue.unlisted(framework, state, self.on):
                why = catalogue.lists.listed(framework, MEMBERS, self.on).unknown()
                told = f"whether {state} is a member of {framework.id} on {self.on} is {why}"
                raise ChangeError(told)
            raise ChangeError(f"{state} is not a member of {framework.id} on {self.on}")
        complete = catalogue.lists.complete(framework, MEMBERS, self.on)
        return _with_members(
            catalogue,
            framework,
            lambda parties: _left(parties, state, self.on, complete=complete),
            str(self),
        )


class Withdraw(Change, frozen=True):
    """A party of one instrument (`framework/instrument`) ceases to be one from a day on."""

    instrument: str
    state: str
    on: date

    def apply(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue without the party. Raises ChangeError if it is none that day."""
        framework_id, _, instrument_id = self.instrument.partition("/")
        framework, state = catalogue.framework(framework_id), catalogue.state(self.state).id
        wanted = next((i for i in framework.instruments if i.id == instrument_id), None)
        if wanted is None:
            raise ChangeError(f"{framework.id} has no instrument {instrument_id!r}")
        parties = catalogue.parties(framework, wanted)
        name = f"{PARTIES}{wanted.id}"
        if holds_role(parties, state, self.on) is False:
            if not catalogue.lists.knows(framework, name, parties, state, self.on):
                why = catalogue.lists.listed(framework, name, self.on).unknown()
                told = f"whether {state} is a party to {self.instrument} on {self.on} is {why}"
                raise ChangeError(told)
            raise ChangeError(f"{state} is not a party to {self.instrument} on {self.on}")
        complete = catalogue.lists.complete(framework, name, self.on)
        changed = _left(parties, state, self.on, complete=complete)
        new = _with_parties(catalogue, framework, wanted.id, changed)
        return catalogue.with_frameworks([new], _key(catalogue, self))


def _left(parties: tuple[Party, ...], state: str, on: date, *, complete: bool) -> tuple[Party, ...]:
    """The parties without a state from a day on.

    Where the list is not complete a spell of it stays, were it empty: a state that left is known
    to be none.
    """
    kept = tuple(_until(p, on) if p.state == state else p for p in parties)
    full = tuple(p for p in kept if not p.during.empty)
    if complete or any(p.state == state for p in full):
        return full
    return (*full, next(p for p in kept if p.state == state))


def _key(catalogue: Catalogue, change: object) -> str:
    return hashlib.sha256(f"{catalogue.key} {change}".encode()).hexdigest()


def _until(party: Party, on: date) -> Party:
    end = min(party.during.end, max(party.during.start, on))
    return msgspec.structs.replace(party, during=Interval(party.during.start, end))


def _with_members(
    catalogue: Catalogue,
    framework: Framework,
    change: Callable[[tuple[Party, ...]], tuple[Party, ...]],
    told: str,
) -> Catalogue:
    """The catalogue with other members of a framework, whether treaty or roles make them so."""
    changed = change(catalogue.members(framework))
    if framework.constitutive:
        new = _with_parties(catalogue, framework, framework.constitutive, changed)
    else:
        others = tuple(r for r in framework.roles if r.role != "member")
        members = tuple(Role(p.state, "member", p.during, p.cite, p.contested) for p in changed)
        new = msgspec.structs.replace(framework, roles=(*members, *others))
    return catalogue.with_frameworks([new], _key(catalogue, told))


def _with_parties(
    catalogue: Catalogue, framework: Framework, instrument: str, parties: tuple[Party, ...]
) -> Framework:
    """The framework with parties of an instrument's own, and what is said of the list they had."""
    name = f"{PARTIES}{instrument}"
    said = (msgspec.structs.replace(s, of=name) for s in catalogue.lists.of(framework, name))
    return msgspec.structs.replace(
        framework,
        instruments=tuple(
            msgspec.structs.replace(i, parties=parties, parties_of="") if i.id == instrument else i
            for i in framework.instruments
        ),
        lists=(*(listing for listing in framework.lists if listing.of != name), *said),
    )
