"""Evidence of training from simulators: who was there, with whom, for how long, in which domain.

A roster says which nation stands behind a simulation site or a person's account; sightings come
from the parsers of `dis` and `xapi`; `summarise` makes of them what the history of a programme call
takes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from typing import Literal, Self

import msgspec
from pydantic import Field, model_validator

from foedus.questions.declare import Document
from foedus.questions.exercising.call import Domain, Held, Name, repeated

Basis = Literal["roster", "design", "unknown"]
MINUTE = timedelta(minutes=1)


class EvidenceError(ValueError):
    """A record that cannot be read, in a sentence, with the byte at which it goes wrong."""

    def __init__(self, what: str, offset: int) -> None:
        super().__init__(f"byte {offset}: {what}")
        self.what = what
        self.offset = offset


class Member(Document):
    """A nation, and by what its traffic is known."""

    nation: Name = Field(description="Nation")
    sites: list[int] = Field([], description="Site numbers of its simulators (DIS)")
    accounts: list[str] = Field(
        [], description="Mail domain or home page of its people's accounts (xAPI), as mil.no"
    )

    @model_validator(mode="after")
    def _known_by_something(self) -> Self:
        if not self.sites and not self.accounts:
            raise ValueError(f"{self.nation} needs sites or accounts by which it is known")
        return self


class Trained(Document):
    """What an activity of a learning record trains."""

    activity: Name = Field(description="Id of the activity, an IRI")
    domain: Domain | None = Field(None, description="land, maritime, air, cyber or space")
    objective: str | None = Field(None, min_length=1, description="Training objective")


class Roster(Document):
    """An exercise in simulators: its members, and what its activities train."""

    id: Name = Field(description="Id of the exercise")
    name: Name = Field(description="Name of the exercise")
    exercise: int | None = Field(
        None, ge=0, le=255, description="Exercise number of the traffic (DIS); any where left out"
    )
    members: list[Member] = Field(min_length=1, description="Who takes part")
    activities: list[Trained] = Field([], description="What activities train (xAPI)")
    objectives: list[str] = Field([], description="Objectives that the whole exercise trains")

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        for what in ("sites", "accounts"):
            for key in repeated(key for m in self.members for key in getattr(m, what)):
                raise ValueError(f"{what}: {key} is given to two members")
        return self

    def at_site(self, site: int) -> str | None:
        """The nation of a simulation site."""
        return next((m.nation for m in self.members if site in m.sites), None)

    def of_account(self, place: str) -> str | None:
        """The nation of an account: of its mail domain or home page, or of one above it."""
        for member in self.members:
            for known in member.accounts:
                if place == known or place.endswith(f".{known}"):
                    return member.nation
        return None


class Sighting(msgspec.Struct, frozen=True):
    """Something or somebody of a nation, seen from one moment until another.

    The basis is `roster` where the roster names the nation, and `design` where only the type of the
    equipment does: that tells who designed it, not who used it. Where neither does, it is `unknown`
    and there is no nation.
    """

    nation: str
    basis: Basis
    who: str
    starts: datetime
    ends: datetime
    domain: Domain | None = None
    objective: str | None = None

    def minutes(self) -> Iterator[datetime]:
        """The minutes of the clock in which it was seen."""
        minute = self.starts.astimezone(UTC).replace(second=0, microsecond=0)
        while minute <= self.ends:
            yield minute
            minute += MINUTE


class Presence(msgspec.Struct, frozen=True):
    """A nation's part in it."""

    nation: str
    basis: Basis
    seen: int
    minutes: int
    first: datetime
    last: datetime
    domains: tuple[Domain, ...]
    objectives: tuple[str, ...]


class Together(msgspec.Struct, frozen=True):
    """Two nations' minutes in it at the same time, in all and in domains in which both were."""

    one: str
    other: str
    minutes: int
    domains: dict[Domain, int]


class Evidence(msgspec.Struct, frozen=True):
    """What the traffic shows, and the line of a history that it makes.

    `unknown` are those whose nation neither roster nor type tells. `held` is None where no two
    nations of the roster were there at the same time.
    """

    presences: tuple[Presence, ...]
    together: tuple[Together, ...]
    unknown: tuple[str, ...]
    held: Held | None


def summarise(sightings: Iterable[Sighting], roster: Roster) -> Evidence:
    """Who was there, and with whom."""
    by_nation: dict[tuple[str, Basis], list[Sighting]] = defaultdict(list)
    unknown: set[str] = set()
    for sighting in sightings:
        if sighting.basis == "unknown":
            unknown.add(sighting.who)
        else:
            by_nation[sighting.nation, sighting.basis].append(sighting)
    presences = tuple(_presence(*key, by_nation[key]) for key in sorted(by_nation))
    known = {nation: seen for (nation, basis), seen in by_nation.items() if basis == "roster"}
    together = tuple(
        _together(one, other, known[one], known[other])
        for one, other in combinations(sorted(known), 2)
    )
    held = _held(roster, presences, together)
    return Evidence(presences, together, tuple(sorted(unknown)), held)


def _presence(nation: str, basis: Basis, seen: list[Sighting]) -> Presence:
    return Presence(
        nation=nation,
        basis=basis,
        seen=len({sighting.who for sighting in seen}),
        minutes=len({minute for sighting in seen for minute in sighting.minutes()}),
        first=min(sighting.starts for sighting in seen),
        last=max(sighting.ends for sighting in seen),
        domains=tuple(sorted({s.domain for s in seen if s.domain})),
        objectives=tuple(sorted({s.objective for s in seen if s.objective})),
    )


def _together(one: str, other: str, first: list[Sighting], second: list[Sighting]) -> Together:
    def minutes(seen: list[Sighting], domain: Domain | None = None) -> set[datetime]:
        return {m for s in seen if domain in (None, s.domain) for m in s.minutes()}

    shared = {s.domain for s in first if s.domain} & {s.domain for s in second if s.domain}
    domains = {d: len(minutes(first, d) & minutes(second, d)) for d in sorted(shared)}
    return Together(one, other, len(minutes(first) & minutes(second)), domains)


def _held(
    roster: Roster, presences: tuple[Presence, ...], together: tuple[Together, ...]
) -> Held | None:
    """The line of a history: who was there together with another, and in which domains."""
    met = [pair for pair in together if pair.minutes]
    nations = sorted({nation for pair in met for nation in (pair.one, pair.other)})
    if not nations:
        return None
    there = [p for p in presences if p.basis == "roster" and p.nation in nations]
    objectives = {o for p in there for o in p.objectives} | set(roster.objectives)
    return Held(
        id=roster.id,
        name=roster.name,
        starts=_day(min(p.first for p in there)),
        ends=_day(max(p.last for p in there)) + timedelta(days=1),
        participants=nations,
        domains=sorted({d for pair in met for d, minutes in pair.domains.items() if minutes}),
        objectives=sorted(objectives),
        source="traffic of the simulators",
    )


def _day(at: datetime) -> date:
    return at.astimezone(UTC).date()
