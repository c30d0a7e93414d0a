"""Joining a framework and leaving it, with what goes with membership in the same framework."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date

import msgspec

from foedus.catalogue.catalogue import MEMBER, Catalogue
from foedus.catalogue.changes.change import (
    Change,
    ChangeError,
    FrameworkName,
    From,
    StateOf,
    Subject,
    Until,
    days,
    framework_of,
    key_of,
    life_of,
    outside,
    state_of,
)
from foedus.catalogue.changes.parties import (
    check_author,
    check_within,
    ended,
    entering,
    leaving,
    left,
    when,
    with_parties,
    without_party,
)
from foedus.model.frameworks import Framework, Role
from foedus.model.instruments import Party
from foedus.model.lists import MEMBERS
from foedus.model.time import Interval


class Join(Change, frozen=True):
    """A state becomes a member of a framework on a day.

    A role that no member holds, such as that of a candidate, ends with it.
    """

    name = "join"
    does = "a state becomes a member"
    framework: FrameworkName
    state: StateOf
    on: From
    until: Until = None

    def apply(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue with the new member. Raises ChangeError if it is one already."""
        framework = framework_of(catalogue, self.framework)
        state = state_of(catalogue, self.state, self.on)
        if self.on not in framework.during:
            apart = framework.during.apart(self.on)
            raise ChangeError(f"there was no {framework.id} on {self.on}: {apart}", ("on",))
        made_by = next((i for i in framework.instruments if i.id == framework.constitutive), None)
        if made_by is not None and self.on >= made_by.during.end:
            told = f"{framework.id}/{made_by.id} had ended by {self.on}, so nobody can join"
            raise ChangeError(told, ("on",))
        if made_by is not None:
            check_author(made_by, f"{framework.id}/{made_by.id}", state, "framework")
        if state in catalogue.members_on(framework, self.on):
            told = f"{state} already is a member of {framework.id} on {self.on}"
            raise ChangeError(told, ("state",))
        check_within(catalogue, framework.within, framework.id, state, self.on)
        span = days(self.on, self.until).clip(life_of(catalogue, state, self.on))
        parties = entering(catalogue.members(framework), state, span, framework.during.end)
        spell = parties[-1].during
        new = _with_members(catalogue, framework, parties)
        others = {r.role for r in framework.roles} - {MEMBER} - _of_members(catalogue, framework)
        roles = tuple(
            piece
            for role in new.roles
            for piece in (
                _outside(role, spell) if role.state == state and role.role in others else [role]
            )
        )
        new = msgspec.structs.replace(new, roles=roles)
        return catalogue.with_frameworks([new], key_of(catalogue, self))

    def subject(self, catalogue: Catalogue) -> Subject:
        return _subject(catalogue, self.framework, self.state)

    def told(self, catalogue: Catalogue) -> str:
        until = f" and is a member until {self.until}" if self.until else ""
        return f"{_names(catalogue, self.state)} joins {self.framework} on {self.on}{until}"


