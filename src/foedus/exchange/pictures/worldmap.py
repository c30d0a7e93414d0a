"""Drawing a map: whose land is lit how, what is not known, and what is in dispute."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from foedus.catalogue.catalogue import Catalogue
from foedus.exchange.pictures import outlines
from foedus.exchange.pictures.fills import (
    COAST,
    DISPUTED,
    DOUBTFUL_SEAS,
    INK,
    NONE,
    PAPER,
    SEA,
    SEAS,
    SIGNS,
    UNHELD,
    UNKNOWN,
    paint,
    pattern,
)
from foedus.exchange.pictures.outlines import GRID
from foedus.exchange.pictures.page import Swatch
from foedus.exchange.pictures.text import marked
from foedus.model.lists import PARTIES
from foedus.model.maps import Fill, Light, Map, Mark, Seas
from foedus.model.places import Territory
from foedus.model.provisions import Duty
from foedus.model.wording import some

SMALL: Final = 9.0
"""Square units of paper: a lit state with less land has a ring, or it could not be seen."""
RING: Final = 4.0
TWICE: Final = "held by one state; claimed at some time, or held in fact, by another"
TEXTURE: Final = 0.6 * GRID
"""Units of the grid in one of a texture: fine enough for the part that is drawn larger."""
CROWD: Final = 3
"""Of so many states in Europe on, it is drawn again, larger."""
ZOOM: Final = 3.2
WEST, SOUTH, EAST, NORTH = -12.0, 34.5, 42.0, 66.5
"""Europe, as far as it is drawn larger."""


class Shade(NamedTuple):
    """How a territory is painted, and what that means."""

    fill: str
    says: str
    perhaps: bool = False
    lit: bool = False
    over: Fill | None = None


class WorldMap:
    """A map of a day, on the territories of a catalogue; a coarser grid makes it lighter."""

    def __init__(self, shown: Map, on: date, catalogue: Catalogue, step: int = 1) -> None:
        self.shown, self.on, self.catalogue, self._step = shown, on, catalogue, step
        self._outlines = outlines.lands(step)
        territories = catalogue.definitions.territories
        self._by_state = {s: light for light in reversed(shown.lights) for s in light.states}
        self._by_land = {t: light for light in reversed(shown.lights) for t in light.territories}
        self.shades = {name: self._shade(t) for name, t in territories.items()}
        self.disputed = [name for name, t in territories.items() if self._in_dispute(t)]

    def whole(self) -> str:
        """The map of the world in units of the grid, without its legend."""
        named: dict[tuple[str, bool, Fill | None], None]
        named = {(shade.fill, shade.perhaps, shade.over): None for shade in self.shades.values()}
        named |= {(DISPUTED, False, None): None, (SEAS, False, None): None}
        if any(sea.perhaps for sea in self.shown.seas):
            named[DOUBTFUL_SEAS, False, None] = None
        named |= {(mark.how, False, None): None for mark in self.shown.marks}
        patterns = (pattern(f, perhaps=p, over=over, scale=TEXTURE) for f, p, over in named)
        lines = outlines.borders(self._holder, self._step)
        return "\n".join(
            (
                f"<defs>{''.join(patterns)}",
                f'<g id="lands"><path d="{outlines.sphere()}" fill="{SEA}" stroke="none"/>',
                f'<g fill="{paint(SEAS, scale=TEXTURE)}" stroke="none">',
                *self._seas(),
                "</g>",
                *self._lands(),
                *self._disputes(),
                *self._marks(),
                "</g>",
                f'<path id="borders" d="{lines}" fill="none"/>',
                "</defs>",
                *self._seen(1.0),
            )
        )

    def europe(self) -> str:
        """Its part with Europe, so many times as large, to be drawn below the whole."""
        return "\n".join(self._seen(ZOOM))

    def crowded(self) -> bool:
        """Whether so many states in Europe are lit, close together, that it is hard to see."""
        territories = self.catalogue.definitions.territories
        there = (n for n, s in self.shades.items() if s.lit and n == self._holder(n))
        return sum(_inside(*territories[name].point) for name in there) >= CROWD

    def _seen(self, zoom: float) -> Iterator[str]:
        """What is drawn of it: in lines as fine, and with rings as small, at any size."""
        fine = GRID / zoom
        yield (
            f'<use href="#lands" stroke="{COAST}" stroke-width="{0.25 * fine:.4g}" '
            'stroke-linejoin="round"/>'
        )
        yield (
            f'<use href="#borders" stroke="{PAPER}" stroke-width="{0.7 * fine:.4g}" '
            'stroke-linejoin="round"/>'
        )
        yield from self._rings(zoom)
        yield from self._pin(fine)

    def legend(self) -> Iterator[Swatch]:
        """What each class means that is there."""
        seen = set(self.shades.values())
        for light in self.shown.lights:
            shade = _lit(light)
            if shade in seen:
                yield Swatch(shade.says, shade.fill, shade.perhaps, shade.over)
        for fill in (NONE, UNKNOWN, UNHELD):
            for shade in sorted(s for s in seen if s.fill == fill):
                yield Swatch(shade.says, fill)
        if any(name in self._outlines for name in self.disputed):
            yield Swatch(TWICE, DISPUTED)
        for sea in self.shown.seas:
            yield Swatch(sea.says, _sea(sea))
        for mark in self.shown.marks:
            yield Swatch(mark.says, mark.how)

    def unseen(self) -> str:
        """A sentence about the states that should be lit, and have no land on record that day."""
        held = {self._holder(name) for name in self.shades}
        told = {*self._by_state, *(s for mark in self.shown.marks for s in mark.states)}
        lit = (s for s in told if s in self.catalogue.states and s not in held)
        names = some([self.catalogue.name_of(state) for state in sorted(lit)])
        return f"Not on the map, for no land of theirs is on record: {names}." if names else ""

    def _shade(self, territory: Territory) -> Shade:
        if light := self._by_land.get(territory.id):
            return _lit(light)
        holders = [tenure.state for tenure in territory.holders(self.on)]
        if not holders:
            return Shade(UNHELD, "no holder on record that day")
        for holder in holders:
            if light := self._by_state.get(holder):
                return _lit(light)
        if not self.shown.complete or self._unknown.intersection(holders):
            return Shade(UNKNOWN, "not known: the list it would stand in is not complete")
        return Shade(NONE, self.shown.others)

    @cached_property
    def _unknown(self) -> frozenset[str]:
        """The states of which it is not known whether they are a party to what is shown."""
        catalogue, on, found = self.catalogue, self.on, set[str]()
        wanted, asked = set(self.shown.rests_on), set(self.shown.asked)
        seen = set[str]()
        for clause in catalogue.clauses_on(on):
            effect, name = clause.provision.effect, f"{PARTIES}{clause.instrument.id}"
            grave = isinstance(effect, Duty) and effect.strength > 0
            if not grave or name in seen or catalogue.lists.complete(clause.framework, name, on):
                continue
            parties = catalogue.parties(clause.framework, clause.instrument)
            if clause.provision.id in wanted or asked & {p.state for p in parties}:
                seen.add(name)
                knows = catalogue.lists.knows
                found |= {
                    state
                    for state in catalogue.states
                    if not knows(clause.framework, name, parties, state, on)
                }
        return frozenset(found)

    def _holder(self, name: str) -> str:
        holders = self.catalogue.definitions.territories[name].holders(self.on)
        return holders[0].state if holders else name

    def _in_dispute(self, territory: Territory) -> bool:
        on, tenures = self.on, territory.holders(self.on)
        holders = {tenure.state for tenure in tenures}
        states = self.catalogue.states
        claims = (c for c in territory.claimed_by if c in states and states[c].exists(on))
        others = {*territory.in_control(on), *claims} - holders
        seized = any(tenure.status == "occupied" for tenure in tenures)
        return bool(holders) and (bool(others) or len(holders) > 1 or seized)

    def _lands(self) -> Iterator[str]:
        for name, land in self._outlines.items():
            if shade := self.shades.get(name):
                yield (
                    f'<path data-territory="{name}" d="{land.path}" fill="{_paint(shade)}">'
                    f"<title>{self._told(name, shade)}</title></path>"
                )

    def _told(self, name: str, shade: Shade) -> str:
        territory, holder = self.catalogue.definitions.territories[name], self._holder(name)
        whose = "" if holder == name else f" ({self.catalogue.name_of(holder)})"
        return marked(f"{territory.name}{whose}: {shade.says}")

    def _seas(self) -> Iterator[str]:
        for sea in self.shown.seas:
            data = "".join(outlines.ringed(ring) for ring in sea.rings)
            own = f' fill="{paint(DOUBTFUL_SEAS, scale=TEXTURE)}"' if sea.perhaps else ""
            yield f'<path d="{data}"{own}><title>{marked(sea.says)}</title></path>'

    def _disputes(self) -> Iterator[str]:
        known = self._outlines
        data = "".join(known[name].path for name in self.disputed if name in known)
        if data:
            yield f'<path d="{data}" fill="{paint(DISPUTED, scale=TEXTURE)}"/>'

    def _marks(self) -> Iterator[str]:
        """What a comparison tells of a land, in a texture over its fill."""
        known = self._outlines
        for mark in self.shown.marks:
            names = (n for n in known if n in self.shades and self._marked(n, mark))
            if data := "".join(known[name].path for name in names):
                yield f'<path d="{data}" fill="{paint(mark.how, scale=TEXTURE)}"/>'

    def _marked(self, name: str, mark: Mark) -> bool:
        return name in mark.territories or self._holder(name) in mark.states

    def _rings(self, zoom: float) -> Iterator[str]:
        """A ring for each state, or land, that is lit or marked and too small to be seen."""
        fine = GRID / zoom
        for name, (territory, shade) in self._small(SMALL / zoom / zoom).items():
            x, y = outlines.spot(*territory.point)
            yield (
                f'<circle cx="{x}" cy="{y}" r="{RING * fine:.4g}" fill="{_paint(shade)}" '
                f'stroke="{INK}" stroke-width="{0.8 * fine:.4g}">'
                f"<title>{self._told(name, shade)}</title></circle>"
            )
            for mark in self.shown.marks:
                if self._marked(name, mark):
                    place = f'transform="translate({x} {y}) scale({fine:.4g})"'
                    yield f"<g {place}>{SIGNS[mark.how]}</g>"

    def _small(self, least: float) -> dict[str, tuple[Territory, Shade]]:
        """The heartlands of small states, and small lands apart from the rest of their holder's."""
        lands, size = self._outlines, defaultdict[str, float](float)
        territories = self.catalogue.definitions.territories
        told = {n for n in self.shades if any(self._marked(n, m) for m in self.shown.marks)}
        told |= {name for name, shade in self.shades.items() if shade.lit}
        apart = {*self._by_land, *(t for mark in self.shown.marks for t in mark.territories)}
        for name in self.shades:
            if name in told:
                whose = name if name in apart else self._holder(name)
                size[whose] += lands[name].area if name in lands else 0.0
        found = {}
        for name, area in size.items():
            if area >= least or name not in territories or name not in told:
                continue
            territory, mine, holder = territories[name], self.shades[name], self._holder(name)
            if territory.island or holder == name or self.shades.get(holder) != mine:
                found[name] = (territory, mine)
        return found

    def _pin(self, fine: float) -> Iterator[str]:
        if point := self.shown.point:
            x, y = outlines.spot(point.lat, point.lon)
            place = f'transform="translate({x} {y}) scale({fine:.4g})"'
            yield (
                f'<g {place} stroke="{PAPER}" stroke-width="1.2">'
                f'<path d="M0 0L-5 -13A5.6 5.6 0 1 1 5 -13z" fill="{INK}"/>'
                f'<circle cy="-15.4" r="2" fill="{PAPER}" stroke="none"/>'
                f"<title>{marked(self.shown.point_says)}</title></g>"
            )


def frame() -> tuple[int, int, int, int]:
    """Europe on paper, in units of the grid: its corner, its width and its height."""
    (left, bottom), (right, _) = outlines.spot(SOUTH, WEST), outlines.spot(SOUTH, EAST)
    top = outlines.spot(NORTH, 0)[1]
    return left, top, right - left, bottom - top


def _inside(lat: float, lon: float) -> bool:
    return SOUTH < lat < NORTH and WEST < lon < EAST


def _lit(light: Light) -> Shade:
    return Shade(light.fill, light.says, light.perhaps, True, light.over)


def _sea(sea: Seas) -> str:
    return DOUBTFUL_SEAS if sea.perhaps else SEAS


def _paint(shade: Shade) -> str:
    return paint(shade.fill, perhaps=shade.perhaps, over=shade.over, scale=TEXTURE)
