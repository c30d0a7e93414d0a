"""Whether a list of a framework holds all there is on a day: the one home of that question.

A list of which nothing is said is not complete: what does not stand in it is not known.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple, TypeAlias

from foedus.catalogue.standing import Spell, roles_of
from foedus.catalogue.under import Under
from foedus.model.frameworks import Framework
from foedus.model.instruments import Instrument
from foedus.model.lists import COMMITMENTS, MEMBERS, PARTIES, ROLE, Listed, Listing
from foedus.model.time import ALWAYS, Interval

BEGINS: Final = date(1816, 1, 1)
"""The first day of which the catalogue knows the states and their land, as COW's list does."""
MOST, DAYS = 50_000, 5_000
"""So many names of lists, and days, are kept with what is said: any may be asked for."""


Bound: TypeAlias = tuple[Framework, Instrument, Sequence[Spell]]
"""An instrument with its parties."""


class Incomplete(NamedTuple):
    """A list of parties that is not complete on a day, and the states of which it is known.

    `framework` is that of the instrument, which may take the list from another one.
    """

    listed: Listed
    known: frozenset[str]
    framework: str


class Lists:
    """What is said of the lists of frameworks, found by framework and name of the list.

    A list that an instrument takes from another one is that list. `role/member` is the list of
    the members, whether treaty or roles make them so.
    """

    def __init__(
        self,
        frameworks: Mapping[str, Framework],
        checked: Mapping[str, date],
        under: Under | None = None,
    ) -> None:
        self.frameworks, self._checked, self._under = frameworks, checked, under
        self._stated: dict[str, dict[str, tuple[Listing, ...]]] = {}
        self._found: dict[tuple[str, str], tuple[Framework, str, tuple[Listing, ...]]] = {}
        self._open: dict[tuple[str, date], tuple[Incomplete, ...]] = {}

    @functools.cached_property
    def known_until(self) -> date | None:
        """The day of the last comparison of any list with its source; None where there was none."""
        return max(self._checked.values(), default=None)

    def beyond(self, on: date) -> tuple[str, ...]:
        """A note where nothing of a day can be known yet, or the catalogue begins later."""
        if on < BEGINS:
            before = "what was before is not in it, but for single treaties"
            return (f"The catalogue begins in {BEGINS.year}; {before}.",)
        if self.known_until is None or on <= self.known_until:
            return ()
        since = "what has happened since is not in it"
        return (f"The catalogue was last checked on {self.known_until}; {since}.",)

    def aged(self, on: date, checked: Sequence[date | None]) -> tuple[str, ...]:
        """A note where lists were checked before the day asked about; of several, the oldest.

        `beyond` speaks of those that are as fresh as the catalogue.
        """
        days = [day for day in checked if day is not None and day < min(on, self.known_until or on)]
        if not days:
            return ()
        subject = "The list was" if len(checked) == 1 else "The oldest list was"
        return (f"{subject} last checked on {min(days)}.",)

    def of(self, framework: Framework, name: str) -> tuple[Listing, ...]:
        """All that is said of a list, in the order of days."""
        return self._of(framework, name)[2]

    def on(self, framework: Framework, name: str, day: date) -> Listing | None:
        """What is said of a list on a day; None where nothing is."""
        for listing in self._of(framework, name)[2]:
            if day in listing.during:
                return listing
        return None

    def complete(self, framework: Framework, name: str, day: date) -> bool:
        """Whether a list is said to hold all there is on a day."""
        said = self.on(framework, name, day)
        return said is not None and said.complete

    def knows(
        self, framework: Framework, name: str, spells: Iterable[Spell], state: str, on: date
    ) -> bool:
        """Whether it is known of a state, of whom no spell in the list is that day's, that it is
        not in it.
        """
        said = self.on(framework, name, on)
        if said is not None and said.complete:
            return True
        mine = tuple(spell for spell in spells if spell.state == state)
        return settled(said, mine, on, member=name.startswith(PARTIES) or name == MEMBERS)

    def listed(self, framework: Framework, name: str, day: date) -> Listed:
        """What is said of a list on a day, as an answer tells it."""
        source, own, _ = self._of(framework, name)
        return told(source, own, self.on(framework, name, day), day)

    def not_complete(
        self, day: date, among: str, instruments: Callable[[], Iterable[Bound]]
    ) -> tuple[Incomplete, ...]:
        """The lists of parties `among` the instruments that are not complete on a day."""
        found = self._open.get((among, day))
        if found is None:
            if len(self._open) > DAYS:
                self._open.clear()
            each = {(f.id, i.id): (f, i, parties) for f, i, parties in instruments()}
            found = self._open[among, day] = tuple(
                self._incomplete(framework, f"{PARTIES}{instrument.id}", parties, day)
                for framework, instrument, parties in each.values()
                if not self.complete(framework, f"{PARTIES}{instrument.id}", day)
            )
        return found

    def _incomplete(
        self, framework: Framework, name: str, parties: Sequence[Spell], day: date
    ) -> Incomplete:
        states = {party.state for party in parties}
        known = {p.state for p in parties if day in p.during}
        known |= {s for s in states - known if self.knows(framework, name, parties, s, day)}
        return Incomplete(self.listed(framework, name, day), frozenset(known), framework.id)

    def throughout(self, framework: Framework, name: str, days: Interval = ALWAYS) -> bool:
        """Whether the list is complete on every one of some days that lies in its life."""
        source, own, said = self._of(framework, name)
        life = life_of(source, own).clip(days)
        reached = life.start
        for listing in said:
            if listing.complete and listing.during.start <= reached:
                reached = max(reached, listing.during.end)
        return reached >= life.end

    def _of(self, framework: Framework, name: str) -> tuple[Framework, str, tuple[Listing, ...]]:
        """The list that a list is or is taken from, and what is said of it."""
        if self._under is not None and framework.id not in self._under.touched:
            return self._under.base.lists._of(framework, name)
        key = framework.id, name
        found = self._found.get(key)
        if found is None:
            own = members_list(framework) if name == MEMBERS else name
            source, own = source_of(framework, own, self.frameworks)
            if source.id not in self._stated:
                self._stated[source.id] = _by_name(source)
            found = source, own, self._stated[source.id].get(own, ())
            if len(self._found) < MOST:
                self._found[key] = found
        return found