class Leave(Change, frozen=True):
    """A member ceases to be one from a day on.

    With membership end the roles and the seats that only members hold, and the part in frameworks
    and instruments to which only members may belong. Of two members, one that leaves ends it for
    both.
    """

    name = "leave"
    does = "a member ceases to be one"
    framework: FrameworkName
    state: StateOf
    on: From

    def apply(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue without the member. Raises ChangeError if it is none that day."""
        framework = framework_of(catalogue, self.framework)
        state = state_of(catalogue, self.state)
        members = catalogue.members(framework)
        if state not in catalogue.members_on(framework, self.on):
            if catalogue.unlisted(framework, state, self.on):
                why = catalogue.lists.listed(framework, MEMBERS, self.on).unknown()
                told = f"whether {state} is a member of {framework.id} on {self.on} is {why}"
                raise ChangeError(told, ("state",))
            told = f"{state} is not a member of {framework.id} on {self.on}"
            raise ChangeError(f"{told}{when(members, state, self.on)}", ("on",))
        gone = list(_after(catalogue, _leavers(catalogue, framework, state, self.on), self.on))
        return catalogue.with_frameworks(gone, key_of(catalogue, self))

    def subject(self, catalogue: Catalogue) -> Subject:
        return _subject(catalogue, self.framework, self.state)

    def told(self, catalogue: Catalogue) -> str:
        return f"{_names(catalogue, self.state)} leaves {self.framework} on {self.on}"


def _subject(catalogue: Catalogue, framework: str, state: str) -> Subject:
    return ("member", framework_of(catalogue, framework).id, state_of(catalogue, state))


def _names(catalogue: Catalogue, state: str) -> str:
    return catalogue.inline(state_of(catalogue, state))


def _leavers(
    catalogue: Catalogue, framework: Framework, state: str, on: date
) -> dict[str, set[str]]:
    """Who leaves which framework with a member that leaves one."""
    found: dict[str, set[str]] = {}
    asked = [(framework, {state})]
    while asked:
        outer, states = asked.pop()
        members = catalogue.members(outer)
        complete = catalogue.lists.complete(outer, MEMBERS, on)
        found[outer.id] = leaving(members, states, on, complete=complete)
        for inner in catalogue.frameworks.values():
            if inner.within == outer.id and inner.id not in found:
                inside = _bound_after(catalogue.members(inner), on) & found[outer.id]
                if inside:
                    asked.append((inner, inside))
    return found


def _bound_after(parties: Iterable[Party], on: date) -> set[str]:
    return {party.state for party in parties if party.during.end > on}


def _after(catalogue: Catalogue, leavers: dict[str, set[str]], on: date) -> Iterator[Framework]:
    """The frameworks that some have left, and those whose instruments are open to members only."""
    for framework in catalogue.frameworks.values():
        new = framework
        if framework.id in leavers:
            new = _without(catalogue, new, leavers[framework.id], on)
        for instrument in framework.instruments:
            outer = instrument.within.framework if instrument.within else ""
            parties = catalogue.parties(framework, instrument)
            gone = leavers.get(outer, set()) & _bound_after(parties, on)
            if gone:
                new = without_party(catalogue, new, instrument, gone, on)
        if new is not framework:
            yield new


def _outside(role: Role, spell: Interval) -> Iterator[Role]:
    """A role in the days that are not of a spell."""
    if not role.during.overlaps(spell):
        yield role
        return
    for piece in outside(role.during, spell):
        yield msgspec.structs.replace(role, during=piece)


def _on_record(catalogue: Catalogue, framework: Framework) -> tuple[Catalogue, Framework]:
    """The framework as it is on record: who holds its roles there does not hang on a scenario."""
    root = catalogue.root
    return (root, root.frameworks[framework.id]) if framework.id in root.frameworks else (
        catalogue, framework)  # fmt: skip


def _of_members(catalogue: Catalogue, framework: Framework) -> set[str]:
    """The roles that some state holds while it is a member."""
    catalogue, framework = _on_record(catalogue, framework)
    members = catalogue.members(framework)
    return {
        role.role
        for role in framework.roles
        if any(m.state == role.state and m.during.overlaps(role.during) for m in members)
    }


def _only_members(members: Iterable[Party], roles: Iterable[Role]) -> set[str]:
    """The roles that nobody holds but while it is a member."""
    spells: dict[str, list[Interval]] = {}
    for member in members:
        spells.setdefault(member.state, []).append(member.during)
    all_of, others = set[str](), set[str]()
    for role in roles:
        inside = any(span.clip(role.during) == role.during for span in spells.get(role.state, ()))
        (all_of if inside else others).add(role.role)
    return all_of - others


def _without(
    catalogue: Catalogue, framework: Framework, states: Collection[str], on: date
) -> Framework:
    """The framework without some members from a day on."""
    members = catalogue.members(framework)
    complete = catalogue.lists.complete(framework, MEMBERS, on)
    stay = members
    for state in sorted(_bound_after(members, on) & {*states}):
        stay = left(stay, state, on, complete=complete)
    new = _with_members(catalogue, framework, stay)
    if complete and framework.constitutive:
        new = ended(new, framework.constitutive, on)
    cut = _cut(states, on)
    root, recorded = _on_record(catalogue, framework)
    before = root.members(recorded)
    ends = _only_members(before, (r for r in recorded.roles if r.role != MEMBER))
    seats = {body.id: _only_members(before, body.seats) for body in recorded.bodies}
    kept = (cut(r) if r.role in ends else r for r in new.roles)
    bodies = tuple(
        msgspec.structs.replace(body, seats=tuple(_full(map(cut, body.seats))))
        if seats.get(body.id)
        else body
        for body in framework.bodies
    )
    return msgspec.structs.replace(new, roles=tuple(_full(kept)), bodies=bodies)


def _cut(states: Collection[str], on: date) -> Callable[[Role], Role]:
    def cut(role: Role) -> Role:
        if role.state not in states or role.during.end <= on:
            return role
        start = role.during.start
        return msgspec.structs.replace(role, during=Interval(start, max(start, on)))

    return cut


def _full(roles: Iterable[Role]) -> Iterable[Role]:
    return (role for role in roles if role.role == MEMBER or not role.during.empty)


def _with_members(
    catalogue: Catalogue, framework: Framework, members: tuple[Party, ...]
) -> Framework:
    """The framework with other members, whether treaty or roles make them so."""
    if framework.constitutive:
        return with_parties(catalogue, framework, framework.constitutive, members)
    others = tuple(r for r in framework.roles if r.role != MEMBER)
    held = {
        (role.state, member.during.start): (role, member)
        for role, member in zip(
            (r for r in framework.roles if r.role == MEMBER),
            catalogue.members(framework),
            strict=True,
        )
    }
    own = (_as_role(p, *held.get((p.state, p.during.start), (None, None))) for p in members)
    return msgspec.structs.replace(framework, roles=(*own, *others))


def _as_role(party: Party, role: Role | None, was: Party | None) -> Role:
    """The role that makes a member one: as it was, for a shorter time, or a new one."""
    if role is None:
        return Role(party.state, MEMBER, party.during, party.cite, party.contested)
    return role if party == was else msgspec.structs.replace(role, during=party.during)
