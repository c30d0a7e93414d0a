"""Becoming a party to one instrument, and ceasing to be one."""

from collections.abc import Collection
from datetime import date

import msgspec

from foedus.catalogue.catalogue import MEMBER, Catalogue
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
    life_of,
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
        check_author(wanted, self.instrument, state, "instrument")
        outer = wanted.within.framework if wanted.within else ""
        check_within(catalogue, outer, self.instrument, state, self.on)
        parties = catalogue.parties(framework, wanted)
        if holds_role(parties, state, self.on) is not False:
            told = f"{state} already is a party to {self.instrument} on {self.on}"
            raise ChangeError(told, ("state",))
        span = days(self.on, self.until).clip(life_of(catalogue, state, self.on))
        entered = entering(parties, state, span, wanted.during.end)
        new = with_parties(catalogue, framework, wanted.id, entered)
        return catalogue.with_frameworks([new], key_of(catalogue, self))

    def subject(self, catalogue: Catalogue) -> Subject:
        return party_subject(catalogue, self.instrument, self.state)

    def told(self, catalogue: Catalogue) -> str:
        name = catalogue.inline(state_of(catalogue, self.state))
        until = f" until {self.until}" if self.until else ""
        return f"{name} becomes a party to {self.instrument} on {self.on}{until}"


class Withdraw(Change, frozen=True):
    """A party of one instrument (`framework/instrument`) ceases to be one from a day on.

    One of two ends it for both.
    """

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
        new = without_party(catalogue, framework, wanted, {state}, self.on)
        return catalogue.with_frameworks([new], key_of(catalogue, self))

    def subject(self, catalogue: Catalogue) -> Subject:
        return party_subject(catalogue, self.instrument, self.state)

    def told(self, catalogue: Catalogue) -> str:
        name = catalogue.inline(state_of(catalogue, self.state))
        return f"{name} is no longer a party to {self.instrument} from {self.on} on"


def check_author(instrument: Instrument, name: str, state: str, field: str) -> None:
    """Raise ChangeError for a state that would become a party to what another does alone."""
    if instrument.of_one_state and all(party.state != state for party in instrument.parties):
        raise ChangeError(f"{name} is what one state did alone, so no other can join it", (field,))


def check_within(catalogue: Catalogue, outer: str, name: str, state: str, on: date) -> None:
    """Raise ChangeError for a state that is no member of the framework which is asked for."""
    if outer and catalogue.has_role(outer, state, MEMBER, on) is False:
        told = f"only members of {outer} may belong to {name}, and {state} is none on {on}"
        raise ChangeError(f"{told}; let it join {outer} first", ("state",))


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


def leaving(
    parties: tuple[Party, ...], states: Collection[str], on: date, *, complete: bool
) -> set[str]:
    """Those that are parties no longer once some leave: of two, both, and who would succeed them.

    A treaty of two that one has ended is ended (VCLT, Arts. 54 and 70). Of several, the last one
    stays a party, if one that owes nobody.
    """

    def bound(day: date) -> set[str]:
        return {party.state for party in parties if day in party.during}

    starts = (party.during.start for party in parties if not party.during.empty)
    of_two = len(bound(on)) == 2 and all(len(bound(day)) <= 2 for day in starts)
    ends = complete and of_two and bound(on) & {*states}
    return {party.state for party in parties} if ends else {*states}


def without_party(
    catalogue: Catalogue,
    framework: Framework,
    instrument: Instrument,
    states: Collection[str],
    on: date,
) -> Framework:
    """The framework after some have left one of its instruments."""
    parties = catalogue.parties(framework, instrument)
    complete = catalogue.lists.complete(framework, f"{PARTIES}{instrument.id}", on)
    for state in sorted(leaving(parties, states, on, complete=complete)):
        if any(p.state == state and p.during.end > on for p in parties):
            parties = left(parties, state, on, complete=complete)
    new = with_parties(catalogue, framework, instrument.id, parties)
    return ended(new, instrument.id, on) if complete else new


def ended(framework: Framework, instrument: str, on: date) -> Framework:
    """The framework, in which an instrument that nobody is a party to any more has ended."""

    def cut(found: Instrument) -> Instrument:
        if found.id != instrument or any(p.during.end > on for p in found.parties):
            return found
        return msgspec.structs.replace(found, during=found.during.clip(Interval(date.min, on)))

    instruments = tuple(map(cut, framework.instruments))
    if instruments == framework.instruments:
        return framework
    last = max(on, *(found.during.end for found in instruments))
    during = framework.during.clip(Interval(date.min, last))
    return msgspec.structs.replace(framework, instruments=instruments, during=during)


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