def _by_name(framework: Framework) -> dict[str, tuple[Listing, ...]]:
    found: dict[str, list[Listing]] = {}
    for listing in framework.lists:
        found.setdefault(listing.of, []).append(listing)
    return {n: tuple(sorted(said, key=lambda s: s.during.start)) for n, said in found.items()}


def told(framework: Framework, name: str, listing: Listing | None, on: date) -> Listed:
    """A statement with how many the list holds; without one, that nothing is said."""
    if listing is None:
        return Listed(framework.id, name, complete=False, holds=holds(framework, name, on))
    return Listed(
        framework.id,
        name,
        listing.complete,
        held_as_checked(framework, listing),
        listing.total,
        listing.checked,
        listing.cite,
        listing.note,
    )


def held_as_checked(framework: Framework, listing: Listing) -> int:
    """How many the list holds on the day of its check, or on the last of its days before."""
    life = life_of(framework, listing.of)
    days = listing.during if listing.during.clip(life).empty else listing.during.clip(life)
    return holds(framework, listing.of, min(max(listing.checked, days.start), days.last), days)


def holds(framework: Framework, name: str, day: date, days: Interval = ALWAYS) -> int:
    """How many a list holds: states and projects on a day; acts, keys and rates in some days.

    Of commitments it counts those made until the day.
    """
    if name.startswith(PARTIES):
        instrument = _instrument(framework, name.removeprefix(PARTIES))
        parties = instrument.parties if instrument else ()
        return len({p.state for p in parties if day in p.during})
    if name.startswith(ROLE):
        roles = roles_of(framework, name.removeprefix(ROLE))
        return len({role.state for role in roles if day in role.during})
    if name.startswith(COMMITMENTS):
        wanted = name.removeprefix(COMMITMENTS)
        return sum(c.instrument == wanted and c.made <= day for c in framework.commitments)
    if name == "projects":
        return sum(day in project.during for project in framework.projects)
    if name == "invocations":
        return sum(invocation.on in days for invocation in framework.invocations)
    spans = [k.during for k in framework.keys] if name == "keys" else []
    if name == "tariffs":
        spans = [p.during for t in framework.tariffs for p in t.periods]
    return sum(span.overlaps(days) for span in spans)


def names_of(framework: Framework) -> tuple[str, ...]:
    """The lists that a framework has, and those of which something is said."""
    return tuple(dict.fromkeys((*_had(framework), *(listing.of for listing in framework.lists))))


def _had(framework: Framework) -> Iterator[str]:
    yield from (f"{PARTIES}{i.id}" for i in framework.instruments if i.parties)
    if not framework.constitutive:
        yield MEMBERS
    yield from (f"{ROLE}{role.role}" for role in framework.roles)
    yield from (f"{COMMITMENTS}{c.instrument}" for c in framework.commitments)
    for name in ("projects", "invocations", "keys", "tariffs"):
        if getattr(framework, name):
            yield name


def members_list(framework: Framework) -> str:
    """The name of the list of members: the parties of the constitutive instrument, if any is."""
    return f"{PARTIES}{framework.constitutive}" if framework.constitutive else MEMBERS


def source_of(
    framework: Framework, name: str, frameworks: Mapping[str, Framework]
) -> tuple[Framework, str]:
    """The list that a list is taken from: another one where an instrument has `parties_of`."""
    while name.startswith(PARTIES):
        instrument = _instrument(framework, name.removeprefix(PARTIES))
        if instrument is None or not instrument.parties_of:
            break
        identifier, _, wanted = instrument.parties_of.partition("/")
        framework = frameworks[identifier]
        name = f"{PARTIES}{wanted}" if wanted else members_list(framework)
    return framework, name


def life_of(framework: Framework, name: str) -> Interval:
    """The days of which a list can speak."""
    if not name.startswith((PARTIES, COMMITMENTS)):
        return framework.during
    instrument = _instrument(framework, name.partition("/")[2])
    return instrument.during if instrument else framework.during


def _instrument(framework: Framework, identifier: str) -> Instrument | None:
    return next((i for i in framework.instruments if i.id == identifier), None)


def settled(listing: Listing | None, spells: Sequence[Spell], on: date, *, member: bool) -> bool:
    """Whether it is known of a state with these spells, none of them that day, that it is not so.

    In a list that is not complete the spells of a state that stands in it are on record all the
    same. Of days of which nothing is said only that a member left before is known.
    """
    if listing is None:
        return member and bool(spells) and all(spell.during.end <= on for spell in spells)
    return listing.complete or bool(spells)


def days_settled(
    stated: Iterable[Listing], spells: Sequence[Spell], *, member: bool
) -> Iterator[Interval]:
    """The days for which `settled` holds, spells apart."""
    for listing in stated:
        if listing.complete or spells:
            yield listing.during
    if member and spells:
        yield Interval(max(spell.during.end for spell in spells), ALWAYS.end)
