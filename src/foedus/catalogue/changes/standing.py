"""Suspension of a member or of a bond, and reservations to provisions."""

from collections.abc import Sequence
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.changes.change import (
    SCENARIO,
    Change,
    ChangeError,
    From,
    ProvisionName,
    StateOf,
    Subject,
    Until,
    changed_instrument,
    days,
    field,
    instrument_of,
    key_of,
    state_of,
)
from foedus.catalogue.clause import Clause
from foedus.catalogue.standing import SUSPENDED, holds_role
from foedus.model.frameworks import Role
from foedus.model.instruments import Instrument, Reservation, Suspension


class Suspend(Change, frozen=True):
    """A member is suspended from a framework; or its bonds under one instrument are.

    With `other`, only the bonds between the two are suspended, as in ANZUS in 1986.
    """

    name = "suspend"
    does = "a member, or its bonds under an instrument, are suspended"
    framework: Annotated[
        str, Meta(description="the framework; or the instrument, as framework/instrument")
    ]
    state: StateOf
    on: From
    until: Until = None
    other: Annotated[str, Meta(description="the state that the suspended bonds are with")] = ""
    provision: Annotated[
        str, Meta(description="the only provision of the instrument that is suspended")
    ] = ""

    def apply(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue with the suspension. Raises ChangeError for a state that is no member."""
        state, span = state_of(catalogue, self.state, self.on), days(self.on, self.until)
        if "/" in self.framework:
            return self._bonds(catalogue, state)
        for name in ("other", "provision"):
            if getattr(self, name):
                told = "goes with an instrument, as in `framework: anzus/treaty`"
                raise ChangeError(f"`{name}` {told}", (name,))
        with field("framework"):
            framework = catalogue.framework(self.framework)
        if state not in catalogue.members_on(framework, self.on):
            told = f"{state} is not a member of {framework.id} on {self.on}"
            raise ChangeError(f"{told}, so it cannot be suspended", ("state",))
        if holds_role(catalogue.spells(framework, SUSPENDED), state, self.on) is not False:
            told = f"{state} is suspended from {framework.id} on {self.on} already"
            raise ChangeError(told, ("state",))
        role = Role(state, SUSPENDED, span, SCENARIO)
        new = msgspec.structs.replace(framework, roles=(*framework.roles, role))
        return catalogue.with_frameworks([new], key_of(catalogue, self))

    def _bonds(self, catalogue: Catalogue, state: str) -> Catalogue:
        with field("framework"):
            try:
                framework, wanted = instrument_of(catalogue, self.framework)
            except ChangeError as error:
                error.at = ()
                raise
        others = [state_of(catalogue, self.other, self.on, "other")] if self.other else []
        parties = catalogue.parties(framework, wanted)
        for at, one in zip(("state", "other"), (state, *others), strict=False):
            if holds_role(parties, one, self.on) is False:
                told = f"{one} is not a party to {self.framework} on {self.on}"
                raise ChangeError(f"{told}, so nothing of it can be suspended", (at,))
        provisions: tuple[str, ...] = ()
        if self.provision:
            provisions = tuple({c.provision.id: None for c in _clauses(catalogue, self.provision)})
        span = days(self.on, self.until)
        leg = Suspension((state, *others), span, SCENARIO, provisions)

        def made(found: Instrument) -> Instrument:
            return msgspec.structs.replace(found, suspensions=(*found.suspensions, leg))

        return changed_instrument(catalogue, framework, wanted, self, made)

    def subject(self, catalogue: Catalogue) -> Subject:
        state = state_of(catalogue, self.state)
        return ("suspended", self.framework, state, self.other, self.provision)

    def told(self, catalogue: Catalogue) -> str:
        until = f" until {self.until}" if self.until else ""
        name = catalogue.inline(state_of(catalogue, self.state))
        what = self.provision or self.framework
        if self.other:
            other = catalogue.inline(state_of(catalogue, self.other, at="other"))
            return f"{what} is suspended between {name} and {other} from {self.on} on{until}"
        return f"{name} is suspended from {what} on {self.on}{until}"


class Reserve(Change, frozen=True):
    """A state makes a reservation to a provision, or an understanding of it.

    With `excludes`, as it stands where nothing is said, the state never owes the provision; without
    it, what it says is shown beside what is owed.
    """

    name = "reserve"
    does = "a state makes a reservation to a provision"
    provision: ProvisionName
    state: StateOf
    on: From
    until: Until = None
    says: Annotated[str, Meta(description="what the reservation says")] = ""
    kind: Annotated[
        Literal["reservation", "understanding", "declaration"], Meta(description="what it is")
    ] = "reservation"
    excludes: Annotated[bool, Meta(description="whether the state never owes the provision")] = True

    def apply(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue with the reservation. Raises ChangeError for a state that is no party."""
        state, span = state_of(catalogue, self.state, self.on), days(self.on, self.until)
        clause = _clauses(catalogue, self.provision)[0]
        framework, wanted = clause.framework, clause.instrument
        parties = catalogue.parties(framework, wanted)
        if holds_role(parties, state, self.on) is False:
            told = f"{state} is not a party to {framework.id}/{wanted.id} on {self.on}"
            raise ChangeError(f"{told}, so it owes nothing to reserve", ("state",))
        provision = clause.provision.id
        if any(r.excludes for r in clause.reservations(state, self.on)):
            told = f"{state} has reserved {provision} on {self.on} already"
            raise ChangeError(told, ("state",))
        says = self.says or f"{provision} does not bind it"
        made = Reservation(
            state, (provision,), self.kind, says, SCENARIO, span, excludes=self.excludes
        )

        def with_it(found: Instrument) -> Instrument:
            return msgspec.structs.replace(found, reservations=(*found.reservations, made))

        return changed_instrument(catalogue, framework, wanted, self, with_it)

    def subject(self, catalogue: Catalogue) -> Subject:
        return ("reserved", self.provision, state_of(catalogue, self.state), self.kind)

    def told(self, catalogue: Catalogue) -> str:
        name = catalogue.inline(state_of(catalogue, self.state))
        until = f" until {self.until}" if self.until else ""
        says = f": {self.says}" if self.says else ""
        return f"{name} makes a {self.kind} to {self.provision} on {self.on}{until}{says}"


def _clauses(catalogue: Catalogue, name: str) -> Sequence[Clause]:
    with field("provision"):
        return catalogue.matching(name)
