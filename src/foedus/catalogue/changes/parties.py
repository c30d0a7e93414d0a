"""Becoming a party to one instrument, and ceasing to be one."""

from datetime import date

import msgspec

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.changes.change import (
    Change,
    ChangeError,
    From,
    InstrumentName,
    StateOf,
    Subject,
    Until,
    days,
    instrument_of,
    key_of,
    state_of,
)
from foedus.catalogue.standing import holds_role
from foedus.model.frameworks import Framework
from foedus.model.instruments import Instrument, Party
from foedus.model.lists import PARTIES
from foedus.model.time import Interval


class Ratify(Change, frozen=True):
    """A state becomes a party to one instrument (`framework/instrument`) on a day."""

    name = "ratify"
    does = "a state becomes a party to one instrument"
    instrument: InstrumentName
    state: StateOf
    on: From
    until: Until = None

    def apply(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue with the party. Raises ChangeError if it is one that day."""
        framework, wanted = instrument_of(catalogue, self.instrument)
        state = state_of(catalogue, self.state, self.on)
        if self.on not in wanted.applied and self.on >= wanted.during.end:
            apart = wanted.during.apart(self.on)
            raise ChangeError(f"{self.instrument} had ended by {self.on}: {apart}", ("on",))
        parties = catalogue.parties(framework, wanted)
        if holds_role(parties, state, self.on) is not False:
            told = f"{state} already is a party to {self.instrument} on {self.on}"
            raise ChangeError(told, ("state",))
        entered = entering(parties, state, days(self.on, self.until), wanted.during.end)
        new = with_parties(catalogue, framework, wanted.id, entered)
        return catalogue.with_frameworks([new], key_of(catalogue, self))

    def subject(self, catalogue: Catalogue) -> Subject:
        return party_subject(catalogue, self.instrument, self.state)

    def told(self, catalogue: Catalogue) -> str:
        name = catalogue.inline(state_of(catalogue, self.state))
        until = f" until {self.until}" if self.until else ""
        return f"{name} becomes a party to {self.instrument} on {self.on}{until}"


class Withdraw(Change, frozen=True):
    """A party of one instrument (`framework/instrument`) ceases to be one from a day on."""

    name = "withdraw"
    does = "a party ceases to be one of one instrument"
    instrument: InstrumentName
    state: StateOf
    on: From

    def apply(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue without the party. Raises ChangeError if it is none that day."""
        framework, wanted = instrument_of(catalogue, self.instrument)
        state = state_of(catalogue, self.state)
        parties = catalogue.parties(framework, wanted)
        name = f"{PARTIES}{wanted.id}"
        if holds_role(parties, state, self.on) is False:
            if not catalogue.lists.knows(framework, name, parties, state, self.on):
                why = catalogue.lists.listed(framework, name, self.on).unknown()
                told = f"whether {state} is a party to {self.instrument} on {self.on} is {why}"
                raise ChangeError(told, ("state",))
            told = f"{state} is not a party to {self.instrument} on {self.on}"
            raise ChangeError(f"{told}{when(parties, state, self.on)}", ("on",))
        complete = catalogue.lists.complete(framework, name, self.on)
        changed = left(parties, state, self.on, complete=complete)
        new = with_parties(catalogue, framework, wanted.id, changed)
        return catalogue.with_frameworks([new], key_of(catalogue, self))

    def subject(self, catalogue: Catalogue) -> Subject:
        return party_subject(catalogue, self.instrument, self.state)

    def told(self, catalogue: Catalogue) -> str:
        name = catalogue.inline(state_of(catalogue, self.state))
        return f"{name} is no longer a party to {self.instrument} from {self.on} on"


def party_subject(catalogue: Catalogue, instrument: str, state: str) -> Subject:
    """Whether a state is a party to an instrument."""
    framework, wanted = instrument_of(catalogue, instrument)
    return ("party", framework.id, wanted.id, state_of(catalogue, state))


def when(parties: tuple[Party, ...], state: str, on: date) -> str:
    """What is right where a state is none on a day, and is one on others."""
    mine = [party.during for party in parties if party.state == state and not party.during.empty]
    if not mine:
        return ""
    later = min((span.start for span in mine if span.start > on), default=None)
    if later is not None:
        return f": it enters on {later}; give a day after that"
    return f": it left on {max(span.end for span in mine)}"


def left(parties: tuple[Party, ...], state: str, on: date, *, complete: bool) -> tuple[Party, ...]:
    """The parties without a state from a day on.

    Where the list is not complete a spell of it stays, were it empty: a state that left is known
    to be none.
    """
    kept = tuple(_until(p, on) if p.state == state else p for p in parties)
    full = tuple(p for p in kept if not p.during.empty)
    if complete or any(p.state == state for p in full):
        return full
    return (*full, next(p for p in kept if p.state == state))


def _until(party: Party, on: date) -> Party:
    end = min(party.during.end, max(party.during.start, on))
    return msgspec.structs.replace(party, during=Interval(party.during.start, end))


def entering(
    parties: tuple[Party, ...], state: str, span: Interval, end: date
) -> tuple[Party, ...]:
    """The parties, and a state that is one for a time, at the most until its next spell."""
    starts = (p.during.start for p in parties if p.state == state and not p.during.empty)
    last = min((start for start in starts if start > span.start), default=end)
    added = Party(state, span.clip(Interval(date.min, last)), basis="scenario")
    return (*parties, added)


def with_parties(
    catalogue: Catalogue, framework: Framework, instrument: str, parties: tuple[Party, ...]
) -> Framework:
    """The framework with parties of an instrument's own, and what is said of the list they had."""
    name = f"{PARTIES}{instrument}"
    said = (msgspec.structs.replace(s, of=name) for s in catalogue.lists.of(framework, name))

    def own(found: Instrument) -> Instrument:
        return msgspec.structs.replace(found, parties=parties, parties_of="")

    return msgspec.structs.replace(
        framework,
        instruments=tuple(own(i) if i.id == instrument else i for i in framework.instruments),
        lists=(*(listing for listing in framework.lists if listing.of != name), *said),
    )
