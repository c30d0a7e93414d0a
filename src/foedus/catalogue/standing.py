"""Who stands how towards an instrument: its parties over time, and on one day."""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

import msgspec

from foedus.model.actors import State
from foedus.model.frameworks import Framework, Role
from foedus.model.instruments import PROVISIONAL, Instrument, Party, Suspension
from foedus.model.provisions import PARTIES, Circle, Duty, Kin, Right
from foedus.model.verdicts import Verdict, any_of

SUSPENDED = "suspended"
Spell: TypeAlias = Party | Role
"""A time in which a state is bound, or holds a role."""
Members: TypeAlias = Callable[[str], Mapping[str, Verdict]]
"""The members of a framework on a day."""


@dataclass(frozen=True)
class Standing:
    """The parties of an instrument on one day (None: contested) and its suspensions that day.

    `ever` are the states that are parties at any time. A state that a provision names and that is
    never one (a third state that the parties protect) belongs to its circle all the time. `known`
    are all states, and `members` finds those of a framework that day, for the provisions that take
    in states by their kind; `provisional` are the parties to which the instrument is applied
    provisionally, each with the first day of that.
    """

    parties: Mapping[str, Verdict]
    suspensions: tuple[Suspension, ...]
    ever: frozenset[str]
    on: date = date.min
    known: Mapping[str, State] = field(default_factory=dict)
    provisional: Mapping[str, date] = field(default_factory=dict)
    members: "Members" = field(default=lambda _: {}, repr=False, compare=False)
    _kin: dict[Kin, Mapping[str, Verdict]] = field(default_factory=dict, repr=False, compare=False)

    def party(self, state: str) -> Verdict:
        """Whether the state is a party that day."""
        return self.parties.get(state, False)

    def circle(self, circle: Circle) -> Mapping[str, Verdict]:
        """The states that belong, or may belong, to a circle that day."""
        if circle == PARTIES:
            return self.parties
        if isinstance(circle, Kin):
            if circle not in self._kin:
                self._kin[circle] = self._of(circle)
            return self._kin[circle]
        return {
            state: self.parties.get(state, True)
            for state in circle
            if state in self.parties or state not in self.ever
        }

    def _of(self, kin: Kin) -> Mapping[str, Verdict]:
        """The parties, and the states of a kind that exist that day."""
        others = None if kin.disputed is not None and self.on in kin.disputed else True
        if kin.members_of:
            among = self.members(kin.members_of)
            found = {s: others and in_ for s, in_ in among.items() if s not in kin.but_for}
            return {**found, **self.parties}
        named = [self.known[s] for s in kin.states if s in self.known] or self.known.values()
        alive = (state.id for state in named if state.exists(self.on))
        return {**dict.fromkeys(alive, others), **self.parties}

    def in_order(self, circle: Circle) -> Iterable[tuple[str, Verdict]]:
        """The states of a circle that day, by their ids."""
        return self._ordered if circle == PARTIES else sorted(self.circle(circle).items())

    @functools.cached_property
    def _ordered(self) -> tuple[tuple[str, Verdict], ...]:
        return tuple(sorted(self.parties.items()))

    def suspended(self, one: str, other: str, provision: str) -> Suspension | None:
        """The suspension of the bond between two states under a provision, if there is one.

        One beyond dispute comes before one that is contested.
        """
        found = [
            s
            for s in self.suspensions
            if (not s.provisions or provision in s.provisions)
            and (
                (one in s.states and other in s.states)
                or (len(s.states) == 1 and s.states[0] in (one, other))
            )
        ]
        return min(found, key=lambda s: bool(s.contested), default=None)


NOBODY = Standing(MappingProxyType({}), (), frozenset())


def roles_of(framework: Framework, role: str) -> tuple[Role, ...]:
    """The times in a role of a framework; suspended is also who suspended its whole part."""
    held = tuple(r for r in framework.roles if r.role == role)
    if role != SUSPENDED:
        return held
    own = (
        Role(leg.states[0], SUSPENDED, leg.during, leg.cite, leg.contested, leg.says)
        for instrument in framework.instruments
        if instrument.id == framework.constitutive
        for leg in instrument.suspensions
        if len(leg.states) == 1 and not leg.provisions
    )
    listed = {(r.state, r.during) for r in held}
    return (*held, *(r for r in own if (r.state, r.during) not in listed))


def by_role(framework: Framework) -> dict[str, tuple[Role, ...]]:
    """The times in each role of a framework."""
    names = {SUSPENDED, *(role.role for role in framework.roles)}
    return {name: roles_of(framework, name) for name in names}


def resolve_parties(
    instrument: Instrument, frameworks: Mapping[str, Framework]
) -> tuple[Party, ...]:
    """The parties of an instrument, those it takes from another one included."""
    if not instrument.parties_of:
        return instrument.parties
    framework_id, _, instrument_id = instrument.parties_of.partition("/")
    source = members_of(frameworks[framework_id], frameworks, instrument_id)
    clipped = (
        msgspec.structs.replace(party, during=party.during.clip(instrument.during))
        for party in source
    )
    return tuple(party for party in clipped if not party.during.empty)


def members_of(
    framework: Framework, frameworks: Mapping[str, Framework], instrument_id: str = ""
) -> tuple[Party, ...]:
    """The parties of one instrument of a framework, by default of the one that constitutes it.

    Where none does, the members are the states with that role.
    """
    wanted = instrument_id or framework.constitutive
    if wanted:
        instrument = next(i for i in framework.instruments if i.id == wanted)
        return resolve_parties(instrument, frameworks)
    return tuple(
        Party(
            role.state,
            role.during.clip(framework.during),
            basis=role.basis or "role",
            contested=role.contested,
            cite=role.cite,
        )
        for role in framework.roles
        if role.role == "member"
    )


def standing_on(
    instrument: Instrument,
    parties: Iterable[Party],
    on: date,
    known: Mapping[str, State],
    members: Members,
) -> Standing:
    """The standing of an instrument on a day; `known` are all states."""
    bound: dict[str, Verdict] = {}
    provisional: dict[str, date] = {}
    ever = set[str]()
    for party in parties:
        ever.add(party.state)
        if on in party.during:
            bound[party.state] = None if party.contested else True
            if party.basis == PROVISIONAL:
                provisional[party.state] = party.during.start
    suspensions = tuple(s for s in instrument.suspensions if on in s.during)
    return Standing(bound, suspensions, frozenset(ever), on, known, provisional, members)


def kin_of(instrument: Instrument) -> Iterator[Kin]:
    """The kinds of state that clauses of an instrument take in."""
    for provision in instrument.provisions:
        effect = provision.effect
        circle = effect.owed_to if isinstance(effect, Duty) else None
        circle = effect.in_respect_of if isinstance(effect, Right) else circle
        if isinstance(circle, Kin):
            yield circle


def holds_role(spells: Iterable[Spell], state: str, on: date) -> Verdict:
    """Whether one of the spells is the state's on a day; None where that is contested."""
    return any_of(
        None if spell.contested else True
        for spell in spells
        if spell.state == state and on in spell.during
    )
