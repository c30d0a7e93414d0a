"""Evidence of training from simulators: who was there, with whom, for how long, in which domain.

Sightings come from records; `summarise` makes of them what the history of a programme call takes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from typing import Literal, TypeVar

import msgspec

from foedus.questions.forces.evidence.roster import Roster
from foedus.questions.forces.evidence.stretches import Stretch, common, minutes, union
from foedus.questions.forces.exercise.call import Held, TrainingDomain

Basis = Literal["roster", "design", "unknown"]
EARLIEST, LATEST = (moment.replace(tzinfo=UTC) for moment in (datetime.min, datetime.max))
K = TypeVar("K", bound=str)


class Sighting(msgspec.Struct, frozen=True):
    """Something or somebody of a nation, seen from one moment until another.

    The basis is `roster` where the roster names the nation, and `design` where only the type of the
    equipment does: that tells who designed it, not who used it. Where neither does, it is `unknown`
    and there is no nation. It was seen no longer in the moment `ends`.
    """

    nation: str
    basis: Basis
    who: str
    starts: datetime
    ends: datetime
    domain: TrainingDomain | None = None
    objective: str | None = None


class Presence(msgspec.Struct, frozen=True):
    """A nation's part in it."""

    matched_by = ("nation",)
    nation: str
    basis: Basis
    seen: int
    minutes: int
    first: datetime
    last: datetime
    domains: tuple[TrainingDomain, ...]
    objectives: tuple[str, ...]


class Together(msgspec.Struct, frozen=True):
    """Two nations' minutes in it at the same time: in all, and at the same thing.

    Half a minute and more counts as one; two who only touch spent none together.
    """

    matched_by = ("one", "other")
    one: str
    other: str
    minutes: int
    domains: dict[TrainingDomain, int]
    objectives: dict[str, int]


class TrainingEvidence(msgspec.Struct, frozen=True):
    """What the traffic shows, and the lines of a history that it makes.

    `unknown` are those whose nation neither roster nor type tells. `held` is one line where all who
    met did the same together, else a line for each pair, so that no line claims more than was seen.
    """

    presences: tuple[Presence, ...]
    together: tuple[Together, ...]
    unknown: tuple[str, ...]
    held: tuple[Held, ...]


@dataclass
class _Seen:
    """When a nation was seen: in which stretches of time, and at what."""

    who: set[str] = field(default_factory=set)
    first: datetime = LATEST
    last: datetime = EARLIEST
    when: list[Stretch] = field(default_factory=list)
    domains: defaultdict[TrainingDomain, list[Stretch]] = field(
        default_factory=lambda: defaultdict(list)
    )
    objectives: defaultdict[str, list[Stretch]] = field(default_factory=lambda: defaultdict(list))

    def add(self, sighting: Sighting) -> None:
        """Count a sighting."""
        stretch = (sighting.starts, sighting.ends)
        self.who.add(sighting.who)
        self.first = min(self.first, sighting.starts)
        self.last = max(self.last, sighting.ends)
        self.when.append(stretch)
        if sighting.domain:
            self.domains[sighting.domain].append(stretch)
        if sighting.objective:
            self.objectives[sighting.objective].append(stretch)


def summarise(sightings: Iterable[Sighting], roster: Roster) -> TrainingEvidence:
    """Who was there, and with whom."""
    seen: dict[tuple[str, Basis], _Seen] = {}
    unknown: set[str] = set()
    for sighting in sightings:
        if sighting.basis == "unknown":
            unknown.add(sighting.who)
        else:
            seen.setdefault((sighting.nation, sighting.basis), _Seen()).add(sighting)
    presences = tuple(_presence(*key, seen[key]) for key in sorted(seen))
    known = {nation: its for (nation, basis), its in sorted(seen.items()) if basis == "roster"}
    together = tuple(
        _together(one, other, known[one], known[other]) for one, other in combinations(known, 2)
    )
    held = tuple(_held(roster, known, [pair for pair in together if pair.minutes]))
    return TrainingEvidence(presences, together, tuple(sorted(unknown)), held)


def _presence(nation: str, basis: Basis, seen: _Seen) -> Presence:
    return Presence(
        nation=nation,
        basis=basis,
        seen=len(seen.who),
        minutes=minutes(union(seen.when)),
        first=seen.first,
        last=seen.last,
        domains=tuple(sorted(seen.domains)),
        objectives=tuple(sorted(seen.objectives)),
    )


def _together(one: str, other: str, first: _Seen, second: _Seen) -> Together:
    return Together(
        one=one,
        other=other,
        minutes=minutes(common(first.when, second.when)),
        domains=_shared(first.domains, second.domains),
        objectives=_shared(first.objectives, second.objectives),
    )


def _shared(first: Mapping[K, list[Stretch]], second: Mapping[K, list[Stretch]]) -> dict[K, int]:
    """The minutes that two spent at the same thing at the same time."""
    both = sorted(first.keys() & second.keys())
    found = {key: minutes(common(first[key], second[key])) for key in both}
    return {key: number for key, number in found.items() if number}


def _held(roster: Roster, known: Mapping[str, _Seen], met: list[Together]) -> Iterator[Held]:
    """One line for all where each pair did the same together, else a line for each pair."""
    nations = sorted({nation for pair in met for nation in (pair.one, pair.other)})
    whole = len(met) == len(nations) * (len(nations) - 1) // 2
    alike = len({(tuple(pair.domains), tuple(pair.objectives)) for pair in met}) == 1
    if whole and alike:
        yield _line(roster, roster.id, nations, known, met[0])
        return
    for pair in met:
        names = [pair.one, pair.other]
        yield _line(roster, f"{roster.id}-{'-'.join(names)}", names, known, pair)


def _line(
    roster: Roster, identifier: str, names: list[str], known: Mapping[str, _Seen], pair: Together
) -> Held:
    return Held(
        id=identifier,
        name=roster.name,
        starts=_day(min(known[name].first for name in names)),
        ends=max(_last_day(known[name]) for name in names) + timedelta(days=1),
        participants=names,
        domains=list(pair.domains),
        objectives=sorted({*pair.objectives, *roster.objectives}),
        source="traffic of the simulators",
    )


def _last_day(seen: _Seen) -> date:
    """What ends at midnight was not seen on the day that begins then."""
    return _day(max(seen.first, seen.last - timedelta(microseconds=1)))


def _day(at: datetime) -> date:
    return at.astimezone(UTC).date()
