"""Waters that duties of help reach: where an armed attack on a ship could call for help.

A duty names waters by their area, and may end them at a parallel or a meridian. The rings of the
area are cut there, and each part is judged at points of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

import msgspec

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.clause import Clause
from foedus.judging.events.judge import Judge
from foedus.language.leaves.place import Line
from foedus.language.situation import Situation
from foedus.language.tree import leaf_of, leaf_tests, references
from foedus.model.places import Place, Ring, Site

LOOKS: Final = 3
"""How many points of a part are judged, so that a lesser area inside it does not pass unseen."""

OCEANS: Final = (
    Place("the South Pacific", -48.9, -123.4),
    Place("the South Atlantic", -40.0, -15.0),
    Place("the Indian Ocean", -40.0, 80.0),
    Place("the Arctic Ocean", 85.0, 0.0),
)
"""A ship that is protected in all of these is protected wherever it is."""


class Water(msgspec.Struct, frozen=True):
    """A named area of waters that `by` may reach, as rings of (latitude, longitude).

    Not `wholly` where a parallel, or what else a duty asks of the place, leaves some out. Those of
    `by` that reach it on one reading only are `contested`; `readings` tells which there are.
    """

    matched_by = ("area",)
    area: str
    name: str
    by: tuple[str, ...]
    wholly: bool
    rings: tuple[Ring, ...]
    contested: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()


def everywhere(catalogue: Catalogue, clauses: Sequence[Clause], on: date) -> tuple[str, ...]:
    """The provisions that protect ships wherever they are."""
    ships = _Ships(catalogue, on)
    return tuple(
        clause.provision.id
        for clause in clauses
        if all(ships.reaches(clause, ocean) for ocean in OCEANS)
    )


def waters(catalogue: Catalogue, clauses: Sequence[Clause], on: date) -> Iterator[Water]:
    """The areas of waters that the clauses name and reach."""
    ships = _Ships(catalogue, on)
    for area in catalogue.definitions.areas.values():
        naming = [clause for clause in clauses if area.rings and area.id in _named(clause)]
        by: dict[str, None] = {}
        firm: set[str] = set()
        readings: dict[str, None] = {}
        drawn: list[Ring] = []
        wholly = True
        for part in _parts(area.rings, naming):
            looks = [
                {
                    c.provision.id: found
                    for c in naming
                    if (found := ships.found(c, Place(area.name, lat, lon))) is not None
                }
                for lat, lon in _points(part)
            ]
            wholly = wholly and all(looks)
            if any(looks):
                drawn.append(part)
            for provision, disputes in (pair for look in looks for pair in look.items()):
                by[provision] = None
                readings |= dict.fromkeys(disputes)
                if not disputes:
                    firm.add(provision)
        if by:
            contested = tuple(provision for provision in by if provision not in firm)
            told = tuple(readings) if contested else ()
            yield Water(area.id, area.name, tuple(by), wholly, tuple(drawn), contested, told)


def _named(clause: Clause) -> frozenset[str]:
    """The areas that the trigger of a provision names."""
    trigger = clause.provision.trigger
    named = references(trigger) if trigger else ()
    return frozenset(reference.id for reference in named if reference.to == "area")


@dataclass(frozen=True)
class _Ships:
    """Asks whether an attack on a ship of one that help is owed to could call for it."""

    catalogue: Catalogue
    on: date

    def reaches(self, clause: Clause, place: Place) -> bool:
        """Whether the place alone does not rule it out, on any reading, whoever attacks."""
        return self.found(clause, place) is not None

    def found(self, clause: Clause, place: Place) -> tuple[str, ...] | None:
        """The readings on which it turns whether it reaches the place; none where beyond dispute.

        None where the place alone rules it out, whoever attacks.
        """
        judge = Judge(self.catalogue)
        areas = self.catalogue.sites.areas(place)
        site = Site(place.name, place.lat, place.lon, "", False, areas, ())
        circle = self.catalogue.standing(clause, self.on).circle(clause.relation.to)
        disputes: tuple[str, ...] | None = None
        for victim in circle:
            because = judge.judge(clause, self._attack(victim, site, judge))
            if because.verdict is not False:
                disputes = because.disputes()
                if not disputes:
                    break
        return disputes

    def _attack(self, victim: str, site: Site, judge: Judge) -> Situation:
        return Situation(
            on=self.on,
            kind="armed-attack",
            object="vessel",
            domain="sea",
            victim=victim,
            attacker=None,
            site=site,
            facts={},
            lookups=judge,
        )


def _parts(rings: Sequence[Ring], clauses: Sequence[Clause]) -> list[Ring]:
    """The rings, cut at each parallel and meridian that the clauses name."""
    parts = list(rings) if clauses else []
    for clause in clauses:
        for test in leaf_tests(clause.provision.trigger) if clause.provision.trigger else ():
            if isinstance(line := leaf_of(test), Line):
                axis = ("lat", "lon").index(line.axis)
                cut = [_side(p, axis, line.degrees, up) for p in parts for up in (True, False)]
                parts = [part for part in cut if len(part) > 2]
    return parts


def _side(ring: Ring, axis: int, line: float, above: bool) -> Ring:
    """The part of a ring on one side of a parallel or a meridian."""
    kept: list[tuple[float, float]] = []
    for one, other in pairwise((*ring, ring[0])):
        if (one[axis] > line) == above:
            kept.append(one)
        if (one[axis] > line) != (other[axis] > line):
            way = (line - one[axis]) / (other[axis] - one[axis])
            kept.append((one[0] + way * (other[0] - one[0]), one[1] + way * (other[1] - one[1])))
    return tuple(kept)


def _points(ring: Ring) -> Iterator[tuple[float, float]]:
    """Points inside a ring, on parallels at even distances: amid the widest stretch of each."""
    south, north = min(lat for lat, _ in ring), max(lat for lat, _ in ring)
    for look in range(1, LOOKS + 1):
        lat = south + (north - south) * look / (LOOKS + 1)
        crossings = sorted(
            lon1 + (lon2 - lon1) * (lat - lat1) / (lat2 - lat1)
            for (lat1, lon1), (lat2, lon2) in pairwise((*ring, ring[0]))
            if (lat1 > lat) != (lat2 > lat)
        )
        stretches = [(east - west, (west + east) / 2) for west, east in pairwise(crossings)][::2]
        if stretches:  # a ring that was cut away but for a line has none
            yield lat, max(stretches)[1]
