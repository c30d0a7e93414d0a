"""A provision in its place: the instrument and the framework it stands in."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

import msgspec

from foedus.catalogue.relation import Relation, relation
from foedus.model.conditions import All
from foedus.model.frameworks import Framework
from foedus.model.instruments import Instrument, Reservation
from foedus.model.provisions import Provision
from foedus.model.readings import Shared
from foedus.model.time import Interval

if TYPE_CHECKING:
    from foedus.language.explain import Explain


_NOT_SILENT: Final = ("cyber-attack", "internal-conflict")


@dataclass(frozen=True)
class Clause:
    """A provision together with the instrument and framework it stands in."""

    provision: Provision
    instrument: Instrument
    framework: Framework

    def in_force(self, on: date) -> bool:
        """Whether the provision stands, in an instrument in force or applied, that day."""
        return on in self.life

    @functools.cached_property
    def life(self) -> Interval:
        """The days on which the provision stands, in an instrument in force or applied."""
        return self.provision.during.clip(self.instrument.applied)

    @functools.cached_property
    def relation(self) -> Relation:
        """Between whom the provision runs."""
        return relation(self.provision.effect)

    @functools.cached_property
    def silent_on_space(self) -> bool:
        """Whether it is a duty to help whose trigger does not tell apart where it was fought."""
        from foedus.language.tree import leaf_tests  # which reads arguments with a heavy package

        trigger = self.provision.trigger
        tests = leaf_tests(trigger) if trigger else ()
        return self.relation.mode == "help" and all(test.name != "domain" for test in tests)

    @functools.cached_property
    def words(self) -> frozenset[str]:
        """Every kind, object, fact and other word that its trigger names."""
        from foedus.language.tree import leaf_tests

        trigger, found = self.provision.trigger, set[str]()
        for test in leaf_tests(trigger) if trigger else ():
            argument = msgspec.json.decode(test.argument)
            items = argument if isinstance(argument, list) else [argument]
            found.update(item for item in items if isinstance(item, str))
        return frozenset(found)

    @functools.cached_property
    def silent_on_cyber(self) -> bool:
        """Whether its trigger speaks of armed attack and says nothing of cyber attacks.

        One that rests on another provision, or on a conflict within a state, does not count.
        """
        from foedus.language.tree import leaf_tests

        if "armed-attack" not in self.words or not self.words.isdisjoint(_NOT_SILENT):
            return False
        trigger = self.provision.trigger
        return trigger is not None and all(t.name != "triggered" for t in leaf_tests(trigger))

    def takes_in(self, reading: Shared) -> bool:
        """Whether a reading that many clauses share is read into this one.

        A right to step into a conflict within a state is no clause on help against an attack.
        """
        mode = self.relation.mode
        if mode not in ("help", "entitlement") or "armed-attack" not in self.words:
            return False
        if mode == "entitlement" and "internal-conflict" in self.words:
            return False
        if reading.of == "attack" and "threat" in self.words:
            return False
        return self.words.isdisjoint(reading.unless)

    @functools.cached_property
    def trigger(self) -> "Explain":
        """The reason for the verdict of the trigger; without one, of nothing."""
        from foedus.language.explain import reader  # heavy, and asked for only by events

        return reader(self.provision.trigger or All(())).explain

    @functools.cached_property
    def reserved(self) -> Mapping[str, tuple[Reservation, ...]]:
        """Every reservation to the provision by the state that made it."""
        found: dict[str, tuple[Reservation, ...]] = {}
        for reservation in self.instrument.reservations:
            if self.provision.id in reservation.provisions:
                held = found.get(reservation.state, ())
                found[reservation.state] = (*held, reservation)
        return found

    def reservations(self, state: str, on: date) -> tuple[Reservation, ...]:
        """The state's reservations to the provision that day."""
        held = self.reserved.get(state)
        return tuple([r for r in held if on in r.during]) if held else ()
